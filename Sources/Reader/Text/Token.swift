/// One word, figure or sign of a line, with the punctuation that clings to it.
struct Token: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case word
        /// A number, date or document number, in its normal form.
        case figure
        /// Punctuation alone.
        case sign
    }

    var line: Int
    var kind: Kind
    var lead = ""
    var core: String
    var trail = ""
    /// Whether a new sentence or paragraph begins here.
    var startsSentence = false

    /// Cuts a line into tokens.
    static func tokens(of line: String, number: Int) -> [Token] {
        var tokens: [Token] = []
        for chunk in Figures.prepared(line).split(whereSeparator: \.isWhitespace) {
            tokens.append(token(of: chunk, line: number))
        }
        if let part = tokens.first, part.kind == .word, part.lead.isEmpty, ".)".contains(part.trail), let numeral = Figures.partNumber(part.core) {
            tokens[0] = Token(line: number, kind: .figure, core: numeral, trail: ".")
        } else if let item = tokens.first, item.kind == .word, item.core.count == 1, item.trail == ")" {
            tokens[0].kind = .figure
        }
        return tokens
    }

    private static func token(of chunk: Substring, line: Int) -> Token {
        let core = chunk.drop { !isLetterlike($0) }
        guard let last = core.lastIndex(where: isLetterlike) else {
            return Token(line: line, kind: .sign, core: String(chunk))
        }
        let word = String(core[...last])
        let lead = String(chunk[..<core.startIndex])
        let trail = String(core[core.index(after: last)...])
        if let figure = Figures.normal(word) {
            let percent = trail.hasPrefix("%")
            return Token(line: line, kind: .figure, lead: lead, core: figure + (percent ? "%" : ""), trail: percent ? String(trail.dropFirst()) : trail)
        }
        return Token(line: line, kind: .word, lead: lead, core: word, trail: trail)
    }

    /// Letters, digits, and the signs a scan often writes for a letter.
    private static func isLetterlike(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "¢§€£@&©".contains(character)
    }
}
