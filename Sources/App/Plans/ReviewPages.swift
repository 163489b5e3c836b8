import Domain
import Hummingbird

struct ReviewPages {
    let app: App

    /// GET /plans/:id/review
    func show(_ request: Request, context: StandingOffice) async throws -> Response {
        try await page(context, id: try context.id(of: Plan.self), filled: nil, status: .ok)
    }

    /// POST /plans/:id/heading
    func heading(_ request: Request, context: StandingOffice) async throws -> Response {
        let id = try context.id(of: Plan.self)
        return try await act(request, context, plan: id, to: "/plans/\(id)/review") { tx, form in
            var plan = try tx.plans.find(id)
            if plan.version != (try form.version()) { throw Refusal.conflict("Người khác vừa sửa mục này; hãy tải lại trang rồi làm tiếp.") }
            let year = form["year"].isEmpty ? nil : Int(form["year"])
            if year == nil && !form["year"].isEmpty { throw Refusal.invalid(["year": "Năm kế hoạch trong khoảng 2000 đến 2100."]) }
            try plan.correct(
                number: form["number"], issuer: form["issuer"], title: form["title"], signedOn: try form.day("signedOn"), year: year)
            try tx.plans.refuseSecond(plan)
            try tx.plans.save(plan)
        }
    }

    /// POST /plans/:id/duties
    func add(_ request: Request, context: StandingOffice) async throws -> Response {
        let id = try context.id(of: Plan.self)
        return try await act(request, context, plan: id, to: "/plans/\(id)/review") { tx, form in
            _ = try tx.review.add(to: id, code: form["code"], heading: form["heading"], text: form["newText"])
        }
    }

    /// GET /plans/:id/issue
    func rehearse(_ request: Request, context: StandingOffice) async throws -> Response {
        let id = try context.id(of: Plan.self)
        if try await isIssued(id, context) { return .see("/plans/\(id)") }
        do {
            return try await app.page(for: context, in: .plans) { tx in
                let (plan, made) = try tx.review.rehearseIssue(id)
                return IssueShow(plan: plan, reviewed: try tx.duties.reviewed(plan: id), made: made, today: tx.today)
            }
        } catch let refusal as Refusal where refusal != .notFound {
            return try await page(context, id: id, filled: Filled(Form(fields: []), refusal), status: refusal.status)
        }
    }

    /// POST /plans/:id/issue
    func issue(_ request: Request, context: StandingOffice) async throws -> Response {
        let id = try context.id(of: Plan.self)
        if try await isIssued(id, context) { return .see("/plans/\(id)") }
        return try await act(request, context, plan: id, to: "/plans/\(id)") { tx, form in
            _ = try tx.review.issue(id, seen: form["seen"].isEmpty ? nil : form["seen"])
        }
    }

    /// Whether there is nothing left to issue: a second press leads to the board, as the first did.
    private func isIssued(_ id: ID<Plan>, _ context: StandingOffice) async throws -> Bool {
        try await app.read(as: context.viewer) { tx in try tx.plans.find(id).state == .issued }
    }

    /// POST /plans/:id/withdrawal
    func withdraw(_ request: Request, context: StandingOffice) async throws -> Response {
        let id = try context.id(of: Plan.self)
        return try await act(request, context, plan: id, to: "/plans") { tx, form in
            var plan = try tx.plans.find(id)
            try plan.withdraw(because: form["reason"], at: tx.now)
            try tx.plans.save(plan, because: form["reason"])
        }
    }

    /// POST /plans/:id/restoration
    func takeUp(_ request: Request, context: StandingOffice) async throws -> Response {
        let id = try context.id(of: Plan.self)
        return try await act(request, context, plan: id, to: "/plans/\(id)/review") { tx, _ in
            var plan = try tx.plans.find(id)
            try plan.takeUp()
            try tx.plans.refuseSecond(plan)
            try tx.plans.save(plan)
        }
    }

    /// POST /findings/:id/settlement
    func settle(_ request: Request, context: StandingOffice) async throws -> Response {
        let id = try context.id(of: Finding.self)
        _ = try await request.form(context.visitor)
        let plan = try await app.write(as: context.viewer) { tx in
            var finding = try tx.plans.finding(id)
            try tx.plans.find(finding.planId).refuseUnlessOpen()
            finding.isSettled = true
            try tx.update(finding, in: .findings)
            return finding.planId
        }
        return .see("/plans/\(plan)/review#findings")
    }

    /// Takes a form about the plan; what is refused is shown on the plan's review with everything that was typed.
    private func act(
        _ request: Request, _ context: StandingOffice, plan id: ID<Plan>, to path: String, _ body: @escaping @Sendable (Tx, Form) throws -> Void
    ) async throws -> Response {
        let form = try await request.form(context.visitor)
        do {
            try await app.write(as: context.viewer) { tx in try body(tx, form) }
            return .see(path)
        } catch let refusal as Refusal where refusal != .notFound {
            return try await page(context, id: id, filled: Filled(form, refusal), status: refusal.status)
        }
    }

    private func page(_ context: StandingOffice, id: ID<Plan>, filled: Filled?, status: HTTPResponse.Status) async throws -> Response {
        try await app.page(for: context, in: .plans, status: status) { tx in
            let plan = try tx.plans.find(id)
            return ReviewShow(
                plan: plan, reviewed: try tx.duties.reviewed(plan: id), references: try tx.plans.references(of: id), targets: try tx.plans.targets(of: id),
                objectiveCount: try tx.plans.objectives(of: id).count, findings: try tx.plans.findings(of: id), filled: filled,
                history: try tx.ledger.of(record: id.text))
        }
    }
}
