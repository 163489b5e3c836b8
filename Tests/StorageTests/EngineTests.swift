import Foundation
import TestDatabase
import Testing

@testable import Storage

/// What both engines have to do alike.
@Suite("Both engines alike")
struct EngineTests {
    private struct Stop: Error {}

    private struct Note: Codable, Equatable, Sendable {
        var id: String
        var text: String
        var size: Int?
        var parentId: String?
    }

    private static func note(_ id: String, _ text: String = "x", size: Int? = nil, parent: String? = nil) -> Note {
        Note(id: id, text: text, size: size, parentId: parent)
    }

    private func fill(_ database: Storage.Database, _ notes: [Note]) async throws {
        try await database.write { connection in
            for note in notes { try connection.insert(try Columns(of: note), into: "notes") }
        }
    }

    @Test(
        "text comes back letter by letter",
        arguments: [
            "", " ", "'", "''; DROP TABLE notes; --", "\"", "\\", "\\n", "%_", "$1 ?1 :a", "Đặng Thị Hồng — “khẩn”", "Nguye\u{302}\u{303}n", "🌿🇻🇳",
            "a\tb\nc\r\n",
            "NULL", "null", "{1,2}", String(repeating: "ơ", count: 70_000),
        ])
    func texts(text: String) async throws {
        let database = try await Database.withNotes()
        try await fill(database, [Self.note("a", text)])
        let got = try await database.texts("SELECT text FROM notes WHERE text = \(text)")
        #expect(got.map { Array($0.utf8) } == [Array(text.utf8)])
    }

    @Test("whole numbers keep every digit", arguments: [1, 9_007_199_254_740_993, Int.max])
    func numbers(number: Int) async throws {
        let database = try await Database.withNotes()
        try await fill(database, [Self.note("a", size: number)])
        #expect(try await database.number("SELECT size FROM notes WHERE size = \(number)") == number)
    }

    @Test("text is ordered by its bytes: capitals before small letters, marks after both")
    func order() async throws {
        let database = try await Database.withNotes()
        try await fill(database, ["đ", "b", "B", "a-1", "a1", "á", "Z", "1", "10", "2"].map { Self.note($0) })
        #expect(try await database.texts("SELECT id FROM notes ORDER BY id") == ["1", "10", "2", "B", "Z", "a-1", "a1", "b", "á", "đ"])
    }

    @Test("letters that differ in case or marks are other keys")
    func keys() async throws {
        let database = try await Database.withNotes()
        try await fill(database, ["an", "An", "ân", "án"].map { Self.note($0) })
        #expect(try await database.texts("SELECT text FROM notes WHERE id = 'an'").count == 1)
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == 4)
    }

    @Test("a list longer than any form of a page is asked for at once", arguments: [1, 2, 999, 5000])
    func lists(length: Int) async throws {
        let database = try await Database.withNotes()
        try await fill(database, [Self.note("0"), Self.note("\(length - 1)x"), Self.note("none")])
        let ids = (0..<length).map { $0 == length - 1 ? "\($0)x" : "\($0)" }
        let expected = length == 1 ? 1 : 2
        #expect(try await database.number("SELECT COUNT(*) FROM notes WHERE id IN \(list: ids)") == expected)
    }

    @Test("a record of which nothing is known but its key comes back with nothing")
    func nothing() async throws {
        let database = try await Database.withNotes()
        try await fill(database, [Self.note("a"), Self.note("b", size: 7, parent: "a")])
        let notes = try await database.read { try $0.rows("SELECT * FROM notes ORDER BY id").map { try $0.decode(Note.self) } }
        #expect(notes == [Self.note("a"), Self.note("b", size: 7, parent: "a")])
    }

    @Test("execute tells how many rows it changed, and none where none met the condition")
    func counts() async throws {
        let database = try await Database.withNotes()
        try await fill(database, ["a", "b", "c"].map { Self.note($0) })
        let counts = try await database.write { connection in
            [
                try connection.execute("UPDATE notes SET text = 'y' WHERE id <> 'a'"), try connection.execute("UPDATE notes SET text = 'y' WHERE id = 'z'"),
                try connection.execute("DELETE FROM notes"), try connection.execute("DELETE FROM notes"),
            ]
        }
        #expect(counts == [2, 0, 3, 0])
    }

    @Test("deleting takes out what meets the condition and nothing else")
    func delete() async throws {
        let database = try await Database.withNotes()
        try await fill(database, [Self.note("a"), Self.note("b", size: 3), Self.note("c", size: 4)])
        try await database.write { try $0.delete(from: "notes", where: "size = \(3)") }
        #expect(try await database.texts("SELECT id FROM notes ORDER BY id") == ["a", "c"])
        try await database.write { try $0.delete(from: "notes", where: "size = NULL") }
        #expect(try await database.texts("SELECT id FROM notes ORDER BY id") == ["a", "c"], "nothing is equal to NULL")
    }

    @Test("many rows with one that will not do leave none of them")
    func allOrNothing() async throws {
        let database = try await Database.withNotes()
        let rows: [[Value]] = [["a", "x"], ["b", "y"], ["a", "z"]].map { $0.map(Value.text) }
        let error = await #expect(throws: StorageError.self) { try await database.write { try $0.insert(rows, columns: ["id", "text"], into: "notes") } }
        #expect(error?.kind == "duplicate")
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == 0)
    }

    @Test("no rows to insert are no mistake")
    func noRows() async throws {
        let database = try await Database.withNotes()
        try await database.write { try $0.insert([[Value]](), columns: ["id", "text"], into: "notes") }
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == 0)
    }

    @Test("a transaction sees what it wrote itself, and others only what was done")
    func sight() async throws {
        let database = try await Database.withNotes()
        let seen = try await database.write { connection in
            try connection.insert(try Columns(of: Self.note("a")), into: "notes")
            return try connection.rows("SELECT id FROM notes").count
        }
        #expect(seen == 1)
        _ = try? await database.write { connection in
            try connection.insert(try Columns(of: Self.note("b")), into: "notes")
            throw Stop()
        }
        #expect(try await database.texts("SELECT id FROM notes") == ["a"])
    }

    @Test("an error of the caller comes out as it is, from reading and from writing")
    func callersError() async throws {
        let database = try await Database.withNotes()
        await #expect(throws: Stop.self) { try await database.read { _ in throw Stop() } }
        await #expect(throws: Stop.self) { try await database.write { _ in throw Stop() } }
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == 0, "and the database goes on")
    }

    @Test("pages of a table give every row once, whatever their length", arguments: [1, 2, 3, 7, 100])
    func pages(length: Int) async throws {
        let database = try await Database.withNotes()
        let ids = ["a", "b", "c", "d", "e", "f", "g"]
        try await fill(database, ids.map { Self.note($0) })
        let found = try await database.read { connection in
            let table = try #require(try connection.tables().first { $0.name == "notes" })
            var ids: [String] = [], last: Row?
            while true {
                let page = try connection.page(of: table, after: last, limit: length)
                #expect(page.count <= length)
                guard let end = page.last else { return ids }
                for row in page { ids.append(try row.decode(Note.self).id) }
                last = end
            }
        }
        #expect(found == ids)
    }

    @Test("the place tells the engine and never a password")
    func place() async throws {
        let folder = try Folder()
        #expect(try Database.sqlite(path: folder.path + "/a.db").place == "sqlite:\(folder.path)/a.db")
        #expect(try Database.memory().place == "sqlite:memory")
    }
}
