/// What a database engine does for `Database`; SQLite and PostgreSQL are the two.
protocol Engine: Sendable {
    /// For people: where the data is, without a password.
    var place: String { get }

    /// Runs a transaction that sees one state of the data and changes nothing.
    func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T

    /// Reads by one statement, which sees one state by itself: no transaction is begun and ended around it.
    func glance<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T

    /// Runs a transaction as if it were alone; whatever it throws undoes all of it. It may run more than once: it only loads, decides and saves.
    func write<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T

    /// How much is under way now.
    func load() async -> Load

    func close() async throws
}

/// What a database has to do at a moment.
public struct Load: Equatable, Sendable {
    /// Connections that work; of SQLite, its one writer.
    public var busy: Int
    /// Connections that there may be.
    public var all: Int
    /// Transactions that wait for one.
    public var waiting: Int
}

/// One transaction's hold on an engine; never leaves the closure that it was given to.
protocol Session {
    /// As migrations name it: `SQLite`, `PostgreSQL`.
    var engine: String { get }

    func rows(_ sql: SQL) throws -> [Row]

    /// - Returns: how many rows the statement changed.
    func execute(_ sql: SQL) throws -> Int

    /// Carries the statement out by the end of the transaction; what is wrong with it may be told by a later one, or by the end.
    func later(_ sql: SQL) throws

    /// Waits for all that was asked for later.
    /// - Throws: what is wrong with it.
    func settle() throws

    /// Runs statements that stand one after the other, without values.
    func script(_ text: String) throws

    /// Keeps other transactions from writing the table until this one ends; nothing may have been read before.
    func lock(_ table: String) throws

    /// Adds many rows at once, each as long as `columns`; a row may point to one further down.
    func insert(_ rows: [[Value]], columns: [String], into table: String) throws

    /// Number of the chain of rows that no other session adds to while this one lives.
    func chain() throws -> Int

    var memory: SessionMemory { get }

    /// Makes the index over `search_entries` where it is missing.
    func prepareSearch() throws

    /// Makes the index anew from `search_entries`.
    func refillSearch() throws

    /// Takes the words of an entry into the index, or with `nil` out of it.
    func index(number: Int64, words: String?) throws

    /// Entries that hold one spelling of each word; none of the lists is empty.
    func search(_ words: [[String]], where condition: SQL, limit: Int) throws -> [Row]

    /// The tables that people's data is in, in no order.
    func tables() throws -> [TableShape]
}

/// What a table looks like to the engine.
public struct TableShape: Equatable, Sendable {
    public var name: String
    public var columns: [String]
    /// Columns of the primary key; empty for a table without one.
    public var key: [String]
    /// Tables that its rows point to, itself left out.
    public var pointsTo: Set<String>
}
