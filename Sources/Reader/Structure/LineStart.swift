/// Reads the beginning of a line piece by piece; every line of a paper is tried for many markers, which no pattern compiled anew could do cheaply.
struct LineStart {
    /// What has not been read yet.
    private(set) var rest: Substring

    init(_ line: some StringProtocol) { rest = Substring(line) }

    /// Reads as many of these characters as stand here, up to `most`; `nil` if none does.
    mutating func run(upTo most: Int = .max, where fits: (Character) -> Bool) -> Substring? {
        var end = rest.startIndex
        var count = 0
        while count < most, end < rest.endIndex, fits(rest[end]) {
            rest.formIndex(after: &end)
            count += 1
        }
        guard count > 0 else { return nil }
        defer { rest = rest[end...] }
        return rest[..<end]
    }

    /// Reads one of these signs; `nil` if none stands here.
    @discardableResult
    mutating func sign(_ signs: String) -> Substring? { run(upTo: 1) { signs.contains($0) } }

    /// Reads one or two digits.
    mutating func figure() -> Substring? { run(upTo: 2, where: Self.isDigit) }

    /// Reads `I`, `IV`, and what else is written with these letters.
    mutating func numeral() -> Substring? { run { "IVX".contains($0) } }

    /// Reads a small letter without marks, or `đ`.
    mutating func letter() -> Substring? { run(upTo: 1) { ("a"..."z").contains($0) && $0.isASCII || $0 == "đ" } }

    /// Reads blanks; whether any stood here.
    @discardableResult
    mutating func blanks() -> Bool { run { $0 == " " } != nil }

    /// Whether what comes next is a word that begins with a capital.
    var isBeforeCapital: Bool { rest.first.map(Self.isCapital) ?? false }

    /// Whether what comes next begins with capitals that are not the letters of a document number (`1- BC/UBND`).
    var isBeforeCapitalOfWord: Bool {
        guard isBeforeCapital else { return false }
        return rest.first { !Self.isCapital($0) }.map { !"/-".contains($0) } ?? true
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    private static func isCapital(_ character: Character) -> Bool {
        character.unicodeScalars.first?.properties.generalCategory == .uppercaseLetter
    }
}
