import Foundation
import TestDatabase
import Testing

@testable import Storage

/// What only a server can do: be lost, be slow, be another's.
@Suite("PostgreSQL", .enabled(if: TestDatabase.isPostgres))
struct PostgresTests {
    private func url() throws -> String { try TestDatabase.made(on: TestDatabase.server ?? "", from: "template0") }

    private func endOthers(_ url: String) throws {
        try PostgresServer.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", url: url)
    }

    @Test("values come back as they went in")
    func values() async throws {
        let database = try await Database.postgres(url: url())
        try await database.run("CREATE TABLE all_kinds (t TEXT, n BIGINT, d DOUBLE PRECISION, b BOOLEAN, y BYTEA)")
        let row: [Value] = [.text("Tây Ninh \\ '🛡'"), .integer(.min), .double(0.1 + 0.2), .boolean(true), .bytes([0, 1, 92, 255])]
        let nulls = [Value](repeating: .null, count: 5)
        try await database.write { connection in
            for row in [row, nulls] {
                try connection.execute("INSERT INTO all_kinds VALUES (\(sql: row[0]), \(sql: row[1]), \(sql: row[2]), \(sql: row[3]), \(sql: row[4]))")
            }
            try connection.insert([row, nulls], columns: ["t", "n", "d", "b", "y"], into: "all_kinds")
        }
        let back = try await database.read { try $0.rows("SELECT * FROM all_kinds ORDER BY n") }
        #expect(back.map(\.values) == [row, row, nulls, nulls])
    }

    @Test("what is sent on is told by the next statement, by settling, or by the end, and nothing is kept", arguments: ["next", "settle", "end"])
    func later(how: String) async throws {
        let database = try await Database.postgres(url: url(), lanes: 1)
        try await database.run("CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT NOT NULL)")
        struct Note: Encodable { var id: String, text: String }
        let error = await #expect(throws: StorageError.self) {
            try await database.write { connection in
                try connection.insert(Columns(of: Note(id: "a", text: "x")), into: "notes")
                try connection.insert(Columns(of: Note(id: "a", text: "y")), into: "notes")
                // First used after the failure: it is not prepared then, and must be again later.
                if how == "next" { _ = try connection.rows("SELECT text FROM notes WHERE id = 'never before'") }
                if how == "settle" { try connection.settle() }
            }
        }
        #expect(error?.kind == "duplicate")
        #expect(try await database.texts("SELECT text FROM notes WHERE id = 'never before'") == [])
        try await database.write { connection in
            for i in 0..<300 { try connection.insert(Columns(of: Note(id: "n\(i)", text: "x")), into: "notes") }
        }
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == 300, "more than may be on their way at once")
    }

    @Test("statements on their way are carried out when the prepared ones are given up meanwhile")
    func givenUp() async throws {
        let database = try await Database.postgres(url: url(), lanes: 1)
        try await database.run("CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT NOT NULL)")
        struct Note: Encodable { var id: String, text: String }
        try await database.write { connection in
            for length in 1...520 {
                try connection.insert(Columns(of: Note(id: "n\(length)", text: "x")), into: "notes")
                _ = try connection.rows("SELECT 1 AS one WHERE 1 IN \(list: Array(1...length))")
            }
        }
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == 520)
    }

    @Test("where a chain ends is kept from one transaction to the next, and forgotten where one is undone or its commit is refused")
    func chainEnd() async throws {
        let database = try await Database.postgres(url: url(), lanes: 1)
        try await database.run("CREATE TABLE notes (id TEXT PRIMARY KEY)")
        try await database.run("CREATE TABLE marks (id TEXT REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED)")
        let end = ChainEnd(number: 5, digest: "x")
        func kept() async throws -> ChainEnd? { try await database.write { $0.chainEnd } }
        try await database.write { $0.chainEnds(end) }
        #expect(try await kept() == end)
        await #expect(throws: CancellationError.self) {
            try await database.write { connection in
                connection.chainEnds(ChainEnd(number: 6, digest: "y"))
                throw CancellationError()
            }
        }
        #expect(try await kept() == nil)
        try await database.write { $0.chainEnds(end) }
        await #expect(throws: StorageError.self) {
            try await database.write { connection in
                connection.chainEnds(ChainEnd(number: 6, digest: "y"))
                try connection.execute("INSERT INTO marks (id) VALUES ('none')")
            }
        }
        #expect(try await kept() == nil, "the commit was refused")
    }

    @Test("a connection that the server ended between two transactions is opened again, unseen")
    func idleLoss() async throws {
        let url = try url(), database = try await Database.postgres(url: url, lanes: 1)
        try await database.run("CREATE TABLE notes (id TEXT)")
        try endOthers(url)
        try await database.run("INSERT INTO notes (id) VALUES ('a')")
        try endOthers(url)
        #expect(try await database.texts("SELECT id FROM notes") == ["a"])
    }

    @Test("a connection lost in the middle is told, nothing is half-written, and the next transaction works")
    func lossInside() async throws {
        let url = try url(), database = try await Database.postgres(url: url, lanes: 1)
        try await database.run("CREATE TABLE notes (id TEXT)")
        let runs = Counter()
        let error = await #expect(throws: StorageError.self) {
            try await database.write { connection in
                runs.add()
                try connection.execute("INSERT INTO notes (id) VALUES ('half')")
                try PostgresServer.run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", url: url)
                try connection.execute("INSERT INTO notes (id) VALUES ('whole')")
            }
        }
        #expect(error?.kind == "unavailable" && runs.count == 2, "begun again once, then told")
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == 0)
    }

    @Test("a server that does not answer is told at once, and again without waiting for it each time")
    func down() async throws {
        let wrong = "postgres:///x?host=/nowhere&user=lachan"
        let error = await #expect(throws: StorageError.self) { try await Database.postgres(url: wrong) }
        #expect(error?.kind == "unavailable")
        let lane = PostgresLane(url: wrong, number: 0)
        for _ in 0..<3 { await #expect(throws: StorageError.self) { try await lane.transaction("BEGIN") { _ in } } }
    }

    @Test("two that read what the other writes do not both go through unchanged")
    func serializable() async throws {
        let database = try await Database.postgres(url: url())
        try await database.run("CREATE TABLE doctors (name TEXT, is_on_call BOOLEAN)")
        try await database.run("INSERT INTO doctors VALUES ('an', TRUE), ('binh', TRUE)")
        // Each goes off call only while another stays: the classical write skew.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for name in ["an", "binh"] {
                group.addTask {
                    try await database.write { connection in
                        let onCall = try connection.rows("SELECT name FROM doctors WHERE is_on_call").count
                        usleep(50_000)
                        if onCall > 1 { try connection.execute("UPDATE doctors SET is_on_call = FALSE WHERE name = \(name)") }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.number("SELECT COUNT(*) FROM doctors WHERE is_on_call") == 1)
    }

    @Test("lists of many lengths do not fill the server with prepared statements")
    func statements() async throws {
        let database = try await Database.postgres(url: url(), lanes: 1)
        let found = try await database.read { connection in
            try (1...600).map { length in try connection.rows("SELECT 1 AS one WHERE 1 IN \(list: Array(1...length))").count }.reduce(0, +)
        }
        #expect(found == 600)
        let kept = try await database.number("SELECT COUNT(*) FROM pg_prepared_statements") ?? 0
        #expect(kept <= 501)
    }

    @Test("somebody who goes on after a refused statement does not have it called done")
    func goneOn() async throws {
        let database = try await Database.postgres(url: url())
        try await database.run("CREATE TABLE notes (id TEXT PRIMARY KEY)")
        let error = await #expect(throws: StorageError.self) {
            try await database.write { connection in
                try connection.execute("INSERT INTO notes (id) VALUES ('a')")
                _ = try? connection.execute("INSERT INTO notes (id) VALUES ('a')")
            }
        }
        #expect(error?.kind == "fault")
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == 0)
    }

    @Test("a database that sorts by a dictionary is refused with what was expected")
    func collation() async throws {
        let server = TestDatabase.server ?? "", name = "icu\(UUID().uuidString.prefix(8).lowercased())"
        try PostgresServer.run(
            "CREATE DATABASE \(name) TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'vi' LOCALE 'C'",
            url: server.replacing("NAME", with: "postgres"))
        let error = await #expect(throws: StorageError.self) { try await Database.postgres(url: server.replacing("NAME", with: name)) }
        #expect(error?.kind == "fault" && "\(String(describing: error))".contains("TEMPLATE template0"))
    }

    @Test("more transactions than lanes wait for their turn; none is lost")
    func lanes() async throws {
        let database = try await Database.postgres(url: url(), lanes: 2, patience: TestDatabase.patience)
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for i in 1...40 { group.addTask { try await database.number("SELECT \(i) + pg_backend_pid() * 0") ?? 0 } }
            return try await group.reduce(0, +)
        }
        #expect(sum == 820)
        #expect(try await database.number("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()") == 2)
    }

    @Test("who closes the database ends its connections; what comes after is refused")
    func closed() async throws {
        let database = try await Database.postgres(url: url())
        try await database.close()
        let error = await #expect(throws: StorageError.self) { try await database.run("SELECT 1") }
        #expect(error?.kind == "unavailable")
    }
}

@Suite("Addresses of PostgreSQL")
struct PostgresAddressTests {
    @Test(
        "a password is never shown",
        arguments: [
            ("postgres://an:bi-mat@db.local:5432/lachan", "postgres://an@db.local:5432/lachan"), ("postgres://an@db/lachan", "postgres://an@db/lachan"),
            ("postgres:///lachan?host=/tmp&password=bi-mat&user=an", "postgres:///lachan?host=/tmp&password=…&user=an"),
        ])
    func withoutPassword(url: String, shown: String) {
        #expect(PostgresEngine.withoutPassword(url) == shown)
    }

    @Test(
        "what the server refuses is told as SQLite tells it",
        arguments: [
            ("42710", "duplicate"), ("42P07", "duplicate"), ("23505", "duplicate"), ("23503", "missingReference"), ("23502", "missingValue"),
            ("23514", "check"), ("53100", "unavailable"),
            ("57P01", "unavailable"), ("08006", "unavailable"), ("25006", "unavailable"), ("58030", "unavailable"), ("42P01", "fault"), ("22P02", "fault"),
        ])
    func states(state: String, kind: String) {
        #expect(StorageError(state: state, message: "x").kind == kind)
    }
}

/// Counts how often a closure ran.
private final class Counter: Sendable {
    private let lock = NSLock()
    nonisolated(unsafe) private var number = 0

    func add() { lock.withLock { number += 1 } }
    var count: Int { lock.withLock { number } }
}

extension SQL.StringInterpolation {
    fileprivate mutating func appendInterpolation(sql value: Value) { parts.append(.value(value)) }
}
