import Domain
import Foundation
import Storage
import Testing
import Vault

@testable import App

/// The vault: one door, a reason, a trace before anything is shown, and nothing to be read in the database alone.
@Suite struct VaultDoorTests {
    private func readings(_ world: World) async throws -> [LedgerEntry] {
        try await world.app.read(as: .program) { tx in try tx.all("SELECT * FROM ledger_entries WHERE act = 'opened' ORDER BY id") }
    }

    @Test("an identity is opened for a reason, the reading stands in the ledger, and the owner sees it")
    func opening() async throws {
        let world = try await World.made()
        let (report, teller) = try await world.logReport()
        #expect(try await world.post("/sealed/\(teller)/opening", as: .fay, [("reason", " ")]).status == 422)
        #expect(try await readings(world).isEmpty)
        let page = try await world.post("/sealed/\(teller)/opening", as: .fay, [("reason", "gọi lại xác minh")])
        #expect(page.status == 200 && page.body.contains("Phùng Thị Hư Cấu") && page.header("Cache-Control") == "no-store")
        let reading = try #require(try await readings(world).first)
        #expect(reading.accountName == "Fay" && reading.reason == "gọi lại xác minh" && reading.recordId == teller && reading.request != nil)
        #expect(try await world.get("/crime-reports/\(report.id)", as: .fay).body.contains("gọi lại xác minh"))
    }

    @Test("without a second factor, without the role, in another province and to the administrator it stays shut, and leaves no reading")
    func shut() async throws {
        let world = try await World.made()
        let teller = try await world.logReport().teller, reason = [("reason", "xem")]
        for (person, status) in [(Person.an, 403), (.dung, 403), (.ivo, 403), (.em, 403), (.hoa, 404), (.gia, 200)] {
            #expect(try await world.post("/sealed/\(teller)/opening", as: person, reason).status == status, "\(person)")
        }
        let count = try await readings(world).count
        _ = try await world.app.write(as: .program) { tx in try tx.connection.execute("UPDATE sessions SET factor_at = NULL") }
        #expect(try await world.post("/sealed/\(teller)/opening", as: .fay, reason).status == 409)
        #expect(try await readings(world).count == count)
    }

    @Test("a reading that cannot be kept shows nothing")
    func unkept() async throws {
        let world = try await World.made()
        let teller = try await world.logReport().teller
        _ = try await world.app.db.write { try $0.execute("ALTER TABLE ledger_entries RENAME COLUMN reason TO why") }
        let answer = try await world.post("/sealed/\(teller)/opening", as: .fay, [("reason", "xem")])
        #expect(answer.status == 500 && !answer.body.contains("Hư Cấu"))
    }

    @Test("a name is found by its syllables in any order and without marks, a number as it is typed; the question itself is a reading")
    func search() async throws {
        let world = try await World.made()
        let code = try await world.logReport().report.code
        for asked in ["cấu hư", "PHUNG THI", "Phùng Thị Hư Cấu", "0900000123", "001190000123"] {
            #expect(try await world.post("/crime-reports/search", as: .fay, [("q", asked), ("reason", "đối chiếu")]).body.contains(code), "\(asked)")
        }
        for asked in ["Phùng Văn", "0900000124", "1234"] {
            let told = try await world.post("/crime-reports/search", as: .fay, [("q", asked), ("reason", "đối chiếu")])
            #expect(told.status == 200 && !told.body.contains(code), "\(asked)")
        }
        #expect(try await readings(world).count == 8 + 5, "each question, and each person that it found")
        #expect(try await world.post("/crime-reports/search", as: .fay, [("q", "hư cấu"), ("reason", "")]).status == 422)
        let elsewhere = try await world.post("/crime-reports/search", as: .hoa, [("q", "hư cấu"), ("reason", "đối chiếu")])
        #expect(elsewhere.status == 200 && !elsewhere.body.contains(code))
        #expect(try await world.post("/crime-reports/search", as: .an, [("q", "hư cấu"), ("reason", "đối chiếu")]).status == 403)
    }

    @Test("many readings, odd hours and foreign places raise a notice to those who watch, without a name in it")
    func unusual() async throws {
        for hour in [6, 19] { #expect(UnusualReading.of(count: 10, today: 40, hour: hour, isForeign: false).isEmpty) }
        #expect(UnusualReading.of(count: 1, today: 41, hour: 12, isForeign: false) == [.many])
        #expect(UnusualReading.of(count: 11, today: 11, hour: 5, isForeign: true) == [.many, .oddHour, .foreignPlace])
        let world = try await World.made()
        let teller = try await world.logReport().teller
        let viewer = try await world.factored(.gia)
        for minute in 0..<11 {
            try await world.app.write(as: viewer, at: Moment(World.day, hour: 9, minute: minute)) { tx in _ = try tx.sealed.open(ID(teller), because: "xem") }
        }
        try await world.app.write(as: viewer, at: Moment(World.day, hour: 23)) { tx in _ = try tx.sealed.open(ID(teller), because: "xem") }
        for person in [Person.ivo, .fay] {
            let notices = try await world.app.read(as: try await world.viewer(person)) { tx in try tx.notices.list(limit: 9) }
            #expect(Set(notices.map(\.detail)) == ["many", "oddHour"] && notices.count == 2, "\(person)")
        }
        #expect(try await world.app.read(as: viewer) { tx in try tx.notices.list(limit: 9).isEmpty }, "nobody is told of their own")
    }

    @Test("the glass is broken for one report, for two hours, with a reason; its owner and the auditors are told at once")
    func emergency() async throws {
        let world = try await World.made()
        let (report, teller) = try await world.logReport()
        let path = "/crime-reports/\(report.id)", why = "Người báo tin đang bị đe dọa ở tỉnh này."
        #expect(try await world.get(path, as: .hoa).status == 404)
        #expect(try await world.post("/emergencies", as: .hoa, [("code", report.code), ("reason", "vội")]).status == 422)
        #expect(try await world.post("/emergencies", as: .an, [("code", report.code), ("reason", why)]).status == 403)
        #expect(try await world.post("/emergencies", as: .hoa, [("code", "TB-01-2024-9999"), ("reason", why)]).status == 422)
        let taken = try await world.post("/emergencies", as: .hoa, [("code", report.code), ("reason", why)])
        #expect(taken.status == 303 && taken.location == path)
        #expect(try await world.get(path, as: .hoa).status == 200)
        #expect(try await world.post("/sealed/\(teller)/opening", as: .hoa, [("reason", "gọi ngay")]).body.contains("Hư Cấu"))
        #expect(try await readings(world).last?.reason == "gọi ngay (khẩn cấp: \(why))")
        for person in [Person.ivo, .fay] {
            #expect(
                try await world.app.read(as: try await world.viewer(person)) { tx in try tx.notices.list(limit: 9).map(\.kind) }.contains(.glassBroken),
                "\(person)")
        }
        let day = try await world.app.read(as: .program) { $0.now }
        let viewer = try await world.factored(.hoa)
        await #expect(throws: Refusal.notFound) {
            try await world.app.write(as: viewer, at: day.adding(seconds: Emergency.seconds + 60)) { tx in _ = try tx.crimeReports.find(report.id) }
        }
    }

    @Test("with the database alone nobody learns who they are or what was told: neither name nor number nor story stands in it")
    func databaseAlone() async throws {
        let world = try await World.made()
        let (report, teller) = try await world.logReport()
        _ = try await world.post("/sealed/\(teller)/opening", as: .fay, [("reason", "xác minh")])
        _ = try await world.post("/crime-reports/search", as: .fay, [("q", "hư cấu"), ("reason", "đối chiếu")])
        let tables = try await world.app.db.read { try $0.tables() }
        let secrets = ["Phùng", "Hư Cấu", "hu cau", "phung", "001190000123", "0900000123", "0900 000 123", "Không Có", "Bạch Thị", "rủ ra nước ngoài"]
        for table in tables {
            let rows = try await world.app.db.read { try $0.rows(of: table.name, where: "TRUE") }
            for row in rows {
                for column in table.columns {
                    guard let value = row[column] else { continue }
                    let text = if case .bytes(let bytes) = value { String(decoding: bytes, as: UTF8.self) } else { value.text ?? "" }
                    for secret in secrets where text.contains(secret) { Issue.record("\(table.name).\(column) holds “\(secret)”") }
                }
            }
        }
        #expect(tables.count > 40 && report.code == "TB-01-2024-0001")
    }

    @Test("a sealed record opens for its own id alone: swapped contents and changed bytes open nothing")
    func swapped() async throws {
        let world = try await World.made()
        let first = try await world.logReport().teller, second = try await world.logReport().teller
        _ = try await world.app.db.write { connection in
            try connection.execute(
                """
                UPDATE sealed_records SET master = other.master, wrapped = other.wrapped, sealed = other.sealed
                FROM (SELECT master, wrapped, sealed FROM sealed_records WHERE id = \(second)) AS other WHERE sealed_records.id = \(first)
                """)
        }
        #expect(try await world.post("/sealed/\(first)/opening", as: .fay, [("reason", "xem")]).status == 500)
        #expect(try await world.post("/sealed/\(second)/opening", as: .fay, [("reason", "xem")]).status == 200)
    }

    @Test("the master key is renewed while others read and write; afterwards nothing needs the older one")
    func rotation() async throws {
        let world = try await World.made()
        let before = world.app.masters.known.current
        var tellers: [String] = []
        for _ in 0..<3 { tellers.append(try await world.logReport().teller) }
        async let rotated = world.app.rotateMasterKey()
        async let logged = world.logReport()
        tellers.append(try await logged.teller)
        #expect(try await rotated.isNew)
        for teller in tellers { #expect(try await world.post("/sealed/\(teller)/opening", as: .fay, [("reason", "xem")]).status == 200) }
        _ = try await world.app.rotateMasterKey()
        _ = try await world.app.rotateMasterKey()
        #expect(!world.app.masters.known.names.contains(before))
        for teller in tellers { #expect(try await world.post("/sealed/\(teller)/opening", as: .fay, [("reason", "xem")]).status == 200) }
    }

    @Test("an erased identity is gone for good: content, key and words; the row and its readings stay")
    func erased() async throws {
        let world = try await World.made()
        let (report, teller) = try await world.logReport()
        try await world.app.write(as: .program) { tx in try tx.sealed.erase(ID(teller), because: "hết thời hạn lưu") }
        #expect(try await world.post("/sealed/\(teller)/opening", as: .fay, [("reason", "xem")]).status == 409)
        #expect(try await world.get("/crime-reports/\(report.id)", as: .fay).body.contains("đã xóa"))
        #expect(try await !world.post("/crime-reports/search", as: .fay, [("q", "hư cấu"), ("reason", "xem")]).body.contains(report.code))
        let kept: SealedRecord? = try await world.app.read(as: .program) { tx in try tx.first("SELECT * FROM sealed_records WHERE id = \(teller)") }
        #expect(kept?.wrapped == [] && kept?.sealed == [] && kept?.capacity == .teller)
    }

    @Test("the file of the master key is its owner's alone, or the program does not start")
    func keyFile() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/lachan-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var config = Config()
        config.data = folder
        let made = try MasterDesk(config).known
        let path = folder + "/master.key"
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(try MasterDesk(config).known.text == made.text)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: StartRefusal.self) { try MasterDesk(config) }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try "unsinn".write(toFile: path, atomically: false, encoding: .utf8)
        #expect(throws: StartRefusal.self) { try MasterDesk(config) }
        config.masterKey = MasterKeys.random().text.replacing("\n", with: ",")
        #expect(try MasterDesk(config).known.names.count == 1)
    }
}
