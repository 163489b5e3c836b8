/// Full-text search over `search_entries`: one small interface, each engine's own index behind it.
extension Connection {
    /// Makes the engine's index where it is missing; of several processes that start at once, one after the other.
    public func prepareSearch() throws {
        try lock("search_entries")
        try session.prepareSearch()
    }

    /// Makes the engine's index anew, where entries were written past it.
    public func refillSearch() throws {
        try session.refillSearch()
    }

    /// Puts an entry in, in place of one with the same id.
    public func index(_ entry: Columns) throws {
        guard let id = entry["id"], case .integer(let number)? = entry["number"], case .text(let words)? = entry["words"] else {
            throw StorageError.fault("a search entry has id, number and words")
        }
        let sql: SQL = "DELETE FROM search_entries WHERE id = \(SQL(parts: [.value(id)]))"
        try execute(sql)
        try insert(entry, into: "search_entries")
        try session.index(number: number, words: words)
    }

    public func unindex(number: Int64) throws {
        try execute("DELETE FROM search_entries WHERE number = \(number)")
        try session.index(number: number, words: nil)
    }

    /// Entries that hold, for each word, one of its spellings.
    /// - Parameters:
    ///   - words: for each word that was typed the spellings that count as it, all of letters and digits; none finds nothing.
    ///   - condition: over the columns of `search_entries`.
    public func search(_ words: [[String]], where condition: SQL, limit: Int) throws -> [Row] {
        guard !words.isEmpty, words.allSatisfy({ !$0.isEmpty }) else { return [] }
        return try session.search(words, where: condition, limit: limit)
    }
}
