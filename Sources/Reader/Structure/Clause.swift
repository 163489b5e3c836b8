/// One paragraph of the paper with its marker and its lines.
struct Clause: Equatable, Sendable {
    var marker: Marker
    var text: String
    /// Lines of the source, counted from 1.
    var firstLine: Int
    var lastLine: Int
    /// Mean confidence of its lines.
    var confidence: Double

    var source: SourcePlace { SourcePlace(firstLine: firstLine, lastLine: lastLine, page: nil) }

    /// Whether it only leads in to what follows.
    var isLeadIn: Bool { text.hasSuffix(":") }

    var endsSentence: Bool { text.last.map { ".;)!".contains($0) } ?? false }
}
