import Domain
import Foundation
import Storage
import Testing
import Vault

@testable import App

/// Files lie sealed, come back whole or not at all, and are forgotten when nothing names them.
@Suite struct FileTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/lachan-files-\(UUID().uuidString)"
    private static let content = "Số liệu bí mật của kế hoạch"

    /// A world that keeps files in a folder.
    private func world() async throws -> World {
        let world = try await World.made()
        let app = try App(db: world.app.db, config: world.app.config, masters: world.app.masters, files: FileDesk(FolderPlace(path: folder)))
        return World(app: app, tokens: world.tokens)
    }

    private func send(_ world: World, _ content: String = content) async throws -> AnswerFile {
        let assignment = try await world.assignment("II.1-2", of: try await world.issuePlan())
        #expect(try await world.post("/assignments/\(assignment.id)/progress", as: .em, [("text", "Kèm tệp")], file: ("file", "a.txt", content)).status == 303)
        return try #require(try await world.app.read(as: .program) { tx in try tx.assignments.told(about: assignment.id).flatMap(\.files) }.first)
    }

    private func contents() throws -> [(path: String, bytes: Data)] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().map { folder + "/" + $0 }.compactMap { path in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else { return nil }
            return (path, try #require(FileManager.default.contents(atPath: path)))
        }
    }

    @Test("in its place lies only what is sealed, called by its digest, for nobody else to read; it comes back whole")
    func sealed() async throws {
        let world = try await world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try await send(world), lying = try contents()
        let only = try #require(lying.first)
        #expect(lying.count == 1 && only.bytes.range(of: Data(Self.content.utf8)) == nil)
        #expect(only.path.hasSuffix("/" + Digest.sha256(Array(only.bytes))) && file.storedId == Digest.sha256(Array(only.bytes)))
        #expect(try FileManager.default.attributesOfItem(atPath: only.path)[.posixPermissions] as? Int == 0o600)
        #expect(try await world.get("/files/\(file.id)", as: .an).body == Self.content)
        for table in try await world.app.db.read({ try $0.tables() }) {
            let rows = try await world.app.db.read { try $0.page(of: table, after: nil, limit: 1_000) }
            #expect(!rows.contains { row in table.columns.contains { (row[$0] ?? .null).text?.contains(Self.content) ?? false } }, "\(table.name)")
        }
    }

    @Test("a file that was changed, or is gone, is reported by the drill and never served", arguments: [true, false])
    func broken(isGone: Bool) async throws {
        let world = try await world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try await send(world), only = try #require(try contents().first)
        #expect(try await world.app.faults().isEmpty)
        var bytes = Array(only.bytes)
        bytes[bytes.count / 2] ^= 1
        if isGone { try FileManager.default.removeItem(atPath: only.path) } else { try Data(bytes).write(to: URL(fileURLWithPath: only.path)) }
        let answer = try await world.get("/files/\(file.id)", as: .an)
        #expect(answer.status == 500 && !answer.body.contains(Self.content))
        #expect(try await world.app.faults() == ["file \(file.storedId ?? "") is gone or was changed"])
    }

    @Test("another file put in its place is reported, not served")
    func swapped() async throws {
        let world = try await world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try await send(world), other = try await world.app.keep(Array("khác".utf8))
        try await world.app.db.write { _ = try $0.execute("UPDATE answer_files SET stored_id = \(other.id) WHERE id = \(file.id)") }
        let answer = try await world.get("/files/\(file.id)", as: .an)
        #expect(answer.status == 500 && !answer.body.contains("khác"))
    }

    @Test("of a form that is refused nothing is kept; what nothing refers to goes after a day")
    func orphans() async throws {
        let world = try await world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let assignment = try await world.assignment("II.1-2", of: try await world.issuePlan())
        #expect(try await world.post("/assignments/\(assignment.id)/progress", as: .em, [("text", "")], file: ("file", "a.txt", "x")).status == 422)
        #expect(try await world.post("/assignments/\(assignment.id)/progress", as: .binh, [("text", "a")], file: ("file", "a.txt", "x")).status == 403)
        #expect(!FileManager.default.fileExists(atPath: folder))
        let (old, new) = (try await world.app.keep([1]), try await world.app.keep([2]))
        try await world.app.db.write { _ = try $0.execute("UPDATE stored_files SET kept_at = '2024-01-01T00:00:00.000Z' WHERE id = \(old.id)") }
        #expect(try await world.app.sweepFiles() == 1)
        #expect(try contents().map { $0.path.suffix(64) } == [new.id.text.suffix(64)])
        #expect(try await world.app.sweepFiles() == 0)
    }

    @Test("what was kept in the open before is sealed when the program starts")
    func older() async throws {
        let world = try await world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try await send(world)
        try await world.app.db.write { connection in
            _ = try connection.execute("UPDATE answer_files SET stored_id = NULL WHERE id = \(file.id)")
            _ = try connection.execute("INSERT INTO answer_file_contents (file_id, content) VALUES (\(file.id), \(Array(Self.content.utf8)))")
        }
        #expect(try await world.get("/files/\(file.id)", as: .an).status == 404)
        try await world.app.sealOldFiles()
        #expect(try await world.get("/files/\(file.id)", as: .an).body == Self.content)
        #expect(try await world.app.db.read { try $0.rows("SELECT * FROM answer_file_contents") }.isEmpty)
    }

    @Test("files open under the next master key, and come back with a backup")
    func survival() async throws {
        let world = try await world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try await send(world)
        _ = try await world.app.rotateMasterKey()
        _ = try await world.app.rotateMasterKey()
        #expect(try await world.get("/files/\(file.id)", as: .an).body == Self.content)
        _ = try await world.app.backUp(to: folder + "/a.backup")
        let back = try App(db: world.app.db, config: world.app.config, masters: world.app.masters, files: FileDesk(FolderPlace(path: folder + "/back")))
        #expect(try await back.brokenFiles() == [file.storedId])
        #expect(try await world.app.drill(folder + "/a.backup").isGood)
    }

    @Test("a picture loses what it tells, if the sender wants it")
    func metadata() async throws {
        let world = try await world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let assignment = try await world.assignment("II.1-2", of: try await world.issuePlan())
        let jpeg = GivenFile.self
        let bytes: [UInt8] = [0xff, 0xd8, 0xff, 0xfe, 0, 6, 71, 80, 83, 33, 0xff, 0xda, 0, 2, 1, 0xff, 0xd9]
        let sent = Form.File(field: "file", name: "a.jpg", bytes: bytes)
        #expect(try jpeg.init(sent, withoutMetadata: false).bytes == bytes)
        #expect(try jpeg.init(sent, withoutMetadata: true).bytes == [0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 0xff, 0xd9])
        let broken = Form.File(field: "file", name: "a.jpg", bytes: Array(bytes.prefix(12)))
        #expect(throws: Refusal.self) { try GivenFile(broken, withoutMetadata: true) }
        let page = try await world.get("/assignments/\(assignment.id)", as: .em).body
        #expect(page.contains("name=\"withoutMetadata\""))
    }
}
