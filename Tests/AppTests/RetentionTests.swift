import Domain
import Storage
import Testing
import Vault

@testable import App

/// How long it is kept who somebody is.
@Suite struct RetentionTests {
    /// A report that was resolved on the world's day.
    private func resolved(_ world: World) async throws -> (CrimeReport, String) {
        let (report, teller) = try await world.logReport()
        try await world.app.write(as: .program) { tx in
            var found = try tx.crimeReports.find(report.id)
            try found.classify(as: .trafficking, holder: found.bodyId, at: tx.now)
            try found.decide(.notInitiated, on: tx.today, today: tx.today)
            try tx.crimeReports.save(found)
        }
        return (report, teller)
    }

    private func set(_ world: World, years: String, version: String = "1") async throws -> Answered {
        try await world.post("/retention", as: .dung, [("version", version), ("years", years), ("source", "QĐ 5"), ("mark", "sure")])
    }

    private func carryOut(_ world: World, on day: String) async throws -> Int {
        try await world.app.setDemonstrationDay(#require(Day(day)))
        return try await world.app.write(as: .program) { tx in try tx.retention.carryOut() }
    }

    @Test("notices, invitations and tokens that have been over long enough go, the others stay")
    func leftovers() async throws {
        let world = try await World.made()
        let id = try #require(try await world.viewer(.em).account)
        @Sendable func past(_ days: Int) -> Moment { Clock.machine.adding(seconds: -days * 86_400) }
        func counts() async throws -> [Int] {
            try await world.app.read(as: .program) { tx in
                let questions: [SQL] = [
                    "SELECT COUNT(*) FROM notices WHERE account_id = \(id)", "SELECT COUNT(*) FROM invitations WHERE account_id = \(id)",
                    "SELECT COUNT(*) FROM api_tokens WHERE account_id = \(id)",
                ]
                return try questions.map { try tx.count($0) }
            }
        }
        let before = try await counts()
        for (days, isKept) in [(Leftover.invitations.days - 4, true), (Leftover.tokens.days + 40, false)] {
            try await world.app.write(as: .program) { tx in
                try tx.accounts.invite(id, by: .random(), at: past(days))
                try tx.connection.execute("UPDATE invitations SET used_at = made_at WHERE account_id = \(id)")
                try tx.accounts.addBearer(.random(), for: id, days: 1, at: past(days))
                try tx.notices.tell(.accountChanged, about: .accounts, id.text, detail: "x", to: [id])
                if !isKept { try tx.connection.execute("UPDATE notices SET at = '2020-01-01T00:00:00.000Z' WHERE id = (SELECT MAX(id) FROM notices)") }
            }
        }
        try await world.app.write(as: .program) { tx in try tx.retention.sweep(at: Clock.machine) }
        #expect(try await counts() == before.map { $0 + 1 })
        #expect(try await world.get("/retention", as: .dung).body.contains("365 ngày"))
    }

    @Test("nothing goes until a period is set; then on its day, key and words and story, and the report and its counts stay")
    func period() async throws {
        let world = try await World.made()
        let (report, teller) = try await resolved(world)
        #expect(try await carryOut(world, on: "2090-01-01") == 0)
        for years in ["", "0", "101", "x"] { #expect(try await set(world, years: years).status == 422, "\(years)") }
        #expect(try await world.post("/retention", as: .an, [("version", "1"), ("years", "1"), ("source", "x")]).status == 403)
        try await world.app.setDemonstrationDay(World.day)
        #expect(try await set(world, years: "5").status == 303)
        #expect(try await set(world, years: "6").status == 303)
        #expect(try await set(world, years: "5", version: "1").status == 409, "somebody else has set it meanwhile")
        #expect(try await set(world, years: "5", version: "2").status == 303)
        #expect(try await carryOut(world, on: "2029-06-15") == 0)
        #expect(try await world.get("/retention", as: .an).body.contains("2029: 1 tin"))
        #expect(try await carryOut(world, on: "2029-06-16") == 1)
        #expect(try await carryOut(world, on: "2029-06-17") == 0)
        let page = try await world.get("/crime-reports/\(report.id)", as: .fay).body
        #expect(page.contains("Nội dung đã được xóa theo thời hạn lưu.") && page.contains("đã xóa"))
        #expect(try await world.post("/sealed/\(teller)/opening", as: .fay, [("reason", "x")]).status == 409)
        let counts = try await world.app.read(as: .program) { tx in
            try tx.crimeReports.counts(province: "01", from: #require(Day("2024-01-01")), to: #require(Day("2024-12-31")))
        }
        #expect(counts.received == 1 && counts.resolved == 1)
        #expect(try await world.app.db.read { try $0.rows("SELECT digest FROM sealed_words").isEmpty })
    }

    @Test("what is held stays until the hold is lifted")
    func held() async throws {
        let world = try await World.made()
        let (report, _) = try await resolved(world)
        #expect(try await set(world, years: "1").status == 303)
        let path = "/crime-reports/\(report.id)/holds"
        #expect(try await world.post(path, as: .gia, [("version", "2"), ("holdReason", "")]).status == 422)
        #expect(try await world.post(path, as: .fay, [("version", "2"), ("holdReason", "khiếu nại")]).status == 403)
        #expect(try await world.post(path, as: .gia, [("version", "2"), ("holdReason", "khiếu nại")]).status == 303)
        #expect(try await world.get("/retention", as: .dung).body.contains("đang giữ: 1 tin"))
        #expect(try await carryOut(world, on: "2026-01-01") == 0)
        #expect(try await world.post(path + "/lifting", as: .gia, [("version", "2")]).status == 422, "without a reason")
        #expect(try await world.post(path + "/lifting", as: .gia, [("version", "2"), ("holdReason", "đã giải quyết khiếu nại")]).status == 303)
        let history = try await world.get("/crime-reports/\(report.id)", as: .gia).body
        #expect(history.contains("khiếu nại") && history.contains("đã giải quyết khiếu nại"), "both stand in the report's own history")
        #expect(try await carryOut(world, on: "2026-01-01") == 1)
    }

    @Test("what is open or suspended never goes")
    func open() async throws {
        let world = try await World.made()
        _ = try await world.logReport()
        #expect(try await set(world, years: "1").status == 303)
        #expect(try await carryOut(world, on: "2090-01-01") == 0)
    }

    @Test("a period takes force after 30 days; until then the one before holds, and those whom it touches are told")
    func comingIntoForce() async throws {
        let world = try await World.made()
        _ = try await resolved(world)
        #expect(try await set(world, years: "10").status == 303)
        #expect(try await world.get("/retention", as: .dung).body.contains("2034: 1 tin"), "what will go is told at once")
        for person in [Person.fay, .gia, .ivo] {
            #expect(try await world.get("/notices", as: person).body.contains("Thời hạn lưu vừa được đặt: 10 năm"), "\(person)")
        }
        try await world.app.setDemonstrationDay(#require(Day("2026-01-01")))
        #expect(try await set(world, years: "1").status == 303)
        #expect(try await carryOut(world, on: "2026-01-30") == 0, "one year, but not yet in force")
        #expect(try await world.get("/retention", as: .dung).body.contains("từ 31/01/2026"))
        #expect(try await carryOut(world, on: "2026-01-31") == 1)
    }

    @Test("what will go is told by the period in force until the next one is, then by that")
    func outlook() throws {
        let closed = try #require(Day("2020-01-10")), today = try #require(Day("2024-06-16")), next = today.adding(days: 30)
        func goes(_ years: Int?, _ nextYears: Int? = nil) -> Day? {
            RetentionRule(
                id: ID("r"), noun: "x", years: years, source: "x", mark: .sure, nextYears: nextYears, nextFrom: nextYears.map { _ in next }, version: 1
            ).goesOn(closedOn: closed, on: today)
        }
        #expect(goes(nil) == nil && goes(10) == Day("2030-01-10") && goes(1) == today)
        #expect(goes(nil, 1) == next, "not before it is in force")
        #expect(goes(nil, 10) == Day("2030-01-10") && goes(20, 10) == Day("2030-01-10") && goes(1, 10) == today)
    }

    @Test("29 February is kept to 1 March of a year without one")
    func leapDay() throws {
        let rule = RetentionRule(id: ID("r"), noun: "crime_reports", years: 1, source: "x", mark: .sure, version: 1)
        #expect(rule.erasedOn(closedOn: try #require(Day("2024-02-29")), on: World.day) == Day("2025-03-01"))
        #expect(RetentionRule.unset(noun: "x").erasedOn(closedOn: try #require(Day("2024-01-01")), on: World.day) == nil)
    }
}
