import Domain
import Foundation
import Storage
import TestDatabase
import Testing

@testable import App

@Suite final class CopyingTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lachan-\(UUID().uuidString)")

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The address of an empty database that is no memory: on the test's server, or a file.
    private func address(_ name: String) throws -> String {
        try TestDatabase.server.map { try TestDatabase.made(on: $0, from: "template0") } ?? file(name)
    }

    private func file(_ name: String) -> String { "sqlite:" + folder.appendingPathComponent(name).path }

    /// An installation with a chart, the cast, a plan at work, and a file.
    private func made(at address: String) async throws {
        let db = try await App.openDatabase(address)
        try await App.migrate(db)
        let world = try await World.made(on: db)
        let plan = try await world.issuePlan(), assignment = try await world.assignment("II.1-2", of: plan)
        let text = "Đã làm\r\n\tvà kể: “\\N” 🛡"
        let sent = try await world.post("/assignments/\(assignment.id)/progress", as: .em, [("text", text)], file: ("file", "a.pdf", "%PDF-1.4\u{1}\\x00"))
        #expect(sent.status == 303)
        try await db.close()
    }

    @Test("an installation arrives whole, from a file to the other engine and back")
    func thereAndBack() async throws {
        let (first, second, third) = (file("a.sqlite"), try address("b.sqlite"), file("c.sqlite"))
        try await made(at: first)
        var tables: [[String]] = []
        for (from, to) in [(first, second), (second, third)] {
            var told: [String] = []
            try await Copying.open(from: from, to: to).run { told.append("\($0.name) \($0.rowCount) \($0.digest)") }
            tables.append(told.sorted())
        }
        #expect(tables[0] == tables[1] && tables[0].count > 25)
        #expect(tables[0].contains { $0.hasPrefix("stored_files 1 ") } && tables[0].contains { $0.hasPrefix("bodies 9 ") })
        let back = try await App.openDatabase(third)
        let told = try await back.read { try $0.rows("SELECT text FROM answers").map { try $0.single(String.self) } }
        let found = try await back.read { connection in
            try connection.search([["phap"]], where: "TRUE", limit: 9).compactMap { $0["title"]?.text }
        }
        #expect(found.contains("Sở Tư pháp tỉnh An"), "what was copied is found")
        #expect(told == ["Đã làm\r\n\tvà kể: “\\N” 🛡"])
    }

    @Test("a target that is not empty is refused and stays as it is")
    func filled() async throws {
        let (first, second) = (file("a.sqlite"), try address("b.sqlite"))
        try await made(at: first)
        try await made(at: second)
        await #expect(throws: StartRefusal.self) { try await Copying.open(from: first, to: second) }
        await #expect(throws: StartRefusal.self) { try await Copying.open(from: first, to: first) }
    }

    @Test("a source that is behind or no installation is refused")
    func behind() async throws {
        await #expect(throws: StartRefusal.self) { try await Copying.open(from: file("empty.sqlite"), to: try address("b.sqlite")) }
    }

    @Test("a copy that did not end is never served")
    func unfinished() async throws {
        let place = file("a.sqlite")
        try await made(at: place)
        let db = try await App.openDatabase(place)
        try await db.write { try SettingStore(connection: $0).set(Copying.mark, to: "yes") }
        try await db.close()
        var config = Config()
        config.database = place
        let sent = config
        await #expect(throws: StartRefusal.self) { try await App.open(sent) }
    }
}
