import Foundation

/// Brings a database to the newest schema: the files of a folder, in the order of their names, each once, each in one transaction.
public struct Migrator: Sendable {
    /// Folder of files such as `0001-first-light.sql`.
    public let folder: String

    public init(folder: String) {
        self.folder = folder
    }

    /// Runs the migrations that the database does not have yet.
    /// - Returns: their names; empty when the schema was current.
    @discardableResult
    public func migrate(_ database: Database) async throws -> [String] {
        _ = try await database.write { connection in
            try connection.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY)")
        }
        let done = Set(try await database.read { try $0.rows("SELECT name FROM migrations").map { try $0.single(String.self) } })
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }.sorted()
        for name in files where !done.contains(name) {
            let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            _ = try await database.write { connection in
                try connection.script(text)
                try connection.execute("INSERT INTO migrations (name) VALUES (\(name))")
            }
        }
        return files.filter { !done.contains($0) }
    }
}

extension Database {
    /// The schema as the engine keeps it, one statement each; for `docs/schema.sql`.
    public func schema() async throws -> [String] {
        try await read { connection in
            try connection.rows("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid")
                .map { try $0.single(String.self) }
        }
    }
}
