import Domain
import Testing

@testable import App

/// What must be so before a plan is issued, and what issuing makes.
@Suite struct IssueTests {
    /// What keeps a plan from being issued; each is put into a plan that would otherwise do.
    enum Hindrance: CaseIterable {
        case noNumber, noDay, noYear, noDuty, unresolved, goneBody, withdrawn

        var told: String {
            switch self {
            case .noNumber: "Cần số, ký hiệu văn bản trước khi ban hành."
            case .noDay: "Trên giấy để trống ngày ký"
            case .noYear: "Cần năm kế hoạch trước khi ban hành."
            case .noDuty: "Kế hoạch chưa có nhiệm vụ nào."
            case .unresolved: "Còn cơ quan chưa xác định trong: II.1-2."
            case .goneBody: "Có cơ quan không còn (hoặc chưa có) vào ngày ký trong: II.1-2."
            case .withdrawn: "Kế hoạch đã rút"
            }
        }

        func put(into plan: inout Plan, _ tx: Tx) throws {
            switch self {
            case .noNumber: plan.number = nil
            case .noDay: plan.signedOn = nil
            case .noYear: plan.year = nil
            case .noDuty:
                for var duty in try tx.duties.of(plan: plan.id) {
                    duty.drop()
                    try tx.duties.save(duty)
                }
            case .unresolved:
                for var assignee in try tx.duties.assignees(ofPlan: plan.id).values.joined() where assignee.isOpen {
                    assignee.isOpen = false
                    try tx.update(assignee, in: .assignees)
                }
            case .goneBody: plan.signedOn = Day("2020-12-31")
            case .withdrawn: try plan.withdraw(because: "Nhầm", at: tx.now)
            }
        }
    }

    /// A plan of which nothing hinders issuing.
    private func ready(_ world: World, _ hindrance: Hindrance? = nil) async throws -> Plan {
        let plan = try await world.addPlan()
        return try await world.app.write(as: try await world.viewer(.an)) { tx in
            var reviewed = try tx.plans.find(plan.id)
            try reviewed.correct(number: "7/KH-UBND", issuer: "UBND tỉnh An", title: reviewed.title, signedOn: Day(number: 19_780), year: 2024)
            for var assignee in try tx.duties.assignees(ofPlan: plan.id).values.joined() where !assignee.isResolved {
                assignee.leaveOpen()
                try tx.update(assignee, in: .assignees)
            }
            try hindrance?.put(into: &reviewed, tx)
            try tx.plans.save(reviewed)
            return try tx.plans.find(plan.id)
        }
    }

    @Test("each hindrance is told, before issuing and on issuing, and nothing is owed", arguments: Hindrance.allCases)
    func hindered(by hindrance: Hindrance) async throws {
        let world = try await World.made()
        let plan = try await ready(world, hindrance)
        let written = try await world.written()
        for answer in [try await world.get("/plans/\(plan.id)/issue", as: .an), try await world.post("/plans/\(plan.id)/issue", as: .an)] {
            #expect((answer.status == 409 || answer.status == 422) && answer.body.contains(hindrance.told), "\(answer.status)")
        }
        #expect(try await world.owed(plan).isEmpty)
        #expect(try await world.written() == written)
    }

    @Test("what is foretold is what is given: the same duties, bodies, roles, periods and last days")
    func foretold() async throws {
        let world = try await World.made()
        let plan = try await ready(world)
        func key(_ assignment: Assignment) -> String {
            "\(assignment.dutyId) \(assignment.bodyId) \(assignment.role) \(assignment.period ?? "-") \(assignment.dueOn) \(assignment.dueBecause)"
        }
        let an = try await world.viewer(.an)
        let foretold = try await world.app.read(as: an) { tx in try tx.review.rehearseIssue(plan.id).made }
        let again = try await world.app.read(as: an) { tx in try tx.review.rehearseIssue(plan.id).made }
        #expect(try await world.post("/plans/\(plan.id)/issue", as: .an).status == 303)
        let given = try await world.owed(plan)
        #expect(Set(foretold.map(key)) == Set(given.map(key)) && foretold.count == given.count && again.map(key) == foretold.map(key))
        #expect(given.allSatisfy { $0.state == .given && $0.version == 1 && $0.province == "01" && $0.holderId == nil })
    }

    @Test("a plan is issued once; the second press leads to the board as the first did, and gives nobody more")
    func once() async throws {
        let world = try await World.made()
        let plan = try await ready(world)
        #expect(try await world.post("/plans/\(plan.id)/issue", as: .an).status == 303)
        let given = try await world.owed(plan)
        let again = [try await world.post("/plans/\(plan.id)/issue", as: .an), try await world.get("/plans/\(plan.id)/issue", as: .an)]
        #expect(again.map(\.status) == [303, 303] && again.map(\.location) == ["/plans/\(plan.id)", "/plans/\(plan.id)"])
        #expect(try await world.owed(plan) == given)
        #expect(try await world.post("/plans/\(plan.id)/withdrawal", as: .an, [("reason", "Nhầm")]).status == 409, "nor is it withdrawn")
    }

    @Test("what somebody changed after the look is not issued unseen")
    func changedSince() async throws {
        let world = try await World.made()
        let plan = try await ready(world)
        let look = try await world.get("/plans/\(plan.id)/issue", as: .an).body
        let seen = try #require(look.firstMatch(of: /name="seen" value="([0-9a-f]{64})"/)).1
        let duty = try await world.duty("II.1-2", of: plan)
        #expect(try await world.post("/duties/\(duty.id)/drop", as: .an, [("version", String(duty.version))]).status == 303)
        let stale = try await world.post("/plans/\(plan.id)/issue", as: .an, [("seen", String(seen))])
        #expect(stale.status == 409 && stale.body.contains("Kế hoạch vừa được sửa; hãy xem lại trước khi ban hành."))
        #expect(try await world.owed(plan).isEmpty)
        let again = try #require(try await world.get("/plans/\(plan.id)/issue", as: .an).body.firstMatch(of: /name="seen" value="([0-9a-f]{64})"/)).1
        #expect(try await world.post("/plans/\(plan.id)/issue", as: .an, [("seen", String(again))]).status == 303)
        #expect(try await world.owed(plan).allSatisfy { $0.dutyId != duty.id })
    }

    @Test("what was dropped is given to nobody, and the board and the API leave it out")
    func dropped() async throws {
        let world = try await World.made()
        let plan = try await ready(world), duty = try await world.duty("II.1-2", of: plan)
        #expect(try await world.post("/duties/\(duty.id)/drop", as: .an, [("version", "1")]).status == 303)
        #expect(try await world.post("/plans/\(plan.id)/issue", as: .an).status == 303)
        #expect(try await world.owed(plan).allSatisfy { $0.dutyId != duty.id })
        #expect(try await !world.get("/plans/\(plan.id)", as: .binh).body.contains("Hỗ trợ nạn nhân"))
        #expect(try await !world.get("/api/v1/plans/\(plan.id)", as: .binh, bearer: true).body.contains("Hỗ trợ nạn nhân"))
    }

    @Test("a day that the office sets decides when the work is due, and the page says whose day it is")
    func officeDay() async throws {
        let world = try await World.made()
        let plan = try await ready(world), duty = try await world.duty("II.1-2", of: plan)
        let an = try await world.viewer(.an)
        try await world.app.write(as: an) { tx in
            var changed = try tx.duties.find(duty.id)
            changed.officeDueOn = Day("2024-09-02")
            try tx.duties.save(changed)
        }
        _ = try await world.post("/plans/\(plan.id)/issue", as: .an)
        let owed = try await world.assignment("II.1-2", of: plan)
        #expect(owed.dueOn == Day("2024-09-02") && owed.dueBecause == .setByOffice)
        #expect(try await world.get("/duties/\(duty.id)", as: .binh).body.contains("hạn do Cơ quan Thường trực ấn định: 02/09/2024"))
    }
}
