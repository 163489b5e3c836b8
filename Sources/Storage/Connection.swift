import Foundation
import GRDB

/// A transaction's hold on the database. Never leaves the closure that it was given to.
public struct Connection {
    private let db: GRDB.Database

    init(_ db: GRDB.Database) {
        self.db = db
    }

    public func rows(_ sql: SQL) throws -> [Row] {
        try translated { try fetched(sql) }
    }

    private func fetched(_ sql: SQL) throws -> [Row] {
        let (text, values) = sql.rendered { _ in "?" }
        let statement = try db.cachedStatement(sql: text)
        let cursor = try GRDB.Row.fetchCursor(statement, arguments: StatementArguments(values.map(\.databaseValue)))
        let names = statement.columnNames
        var rows: [Row] = []
        while let row = try cursor.next() {
            rows.append(Row(names: names, values: row.databaseValues.map(Value.init)))
        }
        return rows
    }

    /// Runs one statement.
    /// - Returns: how many rows it changed.
    @discardableResult
    public func execute(_ sql: SQL) throws -> Int {
        let (text, values) = sql.rendered { _ in "?" }
        let before = db.totalChangesCount
        try translated { try db.cachedStatement(sql: text).execute(arguments: StatementArguments(values.map(\.databaseValue))) }
        return db.totalChangesCount - before
    }

    /// Runs the statements of a migration.
    func script(_ text: String) throws {
        try translated { try db.execute(sql: text) }
    }

    /// Says what the engine refuses in words that are the same for every engine.
    private func translated<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DatabaseError { throw StorageError(error) }
    }

    public func insert(_ columns: Columns, into table: String) throws {
        let names = columns.names.joined(separator: ", ")
        let values = columns.values.map { SQL(parts: [.value($0)]) }.joined(separator: ", ")
        try execute("INSERT INTO \(SQL(trusted: "\(table) (\(names))")) VALUES (\(values))")
    }

    /// Writes every column of the row with this id.
    /// - Returns: how many rows there were, 0 or 1.
    public func update(_ columns: Columns, in table: String, where condition: SQL) throws -> Int {
        let sets = zip(columns.names, columns.values).map { SQL(parts: [.text("\($0) = "), .value($1)]) }.joined(separator: ", ")
        return try execute("UPDATE \(SQL(trusted: table)) SET \(sets) WHERE \(condition)")
    }

    /// All columns of the rows that meet the condition.
    public func rows(of table: String, where condition: SQL) throws -> [Row] {
        try rows("SELECT * FROM \(SQL(trusted: table)) WHERE \(condition)")
    }

    public func delete(from table: String, where condition: SQL) throws {
        try execute("DELETE FROM \(SQL(trusted: table)) WHERE \(condition)")
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

    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .double(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .bytes([UInt8](data))
        }
    }
}
