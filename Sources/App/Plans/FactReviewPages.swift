import Domain
import Hummingbird

/// Objectives, targets and report rules of a plan under review.
struct FactReviewPages {
    let app: App

    /// GET /plans/:id/facts
    func show(_ request: Request, context: StandingOffice) async throws -> Response {
        let id = try context.id(of: Plan.self)
        return try await page(context, id, filled: nil, status: .ok)
    }

    /// POST /plans/:id/objectives
    func addObjective(_ request: Request, context: StandingOffice) async throws -> Response {
        try await add(request, context) { tx, plan, form in
            try tx.review.add(to: plan) { id, position in
                var objective = Objective(id: id, planId: plan, position: position, code: "", text: "", firstLine: nil, lastLine: nil)
                try Self.fill(&objective, form)
                return objective
            }
        }
    }

    /// POST /plans/:id/targets
    func addTarget(_ request: Request, context: StandingOffice) async throws -> Response {
        try await add(request, context) { tx, plan, form in
            try tx.review.add(to: plan) { id, position in
                var target = Target(
                    id: id, planId: plan, position: position, code: "", text: "", comparator: .atLeast, value: 0, unit: "%", firstLine: nil, lastLine: nil)
                try Self.fill(&target, form)
                return target
            }
        }
    }

    /// POST /plans/:id/report-rules
    func addRule(_ request: Request, context: StandingOffice) async throws -> Response {
        try await add(request, context) { tx, plan, form in
            let duty = try tx.duties.find(ID(form["duty"]))
            guard duty.planId == plan else { throw Refusal.notFound }
            try tx.review.add(to: plan) { id, position in
                var rule = ReportRule(
                    id: id, planId: plan, position: position, dutyId: duty.id, period: .adHoc, dueDay: nil, isBefore: false, windowFrom: nil, windowTo: nil)
                try Self.fill(&rule, form)
                return rule
            }
        }
    }

    /// POST /objectives/:id/correction
    func correctObjective(_ request: Request, context: StandingOffice) async throws -> Response {
        try await correct(request, context, Objective.self, Self.fill)
    }

    /// POST /targets/:id/correction
    func correctTarget(_ request: Request, context: StandingOffice) async throws -> Response {
        try await correct(request, context, Target.self, Self.fill)
    }

    /// POST /report-rules/:id/correction
    func correctRule(_ request: Request, context: StandingOffice) async throws -> Response {
        try await correct(request, context, ReportRule.self, Self.fill)
    }

    /// POST /objectives/:id/removal
    func removeObjective(_ request: Request, context: StandingOffice) async throws -> Response { try await remove(request, context, Objective.self) }

    /// POST /targets/:id/removal
    func removeTarget(_ request: Request, context: StandingOffice) async throws -> Response { try await remove(request, context, Target.self) }

    /// POST /report-rules/:id/removal
    func removeRule(_ request: Request, context: StandingOffice) async throws -> Response { try await remove(request, context, ReportRule.self) }

    // MARK: What the forms say

    private static func fill(_ objective: inout Objective, _ form: Form) throws { try objective.correct(code: form["code"], text: form["text"]) }

    private static func fill(_ target: inout Target, _ form: Form) throws {
        guard let comparator = Target.Comparator(rawValue: form["comparator"]) else { throw Refusal.invalid(["comparator": "Cần cách so với mức."]) }
        try target.correct(code: form["code"], text: form["text"], comparator: comparator, value: NumberText.read(form["value"]), unit: form["unit"])
        target.measure = Measure(rawValue: form["measure"])
    }

    private static func fill(_ rule: inout ReportRule, _ form: Form) throws {
        guard let period = ReportRule.Period(rawValue: form["period"]) else { throw Refusal.invalid(["period": "Cần kỳ báo cáo."]) }
        try rule.correct(
            period: period, written: form["due"], isBefore: form["dueIs"] == "before", windowFrom: try form.day("windowFrom"),
            windowTo: try form.day("windowTo"))
    }

    // MARK: One act

    private func add(
        _ request: Request, _ context: StandingOffice, _ body: @escaping @Sendable (Tx, ID<Plan>, Form) throws -> Void
    ) async throws -> Response {
        let plan = try context.id(of: Plan.self)
        return try await act(request, context, in: { _ in plan }) { tx, form in try body(tx, plan, form) }
    }

    private func correct<Fact: PlanFact>(
        _ request: Request, _ context: StandingOffice, _ type: Fact.Type, _ rule: @escaping @Sendable (inout Fact, Form) throws -> Void
    ) async throws -> Response {
        let id = try context.id(of: Fact.self)
        return try await act(request, context, in: { tx in try tx.plans.fact(id).planId }) { tx, form in
            try tx.review.correct(id, version: try form.version()) { try rule(&$0, form) }
        }
    }

    private func remove<Fact: PlanFact>(_ request: Request, _ context: StandingOffice, _ type: Fact.Type) async throws -> Response {
        let id = try context.id(of: Fact.self)
        return try await act(request, context, in: { tx in try tx.plans.fact(id).planId }) { tx, form in
            try tx.review.remove(id, version: try form.version())
        }
    }

    private func act(
        _ request: Request, _ context: StandingOffice, in plan: @escaping @Sendable (Tx) throws -> ID<Plan>,
        _ body: @escaping @Sendable (Tx, Form) throws -> Void
    ) async throws -> Response {
        let form = try await request.form(context.visitor)
        let plan = try await app.read(as: context.viewer) { tx in try plan(tx) }
        do {
            try await app.write(as: context.viewer) { tx in try body(tx, form) }
            return .see("/plans/\(plan)/facts")
        } catch let refusal as Refusal where refusal != .notFound {
            return try await page(context, plan, filled: Filled(form, refusal), status: refusal.status)
        }
    }

    private func page(_ context: StandingOffice, _ id: ID<Plan>, filled: Filled?, status: HTTPResponse.Status) async throws -> Response {
        try await app.page(for: context, in: .plans, status: status) { tx in
            FactReviewShow(
                plan: try tx.plans.find(id), objectives: try tx.plans.objectives(of: id), targets: try tx.plans.targets(of: id),
                rules: try tx.plans.rules(of: id), duties: try tx.duties.of(plan: id).filter { $0.review != .dropped }, filled: filled,
                history: try tx.ledger.of(factsOf: id))
        }
    }
}
