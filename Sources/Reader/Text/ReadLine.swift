/// One line of the source and what it was mended to.
public struct ReadLine: Equatable, Sendable {
    public var source: String
    public var text: String
    /// The mean of its words, 0…1; 1 for a line without words.
    public var confidence: Double
    /// Page of the paper, from 1; `nil` for a text without pages.
    public var page: Int?
}
