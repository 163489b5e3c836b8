import Foundation
import TestDatabase
import Testing

@testable import Storage

@Suite("The database")
struct DatabaseTests {
    private struct Stop: Error {}

    @Test("a transaction that throws leaves nothing")
    func rollback() async throws {
        let database = try await Database.withNotes()
        await #expect(throws: Stop.self) {
            try await database.write { connection in
                try connection.execute("INSERT INTO notes (id, text) VALUES ('a', 'x')")
                throw Stop()
            }
        }
        await #expect(throws: StorageError.self) {
            try await database.write { connection in
                try connection.execute("INSERT INTO notes (id, text) VALUES ('b', 'x')")
                try connection.execute("INSERT INTO notes (id, text) VALUES ('b', 'x')")
            }
        }
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == 0)
    }

    @Test(
        "a broken constraint says of what kind it is",
        arguments: [
            ("INSERT INTO notes (id, text) VALUES ('a', 'y')", "duplicate"), ("INSERT INTO notes (id, text) VALUES ('b', 'x')", "duplicate"),
            ("INSERT INTO notes (id) VALUES ('c')", "missingValue"), ("INSERT INTO notes (id, text, size) VALUES ('c', 'z', 0)", "check"),
            ("INSERT INTO notes (id, text, parent_id) VALUES ('c', 'z', 'd')", "missingReference"), ("DELETE FROM notes WHERE id = 'a'", "missingReference"),
            ("UPDATE notes SET id = 'e' WHERE id = 'a'", "missingReference"), ("SELEC 1", "fault"), ("INSERT INTO nothing (id) VALUES ('a')", "fault"),
        ])
    func constraints(sql: String, kind: String) async throws {
        let database = try await Database.withNotes()
        try await database.run("CREATE UNIQUE INDEX notes_once ON notes (text, COALESCE(size, 0))")
        try await database.run("INSERT INTO notes (id, text, parent_id) VALUES ('a', 'x', NULL), ('child', 'y', 'a')")
        let error = await #expect(throws: StorageError.self) { try await database.run(SQL(trusted: sql)) }
        #expect(error?.kind == kind)
        #expect(try await database.texts("SELECT id FROM notes ORDER BY id") == ["a", "child"])
    }

    @Test("a reference that is checked at the end only is told just so")
    func deferred() async throws {
        let database = try await Database.withNotes()
        try await database.run("CREATE TABLE marks (note TEXT REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED)")
        let error = await #expect(throws: StorageError.self) { try await database.run("INSERT INTO marks (note) VALUES ('z')") }
        #expect(error?.kind == "missingReference")
        #expect(try await database.number("SELECT COUNT(*) FROM marks") == 0)
    }

    @Test(
        "a file that is no database is a fault; one in a folder that is not there cannot be used", arguments: [("/a.db", "fault"), ("/no/a.db", "unavailable")])
    func noDatabase(path: String, kind: String) throws {
        let folder = try Folder()
        try folder.write(String(repeating: "no database ", count: 100), to: "a.db")
        let error = #expect(throws: StorageError.self) { try Database.sqlite(path: folder.path + path) }
        #expect(error?.kind == kind)
    }

    @Test("what reads does not write", arguments: [true, false])
    func readOnly(isFile: Bool) async throws {
        let folder = try Folder()
        let database = try await isFile ? Database.sqlite(path: folder.path + "/a.db") : TestDatabase.empty()
        try await database.run("CREATE TABLE notes (id TEXT)")
        await #expect(throws: StorageError.self) { try await database.read { try $0.execute("INSERT INTO notes (id) VALUES ('a')") } }
        try await database.run("INSERT INTO notes (id) VALUES ('b')")
        #expect(try await database.texts("SELECT id FROM notes") == ["b"])
    }

    @Test("update changes every column of the rows that are meant; a statement tells how many rows it changed")
    func update() async throws {
        struct Note: Encodable { var id: String, text: String, size: Int? }
        let database = try await Database.withNotes()
        let counts = try await database.write { connection in
            try connection.insert(Columns(of: Note(id: "a", text: "x", size: 4)), into: "notes")
            let changed = try Columns(of: Note(id: "a", text: "y", size: nil))
            try connection.update(changed, in: "notes", where: "id = \("a")")
            try connection.update(changed, in: "notes", where: "id = \("b")")
            return [
                try connection.execute("CREATE TABLE other (id TEXT)"), try connection.execute("DELETE FROM notes WHERE text = 'y' AND size IS NULL"),
            ]
        }
        #expect(counts == [0, 1])
    }

    @Test("many writers and readers wait for each other and lose nothing")
    func concurrent() async throws {
        let folder = try Folder()
        let database = try await TestDatabase.isPostgres ? TestDatabase.empty() : Database.sqlite(path: folder.path + "/a.db")
        try await database.run("CREATE TABLE counts (n BIGINT NOT NULL)")
        try await database.run("INSERT INTO counts (n) VALUES (0)")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    _ = try await database.write { connection in
                        let n = try connection.rows("SELECT n FROM counts").map { try $0.single(Int.self) }[0]
                        try connection.execute("UPDATE counts SET n = \(n + 1)")
                    }
                    _ = try await database.number("SELECT n FROM counts")
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.number("SELECT n FROM counts") == 20)
    }

    @Test("many rows go in at once, whatever stands in them, and a row may point to one that follows")
    func bulk() async throws {
        let database = try await Database.withNotes()
        let texts = ["a\tb", "a\nb", "a\\b", "\\N", "", "\r\n", "'; --", "Tây Ninh 🛡", "\\."]
        let rows = texts.enumerated().map { i, text in [Value.text("\(i)"), .text(text), .integer(Int64(i + 1)), i == 0 ? .text("8") : .null] }
        try await database.write { try $0.insert(rows, columns: ["id", "text", "size", "parent_id"], into: "notes") }
        #expect(try await database.texts("SELECT text FROM notes ORDER BY id") == texts)
        #expect(try await database.texts("SELECT id FROM notes WHERE parent_id IS NULL ORDER BY id").count == 8)
        let error = await #expect(throws: StorageError.self) {
            try await database.write { try $0.insert([[.text("x"), .text("x"), .integer(0)]], columns: ["id", "text", "size"], into: "notes") }
        }
        #expect(error?.kind == "check")
        let missing = await #expect(throws: StorageError.self) {
            try await database.write { try $0.insert([[.text("x"), .text("x"), .text("y")]], columns: ["id", "text", "parent_id"], into: "notes") }
        }
        #expect(missing?.kind == "missingReference")
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == texts.count)
    }

    @Test("tables are told with their columns, keys and what they point to, those that others need first")
    func shapes() async throws {
        let database = try await TestDatabase.empty()
        try await database.write { connection in
            try connection.script(
                """
                CREATE TABLE b (id TEXT PRIMARY KEY, parent TEXT REFERENCES b (id));
                CREATE TABLE a (n BIGINT NOT NULL, b TEXT NOT NULL REFERENCES b (id), text TEXT, PRIMARY KEY (b, n));
                """)
        }
        let shapes = try await database.read { try $0.tables() }
        #expect(
            shapes == [
                TableShape(name: "b", columns: ["id", "parent"], key: ["id"], pointsTo: []),
                TableShape(name: "a", columns: ["n", "b", "text"], key: ["b", "n"], pointsTo: ["b"]),
            ])
    }

    @Test("a table is read page by page in the order of its key")
    func pages() async throws {
        let database = try await TestDatabase.empty()
        try await database.write { connection in
            try connection.script("CREATE TABLE a (b TEXT NOT NULL, n BIGINT NOT NULL, PRIMARY KEY (b, n))")
            try connection.insert(["x", "y", "X"].flatMap { b in (1...4).map { [.text(b), .integer($0)] } }, columns: ["b", "n"], into: "a")
        }
        let texts = try await database.read { connection in
            let table = try #require(try connection.tables().first)
            var texts: [String] = [], last: Row?
            while true {
                let page = try connection.page(of: table, after: last, limit: 5)
                guard let end = page.last else { return texts }
                texts += page.map { "\($0["b"]?.text ?? "")\($0["n"]?.text ?? "")" }
                last = end
            }
        }
        #expect(texts == ["X1", "X2", "X3", "X4", "x1", "x2", "x3", "x4", "y1", "y2", "y3", "y4"], "bytes decide, not a dictionary")
    }

    @Test("a file keeps what was written, and foreign keys hold each time it is opened")
    func reopening() async throws {
        let folder = try Folder()
        for time in 1...2 {
            let database = try Database.sqlite(path: folder.path + "/a.db")
            try await database.run("CREATE TABLE IF NOT EXISTS notes (id TEXT PRIMARY KEY, parent_id TEXT REFERENCES notes (id))")
            #expect(try await database.number("SELECT COUNT(*) FROM notes") == time - 1)
            try await database.run("INSERT INTO notes (id) VALUES (\("\(time)"))")
            let error = await #expect(throws: StorageError.self) { try await database.run("INSERT INTO notes (id, parent_id) VALUES ('x', 'y')") }
            #expect(error?.kind == "missingReference")
            try await database.close()
        }
    }

    @Test("what was acknowledged survives a power cut: the writer of a file waits for the disk, each time it is opened")
    func synchronous() async throws {
        let folder = try Folder()
        for _ in 1...2 {
            let database = try Database.sqlite(path: folder.path + "/a.db")
            let full = try await database.write { try $0.rows("PRAGMA synchronous").first?.single(Int.self) }
            let keys = try await database.write { try $0.rows("PRAGMA foreign_keys").first?.single(Int.self) }
            #expect(keys == 1)
            #expect(full == 2)
            try await database.close()
        }
    }

    @Test("a database that was closed is one file: its log has been taken in, readers or none")
    func oneFile() async throws {
        let folder = try Folder()
        let database = try Database.sqlite(path: folder.path + "/a.db")
        try await database.run("CREATE TABLE notes (id TEXT)")
        try await database.run("INSERT INTO notes (id) VALUES ('a')")
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count > 1, "while it is open there is a log")
        try await database.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.db"])
    }
}
