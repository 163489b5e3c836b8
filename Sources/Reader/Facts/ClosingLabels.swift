/// Labels at the end of a paragraph that say who does the work: `… Cơ quan chủ trì: A. Cơ quan phối hợp: B.`
enum ClosingLabels {
    // Made once: a pattern written where it is used is parsed anew at each use.
    nonisolated(unsafe) private static let otherLabel = /(thoi gian|thoi han|san pham|ket qua|kinh phi)[^:.;]{0,30}:/
    nonisolated(unsafe) private static let label =
        #/
        (\b (co\squan|don\svi|to\schuc) \s)? ((duoc\sgiao|chiu)\s)? (trach\snhiem|chu\stri|phoi\shop|thuc\shien|tham\smuu|phan\scong)
        (\sthuc\shien|\stham\smuu|\snhiem\svu|,?\s(va\s)?phoi\shop)* (\sla)? \s? :
        /#

    private typealias Mark = (range: Range<String.Index>, words: Substring)

    /// The paragraph without its labels; `nil` if it has none, or they name no body.
    static func split(_ paragraph: String) -> ClosingBracket? {
        let folded = paragraph.folded
        guard paragraph.contains(":"), folded.count == paragraph.count else { return nil }
        let marks = marks(folded)
        guard let first = marks.first else { return nil }
        let assignments = marks.enumerated().flatMap { index, mark in
            let end = index + 1 < marks.count ? marks[index + 1].range.lowerBound : folded.endIndex
            let names = names(paragraph, folded, mark.range.upperBound..<end)
            return self.assignments(names, label: mark.words)
        }
        let start = paragraph.index(paragraph.startIndex, offsetBy: folded.distance(from: folded.startIndex, to: first.range.lowerBound))
        return assignments.isEmpty ? nil : ClosingBracket(text: withoutDash(String(paragraph[..<start]).trimmed), assignments: assignments)
    }

    /// The labels of a text; one that does not begin with `cơ quan`, `đơn vị` stands at the beginning or after a stop.
    private static func marks(_ folded: String) -> [Mark] {
        folded.matches(
            of:
                label
        ).filter { match in
            guard match.1 == nil else { return true }
            return folded[..<match.range.lowerBound].last { $0 != " " }.map { ".;)-+–".contains($0) } ?? true
        }.map { (range: $0.range, words: $0.0) }
    }

    /// What stands after a label, up to what speaks of something else.
    private static func names(_ paragraph: String, _ folded: String, _ range: Range<String.Index>) -> String {
        let end = folded[range].firstMatch(of: otherLabel)?.range.lowerBound ?? range.upperBound
        let from = folded.distance(from: folded.startIndex, to: range.lowerBound)
        return String(paragraph.dropFirst(from).prefix(folded.distance(from: range.lowerBound, to: end)))
    }

    private static func assignments(_ names: String, label: Substring) -> [ReadAssignment] {
        let words = names.folded
        if words.contains("chu tri") || words.contains("phoi hop") { return AssignmentPhrase.assignments(in: names) }
        let bodies = BodyFinder.bodies(in: Phrase(names))
        let leads = label.contains("chu tri")
        // `Đơn vị chủ trì, phối hợp: A, B`: the first leads.
        if leads, label.contains("phoi hop") {
            return bodies.enumerated().map { assignment($0.offset == 0 ? .lead : .coordinate, $0.element) }
        }
        let role: ReadAssignment.Role = leads ? .lead : label.contains("phoi hop") ? .coordinate : label.contains("tham muu") ? .advise : .implement
        return bodies.map { assignment(role, $0) }
    }

    private static func assignment(_ role: ReadAssignment.Role, _ body: Body) -> ReadAssignment {
        ReadAssignment(role: role, org: body.name, asWritten: body.asWritten, confidence: 0.95)
    }

    /// Without the dash or plus that opened the line of the label.
    private static func withoutDash(_ text: String) -> String {
        text.last.map { "-+–".contains($0) } == true ? String(text.dropLast()).trimmed : text
    }
}
