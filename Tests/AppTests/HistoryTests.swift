import Domain
import Testing

@testable import App

@Suite struct HistoryTests {
    @Test("a change keeps who, when, what, before and after")
    func kept() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let assignment = try await world.assignment("II.1-2", of: plan)
        _ = try await world.post("/assignments/\(assignment.id)/acceptance", as: .em)
        let line = try #require(try await world.app.read(as: .program) { tx in try tx.ledger.of(record: assignment.id.text).first })
        #expect(line.entry.accountName == "Em" && line.entry.act == .changed && line.entry.at.day == World.day)
        let state = try #require(line.fields.first { $0.field == "state" })
        #expect(state.before == "given" && state.after == "accepted")
    }

    @Test("saving without a change writes nothing")
    func unchanged() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let counts = try await world.app.write(as: try await world.viewer(.an)) { tx in
            try tx.plans.save(try tx.plans.find(plan.id))
            return (try tx.ledger.of(record: plan.id.text).count, try tx.plans.find(plan.id).version)
        }
        #expect(counts == (1, 1))
    }

    @Test("what throws inside a transaction leaves no trace, not even in the history")
    func undone() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        await #expect(throws: Refusal.notFound) {
            try await world.app.write(as: try await world.viewer(.an)) { tx in
                var changed = try tx.plans.find(plan.id)
                changed.title = "Khác"
                try tx.plans.save(changed)
                throw Refusal.notFound
            }
        }
        let after = try await world.app.read(as: .program) { tx in (try tx.plans.find(plan.id).title, try tx.ledger.of(record: plan.id.text).count) }
        #expect(after.0 == plan.title && after.1 == 1)
    }

    @Test("the list of changes shows the own province, page by page")
    func list() async throws {
        let world = try await World.made()
        _ = try await world.issuePlan()
        let page = try await world.get("/ledger", as: .an).body
        #expect(page.contains("Phần việc II.1-2, Sở Tư pháp") && !page.contains(">Chi<"), "words, not tables")
        #expect(try await !world.get("/ledger", as: .chi).body.contains("II.1-2"))
        #expect(try await world.get("/ledger", as: .em).status == 403)
    }
}
