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
    /// Whether it stands as written, because its line is sound.
    var isFirm = false

    /// Cuts a line into tokens.
    static func tokens(of line: String, number: Int) -> [Token] {
        var tokens: [Token] = []
        for chunk in Figures.prepared(line).split(whereSeparator: \.isWhitespace) {
            tokens.append(token(of: chunk, line: number))
        }
        if let opening = opening(tokens, line) { tokens[0] = opening }
        return tokens
    }

    /// The first token of a line as the number, letter or star that opens a paragraph; `nil` if it is none.
    private static func opening(_ tokens: [Token], _ line: String) -> Token? {
        guard var first = tokens.first else { return nil }
        let isBeforeCapital = tokens.count > 1 && tokens[1].core.first?.isUppercase == true
        if let numeral = numeral(first, line), first.lead.isEmpty {
            return Token(line: first.line, kind: .figure, core: numeral, trail: ".")
        }
        guard first.kind == .word, first.core.count <= 2 else { return nil }
        let isLetter = isBeforeCapital && first.lead.isEmpty && first.core.first?.isLowercase == true && [".", "/"].contains(first.trail)
        let isItem = first.core.count == 1 && (first.trail == ")" || isLetter)
        let isNumber = isBeforeCapital && first.lead.isEmpty && first.core.allSatisfy(\.isNumber) && ["/", "-"].contains(first.trail)
        guard isItem || isNumber else { return nil }
        first.kind = .figure
        return first
    }

    /// The number of a part, as `1I.` too; figures alone (`11.`) are one only before a heading in capitals.
    private static func numeral(_ first: Token, _ line: String) -> String? {
        guard [".", ")"].contains(first.trail) else { return nil }
        let chunk = line.drop(while: \.isWhitespace).prefix { !$0.isWhitespace }
        let rest = line.drop(while: \.isWhitespace).dropFirst(chunk.count)
        let hasLetter = chunk.contains(where: \.isLetter)
        guard hasLetter && (first.kind == .word || chunk.contains { "IVX".contains($0) }) || !hasLetter && !rest.contains(where: \.isLowercase) else {
            return nil
        }
        return Figures.partNumber(String(chunk.dropLast()))
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
