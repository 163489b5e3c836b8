import Domain
import Testing

@testable import App
@testable import Reader

@Suite struct IssuePageTests {
    private func ready(_ world: World) async throws -> Plan {
        let plan = try await world.addPlan()
        return try await world.app.write(as: try await world.viewer(.an)) { tx in
            var reviewed = try tx.plans.find(plan.id)
            try reviewed.correct(number: "7/KH-UBND", issuer: "UBND tỉnh An", title: reviewed.title, signedOn: Day(number: 19_780), year: 2024)
            try tx.plans.save(reviewed)
            for var assignee in try tx.duties.assignees(ofPlan: plan.id).values.joined() where !assignee.isResolved {
                assignee.leaveOpen()
                try tx.update(assignee, in: .assignees)
            }
            return try tx.plans.find(plan.id)
        }
    }

    private func owedCount(_ world: World, _ plan: Plan) async throws -> Int {
        try await world.app.read(as: try await world.viewer(.an)) { tx in try tx.assignments.list(.init(plan: plan.id)).count }
    }

    @Test("before issuing a person sees what will be owed; looking stores nothing")
    func rehearsal() async throws {
        let world = try await World.made()
        let plan = try await ready(world)
        let page = try await world.get("/plans/\(plan.id)/issue", as: .an)
        #expect(page.status == 200 && page.body.contains("Sẽ giao 12 phần việc của 3 nhiệm vụ cho 5 cơ quan."))
        #expect(page.body.contains("chưa ai xem 3 đoạn") && page.body.contains("có tên để ngỏ: II.1-2"))
        #expect(try await owedCount(world, plan) == 0)
        #expect(try await world.post("/plans/\(plan.id)/issue", as: .an).location == "/plans/\(plan.id)")
        #expect(try await owedCount(world, plan) == 12, "as foretold")
    }

    @Test("what is due before it is given is foretold, and told apart for good")
    func givenLate() async throws {
        let world = try await World.made()
        let plan = try await ready(world)
        _ = try await world.post("/demonstration-day", as: .an, [("day", "2024-06-20")])
        #expect(try await world.get("/plans/\(plan.id)/issue", as: .an).body.contains("3 phần việc có hạn trước hôm nay: giao là đã quá hạn"))
        _ = try await world.post("/plans/\(plan.id)/issue", as: .an)
        #expect(try await world.get("/desk", as: .em).body.contains("giao ngày 20/06/2024, sau hạn"))
    }

    @Test("a plan that cannot be issued says why instead of asking")
    func hindered() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let answer = try await world.get("/plans/\(plan.id)/issue", as: .an)
        #expect(answer.status == 422 && answer.body.contains("Trên giấy để trống ngày ký"))
    }

    @Test("a plan brought in by mistake is withdrawn with a reason, its number is free, and it can be taken up again")
    func withdrawal() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        #expect(try await world.post("/plans/\(plan.id)/withdrawal", as: .an, [("reason", " ")]).status == 422)
        #expect(try await world.post("/plans/\(plan.id)/withdrawal", as: .an, [("reason", "Đưa nhầm bản dự thảo")]).location == "/plans")
        #expect(try await world.get("/plans", as: .an).body.contains("đã rút"))
        #expect(try await world.get("/plans/\(plan.id)/review", as: .an).body.contains("Đưa nhầm bản dự thảo"), "the history keeps the reason")
        #expect(try await world.post("/plans/\(plan.id)/issue", as: .an).status == 409)
        let second = try await world.addPlan()
        #expect(try await world.post("/plans/\(plan.id)/restoration", as: .an).status == 409, "its number is taken")
        _ = try await world.post("/plans/\(second.id)/withdrawal", as: .an, [("reason", "Bản thứ hai")])
        #expect(try await world.post("/plans/\(plan.id)/restoration", as: .an).location == "/plans/\(plan.id)/review")
    }

    @Test("the heading is not saved over what somebody else saved meanwhile")
    func heading() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        func heading(_ title: String) -> [(String, String)] {
            [("version", "1"), ("number", "7/KH-UBND"), ("issuer", "UBND"), ("title", title), ("signedOn", "2024-02-19"), ("year", "2024")]
        }
        #expect(try await world.post("/plans/\(plan.id)/heading", as: .an, heading("Một")).status == 303)
        #expect(try await world.post("/plans/\(plan.id)/heading", as: .an, heading("Hai")).status == 409)
        #expect(try await world.app.read(as: try await world.viewer(.an)) { tx in try tx.plans.find(plan.id).title } == "Một")
    }

    @Test("a near name is asked about, and taken where the person marks it")
    func meant() async throws {
        let world = try await World.made()
        var read = SmallPlan.read
        read.reading.tasks[1].assignments[1].org = "UBND huyện Mệt"
        read.reading.tasks[1].assignments[1].asWritten = "UBND huyện Mệt"
        let (sent, an) = (read, try await world.viewer(.an))
        let plan = try await world.app.write(as: an) { tx in try Intake(tx: tx, province: "01", office: try #require(an.body)).take(sent) }
        let duty = try await world.duty("II.1-2", of: plan)
        let page = try await world.get("/duties/\(duty.id)/review", as: .an).body
        let known = try await world.app.read(as: an) { tx in try tx.duties.assignees(of: duty.id) }
        #expect(page.contains("Ủy ban nhân dân huyện Một</label>"))
        let form =
            [("text", duty.text), ("heading", duty.heading), ("startsOn", ""), ("endsOn", ""), ("officeDueOn", ""), ("version", "1")]
            + known.flatMap { [("assignee", $0.id.text), ("role", $0.role.rawValue), ("name", $0.name)] }
        #expect(try await world.post("/duties/\(duty.id)/correction", as: .an, form).status == 422, "unmarked it stays unknown")
        let answer = try await world.post("/duties/\(duty.id)/correction", as: .an, form + [("meant", "\(known[1].id)|Ủy ban nhân dân huyện Một")])
        #expect(answer.status == 303)
        let after = try await world.app.read(as: an) { tx in try tx.duties.assignees(of: duty.id) }
        #expect(after[1].isResolved && after[1].name == "Ủy ban nhân dân huyện Một")
    }
}
