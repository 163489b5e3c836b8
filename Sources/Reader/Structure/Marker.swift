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
    case none

    /// How deep what it opens lies: what stands under a lead-in lies deeper than the lead-in.
    var depth: Int {
        switch self {
        case .part: 0
        case .section: 1
        case .item: 2
        case .none: 3
        case .dash: 4
        case .plus: 5
        }
    }

    /// Takes the marker off the front of a line.
    static func split(_ line: String) -> (marker: Marker, rest: String) {
        guard let first = line.first, first.isNumber || "IVXPp(,.-–+•*".contains(first) || line.dropFirst().first.map({ ")./".contains($0) }) == true else {
            return (.none, line)
        }
        if let found = part(line) { return found }
        if let match = line.prefixMatch(of: /\(([0-9]{1,2}|[a-zđ])\)[.,]? */) {
            return (.item(String(match.1)), String(line[match.range.upperBound...]))
        }
        if let match = line.prefixMatch(of: /([0-9]{1,2}|[a-zđ])\) +|([a-zđ])[.\/] +(?=\p{Lu})/) {
            return (.item(String(match.1 ?? match.2 ?? "")), String(line[match.range.upperBound...]))
        }
        if let match = line.prefixMatch(of: /([IVX]+\.)?([0-9]{1,2}(\.[0-9]{1,2})+)[.,:]? +|([IVX]+\.)?([0-9]{1,2})\. +/) {
            return (.section(String(match.2 ?? match.5 ?? "")), String(line[match.range.upperBound...]))
        }
        // `1/ …`, `1- …` before a word, and not before the letters of a document number.
        if let match = line.prefixMatch(of: /([IVX]+\.([0-9]{1,2})|([0-9]{1,2})[\/-]) +(?=\p{Lu}+(?:[^\p{Lu}\/-]|$))/) {
            return (.section(String(match.2 ?? match.3 ?? "")), String(line[match.range.upperBound...]))
        }
        if let match = line.prefixMatch(of: /[,.]?[-–] *|\* */) { return (.dash, String(line[match.range.upperBound...])) }
        if let match = line.prefixMatch(of: /[+•] */) { return (.plus, String(line[match.range.upperBound...])) }
        return (.none, line)
    }

    /// `II. NHIỆM VỤ`, `PHẦN I. MỤC TIÊU`, `I. Mục đích, yêu cầu`.
    private static func part(_ line: String) -> (marker: Marker, rest: String)? {
        if let match = line.prefixMatch(of: /(?:PHẦN|Phần) ([IVX]+)(?:[.:)] *| *[-–] *|$)/) {
            return (.part(String(match.1)), String(line[match.range.upperBound...]))
        }
        guard let match = line.prefixMatch(of: /([IVX]+)[.)] +/) else { return nil }
        let rest = String(line[match.range.upperBound...])
        guard match.1.count > 1 || !line.contains(where: \.isLowercase) || isMostlyCapitals(line) || isPartHeading(rest, after: match.1) else { return nil }
        return (.part(String(match.1)), rest)
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
