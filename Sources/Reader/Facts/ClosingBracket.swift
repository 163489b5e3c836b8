/// The bracket at the end of a paragraph that says who does the work: `… (Công an Thành phố chủ trì … thực hiện).`
struct ClosingBracket: Equatable, Sendable {
    /// The paragraph without the bracket; empty where the bracket stands alone.
    var text: String
    var assignments: [ReadAssignment]

    /// `nil` if the paragraph does not end with such a bracket.
    init?(_ paragraph: String) {
        let opened = paragraph.lastIndex(of: "(").flatMap { Self.split(paragraph, at: $0) }
        guard let found = opened ?? Self.labelled(paragraph) else { return nil }
        self = found
    }

    private init(text: String, assignments: [ReadAssignment]) {
        self.text = text
        self.assignments = assignments
    }

    private static func split(_ paragraph: String, at open: String.Index) -> ClosingBracket? {
        let inside = paragraph[paragraph.index(after: open)...]
        let close = inside.firstIndex(of: ")") ?? inside.endIndex
        guard inside[close...].filter({ $0.isLetter || $0.isNumber }).isEmpty else { return nil }
        let content = String(inside[..<close])
        let folded = content.folded
        guard ["thuc hien", "chu tri", "phoi hop", "tham muu", "thuc thi"].contains(where: folded.contains) else { return nil }
        let isClosed = close < inside.endIndex
        guard isClosed || !BodyFinder.bodies(at: 0, in: Phrase(content)).isEmpty else { return nil }
        let assignments = AssignmentPhrase.assignments(in: content)
        guard !assignments.isEmpty else { return nil }
        return ClosingBracket(text: String(paragraph[..<open]).trimmed, assignments: assignments)
    }

    /// `… Cơ quan chủ trì: A. Cơ quan phối hợp: B.` at the end of a paragraph.
    private static func labelled(_ paragraph: String) -> ClosingBracket? {
        let folded = paragraph.folded
        guard paragraph.contains(":"), folded.count == paragraph.count,
            let match = folded.firstMatch(of: /(co quan|don vi|to chuc)( duoc giao)? (chu tri|phoi hop|thuc hien|tham muu)( thuc hien| tham muu)?( la)? ?:/)
        else { return nil }
        let offset = folded.distance(from: folded.startIndex, to: match.range.lowerBound)
        let start = paragraph.index(paragraph.startIndex, offsetBy: offset)
        let assignments = labels(String(paragraph[start...]))
        return assignments.isEmpty ? nil : ClosingBracket(text: String(paragraph[..<start]).trimmed, assignments: assignments)
    }

    private static func labels(_ text: String) -> [ReadAssignment] {
        let marks = text.folded.matches(of: /(co quan|don vi|to chuc)( duoc giao)? (chu tri|phoi hop|thuc hien|tham muu)( thuc hien| tham muu)?( la)? ?:/)
        let folded = text.folded
        var found: [ReadAssignment] = []
        for (index, mark) in marks.enumerated() {
            let end = index + 1 < marks.count ? marks[index + 1].range.lowerBound : folded.endIndex
            let from = folded.distance(from: folded.startIndex, to: mark.range.upperBound)
            let length = folded.distance(from: mark.range.upperBound, to: end)
            let names = Phrase(text.dropFirst(from).prefix(length))
            let role: ReadAssignment.Role =
                switch mark.3 {
                case "chu tri": .lead
                case "phoi hop": .coordinate
                case "tham muu": .advise
                default: .implement
                }
            found += BodyFinder.bodies(in: names).map { ReadAssignment(role: role, org: $0.name, asWritten: $0.asWritten, confidence: 0.95) }
        }
        return found
    }
}
