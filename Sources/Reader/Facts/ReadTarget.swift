/// A measurable target.
public struct ReadTarget: Codable, Equatable, Sendable {
    public enum Comparator: String, Codable, Sendable {
        case equal = "="
        case over = ">"
        case atLeast = ">="
        case under = "<"
        case atMost = "<="
    }

    public var id: String
    public var text: String
    /// What is counted, in the paper's words.
    public var measure: String?
    public var comparator: Comparator
    public var value: Double
    public var unit: String
    public var source: SourcePlace?
}
