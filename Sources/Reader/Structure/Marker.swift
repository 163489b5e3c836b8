/// What opens a paragraph: the number of a part or section, an item in brackets, a dash, or nothing.
enum Marker: Equatable, Sendable {
    /// `I.`, `II.`
    case part(String)
    /// `1.`, `2.1.`
    case section(String)
    /// `(1)`, `a)`
    case item(String)
    case dash
    /// `+` under a dash.
    case plus
    /// A row of a table.
    case row
    case none

    /// How deep what it opens lies: what stands under a lead-in lies deeper than the lead-in.
    var depth: Int {
        switch self {
        case .part: 0
        case .section: 1
        case .item: 2
        case .none, .row: 3
        case .dash: 4
        case .plus: 5
        }
    }

    /// Takes the marker off the front of a line.
    static func split(_ line: String) -> (marker: Marker, rest: String) {
        if DutyTable.isRow(line) { return (.row, line) }
        guard let first = line.first, first.isNumber || "IVXPpĐ(,.-–+•*".contains(first) || line.dropFirst().first.map({ ")./".contains($0) }) == true else {
            return (.none, line)
        }
        return part(line) ?? item(line) ?? section(line) ?? entry(line) ?? (.none, line)
    }

    /// `II. NHIỆM VỤ`, `PHẦN I. MỤC TIÊU`, `I. Mục đích, yêu cầu`.
    private static func part(_ line: String) -> (marker: Marker, rest: String)? {
        if let found = namedPart(line) ?? article(line) { return found }
        var start = LineStart(line)
        guard let numeral = start.numeral(), start.sign(".)") != nil, start.blanks() else { return nil }
        let rest = String(start.rest)
        guard numeral.count > 1 || !line.contains(where: \.isLowercase) || isMostlyCapitals(line) || isPartHeading(rest, after: numeral) else { return nil }
        return (.part(String(numeral)), rest)
    }

    /// `PHẦN I. MỤC TIÊU`, `Phần II – Nhiệm vụ`, `PHẦN I` alone.
    private static func namedPart(_ line: String) -> (marker: Marker, rest: String)? {
        guard line.hasPrefix("PHẦN ") || line.hasPrefix("Phần ") else { return nil }
        var start = LineStart(line.dropFirst(5))
        guard let numeral = start.numeral() else { return nil }
        if start.sign(".:)") == nil, !start.rest.isEmpty {
            start.blanks()
            guard start.sign("-–") != nil else { return nil }
        }
        start.blanks()
        return (.part(String(numeral)), String(start.rest))
    }

    /// `Điều 2. Nhiệm vụ`: the articles of a decision; `Điều 150 về tội …` runs on from the line before.
    private static func article(_ line: String) -> (marker: Marker, rest: String)? {
        guard line.hasPrefix("Điều ") || line.hasPrefix("ĐIỀU ") else { return nil }
        var start = LineStart(line.dropFirst(5))
        guard let number = start.figure(), start.sign(".:") != nil, start.blanks() else { return nil }
        return (.part("Điều \(number)"), String(start.rest))
    }

    /// `(1)`, `(a).`, `1)`, `a)`, and `a.`, `a/` before a capital.
    private static func item(_ line: String) -> (marker: Marker, rest: String)? {
        var start = LineStart(line)
        let opens = start.sign("(") != nil
        let letter = start.letter()
        guard let name = letter ?? start.figure() else { return nil }
        if start.sign(")") != nil {
            if opens { start.sign(".,") }
            guard start.blanks() || opens else { return nil }
        } else {
            guard !opens, letter != nil, start.sign("./") != nil, start.blanks(), start.isBeforeCapital else { return nil }
        }
        return (.item(String(name)), String(start.rest))
    }

    /// `1.`, `2.1.`, `II.2.1`; `1/`, `1-`, `II.1` before a word with a capital.
    private static func section(_ line: String) -> (marker: Marker, rest: String)? {
        var start = LineStart(line)
        let isUnderPart = start.numeral() != nil
        guard !isUnderPart || start.sign(".") != nil, var number = start.figure() else { return nil }
        var isDeep = false
        var after = start
        while after.sign(".") != nil, let next = after.figure() {
            number = line[number.startIndex..<next.endIndex]
            start = after
            isDeep = true
        }
        let sign = start.sign(isDeep ? ".,:" : isUnderPart ? "." : "./-")
        guard start.blanks(), isDeep || sign == "." || start.isBeforeCapitalOfWord && (sign != nil || isUnderPart) else { return nil }
        return (.section(String(number)), String(start.rest))
    }

    /// `-`, `–`, `.-`, `*`; `+`, `•`.
    private static func entry(_ line: String) -> (marker: Marker, rest: String)? {
        var start = LineStart(line)
        let isPlus = start.sign("+•") != nil
        if !isPlus, start.sign("*") == nil {
            start.sign(",.")
            guard start.sign("-–") != nil else { return nil }
        }
        start.blanks()
        return (isPlus ? .plus : .dash, String(start.rest))
    }

    /// A heading in small letters: a scan writes `I` for `1` too, so behind it only what parts are called counts.
    private static func isPartHeading(_ rest: String, after numeral: Substring) -> Bool {
        guard rest.count < 120, rest.first?.isUppercase == true else { return false }
        if numeral != "I" { return rest.prefix { $0 != " " }.count(where: \.isLetter) > 1 }
        return rest.folded.contains(/^(muc dich|muc tieu|yeu cau|quan diem|chi tieu|can cu|nhiem vu|noi dung|giai phap|to chuc thuc hien|phan cong|tinh hinh)/)
    }

    private static func isMostlyCapitals(_ line: String) -> Bool {
        let letters = line.filter(\.isLetter)
        return letters.filter(\.isUppercase).count * 10 > letters.count * 6
    }
}
