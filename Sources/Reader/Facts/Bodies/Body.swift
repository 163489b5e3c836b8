/// A body named in a phrase.
struct Body: Equatable, Sendable {
    /// The usual form of the name.
    var name: String
    var kind: String?
    var isGroup: Bool
    /// The words of the phrase it takes up.
    var range: Range<Int>
    var asWritten: String
    /// False for a name that the catalogue does not have.
    var isKnown = true

    var key: String { name.folded }
}
