/// The bracket at the end of a paragraph that says who does the work: `… (Công an Thành phố chủ trì … thực hiện).`
struct ClosingBracket: Equatable, Sendable {
    /// The paragraph without the bracket; empty where the bracket stands alone.
    var text: String
    var assignments: [ReadAssignment]

    /// `nil` if the paragraph does not end with such a bracket; `bare` takes one that only names bodies too: `(Sở Tài chính)`.
    init?(_ paragraph: String, bare: Bool = false) {
        let opened = Self.opening(paragraph).flatMap { Self.split(paragraph, at: $0, bare: bare) }
        guard let found = opened ?? ClosingLabels.split(paragraph) else { return nil }
        self = found
    }

    init(text: String, assignments: [ReadAssignment]) {
        self.text = text
        self.assignments = assignments
    }

    /// Whether the brackets of a paper hand out work: one may explain a word, two that name bodies are a habit.
    static func areHabit(in paragraphs: [String]) -> Bool {
        paragraphs.lazy.filter { ClosingBracket($0, bare: true) != nil }.prefix(2).count == 2
    }

    /// Where the last bracket opens: the mate of the last `)`, or the last `(` if the scan has lost either.
    private static func opening(_ paragraph: String) -> String.Index? {
        var depth = 0
        if let close = paragraph.lastIndex(where: { ")]".contains($0) }), !paragraph[close...].contains(where: { "([".contains($0) }) {
            for place in paragraph[...close].indices.reversed() {
                if ")]".contains(paragraph[place]) { depth += 1 }
                if "([".contains(paragraph[place]) { depth -= 1 }
                if depth == 0 { return place }
            }
        }
        return paragraph.lastIndex { "([".contains($0) }
    }

    private static func split(_ paragraph: String, at open: String.Index, bare: Bool) -> ClosingBracket? {
        let inside = paragraph[paragraph.index(after: open)...]
        let isNested = inside.contains { "([".contains($0) }
        let close = (isNested ? inside.lastIndex { ")]".contains($0) } : inside.firstIndex { ")]".contains($0) }) ?? inside.endIndex
        guard inside[close...].filter({ $0.isLetter || $0.isNumber }).isEmpty else { return nil }
        let content = Subject.unbracketed(String(inside[..<close]))
        let text = String(paragraph[..<open]).trimmed
        let folded = content.folded
        guard ["thuc hien", "chu tri", "phoi hop", "tham muu", "thuc thi"].contains(where: folded.contains) else {
            return bare ? named(content, after: text) : nil
        }
        let isClosed = close < inside.endIndex
        guard isClosed || !BodyFinder.bodies(at: 0, in: Phrase(content)).isEmpty else { return nil }
        let assignments = AssignmentPhrase.assignments(in: content)
        guard !assignments.isEmpty else { return nil }
        return ClosingBracket(text: text, assignments: assignments)
    }

    /// A bracket of names and nothing else; not one that explains the body right before it, and not where the paragraph opens with its bodies.
    private static func named(_ content: String, after text: String) -> ClosingBracket? {
        let phrase = Phrase(content)
        let bodies = BodyFinder.bodies(in: phrase)
        let inside = Set(bodies.flatMap { Array($0.range) })
        guard !bodies.isEmpty, phrase.words.indices.allSatisfy({ inside.contains($0) || ["va", "-"].contains(phrase.folded($0)) }) else { return nil }
        let before = Phrase(text)
        guard before.count > 0, BodyFinder.bodies(in: before).last?.range.upperBound != before.count, Subject.opening(text).isEmpty else { return nil }
        return ClosingBracket(text: text, assignments: AssignmentPhrase.assignments(in: content))
    }
}
