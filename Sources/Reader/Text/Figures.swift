/// The grammar of what is not language: numbers, dates, document numbers, roman numerals.
enum Figures {
    // Made once: a pattern written where it is used is parsed anew at each use.
    nonisolated(unsafe) private static let atLeast = /(>=|=>) ?(?=\d)/
    nonisolated(unsafe) private static let atMost = /(<=|=<) ?(?=\d)/
    nonisolated(unsafe) private static let tornDate = /(\d) ?\/ (\d)/
    nonisolated(unsafe) private static let tornNumber = /(\d) (\/[A-ZĐ]{2})/
    nonisolated(unsafe) private static let tornCode = /(\/[A-ZĐ][A-Za-zĐđ]{0,4}) ?- ?([A-ZĐ][A-Za-zĐđ]+)/
    nonisolated(unsafe) private static let dottedWord = /(\.\.+|…)(\p{L})/
    nonisolated(unsafe) private static let sectionNumber = /[IVX]+\.[0-9]{1,2}(\.[0-9]{1,2})*/
    nonisolated(unsafe) private static let quarter = /([IVX]+)\/[0-9]{4}/

    /// The line with its figures drawn together where the scan tore them apart.
    static func prepared(_ line: String) -> String {
        guard line.contains(where: { "/…<>".contains($0) }) || line.contains("..") else { return line }
        var text = line.replacing(atLeast, with: "≥ ").replacing(atMost, with: "≤ ")
        text = text.replacing(tornDate) { "\($0.1)/\($0.2)" }
        text = text.replacing(tornNumber) { "\($0.1)\($0.2)" }
        text = text.replacing(tornCode) { "\($0.1)-\($0.2)" }
        return text.replacing(dottedWord) { "\($0.1) \($0.2)" }
    }

    /// The normal form of a figure; `nil` for a word, however damaged.
    static func normal(_ word: String) -> String? {
        if isRoman(word) || word.wholeMatch(of: sectionNumber) != nil { return word }
        guard word.contains(where: \.isNumber) else { return nil }
        // `quý II/2024` is no month.
        if let match = word.wholeMatch(of: quarter), isRoman(String(match.1)) { return word }
        if word.contains("/"), let number = documentNumber(word) { return number }
        guard let first = word.first, first.isNumber || "OoIl".contains(first) && word.filter(\.isNumber).count > 1 else { return nil }
        let digits = String(word.map { "Oo".contains($0) ? "0" : "Il".contains($0) ? "1" : $0 })
        guard isNumber(digits) else { return nil }
        return mayBeWord(word) ? nil : digits
    }

    /// Short figures that a scan also writes for words (`14` for `là`, `130` for `Bộ`).
    static func mayBeWord(_ word: String) -> Bool { word.count <= 3 && word.first != "0" && word.allSatisfy { $0.isASCII && $0.isNumber } }

    /// Digits in groups joined by `.`, `,`, `/` or `-`.
    private static func isNumber(_ word: String) -> Bool {
        word.split(whereSeparator: { ".,/-".contains($0) }).count == word.filter { ".,/-".contains($0) }.count + 1
            && word.allSatisfy { $0.isASCII && $0.isNumber || ".,/-".contains($0) }
    }

    private static let romans: Set<String> = Set(
        ["", "X", "XX", "XXX"].flatMap { tens in ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].map { tens + $0 } }.filter { !$0.isEmpty })

    static func isRoman(_ word: String) -> Bool { word.count >= 2 && romans.contains(word) }

    /// The number of a part at the head of its line (`I`, `l`, `1I`); `nil` if the word is none.
    static func partNumber(_ word: String) -> String? {
        let numeral = word.count > 1 || word == "I" || word == "V" || word == "X" ? word.replacing("l", with: "I").replacing("1", with: "I") : ""
        return romans.contains(numeral) ? numeral : nil
    }

    /// `47O/KH-UBND` gives `470/KH-UBND`; `nil` if the word is no document number.
    static func documentNumber(_ word: String) -> String? {
        var parts = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, let first = parts.first else { return nil }
        let number = first.replacing("O", with: "0").replacing("I", with: "1").replacing("l", with: "1")
        guard number.allSatisfy(\.isNumber), parts.last?.first?.isLetter == true else { return nil }
        guard !first.isEmpty || parts[1].contains("-") else { return nil }
        parts[0] = number
        for index in parts.indices.dropFirst() where !parts[index].allSatisfy(\.isNumber) {
            parts[index] = parts[index].split(separator: "-", omittingEmptySubsequences: false).map { DocumentCodes.nearest(String($0)) }
                .joined(separator: "-")
        }
        return parts.joined(separator: "/")
    }
}
