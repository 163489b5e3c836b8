import Foundation

/// A migration that did not go through; it has left nothing of itself, and those before it stand.
public struct MigrationFailure: Error {
    public let name: String
    public let cause: any Error
}

/// The database has been through migrations that this program does not know: a newer one has served it.
public struct NewerSchema: Error {
    /// The first of them.
    public let name: String
}

/// Brings a database to the newest schema: the files of a folder, in the order of their names, each once, each in one transaction.
public struct Migrator: Sendable {
    /// Folder of files such as `0001-first-light.sql`.
    public let folder: String

    public init(folder: String) {
        self.folder = folder
    }

    /// Runs the migrations that the database does not have yet.
    /// - Returns: their names; empty when the schema was current.
    /// - Throws: `MigrationFailure` naming the first that does not go through; `NewerSchema` before anything is done.
    @discardableResult
    public func migrate(_ database: Database) async throws -> [String] {
        do {
            try await database.write { try $0.script("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY)") }
        } catch StorageError.duplicate {
            // Another process made it at the same moment.
        }
        var run: [String] = []
        let known = Set(try names())
        let foreign = try await database.read { try $0.rows("SELECT name FROM migrations ORDER BY name").map { try $0.single(String.self) } }.first {
            !known.contains($0)
        }
        if let foreign { throw NewerSchema(name: foreign) }
        for name in try names() {
            let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            do {
                if try await database.write({ try Self.run(name, text, $0) }) { run.append(name) }
            } catch {
                throw MigrationFailure(name: name, cause: error)
            }
        }
        return run
    }

    /// The migrations of the folder in their order.
    public func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }.sorted()
    }

    /// The migrations that the database does not have yet; all of them for an empty one.
    public func pending(in database: Database) async throws -> [String] {
        let done = try await database.read { connection in
            guard try connection.tables().contains(where: { $0.name == "migrations" }) else { return Set<String>() }
            return Set(try connection.rows("SELECT name FROM migrations").map { try $0.single(String.self) })
        }
        return try names().filter { !done.contains($0) }
    }

    /// What stands between `-- only on ENGINE` and the next such line, or `-- on both`, is for that engine alone.
    static func part(of text: String, for engine: String) -> String {
        var isMeant = true
        return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            if line.hasPrefix("-- only on ") { isMeant = line == "-- only on \(engine)" }
            if line == "-- on both" { isMeant = true }
            return isMeant
        }.joined(separator: "\n")
    }

    /// - Returns: whether it was run now; another process may have done it.
    private static func run(_ name: String, _ text: String, _ connection: Connection) throws -> Bool {
        try connection.lock("migrations")
        guard try connection.rows("SELECT name FROM migrations WHERE name = \(name)").isEmpty else { return false }
        try connection.script(Self.part(of: text, for: connection.session.engine))
        try connection.execute("INSERT INTO migrations (name) VALUES (\(name))")
        return true
    }
}
