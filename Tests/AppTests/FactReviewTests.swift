import Domain
import Testing

@testable import App

@Suite struct FactReviewTests {
    private func facts(_ world: World, _ plan: Plan) async throws -> (objectives: [Objective], targets: [Target], rules: [ReportRule]) {
        try await world.app.read(as: try await world.viewer(.an)) { tx in
            (try tx.plans.objectives(of: plan.id), try tx.plans.targets(of: plan.id), try tx.plans.rules(of: plan.id))
        }
    }

    private func form(_ target: Target, value: String, comparator: String = ">", version: Int? = nil) -> [(String, String)] {
        [
            ("item", target.id.text), ("version", String(version ?? target.version)), ("code", target.code), ("text", target.text), ("comparator", comparator),
            ("value", value), ("unit", target.unit),
        ]
    }

    @Test("a target that was misread is corrected, and the history says from what to what")
    func target() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let target = try await facts(world, plan).targets[0]
        let answer = try await world.post("/targets/\(target.id)/correction", as: .an, form(target, value: "92,5", comparator: ">="))
        #expect(answer.status == 303 && answer.location == "/plans/\(plan.id)/facts")
        let corrected = try await facts(world, plan).targets[0]
        #expect(corrected.value == 92.5 && corrected.comparator == .atLeast && corrected.version == 2)
        let page = try await world.get("/plans/\(plan.id)/facts", as: .an).body
        #expect(page.contains("mức: “90” → “92,5”") && page.contains("so với mức: “trên” → “từ”"))
    }

    @Test("what will not do is refused beside its field and keeps what was typed", arguments: ["chín mươi", "120", "-1"])
    func refused(value: String) async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let target = try await facts(world, plan).targets[0]
        let answer = try await world.post("/targets/\(target.id)/correction", as: .an, form(target, value: value))
        #expect(answer.status == 422 && answer.body.contains("Tỷ lệ là một số từ 0 đến 100") && answer.body.contains("value='\(value)'"))
        #expect(answer.body.contains("<details class='fact' open>"), "the form that was refused is open")
        #expect(try await facts(world, plan).targets[0] == target)
    }

    @Test("who comes second with an old version is told so")
    func stale() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let target = try await facts(world, plan).targets[0]
        #expect(try await world.post("/targets/\(target.id)/correction", as: .an, form(target, value: "80")).status == 303)
        #expect(try await world.post("/targets/\(target.id)/correction", as: .an, form(target, value: "70")).status == 409)
        #expect(try await world.post("/targets/\(target.id)/removal", as: .an, [("version", "1")]).status == 409)
        #expect(try await facts(world, plan).targets[0].value == 80)
    }

    @Test("what was missed is added after the others, what is none is taken out")
    func addAndRemove() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let added = try await world.post(
            "/plans/\(plan.id)/objectives", as: .an, [("item", "objectives"), ("code", "I.1-2"), ("text", "Giảm nguy cơ mua bán người")])
        #expect(added.status == 303)
        let objectives = try await facts(world, plan).objectives
        #expect(objectives.map(\.code) == ["I.1-1", "I.1-2"] && objectives.map(\.position) == [0, 1])
        #expect(try await world.post("/objectives/\(objectives[0].id)/removal", as: .an, [("version", "1")]).status == 303)
        #expect(try await facts(world, plan).objectives.map(\.code) == ["I.1-2"])
        #expect(try await world.get("/plans/\(plan.id)/facts", as: .an).body.contains("“Nâng cao hiệu quả” → <i>–</i>"), "what it said stays in the history")
    }

    @Test("a corrected report rule decides what is owed when the plan is issued")
    func rule() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let (_, _, rules) = try await facts(world, plan)
        let correction = [
            ("item", rules[0].id.text), ("version", "1"), ("period", "half-year"), ("due", "15/6"), ("dueIs", "on"), ("windowFrom", "2023-12-15"),
            ("windowTo", "14/06/2024"),
        ]
        #expect(try await world.post("/report-rules/\(rules[0].id)/correction", as: .an, correction).status == 303)
        let duty = try await world.duty("III.1-1", of: plan)
        let added = [("item", "report-rules"), ("duty", duty.id.text), ("period", "month"), ("due", "31"), ("dueIs", "before")]
        #expect(try await world.post("/plans/\(plan.id)/report-rules", as: .an, added).status == 303)
        let reports = try await world.app.read(as: try await world.viewer(.an)) { tx in
            var draft = try tx.plans.find(plan.id)
            try draft.correct(number: "7/KH-UBND", issuer: "UBND", title: draft.title, signedOn: Day(number: 19_780), year: 2024)
            return try tx.plans.rules(of: plan.id).flatMap { $0.dues(in: 2024) }
        }
        #expect(reports.first { $0.period == "2024-H1" }?.on == Day("2024-06-15"))
        #expect(reports.first { $0.period == "2024-M02" }?.on == Day("2024-02-29"), "February has no 31st: its last day is still before it")
        #expect(reports.count == 14)
    }

    @Test("a report rule is added only to a paragraph of the same plan")
    func foreignDuty() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let added = [("item", "report-rules"), ("duty", "none"), ("period", "month"), ("due", "31"), ("dueIs", "before")]
        #expect(try await world.post("/plans/\(plan.id)/report-rules", as: .an, added).status == 404)
        #expect(try await facts(world, plan).rules.count == 2)
    }

    @Test("once the plan is issued nothing of it is corrected")
    func issued() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let target = try await facts(world, plan).targets[0]
        #expect(try await world.post("/targets/\(target.id)/correction", as: .an, form(target, value: "10")).status == 409)
        #expect(try await world.post("/targets/\(target.id)/removal", as: .an, [("version", "1")]).status == 409)
        #expect(try await facts(world, plan).targets == [target])
    }
}
