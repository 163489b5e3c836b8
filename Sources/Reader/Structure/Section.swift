/// Paragraphs of a part under their nearest numbered heading, with those that are work told from those that lead in or assign.
struct Section: Equatable, Sendable {
    // Made once: a pattern written where it is used is parsed anew at each use.
    nonisolated(unsafe) private static let closingWords = /^tren day la (ke hoach|noi dung|chuong trinh)|^(quyet dinh|ke hoach) nay co hieu luc/

    /// One paragraph of work: its clause and the item it stands in.
    struct Paragraph: Equatable, Sendable {
        var clause: Clause
        /// `4` in `(4)`; `nil` outside items.
        var item: String?
        /// Whether a lead-in ending in `:` stands above it in its item.
        var underLeadIn = false
        /// The lines that lead in to it below the heading, outermost first: `a) Công an tỉnh:`.
        var leadIns: [String] = []
        /// Its row in a table of duties; `nil` outside.
        var row: DutyTable.Row?
    }

    /// `II.2.1`
    var number: String
    var heading: String
    var headingLine: Int
    /// The bracket of its heading, or of one above it, that says who does all of it; `nil` without one.
    var bracket: String?
    var paragraphs: [Paragraph] = []
    /// Rows of a table that say nothing of duties, or do not fit its heading: for a person to look at.
    var unread: [Clause] = []

    /// Cuts a part into sections.
    static func sections(of part: Paper.Part) -> [Section] {
        var sections = [Section(number: part.number, heading: part.heading, headingLine: 0)]
        var headings: [String: String] = [:], brackets: [String: String] = [:]
        var table: DutyTable?
        var item: String?
        var underLeadIn = false
        var leadIns: [(depth: Int, text: String)] = []
        // Whether entries with a plus stand for themselves, because no paragraph stands above them that they spell out.
        var plusIsEntry = false
        for (index, clause) in part.clauses.enumerated() {
            var clause = clause
            if isClosingWords(clause.text) { continue }
            let next = index + 1 < part.clauses.count ? part.clauses[index + 1] : nil
            if clause.marker == .row {
                take(clause, &table, of: part, into: &sections)
                continue
            }
            leadIns.removeAll { $0.depth >= clause.marker.depth }
            let leadsIn = clause.isLeadIn || namesBodiesOnly(clause, before: next)
            switch clause.marker {
            case .section(let number):
                (item, underLeadIn) = (nil, false)
                let heading = heading(of: clause, before: next, number)
                let whole = number.hasPrefix(part.number + ".") ? number : part.number + "." + number
                // `2.1.3` without a heading stands under that of `2.1`.
                let above = whole.lastIndex(of: ".").flatMap { headings[String(whole[..<$0])] } ?? part.heading
                let bracket = heading.text.flatMap { ClosingBracket($0) }
                if let text = heading.text { headings[whole] = bracket?.text ?? text }
                let parent = whole.lastIndex(of: ".").flatMap { brackets[String(whole[..<$0])] }
                brackets[whole] = bracket == nil ? parent : heading.text
                sections.append(
                    Section(number: whole, heading: headings[whole] ?? above, headingLine: clause.firstLine, bracket: brackets[whole]))
                plusIsEntry = heading.body == nil
                guard let body = heading.body else { continue }
                clause.text = body
            case .item(let number):
                item = number
                underLeadIn = leadsIn
            case .plus:
                let isLabel = isAttribute(clause.text)
                if isLabel || !plusIsEntry, append(clause, joined: isLabel ? " " : " + ", to: &sections[sections.count - 1]) { continue }
            case .dash, .none, .part, .row:
                if isAttribute(clause.text), append(clause, joined: " ", to: &sections[sections.count - 1]) { continue }
            }
            if leadsIn, clause.marker != .none || clause.text.count < 200 {
                leadIns.append((clause.marker.depth, clause.text))
                plusIsEntry = true
                continue
            }
            if clause.marker != .plus { plusIsEntry = false }
            sections[sections.count - 1].paragraphs.append(
                Paragraph(clause: clause, item: item, underLeadIn: underLeadIn, leadIns: leadIns.map(\.text)))
        }
        return sections.filter { !$0.paragraphs.isEmpty || !$0.unread.isEmpty }
    }

    /// A row of a table: its heading, a heading of the rows below it, a duty, or the rest of one that the page before began.
    private static func take(_ clause: Clause, _ table: inout DutyTable?, of part: Paper.Part, into sections: inout [Section]) {
        let cells = DutyTable.cells(of: clause.text)
        if let headed = DutyTable(heading: cells) {
            table = headed
        } else if table != nil, let group = DutyTable.group(cells) {
            let number = group.number ?? String(sections.count)
            sections.append(Section(number: part.number + "." + number, heading: group.heading, headingLine: clause.firstLine))
        } else if let row = table?.row(cells) {
            let last = sections.count - 1
            if row.number.isEmpty, let before = sections[last].paragraphs.last?.row {
                sections[last].paragraphs[sections[last].paragraphs.count - 1].row = before.joined(row)
                sections[last].paragraphs[sections[last].paragraphs.count - 1].clause.lastLine = clause.lastLine
            } else if !row.duty.isEmpty {
                sections[last].paragraphs.append(Paragraph(clause: clause, row: row))
            } else {
                sections[last].unread.append(clause)
            }
        } else {
            sections[sections.count - 1].unread.append(clause)
        }
    }

    /// `a) Công an tỉnh`, `Công an tỉnh` above dashes: who does what stands below, colon or not.
    private static func namesBodiesOnly(_ clause: Clause, before next: Clause?) -> Bool {
        guard let next, next.marker.depth > clause.marker.depth, next.marker == .dash || next.marker == .plus, clause.text.count < 170 else { return false }
        return !Subject.heading(clause.text).isEmpty
    }

    /// Tells a numbered heading from a numbered paragraph: `text` is the heading, `body` the work that follows on the same line.
    private static func heading(of clause: Clause, before next: Clause?, _ number: String) -> (text: String?, body: String?) {
        let text = clause.text
        // What has numbers below it is a heading, whatever it ends with.
        if case .section(let below)? = next?.marker, below.hasPrefix(number + "."), text.count < 300 { return (text, nil) }
        if clause.isLeadIn { return (String(text.dropLast()), nil) }
        if let colon = text.firstIndex(of: ":"), text.distance(from: text.startIndex, to: colon) < 120, text.count > 160 {
            return (String(text[..<colon]), text[text.index(after: colon)...].trimmed)
        }
        let isHeading = !clause.endsSentence || text.hasSuffix(")") && !Subject.heading(text).isEmpty
        return text.count <= 170 && isHeading ? (text, nil) : (nil, text)
    }

    /// `Trên đây là Kế hoạch …`: the words that close a paper give nobody work, unless they ask for a report.
    private static func isClosingWords(_ text: String) -> Bool {
        let folded = text.folded
        return folded.contains(closingWords) && !folded.contains("bao cao")
    }

    /// Whether a line only says who, when or with what result the work above it is done (`Cơ quan chủ trì: …`).
    private static func isAttribute(_ text: String) -> Bool {
        let folded = text.prefix(60).folded
        let labels = [
            "co quan chu tri", "co quan phoi hop", "co quan thuc hien", "don vi chu tri", "don vi phoi hop", "don vi thuc hien", "chu tri:", "phoi hop:",
            "co quan chiu trach nhiem", "don vi chiu trach nhiem", "trach nhiem:", "trach nhiem thuc hien", "phan cong:",
            "phan cong thuc hien", "thuc hien:", "chu tri, phoi hop", "thoi gian thuc hien",
            "thoi gian hoan thanh", "thoi gian:", "thoi han", "san pham", "ket qua dau ra",
        ]
        return folded.contains(":") && labels.contains { folded.hasPrefix($0) }
    }

    /// Adds a line to the paragraph above it; false if none stands right above.
    private static func append(_ clause: Clause, joined: String, to section: inout Section) -> Bool {
        guard let last = section.paragraphs.indices.last, section.paragraphs[last].clause.lastLine + 2 >= clause.firstLine else { return false }
        section.paragraphs[last].clause.text += joined + clause.text
        section.paragraphs[last].clause.lastLine = clause.lastLine
        return true
    }
}

extension StringProtocol {
    /// Without white space at either end.
    var trimmed: String {
        let start = drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
