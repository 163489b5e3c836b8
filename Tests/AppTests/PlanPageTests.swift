import Domain
import Testing

@testable import App

/// The pages on which plans are looked at.
@Suite struct PlanPageTests {
    @Test("the list says of each plan whether it is under review, issued, late or withdrawn, newest year first and withdrawn last")
    func list() async throws {
        let world = try await World.made()
        let issued = try await world.issuePlan(), withdrawn = try await world.addPlan(numbered: "8/KH-UBND")
        _ = try await world.post("/plans/\(withdrawn.id)/withdrawal", as: .an, [("reason", "Nhầm")])
        _ = try await world.addPlan(numbered: "9/KH-UBND")
        try await world.moveDay(to: "2024-06-20")
        let page = try await world.get("/plans", as: .an).body
        #expect(page.contains("◔ chờ duyệt") && page.contains("✓ đã ban hành") && page.contains("✕ 3 quá hạn") && page.contains("↩ đã rút"))
        #expect(page.contains("3 nhiệm vụ · 12 phần việc") && page.contains("ngày ký còn trống"))
        let last = try #require(page.firstRange(of: "8/KH-UBND")), others = ["7/KH-UBND", "9/KH-UBND"].compactMap { page.firstRange(of: $0) }
        #expect(others.count == 2 && others.allSatisfy { $0.lowerBound < last.lowerBound })
        let reader = try await world.get("/plans", as: .binh).body
        #expect(reader.contains("/plans/\(issued.id)\"") && !reader.contains("8/KH-UBND") && !reader.contains("9/KH-UBND") && !reader.contains("/plans/new"))
    }

    @Test("a plan under review leads to its review, an issued one to its board")
    func leads() async throws {
        let world = try await World.made()
        let issued = try await world.issuePlan(), draft = try await world.addPlan(numbered: "8/KH-UBND")
        #expect(try await world.get("/plans/\(draft.id)", as: .an).location == "/plans/\(draft.id)/review")
        #expect(try await world.get("/plans/\(issued.id)", as: .an).status == 200)
    }

    @Test("the board can be asked for what is late alone, by body")
    func onlyLate() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        #expect(try await !world.get("/plans/\(plan.id)", as: .binh).body.contains("?only=late"), "nothing is late yet")
        try await world.moveDay(to: "2024-06-20")
        #expect(try await world.get("/plans/\(plan.id)", as: .binh).body.contains("Xem 3 phần việc quá hạn"))
        let late = try await world.get("/plans/\(plan.id)?only=late", as: .binh).body
        #expect(late.contains("Ai đang quá hạn?") && late.contains("Báo cáo 6 tháng đầu năm 2024") && !late.contains("Hỗ trợ nạn nhân"))
        let all = try await world.get("/plans/\(plan.id)?only=nothing", as: .binh).body
        #expect(all.contains("Hỗ trợ nạn nhân"), "an unknown wish narrows nothing")
    }

    @Test("targets of issued plans stand there as worded, without a value that nobody has given; those under review do not")
    func targets() async throws {
        let world = try await World.made()
        let draft = try await world.addPlan(numbered: "8/KH-UBND")
        #expect(try await world.get("/targets", as: .an).body.contains("Chưa có kế hoạch nào được ban hành."))
        let plan = try await world.issuePlan()
        let page = try await world.get("/targets", as: .binh).body
        #expect(page.contains("Tỷ lệ giải quyết đạt trên 90%") && page.contains("trên 90 %") && page.contains("chưa có số liệu"))
        #expect(page.contains("/plans/\(plan.id)/paper?from=4&amp;to=4#L4") && !page.contains(draft.id.text))
    }

    @Test("figures add up over bodies and times under one name, however it is written; a total says who gave it")
    func figures() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        #expect(try await world.get("/plans/\(plan.id)/figures", as: .binh).body.contains("Chưa cơ quan nào báo số liệu."))
        let path = "/assignments/\(try await world.assignment("II.1-2", of: plan).id)"
        for (name, value) in [("Buổi tuyên truyền", "1.200"), ("buoi tuyen truyen", "34,5"), ("Lượt người", "9")] {
            #expect(try await world.post(path + "/progress", as: .em, [("text", "x"), ("figure", name), ("value", value)]).status == 303)
        }
        let page = try await world.get("/plans/\(plan.id)/figures", as: .binh).body
        #expect(page.contains("<h2>Buổi tuyên truyền</h2><b>1.234,5</b>") && page.contains("<h2>Lượt người</h2><b>9</b>") && !page.contains("<h2>buoi"))
        #expect(page.contains("1 trên 5 cơ quan có báo số"))
    }

    @Test("a day that is none is refused with the form that is expected; no day leaves figures and board as they were recorded")
    func oddDay() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        for page in ["/plans/\(plan.id)", "/plans/\(plan.id)/figures"] {
            let recorded = try await world.get("\(page)?on=", as: .binh)
            #expect(recorded.status == 200 && recorded.body.contains("id=\"on\" name=\"on\" value=\"2024-02-27\""), "the day of signing")
            for text in ["hôm qua", "2024-13-40"] {
                let refused = try await world.get("\(page)?on=\(Address.encoded(text))", as: .binh)
                #expect(refused.status == 422 && refused.body.contains("Ngày viết như 30/07/2024."))
            }
        }
    }

    @Test("one duty is shown for all, for one body, or for a group of the board")
    func narrowed() async throws {
        let world = try await World.made()
        let duty = try await world.duty("II.1-1", of: try await world.issuePlan())
        func bodies(_ query: String) async throws -> [Bool] {
            let page = try await world.get("/duties/\(duty.id)\(query)", as: .binh).body
            return ["Sở Tư pháp tỉnh An</a>", "Sở Y tế tỉnh An</a>", "huyện Một</a>", "Xem mọi cơ quan"].map(page.contains)
        }
        #expect(try await bodies("") == [true, true, true, false])
        #expect(try await bodies("?body=a.y-te") == [false, true, false, true])
        #expect(try await bodies("?who=districts") == [false, false, true, true])
        #expect(try await bodies("?who=nobody") == [true, true, true, false])
        #expect(try await world.get("/duties/\(duty.id)?body=a.khong", as: .binh).status == 404)
    }

    @Test("the calendar has each period of each issued plan; a period leads to who owes it")
    func reports() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let page = try await world.get("/reports", as: .binh).body
        #expect(page.contains("/reports?plan=\(plan.id)&amp;period=2024-H1") && page.contains("period=2024-Y"))
        #expect(try await world.get("/reports?plan=\(plan.id)&period=2024-Y", as: .binh).body.contains("3 cơ quan phải nộp"))
        #expect(try await world.get("/reports?plan=\(plan.id)&period=2031-Q9", as: .binh).body.contains("Không cơ quan nào phải nộp kỳ này."))
        #expect(try await world.get("/reports?plan=khong&period=2024-Y", as: .binh).status == 404)
        #expect(try await world.get("/reports?plan=\(plan.id)&period=2024-Y", as: .chi).status == 404)
    }
}
