/// A transaction's hold on the database. Never leaves the closure that it was given to.
public struct Connection {
    let session: any Session

    public func rows(_ sql: SQL) throws -> [Row] {
        try session.rows(sql)
    }

    /// Runs one statement.
    /// - Returns: how many rows it changed.
    @discardableResult
    public func execute(_ sql: SQL) throws -> Int {
        try session.execute(sql)
    }

    /// Runs the statements of a migration.
    func script(_ text: String) throws {
        try session.script(text)
    }

    /// Keeps other transactions from writing the table until this one ends.
    func lock(_ table: String) throws {
        try session.lock(table)
    }

    /// Adds many rows at once, each as long as `columns`.
    public func insert(_ rows: [[Value]], columns: [String], into table: String) throws {
        guard !rows.isEmpty else { return }
        try session.insert(rows, columns: columns, into: table)
    }

    /// Adds a row; if the engine refuses it, `settle` or a later statement says so.
    public func insert(_ columns: Columns, into table: String) throws { try insert([columns], into: table) }

    /// Adds some rows of the same columns by one statement; if the engine refuses them, `settle` or a later statement says so.
    public func insert(_ rows: [Columns], into table: String) throws {
        guard let names = rows.first?.names.joined(separator: ", ") else { return }
        let values = rows.map { row -> SQL in "(\(row.values.map { SQL(parts: [.value($0)]) }.joined(separator: ", ")))" }.joined(separator: ", ")
        try session.later("INSERT INTO \(SQL(trusted: "\(table) (\(names))")) VALUES \(values)")
    }

    /// Waits until all that was inserted is taken.
    /// - Throws: `StorageError` if the engine refused any of it.
    public func settle() throws { try session.settle() }

    /// Writes the columns of the rows that meet the condition; if the engine refuses it, `settle` or a later statement says so.
    public func update(_ columns: Columns, in table: String, where condition: SQL) throws {
        let sets = zip(columns.names, columns.values).map { SQL(parts: [.text("\($0) = "), .value($1)]) }.joined(separator: ", ")
        try session.later("UPDATE \(SQL(trusted: table)) SET \(sets) WHERE \(condition)")
    }

    /// Number of the chain of rows that this connection alone adds to, so that none comes between the row before and the next.
    public func chain() throws -> Int { try session.chain() }

    /// Where that chain ended after this connection's last transaction; `nil` where the table has to be asked.
    public var chainEnd: ChainEnd? { session.memory.chainEnd }

    /// Keeps where the chain ends now; forgotten with whatever the transaction undoes.
    public func chainEnds(_ end: ChainEnd) { session.memory.chainEnd = end }

    /// All columns of the rows that meet the condition.
    public func rows(of table: String, where condition: SQL) throws -> [Row] {
        try rows("SELECT * FROM \(SQL(trusted: table)) WHERE \(condition)")
    }

    public func delete(from table: String, where condition: SQL) throws {
        try execute("DELETE FROM \(SQL(trusted: table)) WHERE \(condition)")
    }

    /// The tables, those that others point to before those that point to them.
    public func tables() throws -> [TableShape] {
        var waiting = try session.tables().sorted { $0.name < $1.name }, ordered: [TableShape] = []
        while !waiting.isEmpty {
            let names = Set(waiting.map(\.name))
            guard let next = waiting.firstIndex(where: { $0.pointsTo.isDisjoint(with: names) }) else {
                throw StorageError.fault("tables point to each other in a circle: \(names.sorted().joined(separator: ", "))")
            }
            ordered.append(waiting.remove(at: next))
        }
        return ordered
    }

    /// The next rows of a table in the order of its key.
    /// - Parameter last: the last row that was got; `nil` to begin.
    public func page(of table: TableShape, after last: Row?, limit: Int) throws -> [Row] {
        let key = table.key.joined(separator: ", "), columns = SQL(trusted: table.columns.joined(separator: ", "))
        let after: SQL
        if let last {
            let values = table.key.map { SQL(parts: [.value(last[$0] ?? .null)]) }.joined(separator: ", ")
            after = "WHERE (\(SQL(trusted: key))) > (\(values))"
        } else {
            after = ""
        }
        return try rows("SELECT \(columns) FROM \(SQL(trusted: table.name)) \(after) ORDER BY \(SQL(trusted: key)) LIMIT \(limit)")
    }
}

/// The last row of a chain.
public struct ChainEnd: Equatable, Sendable {
    /// Place in the chain, from 1; 0 where it is empty.
    public var number: Int
    /// Of the row and so of all before it.
    public var digest: String

    public init(number: Int, digest: String) {
        (self.number, self.digest) = (number, digest)
    }
}

/// What a session remembers from one statement to the next.
final class SessionMemory {
    var chainEnd: ChainEnd?
}
