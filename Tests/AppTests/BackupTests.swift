import Domain
import Foundation
import Storage
import TestDatabase
import Testing
import Vault

@testable import App

/// What was backed up comes back, whole or not at all.
@Suite struct BackupTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/lachan-backup-\(UUID().uuidString)"

    private func world() async throws -> (World, file: String) {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let world = try await World.made()
        _ = try await world.issuePlan()
        _ = try await world.logReport()
        return (world, folder + "/a.backup")
    }

    private func restored(_ file: String, _ world: World) async throws -> App {
        let target = try await TestDatabase.migrated { _ = try await App.migrate($0) }
        _ = try await App.restore(ArchiveReader(path: file), to: target, masters: world.app.masters.known, files: world.app.files)
        return try App(db: target, config: world.app.config, masters: world.app.masters, files: world.app.files)
    }

    @Test("everything comes back, also on the other engine: ledger whole, identities open, search finds")
    func whole() async throws {
        let (world, file) = try await world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let run = try await world.app.backUp(to: file)
        let back = try await restored(file, world)
        #expect(run.rowCount > 100 && run.isGood)
        for table in try await world.app.db.read({ try $0.tables() }) where !["migrations", "survival_runs"].contains(table.name) {
            let (there, here) = (try await rows(of: table, in: world.app.db), try await rows(of: table, in: back.db))
            // That it was taken is an entry that it cannot hold itself.
            let isLedger = table.name.hasPrefix("ledger_"), later = there.filter { !here.contains($0) }
            #expect(isLedger ? here.allSatisfy(Set(there).contains) && (1...2).contains(later.count) : there == here, "\(table.name)")
        }
        #expect(try await back.faults().isEmpty)
        #expect(try await back.read(as: .program) { tx in try tx.search.find("so tu phap").isEmpty } == false)
        let viewer = try await world.factored(.fay)
        let name = try await back.write(as: viewer) { tx in
            let report = try #require(try tx.crimeReports.list(page: 1).first)
            return try tx.sealed.open(tx.sealed.people(of: .crimeReports, report.id.text)[0].id, because: "thử").1.name
        }
        #expect(name == World.teller.name)
    }

    private func rows(of table: TableShape, in db: Database) async throws -> [String] {
        try await db.read { connection in
            try connection.page(of: table, after: nil, limit: 10_000).map { row in
                table.columns.map { column in
                    let value = row[column] ?? .null
                    if case .bytes(let bytes) = value { return Digest.sha256(bytes) }
                    // Engines spell yes and no in their own way.
                    return ["true": "1", "false": "0"][value.text ?? ""] ?? value.text ?? "–"
                }.joined(separator: "|")
            }
        }
    }

    @Test("a backup tells nothing: no name, no word of the plan, nor does it open under another master key")
    func sealed() async throws {
        let (world, file) = try await world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try await world.app.backUp(to: file)
        let content = try #require(FileManager.default.contents(atPath: file))
        for word in ["KH-UBND", "Tư pháp", "crime_reports", World.teller.name] { #expect(content.range(of: Data(word.utf8)) == nil, "\(word)") }
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        #expect(throws: StartRefusal.self) { try ArchiveReader(path: file).unlock(by: .random()) }
        let reader = try ArchiveReader(path: file)
        #expect(throws: StartRefusal.self) { try reader.text() }
    }

    @Test(
        "a backup that was cut short, changed anywhere, or lengthened is refused, and its target is not served",
        arguments: ["cut", "changed", "swapped", "longer", "none"])
    func broken(how: String) async throws {
        let (world, file) = try await world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try await world.app.backUp(to: file)
        var content = try #require(FileManager.default.contents(atPath: file))
        switch how {
        case "cut": content.removeLast(20)
        case "changed": content[content.count / 2] ^= 1
        case "swapped": content = content.prefix(content.count / 2) + content.suffix(content.count / 2 - 7)
        case "longer": content.append(contentsOf: [0, 0, 0, 30] + [UInt8](repeating: 7, count: 30))
        default: content = Data("hallo".utf8)
        }
        try content.write(to: URL(fileURLWithPath: file))
        if how == "longer" {
            // What follows the end is never read, and changes nothing of what came before.
            #expect(try await restored(file, world).faults().isEmpty)
        } else {
            await #expect(throws: StartRefusal.self) { try await restored(file, world) }
        }
    }

    @Test("a file that is there already is not written over")
    func there() async throws {
        let (world, file) = try await world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try await world.app.backUp(to: file)
        let before = FileManager.default.contents(atPath: file)
        await #expect(throws: StartRefusal.self) { try await world.app.backUp(to: file) }
        #expect(FileManager.default.contents(atPath: file) == before)
    }

    @Test("a copy taken while others write is of one moment")
    func whileWriting() async throws {
        let (world, file) = try await world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        async let writing: Void = {
            for i in 0..<40 { try await world.app.write(as: .program) { tx in try tx.tell(.entered, .accounts, "a\(i)") } }
        }()
        _ = try await world.app.backUp(to: file)
        try await writing
        #expect(try await restored(file, world).faults().isEmpty)
    }

    @Test("the drill records what it found: all well, a file that was tampered with, a backup that is gone")
    func drill() async throws {
        let (world, file) = try await world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        await #expect(throws: StartRefusal.self) { try await world.app.drill(nil) }
        _ = try await world.app.backUp(to: file)
        let good = try await world.app.drill(nil)
        #expect(good.isGood && good.rowCount > 100 && good.detail.isEmpty)
        _ = try await world.app.db.write { try $0.execute("UPDATE ledger_entries SET account_name = 'x' WHERE number = 5") }
        _ = try await world.app.db.write { try $0.execute("UPDATE sealed_records SET record_id = 'y'") }
        _ = try await world.app.backUp(to: file + "2")
        let bad = try await world.app.drill(nil)
        #expect(!bad.isGood && bad.detail.contains("entry 5"))
        try FileManager.default.removeItem(atPath: file + "2")
        let gone = try await world.app.drill(nil)
        #expect(!gone.isGood && gone.detail.contains("Cannot read"))
        #expect(try await world.app.read(as: .program) { tx in try tx.survival.last(.drill)?.isGood } == false)
    }
}
