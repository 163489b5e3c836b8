/// The organisation chart of one province on one day: who there is, and whom a name on paper means.
public struct Chart: Sendable {
    public let province: String
    public let day: Day
    /// Bodies of the province, and those of the centre, that exist on the day.
    public let bodies: [Body]
    private let names: [(words: [String], found: Found)]

    /// What a name on paper stands for.
    public enum Found: Equatable, Sendable {
        case body(ID<Body>)
        case group(String)
    }

    public init(province: String, day: Day, bodies: [Body], names: [BodyName]) {
        self.province = province
        self.day = day
        let living = bodies.filter { $0.exists(on: day) && ($0.province == province || $0.level == .national) }
        self.bodies = living
        let known = Set(living.map(\.id))
        var list = living.flatMap { body in [body.name, body.shortName].map { (NameWords.of($0), Found.body(body.id)) } }
        list += names.filter { known.contains($0.bodyId) }.map { (NameWords.of($0.name), .body($0.bodyId)) }
        // A group that nobody belongs to on the day ("UBND các quận, huyện" after June 2025) is a name to be asked about, not one that is found.
        let groups = BodyGroup.all.filter { group in living.contains { group.holds($0, province: province, on: day) } }
        list += groups.flatMap { group in ([group.name] + group.otherNames).map { (NameWords.of($0), .group(group.code)) } }
        self.names = list
    }

    public func members(of group: BodyGroup) -> [Body] {
        bodies.filter { group.holds($0, province: province, on: day) }
    }

    /// The body or group that a name on paper means, or `nil` where nothing is near enough to propose.
    public func find(_ name: String) -> Found? {
        let words = NameWords.of(name)
        guard !words.isEmpty else { return nil }
        // Names that differ only in their marks ("Tân Thành", "Tân Thạnh") are told apart by them.
        let spelt = bodies.filter { $0.name == name || $0.shortName == name }
        if spelt.count == 1 { return .body(spelt[0].id) }
        if let exact = names.first(where: { $0.words == words }) { return exact.found }
        let best = names.map { ($0.found, NameWords.likeness($0.words, words)) }.max { $0.1 < $1.1 }
        return best.flatMap { $0.1 >= 0.86 ? $0.0 : nil }
    }

    /// Bodies and groups whose names are near a name that was not found, nearest first: to be asked about, never to be taken.
    public func near(_ name: String, limit: Int = 3) -> [String] {
        let words = NameWords.of(name)
        var nearness: [String: Double] = [:]
        for (known, found) in names {
            guard let proper = self.name(of: found) else { continue }
            nearness[proper] = max(nearness[proper] ?? 0, NameWords.nearness(known, words))
        }
        return nearness.filter { $0.value >= 0.6 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit).map(\.key)
    }

    private func name(of found: Found) -> String? {
        switch found {
        case .body(let id): bodies.first { $0.id == id }?.name
        case .group(let code): BodyGroup.named(code)?.name
        }
    }
}

/// The words of a body's name, abbreviations spelt out and words that tell nothing left out, so that spellings can be compared.
enum NameWords {
    private static let abbreviations: [String: String] = [
        "ubnd": "uy ban nhan dan", "bcd": "ban chi dao", "mttq": "mat tran to quoc", "lhpn": "lien hiep phu nu", "vksnd": "vien kiem sat nhan dan",
        "tand": "toa an nhan dan", "catp": "cong an thanh pho", "bdbp": "bo doi bien phong", "tp": "thanh pho", "ldtb": "lao dong thuong binh", "xh": "xa hoi",
        "ldtbxh": "lao dong thuong binh va xa hoi",
        "tttt": "thong tin va truyen thong", "gddt": "giao duc va dao tao", "vhttdl": "van hoa the thao va du lich", "antq": "an ninh to quoc",
    ]
    private static let idle: Set<String> = ["cac", "nhung", "va", "luc", "luong", "dong", "chi"]

    static func of(_ name: String) -> [String] {
        var text = " " + name.foldedWords.flatMap { (abbreviations[$0] ?? $0).split(separator: " ").map(String.init) }.joined(separator: " ") + " "
        for phrase in [" co lien quan ", " lien quan "] {
            text = text.split(separator: phrase, omittingEmptySubsequences: false).joined(separator: " ")
        }
        let words = text.split(separator: " ").map(String.init)
        let telling = words.filter { !idle.contains($0) }
        return telling.isEmpty ? words : telling
    }

    private static let levelWords: Set<String> = ["tinh", "xa", "phuong", "huyen", "quan", "cp", "thi-xa", "thi-tran", "thanh-pho"]

    /// Levels that the words name, and the words of the place after the last of them; `xã` of "xã hội" and `quan` of "cơ quan" are none.
    private static func place(of words: [String]) -> (levels: Set<String>, name: [String]) {
        var text = " " + words.joined(separator: " ") + " "
        for phrase in ["xa hoi", "co quan", "hai quan", "quan su", "quan doi", "quan ly"] { text = text.replacing(" \(phrase) ", with: " ") }
        for phrase in ["thi xa", "thi tran", "thanh pho"] {
            text = text.replacing(" \(phrase) ", with: " \(phrase.replacing(" ", with: "-")) ")
        }
        let tokens = text.split(separator: " ").map(String.init)
        let name = tokens.lastIndex(where: levelWords.contains).map { Array(tokens[($0 + 1)...]) } ?? []
        return (levelWords.intersection(tokens), name)
    }

    /// Share of words in common where a word with one wrong letter counts for two thirds, 0…1.
    static func nearness(_ a: [String], _ b: [String]) -> Double {
        var rest = b, common = 0.0
        for word in a {
            if let at = rest.firstIndex(of: word) {
                rest.remove(at: at)
                common += 1
            }
        }
        for word in a where !b.contains(word) {
            guard let at = rest.firstIndex(where: { SearchWords.isNear($0, word) }) else { continue }
            rest.remove(at: at)
            common += 2.0 / 3
        }
        return 2 * common / Double(max(1, a.count + b.count))
    }

    /// Share of words in common (Dice), 0…1; 0 where the two name different levels or places.
    static func likeness(_ a: [String], _ b: [String]) -> Double {
        let (placeA, placeB) = (place(of: a), place(of: b))
        if !placeA.levels.isEmpty && !placeB.levels.isEmpty && placeA.levels.isDisjoint(with: placeB.levels) { return 0 }
        if !placeA.name.isEmpty && !placeB.name.isEmpty && placeA.name != placeB.name { return 0 }
        // Two names of very different length cannot be near; most pairs end here.
        guard 10 * min(a.count, b.count) >= 7 * max(a.count, b.count) else { return 0 }
        var rest = b, common = 0
        for word in a {
            if let at = rest.firstIndex(of: word) {
                rest.remove(at: at)
                common += 1
            }
        }
        return 2 * Double(common) / Double(max(1, a.count + b.count))
    }
}
