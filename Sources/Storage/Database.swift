import GRDB

/// The one door to the data: a file, or memory for tests.
public struct Database: Sendable {
    private let writer: any DatabaseWriter
    /// For people: where the data is.
    public let place: String

    /// Opens or makes the SQLite file.
    /// - Throws: `StorageError` if the file cannot be opened or is no database.
    public static func sqlite(path: String) throws -> Database {
        try translated {
            let pool = try DatabasePool(path: path, configuration: configuration())
            // What was acknowledged must survive a power cut. GRDB sets NORMAL when it turns WAL on, after any preparation.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return Database(writer: pool, place: "sqlite:\(path)")
        }
    }

    /// A database that lives as long as the value.
    public static func memory() throws -> Database {
        try translated { Database(writer: try DatabaseQueue(configuration: configuration()), place: "sqlite:memory") }
    }

    /// Runs a transaction that sees one state of the data and changes nothing.
    public func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        do {
            return try await writer.read { db in try body(Connection(db)) }
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    /// Runs a transaction, alone; whatever it throws undoes all of it.
    public func write<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        do {
            return try await writer.write { db in try body(Connection(db)) }
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    public func close() throws {
        try Self.translated { try writer.close() }
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        return configuration
    }

    private static func translated<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DatabaseError { throw StorageError(error) }
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
