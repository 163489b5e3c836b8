import Domain
import Foundation
import Storage
import TestDatabase
import Testing
import Vault

@testable import App

/// An installation of an older version, filled, comes up to date and loses nothing.
@Suite struct UpgradeTests {
    /// A database as the first `count` migrations left it.
    private func older(_ count: Int) async throws -> Database {
        let folder = FileManager.default.temporaryDirectory.path + "/lachan-older-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for name in try App.migrator.names().prefix(count) {
            try FileManager.default.copyItem(atPath: App.migrator.folder + "/" + name, toPath: folder + "/" + name)
        }
        let db = try await TestDatabase.empty()
        try await Migrator(folder: folder).migrate(db)
        return db
    }

    /// What an office had before there were roles in time, a ledger and sealed files.
    private static let filling = """
        INSERT INTO bodies (id, code, name, short_name, kind, level, province, place, is_border, valid_from, version, search_text)
        VALUES ('b1', 'a.tu-phap', 'Sở Tư pháp', 'Sở Tư pháp', 'department', 'province', '01', 'An', FALSE, '2021-01-01', 1, 'so tu phap');
        INSERT INTO accounts (id, name, display_name, role, body_id, province, is_active, version)
        VALUES ('a1', 'an.01', 'An', 'officer', 'b1', '01', TRUE, 1), ('a2', 'quan-tri', 'Quản trị', 'administrator', NULL, NULL, TRUE, 1);
        INSERT INTO passwords (account_id, hash) VALUES ('a1', 'scrypt$15$8$1$x$y');
        INSERT INTO plans (id, province, office_id, number, signed_on, kind, title, year, state, issued_at, version)
        VALUES ('p1', '01', 'b1', '1/KH', '2024-01-02', 'plan', 'Kế hoạch', 2024, 'issued', '2024-01-02T00:00:00.000Z', 1);
        INSERT INTO duties (id, plan_id, position, code, section, heading, text, is_inherited, confidence, review, version)
        VALUES ('d1', 'p1', 0, 'II.1', 'II', 'x', 'Tổ chức', FALSE, 1, 'checked', 1);
        INSERT INTO assignments (id, plan_id, duty_id, body_id, province, role, due_on, due_because, state, version)
        VALUES ('s1', 'p1', 'd1', 'b1', '01', 'lead', '2024-12-31', 'endOfYear', 'inHand', 1);
        INSERT INTO answers (id, assignment_id, act, text, at, account_id, account_name)
        VALUES ('n1', 's1', 'progress', 'Đã làm', '2024-02-01T00:00:00.000Z', 'a1', 'An');
        """

    private static let content = Array("nội dung cũ".utf8)

    @Test("from before roles, ledger and sealed files: roles become grants, changes are chained, files are sealed, and all of it is there")
    func first() async throws {
        let db = try await older(6)
        try await db.write { connection in
            for statement in Self.filling.split(separator: ";\n") { _ = try connection.execute(SQL(stringLiteral: String(statement))) }
            let digest = Digest.sha256(Self.content)
            _ = try connection.execute(
                "INSERT INTO answer_files (id, answer_id, name, media_type, byte_count, sha256) VALUES ('f1', 'n1', 'a.txt', 'text/plain', \(Self.content.count), \(digest))"
            )
            _ = try connection.execute("INSERT INTO answer_file_contents (file_id, content) VALUES ('f1', \(Self.content))")
            for number in 1...3 {
                _ = try connection.execute(
                    """
                    INSERT INTO changes (id, at, account_id, account_name, noun, record_id, act)
                    VALUES (\("c\(number)"), \("2024-02-0\(number)T00:00:00.000Z"), 'a1', 'An', 'assignments', 's1', 'changed')
                    """)
                _ = try connection.execute(
                    "INSERT INTO field_changes (change_id, field, before, after) VALUES (\("c\(number)"), 'state', 'given', \("x\(number)"))")
            }
        }
        #expect(try await App.migrate(db).count == App.migrator.names().count - 6)
        let app = try App(db: db, config: Config())
        try await app.sealOldFiles()
        try await app.vouchForRows()
        let faults = try await app.faults()
        #expect(faults == [])
        let roles = try await app.read(as: .program) { tx in
            try ["an.01", "quan-tri"].map { try #require(try tx.accounts.viewer(name: $0)).grants.map(\.role) }
        }
        #expect(roles == [[.officer], [.administrator]])
        let (file, stored) = try await app.read(as: .program) { tx in try tx.assignments.file(ID("f1")) }
        #expect(file.name == "a.txt")
        #expect(try await app.open(stored) == Self.content)
        let kept = try await db.read { try $0.rows("SELECT COUNT(*) FROM ledger_entries WHERE hash <> '' AND reason IS NULL").first?.single(Int.self) }
        #expect(kept == 3, "beside those by which rows were taken over as they were found")
        #expect(try await app.read(as: .program) { tx in try tx.search.find("so tu phap").isEmpty } == false)
    }

    @Test("from any version on, an empty installation comes up to the very same schema", arguments: 1...13)
    func each(count: Int) async throws {
        guard count < (try App.migrator.names().count) else { return }
        let (db, fresh) = (try await older(count), try await TestDatabase.migrated { _ = try await App.migrate($0) })
        try await App.migrate(db)
        let (there, here) = (try await db.read { try $0.tables() }, try await fresh.read { try $0.tables() })
        #expect(there.map(\.name) == here.map(\.name) && there.map(\.columns) == here.map(\.columns))
    }
}
