import Foundation
import TestDatabase
import Testing

@testable import Storage

@Suite("Migrations")
struct MigratorTests {
    private let folder: Folder
    private let database: Storage.Database

    init() async throws {
        folder = try Folder()
        database = try await TestDatabase.empty()
    }

    private func migrate() async throws -> [String] { try await Migrator(folder: folder.path).migrate(database) }

    @Test("migrations run once, in the order of their names; new ones run alone")
    func once() async throws {
        try folder.write("INSERT INTO notes (id, n) VALUES ('second', 2);", to: "0002-row.sql")
        try folder.write("CREATE TABLE notes (id TEXT NOT NULL, n BIGINT);\nINSERT INTO notes (id, n) VALUES ('first', 1);\n-- the end", to: "0001-notes.sql")
        try folder.write("no migration", to: "README.md")
        #expect(try await migrate() == ["0001-notes.sql", "0002-row.sql"])
        #expect(try await migrate() == [])
        try folder.write("INSERT INTO notes (id, n) VALUES ('third', 3);", to: "0010-row.sql")
        #expect(try await migrate() == ["0010-row.sql"])
        #expect(try await database.texts("SELECT id FROM notes ORDER BY n") == ["first", "second", "third"])
    }

    @Test("a migration that fails leaves nothing of itself, keeps those before it, and runs again when it is mended")
    func failing() async throws {
        try folder.write("CREATE TABLE notes (id TEXT);", to: "0001-notes.sql")
        try folder.write("CREATE TABLE half (id TEXT); INSERT INTO notes (id) VALUES ('x'); CREATE TABLE notes (id TEXT);", to: "0002-half.sql")
        try folder.write("CREATE TABLE late (id TEXT);", to: "0003-late.sql")
        let failure = await #expect(throws: MigrationFailure.self) { try await migrate() }
        #expect(failure?.name == "0002-half.sql")
        #expect(try await database.texts("SELECT name FROM migrations") == ["0001-notes.sql"])
        #expect(try await database.read { try $0.tables().map(\.name) } == ["migrations", "notes"])
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == 0)
        try folder.write("CREATE TABLE half (id TEXT);", to: "0002-half.sql")
        #expect(try await migrate() == ["0002-half.sql", "0003-late.sql"])
    }

    @Test("a database that a newer program has served is left alone")
    func newer() async throws {
        try folder.write("CREATE TABLE notes (id TEXT);", to: "0001-notes.sql")
        try folder.write("CREATE TABLE later (id TEXT);", to: "0002-later.sql")
        _ = try await migrate()
        try FileManager.default.removeItem(atPath: folder.path + "/0002-later.sql")
        try folder.write("CREATE TABLE other (id TEXT);", to: "0003-other.sql")
        let refusal = await #expect(throws: NewerSchema.self) { try await migrate() }
        #expect(refusal?.name == "0002-later.sql")
        #expect(try await database.read { try $0.tables().map(\.name) } == ["later", "migrations", "notes"])
    }

    @Test("what a file has been through is still known when it is opened again")
    func reopened() async throws {
        try folder.write("CREATE TABLE notes (id TEXT);", to: "0001-notes.sql")
        for expected in [["0001-notes.sql"], []] {
            let database = try Database.sqlite(path: folder.path + "/a.db")
            #expect(try await Migrator(folder: folder.path).migrate(database) == expected)
            try await database.close()
        }
    }

    @Test("a folder that is not there is an error, not an empty schema")
    func noFolder() async {
        await #expect(throws: (any Error).self) { try await Migrator(folder: folder.path + "/no").migrate(database) }
    }

    @Test("several processes that start at once run each migration once")
    func atOnce() async throws {
        try folder.write("CREATE TABLE notes (id TEXT);", to: "0001-notes.sql")
        try folder.write("INSERT INTO notes (id) VALUES ('one');", to: "0002-row.sql")
        let run = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<6 { group.addTask { try await migrate() } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(run.sorted() == ["0001-notes.sql", "0002-row.sql"])
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == 1)
    }

    @Test("the schema is told in the order in which it was made, without the engine's own tables", .enabled(if: !TestDatabase.isPostgres))
    func schema() async throws {
        try folder.write("CREATE TABLE b (id TEXT PRIMARY KEY); CREATE TABLE a (id TEXT); CREATE INDEX a_by_id ON a (id);", to: "0001.sql")
        _ = try await migrate()
        #expect(
            try await database.schema() == [
                "CREATE TABLE migrations (name TEXT PRIMARY KEY)", "CREATE TABLE b (id TEXT PRIMARY KEY)", "CREATE TABLE a (id TEXT)",
                "CREATE INDEX a_by_id ON a (id)",
            ])
    }
}
