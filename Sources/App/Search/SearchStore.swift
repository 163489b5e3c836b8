import Domain
import Storage

/// One thing that can be found.
struct SearchEntry: Codable, Equatable, Sendable {
    /// Noun and id of the record.
    var id: String
    var number: Int64
    var noun: String
    var recordId: String
    /// `nil` for what every province may see.
    var province: String?
    var title: String
    var detail: String
    /// `SearchWords` of all that it is found by, parted by blanks.
    var words: String

    init(noun: Table, id recordId: String, province: String?, title: String, detail: String, also more: [String] = []) {
        id = noun.rawValue + "/" + recordId
        number = Self.number(of: id)
        (self.noun, self.recordId, self.province, self.title, self.detail) = (noun.rawValue, recordId, province, title, detail)
        words = SearchWords.of(([title, detail] + more).joined(separator: " ")).joined(separator: " ")
    }

    /// A number that the id alone decides (FNV-1a, 63 bits).
    static func number(of id: String) -> Int64 {
        Int64(id.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 } >> 1)
    }
}

/// A record that the search box finds.
protocol Searchable: Record {
    /// `nil` where it is not to be found.
    func searchEntry(_ tx: Tx) throws -> SearchEntry?
    static var table: Table { get }
}

extension Body: Searchable {
    static var table: Table { .bodies }

    func searchEntry(_ tx: Tx) throws -> SearchEntry? {
        SearchEntry(
            noun: .bodies, id: id.text, province: level == .national ? nil : province, title: name,
            detail: [place, validTo.map { "đến \($0.written)" }].compactMap { $0 }.joined(separator: ", "),
            also: [shortName, code] + (try tx.bodies.names(of: id)))
    }
}

extension Plan: Searchable {
    static var table: Table { .plans }

    func searchEntry(_ tx: Tx) throws -> SearchEntry? {
        guard withdrawnAt == nil else { return nil }
        return SearchEntry(
            noun: .plans, id: id.text, province: province, title: "\(kind) \(label)", detail: title,
            also: [issuer ?? "", year.map(String.init) ?? ""] + (try tx.plans.references(of: id).map(\.number)))
    }
}

extension Duty: Searchable {
    static var table: Table { .duties }

    func searchEntry(_ tx: Tx) throws -> SearchEntry? {
        guard review != .dropped, let plan: Plan = try tx.first("SELECT * FROM plans WHERE id = \(planId)") else { return nil }
        return SearchEntry(
            noun: .duties, id: id.text, province: plan.province, title: "\(plan.label), mục \(code)", detail: text,
            also: [heading] + (try tx.duties.references(of: id).map(\.text)))
    }
}

/// What can be looked for, and looking for it.
struct SearchStore {
    let tx: Tx

    /// Takes the record as it is now into the index, or out of it.
    func index(_ record: some Searchable) throws {
        guard let entry = try record.searchEntry(tx) else { return try remove(record) }
        try tx.connection.index(Columns(of: entry))
        for word in Set(entry.words.split(separator: " ").map(String.init)) { try learn(word) }
    }

    func remove(_ record: some Searchable) throws {
        try tx.connection.unindex(number: SearchEntry.number(of: type(of: record).table.rawValue + "/" + record.id.text))
    }

    private func learn(_ word: String) throws {
        guard try tx.connection.rows("SELECT word FROM search_forms WHERE form = \(word) AND word = \(word)").isEmpty else { return }
        for form in SearchWords.forms(of: word) {
            try tx.connection.execute("INSERT INTO search_forms (form, word) VALUES (\(form), \(word)) ON CONFLICT (form, word) DO NOTHING")
        }
    }

    /// Makes the index anew from all records; for an installation that had none.
    func rebuild() throws {
        try tx.connection.execute("DELETE FROM search_entries")
        for body in try tx.all("SELECT * FROM bodies", as: Body.self) { try index(body) }
        for plan in try tx.all("SELECT * FROM plans", as: Plan.self) { try index(plan) }
        for duty in try tx.all("SELECT * FROM duties", as: Duty.self) { try index(duty) }
    }

    func isEmpty() throws -> Bool { try tx.connection.rows("SELECT id FROM search_entries LIMIT 1").isEmpty }

    /// So many are looked at; a page that shows as many says that there may be more.
    static let shown = 50
    private static let spellings = 40

    /// What the viewer may see and the text finds; each word counts in any order, from its beginning, with one wrong letter or misread,
    /// and where that finds nothing, with blanks that are missing or too many.
    func find(_ text: String) throws -> [SearchEntry] {
        let asked = Array(SearchWords.of(String(text.prefix(100))).prefix(8))
        let found = try find(asked, asked.map(spellings))
        return try found.isEmpty ? find(asked, reparted(asked)) : found
    }

    private func find(_ asked: [String], _ words: [[String]]) throws -> [SearchEntry] {
        var condition = "(province IS NULL OR \(tx.sees("province")))" as SQL
        if !tx.viewer.seesProgramme { condition = "noun = 'bodies' AND \(condition)" }
        let found = try tx.connection.search(words, where: condition, limit: Self.shown).map { try $0.decode(SearchEntry.self) }
        return try found.filter(maySee).map { (Self.order($0, asked), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// The stores decide once more: a plan under review is the standing office's alone.
    private func maySee(_ entry: SearchEntry) throws -> Bool {
        do {
            switch Table(rawValue: entry.noun) {
            case .plans: _ = try tx.plans.find(ID(entry.recordId))
            case .duties: _ = try tx.duties.find(ID(entry.recordId))
            default: break
            }
            return true
        } catch Refusal.notFound {
            return false
        }
    }

    /// Entries that hold more of the words as typed come first, shorter titles before longer ones.
    private static func order(_ entry: SearchEntry, _ asked: [String]) -> (Int, Int, String) {
        let words = Set(entry.words.split(separator: " ").map(String.init))
        return (-asked.count(where: words.contains), entry.title.count, entry.title)
    }

    /// The words as they would be if a blank were missing or too many between them: two that are one in the index are joined, one that is two is parted.
    private func reparted(_ asked: [String]) throws -> [[String]] {
        var words: [[String]] = [], at = 0
        while at < asked.count {
            let joined = at + 1 < asked.count ? asked[at] + asked[at + 1] : ""
            if try !joined.isEmpty && known([joined]).contains(joined) {
                words.append([joined])
                at += 2
                continue
            }
            let near = try spellings(of: asked[at])
            words += near.isEmpty ? try parted(asked[at]) : [near]
            at += 1
        }
        return words
    }

    /// The two words of the index that stand in this one without a blank; the one without spellings where there are none.
    private func parted(_ word: String) throws -> [[String]] {
        let places = word.indices.dropFirst(), halves = places.map { (String(word[..<$0]), String(word[$0...])) }
        let words = try known(halves.flatMap { [$0.0, $0.1] })
        // Halves of like length first: short ones are in every index.
        let fit = halves.filter { words.contains($0.0) && words.contains($0.1) }.min { abs($0.0.count - $0.1.count) < abs($1.0.count - $1.1.count) }
        return fit.map { [[$0.0], [$0.1]] } ?? [[]]
    }

    /// Those of the words that are in the index as they are.
    private func known(_ words: [String]) throws -> Set<String> {
        Set(try tx.connection.rows("SELECT word FROM search_forms WHERE form = word AND form IN \(list: words)").map { try $0.single() })
    }

    /// Words of the index that count as the one that was typed: itself, those that begin with it, those that differ in one letter or by what a
    /// machine misreads.
    private func spellings(of word: String) throws -> [String] {
        let misread = SearchWords.misread(word), forms = SearchWords.forms(of: word).union(misread)
        let near = try tx.connection.rows("SELECT DISTINCT word FROM search_forms WHERE form IN \(list: Array(forms)) LIMIT 500")
            .map { try $0.single(String.self) }.filter { $0 == word || SearchWords.isNear($0, word) || misread.contains($0) }
        let longer = try tx.connection.rows(
            "SELECT DISTINCT word FROM search_forms WHERE form = word AND form >= \(word) AND form < \(word + "{") ORDER BY word LIMIT \(Self.spellings)"
        ).map { try $0.single(String.self) }
        let all = Set(near + longer)
        // A word that stands there as typed is meant; near ones count where it does not.
        return all.contains(word) ? Array(Set(longer + [word])) : Array(all)
    }
}

extension Tx {
    var search: SearchStore { SearchStore(tx: self) }
}
