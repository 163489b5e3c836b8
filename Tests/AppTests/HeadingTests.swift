import Domain
import Testing

@testable import App

/// The heading of a paper under review.
@Suite struct HeadingTests {
    private func form(_ changes: [String: String] = [:], version: Int = 1) -> [(String, String)] {
        let right = ["number": "7/KH-UBND", "issuer": "UBND tỉnh An", "title": "Phòng, chống mua bán người", "signedOn": "2024-02-19", "year": "2024"]
        return right.merging(changes) { $1 }.sorted { $0.key < $1.key } + [("version", "\(version)")]
    }

    private func kept(_ world: World, _ plan: Plan) async throws -> Plan {
        try await world.app.read(as: try await world.viewer(.an)) { tx in try tx.plans.find(plan.id) }
    }

    @Test(
        "what will not do is told beside its field, stays as typed, and nothing of the rest is saved",
        arguments: [
            ("number", " ", "Cần số, ký hiệu văn bản"), ("number", String(repeating: "7", count: 61), "dài nhất 60 chữ"),
            ("title", "", "Cần trích yếu"), ("title", String(repeating: "a ", count: 501), "dài nhất 1.000 chữ"),
            ("issuer", String(repeating: "u", count: 301), "dài nhất 300 chữ"), ("year", "1999", "trong khoảng 2000 đến 2100"),
            ("year", "hai nghìn", "trong khoảng 2000 đến 2100"), ("year", "99999999999999999999", "trong khoảng 2000 đến 2100"),
            ("signedOn", "2010-02-19", "cách năm kế hoạch quá xa"), ("signedOn", "30/02/2024", "Ngày viết như 30/07/2024."),
        ])
    func refused(field: String, value: String, told: String) async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let written = try await world.written()
        let answer = try await world.post("/plans/\(plan.id)/heading", as: .an, form([field: value, "place": "x"]))
        #expect(answer.status == 422 && answer.body.contains(told) && answer.body.contains("id='\(field)-wrong'"))
        #expect(try await kept(world, plan) == plan)
        #expect(try await world.written() == written)
    }

    @Test("spaces are tidied, an empty day and year stay open, and the history says what was before")
    func saved() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let answer = try await world.post("/plans/\(plan.id)/heading", as: .an, form(["number": "  7a/KH-UBND ", "signedOn": "", "year": ""]))
        #expect(answer.status == 303 && answer.location == "/plans/\(plan.id)/review")
        let after = try await kept(world, plan)
        #expect(after.number == "7a/KH-UBND" && after.signedOn == nil && after.year == nil && after.version == 2)
        let page = try await world.get("/plans/\(plan.id)/review", as: .an).body
        #expect(page.contains("“7/KH-UBND” → “7a/KH-UBND”") && page.contains("năm: “2024” → <i>–</i>"))
        #expect(page.contains("thiếu ngày ký") && page.contains("thiếu năm"))
        #expect(!page.contains("Xem trước khi ban hành"))
    }

    @Test("the heading of a plan that is issued or withdrawn does not change", arguments: [true, false])
    func closed(isIssued: Bool) async throws {
        let world = try await World.made()
        let plan = isIssued ? try await world.issuePlan() : try await world.addPlan()
        if !isIssued { _ = try await world.post("/plans/\(plan.id)/withdrawal", as: .an, [("reason", "Nhầm")]) }
        let before = try await kept(world, plan)
        let answer = try await world.post("/plans/\(plan.id)/heading", as: .an, form(["title": "Khác"], version: before.version))
        #expect(answer.status == 409)
        #expect(try await kept(world, plan) == before)
    }
}
