import Foundation
import GRDB
import Synchronization
internal import GRDBSQLite

/// SQLite through GRDB: many readers, one writer.
struct SQLiteEngine: Engine {
    private let writer: any DatabaseWriter
    private let commits: CommitQueue
    let place: String

    init(path: String) throws {
        place = "sqlite:\(path)"
        writer = try Self.translated {
            let pool = try DatabasePool(path: path, configuration: Self.configuration())
            // What was acknowledged must survive a power cut. GRDB sets NORMAL when it turns WAL on, after any preparation.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return pool
        }
        commits = CommitQueue(writer)
    }

    /// In memory.
    init() throws {
        place = "sqlite:memory"
        writer = try Self.translated { try DatabaseQueue(configuration: Self.configuration()) }
        commits = CommitQueue(writer)
    }

    /// Runs where it is asked from: what a page reads is in memory, and going to another thread costs more than reading it.
    func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T { try readHere(body) }

    func glance<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T { try glanceHere(body) }

    private func glanceHere<T>(_ body: (Connection) throws -> T) throws -> T {
        try Self.translated { try writer.unsafeRead { db in try body(Connection(session: SQLiteSession(db: db))) } }
    }

    private func readHere<T>(_ body: (Connection) throws -> T) throws -> T {
        try Self.translated { try writer.read { db in try body(Connection(session: SQLiteSession(db: db))) } }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let value = Mutex<T?>(nil)
            commits.add(
                CommitQueue.Job(
                    run: { db, memory in
                        let made = try body(Connection(session: SQLiteSession(db: db, memory: memory)))
                        value.withLock { $0 = made }
                    },
                    end: { error in
                        if let value = value.withLock({ $0 }), error == nil { return continuation.resume(returning: value) }
                        let failure = (error as? DatabaseError).map { StorageError($0) as any Error } ?? error
                        continuation.resume(throwing: failure ?? StorageError.fault("a transaction ended without a value"))
                    }))
        }
    }

    /// The readers go first: only a last connection that may write takes the log into the file and removes it.
    func load() async -> Load { commits.load }

    func close() async throws {
        (writer as? DatabasePool)?.invalidateReadOnlyConnections()
        try Self.translated { try writer.close() }
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        // As many as threads that may ask at once, so that none waits for another.
        configuration.maximumReaderCount = max(5, ProcessInfo.processInfo.activeProcessorCount)
        return configuration
    }

    fileprivate static func translated<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DatabaseError { throw StorageError(error) }
    }
}

private struct SQLiteSession: Session {
    let db: GRDB.Database
    var engine: String { "SQLite" }
    /// Of one transaction of the file: another program may write to it before the next.
    let memory: SessionMemory

    init(db: GRDB.Database, memory: SessionMemory = SessionMemory()) {
        (self.db, self.memory) = (db, memory)
    }

    /// There is one writer at a time.
    func chain() -> Int { 0 }

    func rows(_ sql: SQL) throws -> [Row] {
        try SQLiteEngine.translated {
            let (text, values) = sql.rendered { _ in "?" }
            let statement = try db.cachedStatement(sql: text), pointer = statement.sqliteStatement
            defer { sqlite3_reset(pointer) }
            for (i, value) in values.enumerated() { try checked(value.bind(to: pointer, at: Int32(i + 1)), text) }
            let heading = Heading(statement.columnNames), columns = Int32(heading.names.count)
            var rows: [Row] = []
            while true {
                let state = sqlite3_step(pointer)
                guard state == SQLITE_ROW else {
                    if state != SQLITE_DONE { try checked(state, text) }
                    return rows
                }
                rows.append(Row(heading: heading, values: (0..<columns).map { Value(pointer, column: $0) }))
            }
        }
    }

    private func checked(_ code: Int32, _ sql: String) throws {
        guard code != SQLITE_OK else { return }
        throw DatabaseError(resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(db.sqliteConnection)), sql: sql)
    }

    func execute(_ sql: SQL) throws -> Int {
        let (text, values) = sql.rendered { _ in "?" }
        let before = db.totalChangesCount
        try SQLiteEngine.translated { try db.cachedStatement(sql: text).execute(arguments: StatementArguments(values.map(\.databaseValue))) }
        return db.totalChangesCount - before
    }

    /// Nothing is gained by waiting.
    func later(_ sql: SQL) throws { _ = try execute(sql) }
    func settle() {}

    func script(_ text: String) throws {
        try SQLiteEngine.translated { try db.execute(sql: text) }
    }

    /// The one writer has everything to itself.
    func lock(_ table: String) {}

    func insert(_ rows: [[Value]], columns: [String], into table: String) throws {
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        try SQLiteEngine.translated {
            // Until the end of the transaction, so that a row may point to one that follows.
            try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
            let statement = try db.cachedStatement(sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
            for row in rows { try statement.execute(arguments: StatementArguments(row.map(\.databaseValue))) }
        }
    }

    /// FTS5 beside the entries, under their numbers.
    func prepareSearch() throws {
        try script("CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5(words, tokenize = 'ascii')")
    }

    func refillSearch() throws {
        try script("DELETE FROM search_index; INSERT INTO search_index (rowid, words) SELECT number, words FROM search_entries")
    }

    func index(number: Int64, words: String?) throws {
        try SQLiteEngine.translated {
            try db.cachedStatement(sql: "DELETE FROM search_index WHERE rowid = ?").execute(arguments: [number])
            guard let words else { return }
            try db.cachedStatement(sql: "INSERT INTO search_index (rowid, words) VALUES (?, ?)").execute(arguments: [number, words])
        }
    }

    func search(_ words: [[String]], where condition: SQL, limit: Int) throws -> [Row] {
        let asked = words.map { "(" + $0.map { "\"\($0)\"" }.joined(separator: " OR ") + ")" }.joined(separator: " AND ")
        return try rows(
            """
            SELECT search_entries.* FROM search_index JOIN search_entries ON search_entries.number = search_index.rowid
            WHERE search_index MATCH \(asked) AND \(condition) LIMIT \(limit)
            """)
    }

    func tables() throws -> [TableShape] {
        try SQLiteEngine.translated {
            // The full-text index and the tables that it keeps itself in are made anew from the entries.
            let names = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%'")
            return try names.map { name in
                let columns = try db.columns(in: name)
                let key = columns.filter { $0.primaryKeyIndex > 0 }.sorted { $0.primaryKeyIndex < $1.primaryKeyIndex }.map(\.name)
                let pointsTo = Set(try db.foreignKeys(on: name).map(\.destinationTable)).subtracting([name])
                return TableShape(name: name, columns: columns.map(\.name), key: key, pointsTo: pointsTo)
            }
        }
    }
}

extension Database {
    /// The schema as SQLite keeps it, one statement each; for `docs/schema.sql`.
    public func schema() async throws -> [String] {
        try await read { connection in
            try connection.rows(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%' ORDER BY rowid"
            )
            .map { try $0.single(String.self) }
        }
    }
}

extension Value {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .text(let text): text.databaseValue
        case .integer(let number): number.databaseValue
        case .double(let number): number.databaseValue
        case .boolean(let flag): flag.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
    }

    /// - Returns: what SQLite says of it; the bytes are copied.
    fileprivate func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
        switch self {
        case .null: return sqlite3_bind_null(statement, place)
        case .integer(let number): return sqlite3_bind_int64(statement, place, number)
        case .double(let number): return sqlite3_bind_double(statement, place, number)
        case .boolean(let flag): return sqlite3_bind_int64(statement, place, flag ? 1 : 0)
        case .text(let text): return sqlite3_bind_text(statement, place, text, Int32(text.utf8.count), Self.copied)
        case .bytes(let bytes) where bytes.isEmpty: return sqlite3_bind_zeroblob(statement, place, 0)
        case .bytes(let bytes): return sqlite3_bind_blob(statement, place, bytes, Int32(bytes.count), Self.copied)
        }
    }

    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// Of the row that the statement stands at; taken from SQLite itself, since a page reads some thousands.
    fileprivate init(_ statement: OpaquePointer, column: Int32) {
        func bytes(_ start: UnsafeRawPointer?) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
        }
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: self = .double(sqlite3_column_double(statement, column))
        case SQLITE_TEXT: self = .text(String(decoding: bytes(sqlite3_column_text(statement, column)), as: UTF8.self))
        case SQLITE_BLOB: self = .bytes([UInt8](bytes(sqlite3_column_blob(statement, column))))
        default: self = .null
        }
    }
}

extension StorageError {
    init(_ error: DatabaseError) {
        let message = error.message ?? ""
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: self = .duplicate(message)
        case .SQLITE_CONSTRAINT_FOREIGNKEY: self = .missingReference(message)
        case .SQLITE_CONSTRAINT_NOTNULL: self = .missingValue(message)
        case .SQLITE_CONSTRAINT_CHECK: self = .check(message)
        default:
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY: self = .unavailable(message)
            default: self = .fault(message)
            }
        }
    }
}
