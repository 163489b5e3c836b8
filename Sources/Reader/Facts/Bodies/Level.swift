/// The level or place that completes a body's name: `tỉnh`, `138/TP`, `các huyện, thị xã, thành phố`, `huyện Tân Biên`.
struct Level: Equatable, Sendable {
    /// One for each body meant: `huyện Tân Biên, Bến Cầu` are two.
    var names: [String]
    var end: Int

    private static let units: [(words: [String], name: String)] = [
        (["thi", "xa"], "thị xã"), (["thi", "tran"], "thị trấn"), (["thanh", "pho"], "thành phố"), (["quan"], "quận"), (["huyen"], "huyện"), (["xa"], "xã"),
        (["phuong"], "phường"), (["dac", "khu"], "đặc khu"),
    ]

    /// The level that begins at a word; `nil` if none does.
    static func at(_ start: Int, in phrase: Phrase) -> Level? {
        numbered(start, phrase) ?? list(start, phrase) ?? fixed(start, phrase) ?? province(start, phrase) ?? named(start, phrase)
    }

    /// `138/TP`, `138 tỉnh`
    private static func numbered(_ start: Int, _ phrase: Phrase) -> Level? {
        guard phrase.words.indices.contains(start), phrase.folded(start).hasPrefix("138") else { return nil }
        let number = phrase.words[start].text
        guard number == "138", phrase.words[start].trail.isEmpty, let rest = at(start + 1, in: phrase) else { return Level(names: [number], end: start + 1) }
        return Level(names: rest.names.map { number + " " + $0 }, end: rest.end)
    }

    /// `các quận, huyện, thị xã`, with `các` or two units at least.
    static func list(_ start: Int, _ phrase: Phrase) -> Level? {
        let hasEach = phrase.folded(start) == "cac"
        var place = hasEach ? start + 1 : start
        var names: [String] = []
        while let unit = units.first(where: { phrase.has($0.words, at: place) }) {
            names.append(unit.name)
            place += unit.words.count
            if phrase.words[place - 1].isStop { break }
            let skip = ["va", "-"].contains(phrase.folded(place)) ? 1 : 0
            guard units.contains(where: { phrase.has($0.words, at: place + skip) }) else { break }
            place += skip
        }
        guard names.count > 1 || hasEach && names.count == 1 else { return nil }
        let atBorder = phrase.has(["bien", "gioi"], at: place)
        return Level(names: ["các " + names.joined(separator: ", ") + (atBorder ? " biên giới" : "")], end: atBorder ? place + 2 : place)
    }

    private static let fixedForms: [(words: [String], name: String)] = [
        (["cap", "tinh"], "cấp tỉnh"), (["cap", "huyen"], "cấp huyện"), (["cap", "xa"], "cấp xã"), (["hai", "cap"], "hai cấp"), (["cac", "cap"], "các cấp"),
        (["cap", "co", "so"], "cấp cơ sở"), (["toi", "cao"], "tối cao"), (["tinh", "uy"], "Tỉnh ủy"), (["thanh", "uy"], "Thành ủy"),
        (["trung", "uong"], "Trung ương"),
    ]

    private static func fixed(_ start: Int, _ phrase: Phrase) -> Level? {
        fixedForms.first { phrase.has($0.words, at: start) && phrase.words[start].trail.isEmpty }.map { Level(names: [$0.name], end: start + $0.words.count) }
    }

    /// `tỉnh`, `Thành phố`, alone or with the name of the province.
    private static func province(_ start: Int, _ phrase: Phrase) -> Level? {
        var end = start
        var name = ""
        if phrase.folded(start) == "tinh" { (name, end) = ("tỉnh", start + 1) }
        if phrase.has(["thanh", "pho"], at: start) { (name, end) = ("Thành phố", start + 2) }
        if phrase.folded(start) == "tp", !name.isEmpty || start < phrase.count { (name, end) = ("Thành phố", start + 1) }
        let isOpen = end == start || phrase.words[end - 1].trail.isEmpty
        if isOpen, let found = Provinces.name(at: end, in: phrase) { return Level(names: [(name + " " + found.name).trimmed], end: found.end) }
        return name.isEmpty ? nil : Level(names: [name], end: end)
    }

    /// `huyện Tân Biên, Bến Cầu`: proper names of two words, each its own body.
    private static func named(_ start: Int, _ phrase: Phrase) -> Level? {
        guard let unit = units.first(where: { phrase.has($0.words, at: start) }) else { return nil }
        var place = start + unit.words.count
        var names: [String] = []
        while place + 1 < phrase.count, isName(phrase.words[place]), isName(phrase.words[place + 1]) {
            if !BodyFinder.bodies(at: place, in: phrase).isEmpty { break }
            names.append(unit.name + " " + phrase.words[place].text + " " + phrase.words[place + 1].text)
            place += 2
            guard phrase.words[place - 1].trail.hasPrefix(",") || phrase.folded(place) == "va" else { break }
            if phrase.folded(place) == "va" { place += 1 }
        }
        if names.isEmpty { return bare(unit.name, start, start + unit.words.count, phrase) }
        return Level(names: names, end: place)
    }

    /// `Công an huyện`, `UBND xã`: of the district or commune whose paper it is; `xã hội` is none.
    private static func bare(_ name: String, _ start: Int, _ end: Int, _ phrase: Phrase) -> Level? {
        // With its marks: `quán triệt` is no `quận`.
        guard phrase.words[start..<end].map({ $0.text.lowercased() }).joined(separator: " ") == name else { return nil }
        let goesOn =
            phrase.words[end - 1].trail.isEmpty
            && (phrase.folded(end) == "hoi"
                || phrase.words.indices.contains(end) && isName(phrase.words[end]) && BodyFinder.bodies(at: end, in: phrase).isEmpty)
        return goesOn || phrase.words[end - 1].text.first?.isUppercase == true && name == "xã" ? nil : Level(names: [name], end: end)
    }

    private static func isName(_ word: Phrase.Word) -> Bool { word.text.first?.isUppercase == true && word.text.count > 1 }
}
