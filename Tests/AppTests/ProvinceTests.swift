import Domain
import Testing

@testable import App

/// What belongs to one province does not exist for another, however it is asked for.
@Suite struct ProvinceTests {
    @Test("another standing office's full forms find nothing to act on, and change nothing")
    func acts() async throws {
        let world = try await World.made()
        let issued = try await world.issuePlan(), draft = try await world.addPlan(numbered: "8/KH-UBND")
        let duty = try await world.duty("II.1-1", of: draft)
        let declared = try await world.put(try await world.assignment("II.1-2", of: issued), in: .declared)
        let target = try await world.app.read(as: .program) { tx in try tx.plans.targets(of: draft.id)[0] }
        let version = [("version", "1")]
        let forms: [(String, [(String, String)])] = [
            ("/plans/\(draft.id)/heading", version + [("number", "9/KH-UBND"), ("title", "Của tỉnh khác"), ("year", "2024")]),
            ("/plans/\(draft.id)/duties", [("code", "II.1-9"), ("newText", "Việc")]), ("/plans/\(draft.id)/issue", []),
            ("/plans/\(draft.id)/withdrawal", [("reason", "Nhầm")]), ("/duties/\(duty.id)/correction", version + [("text", "x"), ("heading", "y")]),
            ("/duties/\(duty.id)/drop", version), ("/duties/\(duty.id)/split", version + [("opening", "mở các lớp")]), ("/duties/\(duty.id)/merger", version),
            ("/targets/\(target.id)/removal", version), ("/assignments/\(declared.id)/confirmation", []),
            ("/assignments/\(declared.id)/return", [("text", "Trả lại")]), ("/assignments/\(declared.id)/progress", [("text", "Làm thay")]),
        ]
        let written = try await world.written()
        for (path, form) in forms { #expect(try await world.post(path, as: .chi, form).status == 404, "\(path)") }
        #expect(try await world.written() == written)
    }

    @Test("another province's lists and counts know nothing of ours")
    func lists() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        _ = try await world.put(try await world.assignment("II.1-2", of: plan), in: .declared)
        #expect(try await world.get("/desk", as: .an).body.contains("Chờ bạn xác nhận"))
        for path in ["/desk", "/plans", "/reports", "/targets", "/ledger", "/search?q=7%2FKH-UBND", "/search?q=tu+phap", "/bodies", "/bodies?province=01"] {
            let page = try await world.get(path, as: .chi)
            #expect(page.status == 200)
            for ours in ["Sở Tư pháp", "Hỗ trợ nạn nhân", plan.id.text, "Chờ bạn xác nhận"] { #expect(!page.body.contains(ours), "\(path): \(ours)") }
        }
    }

    @Test("a body of another province is not found, neither its page nor its code beside our duty")
    func bodies() async throws {
        let world = try await World.made()
        let duty = try await world.duty("II.1-1", of: try await world.issuePlan())
        #expect(try await world.get("/bodies/\(try await world.body("b.tham-muu").id)", as: .an).status == 404)
        #expect(try await world.get("/duties/\(duty.id)?body=b.tham-muu", as: .an).status == 404, "not even that it exists")
        #expect(try await world.get("/bodies/\(try await world.body("b.tham-muu").id)", as: .dung).status == 200, "the administrator keeps the whole chart")
    }

    @Test(
        "an id of another noun finds nothing, nor does one that is none",
        arguments: ["/plans/", "/duties/", "/assignments/", "/bodies/", "/files/", "/reorganisations/"])
    func foreignIds(path: String) async throws {
        let world = try await World.made()
        let account = try await world.viewer(.em).account?.text ?? ""
        for id in [account, "0", "%27", "..%2F..%2Fetc", String(repeating: "a", count: 2_000)] {
            let answer = try await world.get(path + id, as: .an)
            #expect(answer.status == 404 && answer.body.contains("Không tìm thấy"), "\(path)\(id.prefix(20))")
        }
    }
}
