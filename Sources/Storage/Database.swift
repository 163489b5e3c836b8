/// The one door to the data: an SQLite file, memory for tests, or a PostgreSQL server.
public struct Database: Sendable {
    private let engine: any Engine

    init(engine: any Engine) {
        self.engine = engine
    }

    /// For people: where the data is, without a password.
    public var place: String { engine.place }

    /// Opens or makes the SQLite file.
    /// - Throws: `StorageError` if the file cannot be opened or is no database.
    public static func sqlite(path: String) throws -> Database {
        Database(engine: try SQLiteEngine(path: path))
    }

    /// A database that lives as long as the value.
    public static func memory() throws -> Database {
        Database(engine: try SQLiteEngine())
    }

    /// Connects to a PostgreSQL server, 15 or newer.
    /// - Parameters:
    ///   - url: `postgres://user@host:port/name`, as libpq understands it; a password may stand in it or in the usual `.pgpass`.
    ///   - lanes: how many connections at most.
    ///   - patience: how long a transaction waits for one of them.
    /// - Throws: `StorageError.unavailable` if nothing answers, `.fault` if the database does not keep text in the order of its bytes.
    public static func postgres(url: String, lanes: Int = 8, patience: Duration = .seconds(10)) async throws -> Database {
        let engine = PostgresEngine(url: url, lanes: lanes, patience: patience)
        try await engine.greet()
        return Database(engine: engine)
    }

    /// Runs a transaction that sees one state of the data and changes nothing.
    public func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await engine.read(body)
    }

    /// Reads by one statement, which sees one state by itself: no transaction is begun and ended around it.
    public func glance<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await engine.glance(body)
    }

    /// Runs a transaction as if it were alone; whatever it throws undoes all of it.
    ///
    /// Where two clash it runs again, so it must do nothing but load, decide and save.
    public func write<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await engine.write(body)
    }

    /// How much is under way now.
    public func load() async -> Load { await engine.load() }

    public func close() async throws {
        try await engine.close()
    }
}
