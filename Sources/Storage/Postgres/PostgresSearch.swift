/// The search on PostgreSQL: a GIN index over the words of each entry.
///
/// The index holds a list of entries for each word; where one of them is short it reads little of the others, but for words that are all common it
/// reads much. So these are looked for in the first entries, which mostly fill a page, and a word that is nearly everywhere only in what others lead to.
extension PostgresLink {
    /// A word in a larger share of the entries is common, and in one still larger nearly everywhere.
    private static let commonShare = 0.1, everywhereShare = 0.3
    /// So many entries are looked through before the lists of common words are read after all.
    private static let lookedThrough = 5_000

    func prepareSearch() throws {
        try command("CREATE INDEX IF NOT EXISTS search_entries_by_word ON search_entries USING gin (string_to_array(words, ' ')) WITH (fastupdate = off)")
    }

    /// The index follows the table.
    func refillSearch() {}
    func index(number: Int64, words: String?) {}

    func search(_ words: [[String]], where condition: SQL, limit: Int) throws -> [Row] {
        try learnCommonWords()
        if words.allSatisfy({ share($0) > Self.commonShare }) {
            let whole = words.map(Self.holding).joined(separator: " AND ")
            let found = try rows(
                "SELECT * FROM (SELECT * FROM search_entries LIMIT \(Self.lookedThrough)) AS search_entries WHERE \(whole) AND \(condition) LIMIT \(limit)")
            if found.count == limit { return found }
        }
        let rest = words.filter { share($0) <= Self.everywhereShare }, listed = rest.isEmpty ? words : rest
        let byList = listed.map(Self.listedUnder), byLook = rest.isEmpty ? [] : words.filter { share($0) > Self.everywhereShare }.map(Self.holding)
        // Words that are common and seldom stand together deceive the planner into reading all.
        try later("SET LOCAL enable_seqscan = off")
        let found = try rows("SELECT * FROM search_entries WHERE \((byList + byLook).joined(separator: " AND ")) AND \(condition) LIMIT \(limit)")
        try later("SET LOCAL enable_seqscan TO DEFAULT")
        return found
    }

    /// Of the entries that hold one of the spellings, at most.
    private func share(_ spellings: [String]) -> Double { spellings.reduce(0) { $0 + (commonWords[$1] ?? 0) } }

    /// What the index answers.
    private static func listedUnder(_ spellings: [String]) -> SQL { "string_to_array(words, ' ') && \(array(spellings))" }

    /// The same, said so that the index is left out of it.
    private static func holding(_ spellings: [String]) -> SQL { "(string_to_array(words, ' ') || '{}'::text[]) && \(array(spellings))" }

    private static func array(_ words: [String]) -> SQL {
        "ARRAY[\(words.map { SQL(parts: [.value(.text($0))]) }.joined(separator: ", "))]::text[]"
    }

    /// As the server's own statistics say; it takes them anew when the table has grown.
    private func learnCommonWords() throws {
        guard ContinuousClock.now >= commonWordsUntil else { return }
        struct Line: Decodable { var word: String, share: Double }
        let lines = try rows(
            """
            SELECT common.word AS word, common.share AS share FROM pg_stats
            CROSS JOIN LATERAL unnest(most_common_elems::text::text[], most_common_elem_freqs) AS common (word, share)
            WHERE schemaname = current_schema() AND tablename = 'search_entries_by_word' AND common.word IS NOT NULL AND common.share > 0.001
            """
        ).map { try $0.decode(Line.self) }
        commonWords = Dictionary(lines.map { ($0.word, $0.share) }, uniquingKeysWith: max)
        commonWordsUntil = .now + .seconds(600)
    }
}
