import Foundation
import TestDatabase
import Testing

@testable import Storage

/// Writers that come while another is at work share a commit: nobody may notice.
@Suite struct CommitQueueTests {
    private struct Stop: Error {}

    /// Runs the transactions while the one writer is held, so that they wait together.
    /// - Returns: how each ended, `nil` where it was kept.
    private func together(_ bodies: [@Sendable (Storage.Connection) throws -> Void], on database: Storage.Database) async throws -> [(any Error)?] {
        try await withThrowingTaskGroup(of: (Int, (any Error)?).self) { group in
            let isHeld = TestDatabase.isPostgres ? nil : Task { try await database.write { _ in usleep(100_000) } }
            try await Task.sleep(for: .milliseconds(20))
            for (i, body) in bodies.enumerated() {
                group.addTask {
                    do {
                        try await database.write(body)
                        return (i, nil)
                    } catch {
                        return (i, error)
                    }
                }
            }
            var ends: [(any Error)?] = Array(repeating: nil, count: bodies.count)
            for try await (i, error) in group { ends[i] = error }
            _ = try await isHeld?.value
            return ends
        }
    }

    private static func insert(_ id: String) -> @Sendable (Storage.Connection) throws -> Void {
        { try $0.execute("INSERT INTO notes (id, text) VALUES (\(id), 'x')") }
    }

    @Test("each is kept or refused for itself: what one throws undoes only its own")
    func each() async throws {
        let database = try await Database.withNotes()
        try await database.run("INSERT INTO notes (id, text) VALUES ('taken', 'x')")
        let bodies = (0..<60).map { i -> @Sendable (Storage.Connection) throws -> Void in
            switch i % 3 {
            case 0: return Self.insert("n\(i)")
            case 1:
                return { connection in
                    try Self.insert("n\(i)")(connection)
                    throw Stop()
                }
            default:
                return { connection in
                    try Self.insert("n\(i)")(connection)
                    try Self.insert("taken")(connection)
                }
            }
        }
        let ends = try await together(bodies, on: database)
        for (i, end) in ends.enumerated() {
            switch i % 3 {
            case 0: #expect(end == nil)
            case 1: #expect(end is Stop)
            default: #expect((end as? StorageError)?.kind == "duplicate")
            }
        }
        let kept = (0..<60).filter { $0 % 3 == 0 }.map { "n\($0)" } + ["taken"]
        #expect(try await database.texts("SELECT id FROM notes ORDER BY id") == kept.sorted())
    }

    @Test("a reference that fails at the end only fails the one that made it")
    func deferred() async throws {
        let database = try await Database.withNotes()
        try await database.run("CREATE TABLE marks (note TEXT REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED)")
        let bodies = (0..<20).map { i -> @Sendable (Storage.Connection) throws -> Void in
            if i % 5 == 4 { return { try $0.execute("INSERT INTO marks (note) VALUES ('nowhere')") } }
            return Self.insert("n\(i)")
        }
        let ends = try await together(bodies, on: database)
        for (i, end) in ends.enumerated() { #expect((end as? StorageError)?.kind == (i % 5 == 4 ? "missingReference" : nil)) }
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == 16)
        #expect(try await database.number("SELECT COUNT(*) FROM marks") == 0)
    }

    @Test("when the engine gives the whole transaction up, all others are kept, once each", .enabled(if: !TestDatabase.isPostgres))
    func givenUp() async throws {
        let database = try await Database.withNotes()
        try await database.run("INSERT INTO notes (id, text) VALUES ('taken', 'x')")
        try await database.run("CREATE TABLE counted (note TEXT)")
        let bodies = (0..<20).map { i -> @Sendable (Storage.Connection) throws -> Void in
            if i == 7 { return { try $0.execute("INSERT OR ROLLBACK INTO notes (id, text) VALUES ('taken', 'y')") } }
            return { try $0.execute("INSERT INTO counted (note) VALUES ('n\(SQL(trusted: String(i)))')") }
        }
        let ends = try await together(bodies, on: database)
        for (i, end) in ends.enumerated() { #expect((end as? StorageError)?.kind == (i == 7 ? "duplicate" : nil)) }
        #expect(try await database.texts("SELECT note FROM counted ORDER BY note") == (0..<20).filter { $0 != 7 }.map { "n\($0)" }.sorted())
    }

    @Test("who is told sees it, at once and from elsewhere", .enabled(if: !TestDatabase.isPostgres))
    func told() async throws {
        let folder = try Folder(), database = try Database.sqlite(path: folder.path + "/a.db"), other = try Database.sqlite(path: folder.path + "/a.db")
        try await database.run("CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT)")
        try await withThrowingTaskGroup(of: Int?.self) { group in
            for i in 0..<50 {
                group.addTask {
                    try await database.write(Self.insert("n\(i)"))
                    return try await other.number("SELECT COUNT(*) FROM notes WHERE id = 'n\(SQL(trusted: String(i)))'")
                }
            }
            for try await count in group { #expect(count == 1) }
        }
        try await database.close()
        try await other.close()
    }
}
