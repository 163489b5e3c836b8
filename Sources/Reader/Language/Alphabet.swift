/// Numbers the letters of Vietnamese and the marks a scan leaves in their place, so that costs are looked up by index.
enum Alphabet {
    /// The vowels with their six tones: level, falling, rising, asking, tumbling, heavy.
    static let vowelRows = [
        "aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị",
        "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ",
    ].map { Array($0) }
    static let consonants = Array("bcdđfghjklmnpqrstvwxz")
    /// Every letter a true word may have; the index is its code.
    static let letters: [Character] = consonants + vowelRows.flatMap { $0 } + Array("0123456789&")
    /// What a scan writes besides letters; codes go on after those of `letters`.
    static let noise: [Character] = Array("äëïöüçñåæøœðþÿ¢£€§©®°¥ß@#$%^*()[]{}<>|/\\~!?.,:;'’‘`\"“”-_+=•")
    static let all: [Character] = letters + noise
    /// The code of any character that is in neither list.
    static let unknown = UInt8(all.count)
    static let size = all.count + 1

    private static let codes: [Character: UInt8] = Dictionary(
        all.enumerated().map { ($1, UInt8($0)) }, uniquingKeysWith: { first, _ in first })
    /// The letter without its marks, for every code; noise stands for itself.
    private static let plainCodes: [UInt8] = all.map { codes[plain($0)] ?? unknown } + [unknown]
    private static let vowelPlaces: [Character: (row: Int, tone: Int)] = {
        var places: [Character: (row: Int, tone: Int)] = [:]
        for (row, vowels) in vowelRows.enumerated() {
            for (tone, vowel) in vowels.enumerated() { places[vowel] = (row, tone) }
        }
        return places
    }()
    private static let plainRows = Array("aaaeeiooouuy")

    static func code(_ character: Character) -> UInt8 { codes[character] ?? unknown }

    /// Codes of a word, in lower case.
    static func codes(of word: String) -> [UInt8] { word.lowercased().map { code($0) } }

    static func plainCode(_ code: UInt8) -> UInt8 { plainCodes[Int(code)] }

    /// Row and tone of a vowel; `nil` for anything else.
    static func vowel(_ character: Character) -> (row: Int, tone: Int)? { vowelPlaces[character] }

    /// A capital without its marks.
    static func upperPlain(_ character: Character) -> Character {
        let small = character.lowercased().first ?? character
        return String(plain(small)).uppercased().first ?? character
    }

    /// The letter without its marks: `ệ` gives `e`, `đ` gives `d`.
    static func plain(_ character: Character) -> Character {
        if character == "đ" { return "d" }
        guard let place = vowelPlaces[character] else { return character }
        return plainRows[place.row]
    }
}
