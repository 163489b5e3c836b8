/// Paragraphs of a part under their nearest numbered heading, with those that are work told from those that lead in or assign.
struct Section: Equatable, Sendable {
    /// One paragraph of work: its clause and the item it stands in.
    struct Paragraph: Equatable, Sendable {
        var clause: Clause
        /// `4` in `(4)`; `nil` outside items.
        var item: String?
        /// Whether a lead-in ending in `:` stands above it in its item.
        var underLeadIn = false
    }

    /// `II.2.1`
    var number: String
    var heading: String
    var headingLine: Int
    var paragraphs: [Paragraph] = []

    /// Cuts a part into sections.
    static func sections(of part: Paper.Part) -> [Section] {
        var sections = [Section(number: part.number, heading: part.heading, headingLine: 0)]
        var item: String?
        var underLeadIn = false
        for clause in part.clauses {
            var clause = clause
            switch clause.marker {
            case .section(let number):
                (item, underLeadIn) = (nil, false)
                let heading = heading(of: clause)
                sections.append(Section(number: part.number + "." + number, heading: heading.text ?? part.heading, headingLine: clause.firstLine))
                guard let body = heading.body else { continue }
                clause.text = body
            case .item(let number):
                item = number
                underLeadIn = clause.isLeadIn
            case .plus:
                if append(clause, joined: " + ", to: &sections[sections.count - 1]) { continue }
            case .dash, .none, .part:
                if isAttribute(clause.text), append(clause, joined: " ", to: &sections[sections.count - 1]) { continue }
            }
            if clause.isLeadIn, clause.marker != .none || clause.text.count < 200 { continue }
            sections[sections.count - 1].paragraphs.append(Paragraph(clause: clause, item: item, underLeadIn: underLeadIn))
        }
        return sections.filter { !$0.paragraphs.isEmpty }
    }

    /// Tells a numbered heading from a numbered paragraph: `text` is the heading, `body` the work that follows on the same line.
    private static func heading(of clause: Clause) -> (text: String?, body: String?) {
        let text = clause.text
        if clause.isLeadIn { return (String(text.dropLast()), nil) }
        if let colon = text.firstIndex(of: ":"), text.distance(from: text.startIndex, to: colon) < 120, text.count > 160 {
            return (String(text[..<colon]), text[text.index(after: colon)...].trimmed)
        }
        return text.count <= 170 && !clause.endsSentence ? (text, nil) : (nil, text)
    }

    /// Whether a line only says who, when or with what result the work above it is done (`Cơ quan chủ trì: …`).
    private static func isAttribute(_ text: String) -> Bool {
        let folded = text.prefix(60).folded
        let labels = [
            "co quan chu tri", "co quan phoi hop", "co quan thuc hien", "don vi chu tri", "don vi phoi hop", "don vi thuc hien", "chu tri:", "phoi hop:",
            "thoi gian thuc hien",
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
