/// Turns the sections of a part into duties with their assignees.
struct DutyReader {
    // Made once: a pattern written where it is used is parsed anew at each use.
    nonisolated(unsafe) private static let condition = /sau khi .{0,60}(ban hanh|thong qua|co hieu luc)/

    /// Year of the plan, for months and quarters written without one.
    let year: Int?
    private(set) var findings: [Finding] = []

    /// Whether a bracket that only names bodies assigns work in this paper.
    let bracketsAssign: Bool

    init(year: Int?, bracketsAssign: Bool = false) {
        self.year = year
        self.bracketsAssign = bracketsAssign
    }

    mutating func duties(of part: Paper.Part) -> [ReadDuty] {
        Section.sections(of: part).flatMap { duties(of: $0) }
    }

    /// A paragraph on its way to a duty.
    private struct Draft {
        var paragraph: Section.Paragraph
        var text: String
        var assignments: [ReadAssignment] = []
        var isInherited = false
    }

    private mutating func duties(of section: Section) -> [ReadDuty] {
        for clause in section.unread {
            let words = DutyTable.cells(of: clause.text).filter { !$0.isEmpty }.joined(separator: "; ")
            findings.append(Finding(kind: .unreadRow, message: "Hàng của bảng không thành nhiệm vụ: \(Self.short(words))", source: clause.source))
        }
        var drafts: [Draft] = []
        var waiting = 0
        for paragraph in section.paragraphs {
            if let row = paragraph.row {
                drafts.append(Draft(paragraph: paragraph, text: row.duty, assignments: row.assignments))
                waiting = drafts.count
                continue
            }
            guard let bracket = ClosingBracket(paragraph.clause.text, bare: bracketsAssign) else {
                drafts.append(Draft(paragraph: paragraph, text: paragraph.clause.text))
                continue
            }
            let hasText = bracket.text.count(where: \.isLetter) > 3
            if hasText { drafts.append(Draft(paragraph: paragraph, text: bracket.text, assignments: bracket.assignments)) }
            inherit(bracket, &drafts, from: hasText ? itemStart(drafts) : waiting)
            waiting = drafts.count
        }
        assignBySubject(&drafts, in: section)
        return numbered(drafts, in: section)
    }

    /// Where the item of the last draft begins: a bracket at the end of an item assigns all its paragraphs.
    private func itemStart(_ drafts: [Draft]) -> Int {
        guard let last = drafts.last, last.paragraph.item != nil, last.paragraph.clause.marker == .none else { return drafts.count }
        return drafts.lastIndex { if case .item = $0.paragraph.clause.marker { true } else { false } } ?? drafts.count
    }

    private func inherit(_ bracket: ClosingBracket, _ drafts: inout [Draft], from start: Int) {
        for index in drafts.indices where index >= start && drafts[index].assignments.isEmpty {
            drafts[index].assignments = bracket.assignments
            drafts[index].isInherited = true
        }
    }

    /// Reads assignees from the heading, the opening words, or the paragraph before.
    private mutating func assignBySubject(_ drafts: inout [Draft], in section: Section) {
        var carried: [ReadAssignment] = []
        for index in drafts.indices where drafts[index].assignments.isEmpty && drafts[index].paragraph.row == nil {
            let text = drafts[index].text
            let opening = Subject.opening(text)
            drafts[index].isInherited = opening.isEmpty
            if opening.isEmpty, let bracket = section.bracket.flatMap({ ClosingBracket($0) }) {
                drafts[index].assignments = bracket.assignments
            } else if !opening.isEmpty {
                drafts[index].assignments = SubjectRoles.assignments(opening, text: text, isHeading: false)
                carried = SubjectRoles.assignments(opening, text: "", isHeading: true)
            } else if let heading = heading(of: drafts[index].paragraph, in: section) {
                drafts[index].assignments = SubjectRoles.inherited(from: heading.text, bodies: heading.bodies, text: text)
                carried = []
            } else if !carried.isEmpty {
                drafts[index].assignments = carried + SubjectRoles.collectors(text, besides: carried)
                note(.carriedAssignment, "Đoạn không nhắc cơ quan; lấy theo đoạn trước: \(Self.short(text))", drafts[index])
            }
        }
    }

    /// The nearest line above a paragraph that names nothing but bodies: a lead-in, or the heading of its section.
    private func heading(of paragraph: Section.Paragraph, in section: Section) -> (text: String, bodies: [Body])? {
        ([section.heading] + paragraph.leadIns).reversed().lazy.map { (text: $0, bodies: Subject.heading($0)) }.first { !$0.bodies.isEmpty }
    }

    private mutating func numbered(_ drafts: [Draft], in section: Section) -> [ReadDuty] {
        var counts: [String: Int] = [:]
        for draft in drafts { counts[draft.paragraph.item ?? "", default: 0] += 1 }
        var ordinals: [String: Int] = [:]
        return drafts.map { draft in
            let item = draft.paragraph.item
            ordinals[item ?? "", default: 0] += 1
            if let printed = draft.paragraph.row?.number, !printed.isEmpty { return duty(draft, id: section.number + "-" + printed, in: section) }
            let single = item != nil && counts[item ?? ""] == 1 && !draft.paragraph.underLeadIn
            let id = section.number + (item.map { "(\($0))" } ?? "") + (single ? "" : "-\(ordinals[item ?? ""] ?? 1)")
            return duty(draft, id: id, in: section)
        }
    }

    private mutating func duty(_ draft: Draft, id: String, in section: Section) -> ReadDuty {
        let clause = draft.paragraph.clause
        let times = draft.paragraph.row.map { Times(row: $0, year: year) } ?? Times(clause.text, year: year)
        let sure = draft.assignments.isEmpty ? 0.5 : draft.isInherited ? 0.8 : 0.95
        report(draft, times)
        return ReadDuty(
            id: id, section: section.number, heading: section.heading, text: draft.text, assignments: draft.assignments,
            inheritedAssignment: draft.isInherited && !draft.assignments.isEmpty,
            from: times.from, to: times.to, isBefore: times.isBefore, dates: times.dates, recurrence: times.recurrence,
            references: References.all(in: draft.text).map(\.label), confidence: (clause.confidence * sure * 100).rounded() / 100,
            source: clause.source)
    }

    private mutating func report(_ draft: Draft, _ times: Times) {
        let short = Self.short(draft.text)
        if draft.assignments.isEmpty { note(.noAssignee, "Không rõ cơ quan nào thực hiện: \(short)", draft) }
        if !draft.assignments.isEmpty, !draft.assignments.contains(where: { $0.role == .lead }), Set(draft.assignments.map(\.org)).count > 1 {
            note(.noLead, "Nhiều cơ quan nhưng không ghi cơ quan chủ trì: \(short)", draft)
        }
        for assignment in draft.assignments where assignment.confidence < 0.7 {
            note(.unresolvedBody, "Tên cơ quan không có trong danh mục: \(assignment.asWritten)", draft)
        }
        if draft.text.contains("sau khi"), draft.text.folded.contains(Self.condition) {
            note(.conditional, "Nhiệm vụ có điều kiện: \(short)", draft)
        }
        if times.dates.contains(where: { $0.date.count == 5 }) { note(.dateWithoutYear, "Ngày không ghi năm: \(short)", draft) }
    }

    private mutating func note(_ kind: Finding.Kind, _ message: String, _ draft: Draft) {
        findings.append(Finding(kind: kind, message: message, source: draft.paragraph.clause.source))
    }

    private static func short(_ text: String) -> String { text.count <= 70 ? text : text.prefix(70) + "…" }
}

extension DutyTable.Row {
    /// Who the cells name, each in the role of its column.
    var assignments: [ReadAssignment] {
        var made: [ReadAssignment] = []
        for (cell, role) in [(lead, ReadAssignment.Role.lead), (partners, .coordinate), (doers, .implement)] {
            for one in AssignmentPhrase.assignments(in: cell) where !made.contains(where: { $0.org == one.org && $0.role == role }) {
                made.append(ReadAssignment(role: role, org: one.org, asWritten: one.asWritten, confidence: one.confidence))
            }
        }
        return made
    }
}
