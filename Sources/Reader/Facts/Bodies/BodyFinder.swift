/// Finds the bodies that a phrase names, longest names first, left to right.
enum BodyFinder {
    static func bodies(in phrase: Phrase, range: Range<Int>? = nil) -> [Body] {
        let range = range ?? 0..<phrase.count
        var found: [Body] = []
        var place = range.lowerBound
        while place < range.upperBound {
            let here = bodies(at: place, in: phrase)
            guard let end = here.map(\.range.upperBound).max(), end <= range.upperBound else {
                place += 1
                continue
            }
            found += here
            place = end
        }
        return shareLevels(found, in: phrase)
    }

    /// The body, or bodies of one kind, whose name begins exactly here.
    static func bodies(at start: Int, in phrase: Phrase) -> [Body] {
        if let group = departments(start, phrase) { return [group] }
        for (pattern, entry) in BodyCatalogue.byFirstWord[phrase.folded(start)] ?? [] {
            guard let end = match(pattern, at: start, in: phrase), isPlausible(entry, start, end, phrase) else { continue }
            return complete(entry, start, end, phrase)
        }
        return (byFunction(start, phrase) ?? unknownDepartment(start, phrase) ?? districts(start, phrase) ?? localities(start, phrase)).map { [$0] } ?? []
    }

    /// One-word names must be written as names (`Báo Tây Ninh`, not `báo cáo`), and so must names that are words of every day too.
    private static func isPlausible(_ entry: BodyCatalogue.Entry, _ start: Int, _ end: Int, _ phrase: Phrase) -> Bool {
        let first = phrase.words[start].text
        let isCapital = first.first?.isUppercase == true
        // `văn bản chỉ đạo` is no `Ban Chỉ đạo`.
        if first.folded == "ban", !isCapital, first != "ban" { return false }
        switch entry.name {
        case "Thanh tra", "Bảo hiểm xã hội": return isCapital && Level.at(end, in: phrase) != nil
        case "Công an" where end == start + 2 && !isCapital:
            return Level.at(end, in: phrase) != nil || !["tac", "nganh", "nhan", "vu", "si"].contains(phrase.folded(start - 1))
        default: break
        }
        guard end == start + 1 else { return true }
        return isCapital && (entry.name != "Báo" || Provinces.name(at: end, in: phrase) != nil)
    }

    /// `địa phương` at the end of `các sở, ngành, địa phương`: the places themselves.
    private static func localities(_ start: Int, _ phrase: Phrase) -> Body? {
        guard phrase.has(["dia", "phuong"], at: start) else { return nil }
        let before = phrase.folded(start - 1) == "va" ? start - 2 : start - 1
        let isListed = before >= 0 && (before == start - 2 || phrase.words[before].trail == ",")
        guard isListed, ["so", "ban", "nganh"].contains(phrase.folded(before)) || phrase.has(["doan", "the"], at: before - 1) else { return nil }
        let end = skipQualifier(start + 2, phrase)
        return Body(name: "Các địa phương", kind: "peoples_committee", isGroup: true, range: start..<end, asWritten: phrase.text(start..<end))
    }

    private static func complete(_ entry: BodyCatalogue.Entry, _ start: Int, _ end: Int, _ phrase: Phrase) -> [Body] {
        let open = !phrase.words[end - 1].isStop && !phrase.words[end - 1].trail.contains(",")
        let level = entry.takesLevel && open ? Level.at(end, in: phrase) : nil
        let last = skipQualifier(level?.end ?? end, phrase)
        let base = entry.name == "Ủy ban nhân dân" ? "UBND" : entry.name
        let names = level.map { level in level.names.map { base + " " + $0 } } ?? [entry.name]
        return names.map {
            let isMany = entry.isGroup || $0.contains(" các ")
            return Body(name: $0, kind: entry.kind, isGroup: isMany, range: start..<last, asWritten: phrase.text(start..<last))
        }
    }

    /// The end of a name's words at this place; `-` and `và` inside it do not count, and one word in four or more may be mended wrongly.
    private static func match(_ pattern: [String], at start: Int, in phrase: Phrase) -> Int? {
        var place = start
        var misses = 0
        for (step, word) in pattern.enumerated() {
            if step > 0 {
                if phrase.words[place - 1].isStop, !(step == 1 && phrase.words[place - 1].trail == ".") { return nil }
                while ["-", "va"].contains(phrase.folded(place)), phrase.folded(place) != word { place += 1 }
            }
            guard place < phrase.count, step == 0 || !phrase.words[place].lead.contains("(") else { return nil }
            if phrase.folded(place) != word {
                misses += 1
                // An abbreviation is not read as another word: `các tổ chức thành viên` are not `CT-XH`.
                guard step > 0, pattern.count >= 4, misses <= 1, word.allSatisfy(\.isLetter), word.contains(where: { "aeiouy".contains($0) }) else {
                    return nil
                }
            }
            place += 1
        }
        return place
    }

    /// `các sở, ban, ngành` in any order and any two of the three.
    private static func departments(_ start: Int, _ phrase: Phrase) -> Body? {
        var place = start
        let each = phrase.folded(place) == "cac"
        if each { place += 1 }
        let offices = phrase.has(["co", "quan"], at: place) && ["ban", "so"].contains(phrase.folded(place + 2))
        if offices { place += 2 }
        var units: [String] = []
        let first = place
        // `mua bán (Các sở …` begins no list.
        if phrase.folded(first) == "ban", phrase.words[first].text.lowercased() != "ban" { return nil }
        while ["so", "ban", "nganh"].contains(phrase.folded(place)), !units.contains(phrase.folded(place)) {
            if place > first, phrase.words[place - 1].isStop { break }
            units.append(phrase.folded(place))
            place = nextUnit(place + 1, phrase)
        }
        guard units.count > 1 else { return nil }
        var level: Level?
        if phrase.words[place - 1].trail.isEmpty { level = Level.at(place, in: phrase).flatMap { $0.names[0].hasPrefix("các") ? nil : $0 } }
        let end = skipQualifier(level?.end ?? place, phrase)
        let name = (offices ? "Các cơ quan, ban, ngành" : "Các sở, ban, ngành") + (level.map { " " + $0.names[0] } ?? "")
        return Body(name: name, kind: "department", isGroup: true, range: start..<end, asWritten: phrase.text(start..<end))
    }

    /// Steps over `và`, `các` and the titles between two units: `Giám đốc các sở, Thủ trưởng các ban, ngành`.
    private static func nextUnit(_ start: Int, _ phrase: Phrase) -> Int {
        var place = start
        if phrase.folded(place) == "va" { place += 1 }
        for title in [["thu", "truong"], ["giam", "doc"], ["truong"], ["lanh", "dao"]] where phrase.has(title, at: place) { place += title.count }
        if phrase.folded(place) == "cac" { place += 1 }
        let isUnit = ["so", "ban", "nganh"].contains(phrase.folded(place))
        let isOpen =
            !phrase.words[start - 1].isStop
            && !(start...max(start, place)).contains { place in phrase.words.indices.contains(place) && phrase.words[place].lead.contains("(") }
        return isUnit && isOpen ? place : start
    }

    /// `Sở` with a name the catalogue does not have: up to four words.
    private static func unknownDepartment(_ start: Int, _ phrase: Phrase) -> Body? {
        guard start + 1 < phrase.count, phrase.words[start].text == "Sở", phrase.words[start].trail.isEmpty,
            phrase.words[start + 1].text.first?.isUppercase == true
        else { return nil }
        var end = start + 2
        while end < min(start + 5, phrase.count), phrase.words[end - 1].trail.isEmpty, phrase.words[end].text.first?.isUppercase == true { end += 1 }
        let name = phrase.text(start..<end)
        return Body(name: name, kind: "department", isGroup: false, range: start..<end, asWritten: name, isKnown: false)
    }

    /// `cơ quan được giao quản lý nhà nước về lao động`: named by what it is there for, up to the verb.
    private static func byFunction(_ start: Int, _ phrase: Phrase) -> Body? {
        guard phrase.has(["co", "quan", "duoc", "giao"], at: start) else { return nil }
        let verbs = [["chu", "tri"], ["phoi", "hop"], ["huong", "dan"], ["tham", "muu"], ["thuc", "hien"], ["o"], ["tai"]]
        var end = start + 4
        while end < min(start + 14, phrase.count), phrase.words[end - 1].trail.isEmpty, !verbs.contains(where: { phrase.has($0, at: end) }) { end += 1 }
        guard end > start + 5 else { return nil }
        let name = phrase.text(start..<end)
        return Body(name: name.prefix(1).uppercased() + name.dropFirst(), kind: "department", isGroup: false, range: start..<end, asWritten: name)
    }

    /// `các huyện, thị xã biên giới` alone: the districts themselves.
    private static func districts(_ start: Int, _ phrase: Phrase) -> Body? {
        guard phrase.folded(start) == "cac", let level = Level.list(start, phrase), level.end - start > 2 else { return nil }
        let name = "C" + level.names[0].dropFirst()
        return Body(name: name, kind: "peoples_committee", isGroup: true, range: start..<level.end, asWritten: phrase.text(start..<level.end))
    }

    /// Steps over `có liên quan` and `trên địa bàn` after a name.
    private static func skipQualifier(_ end: Int, _ phrase: Phrase) -> Int {
        for words in [["co", "lien", "quan"], ["lien", "quan"], ["lien", "quan", "khac"]] where !phrase.words[end - 1].isStop {
            if phrase.has(words, at: end) { return end + words.count }
        }
        return end
    }

    /// `Viện kiểm sát nhân dân, Tòa án nhân dân tỉnh`: the level written once belongs to both.
    private static func shareLevels(_ bodies: [Body], in phrase: Phrase) -> [Body] {
        var bodies = bodies
        for index in bodies.indices.dropLast().reversed() {
            let next = bodies[index + 1]
            guard ["Viện kiểm sát nhân dân", "Tòa án nhân dân"].contains(bodies[index].name), next.range.lowerBound <= bodies[index].range.upperBound + 1 else {
                continue
            }
            for stem in ["Viện kiểm sát nhân dân", "Tòa án nhân dân"] where next.name.hasPrefix(stem + " ") {
                bodies[index].name += next.name.dropFirst(stem.count)
            }
        }
        return bodies
    }
}
