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

    /// Takes the marker off the front of a line.
    static func split(_ line: String) -> (marker: Marker, rest: String) {
        guard let first = line.first, first.isNumber || "IVX(,.-–+•".contains(first) || line.dropFirst().first == ")" else { return (.none, line) }
        if let match = line.prefixMatch(of: /([IVX]+)[.)] +/), line.contains(where: \.isLowercase) == false || match.1.count > 1 || isMostlyCapitals(line) {
            return (.part(String(match.1)), String(line[match.range.upperBound...]))
        }
        if let match = line.prefixMatch(of: /\(([0-9]{1,2}|[a-zđ])\)[.,]? */) {
            return (.item(String(match.1)), String(line[match.range.upperBound...]))
        }
        if let match = line.prefixMatch(of: /([0-9]{1,2}|[a-zđ])\) +/) {
            return (.item(String(match.1)), String(line[match.range.upperBound...]))
        }
        if let match = line.prefixMatch(of: /([0-9]{1,2}(\.[0-9]{1,2})+)[.,:]? +|([0-9]{1,2})\. +/) {
            return (.section(String(match.1 ?? match.3 ?? "")), String(line[match.range.upperBound...]))
        }
        if let match = line.prefixMatch(of: /[,.]?[-–] */) { return (.dash, String(line[match.range.upperBound...])) }
        if let match = line.prefixMatch(of: /[+•] */) { return (.plus, String(line[match.range.upperBound...])) }
        return (.none, line)
    }

    private static func isMostlyCapitals(_ line: String) -> Bool {
        let letters = line.filter(\.isLetter)
        return letters.filter(\.isUppercase).count * 10 > letters.count * 6
    }
}
