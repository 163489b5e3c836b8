import Domain
import Hummingbird

struct DutyReviewPages {
    let app: App

    /// GET /duties/:id/review
    func show(_ request: Request, context: StandingOffice) async throws -> Response {
        try await page(context, filled: nil, named: nil, status: .ok)
    }

    /// POST /duties/:id/correction
    func correct(_ request: Request, context: StandingOffice) async throws -> Response {
        try await act(request, context, thenNext: true) { id, tx, form in
            try Self.correct(id, form, tx)
        }
    }

    /// POST /duties/:id/drop
    func drop(_ request: Request, context: StandingOffice) async throws -> Response {
        try await act(request, context, thenNext: true) { id, tx, form in try tx.review.drop(id, version: try form.version()) }
    }

    /// POST /duties/:id/restoration
    func restore(_ request: Request, context: StandingOffice) async throws -> Response {
        try await act(request, context) { id, tx, form in try tx.review.restore(id, version: try form.version()) }
    }

    /// POST /duties/:id/split
    func split(_ request: Request, context: StandingOffice) async throws -> Response {
        try await act(request, context) { id, tx, form in _ = try tx.review.split(id, before: form["opening"], version: try form.version()) }
    }

    /// POST /duties/:id/merger
    func merge(_ request: Request, context: StandingOffice) async throws -> Response {
        try await act(request, context) { id, tx, form in try tx.review.mergeNext(id, version: try form.version()) }
    }

    /// Everything that is wrong in the form is refused at once.
    private static func correct(_ id: ID<Duty>, _ form: Form, _ tx: Tx) throws {
        let version = try form.version()
        var correction = Review.Correction(
            text: form["text"], heading: form["heading"], startsOn: nil, endsOn: nil, officeDueOn: nil, assignees: try named(form),
            duePositions: Set(form.all("due").compactMap { Int($0) }))
        try Refusal.together([
            { correction.startsOn = try form.day("startsOn") }, { correction.endsOn = try form.day("endsOn") },
            { correction.officeDueOn = try form.day("officeDueOn") }, { try tx.review.correct(id, correction, version: version) },
        ])
    }

    /// The rows of bodies; a row without a name is no row.
    private static func named(_ form: Form) throws -> [Review.Correction.Named] {
        let ids = form.all("assignee"), roles = form.all("role"), names = form.all("name"), open = Set(form.all("open"))
        guard ids.count == roles.count, ids.count == names.count else { throw Refusal.invalid(["assignees": "Biểu mẫu gửi lên không đầy đủ; hãy gửi lại."]) }
        guard ids.count <= 40, names.allSatisfy({ $0.count < 200 }) else {
            throw Refusal.invalid(["assignees": "Một đoạn có nhiều nhất 40 cơ quan, mỗi tên dưới 200 chữ."])
        }
        let meant = Dictionary(form.all("meant").compactMap(Self.meant), uniquingKeysWith: { first, _ in first })
        return try ids.indices.compactMap { i in
            guard !names[i].isEmpty else { return nil }
            guard let role = Assignee.Role(rawValue: roles[i]) else { throw Refusal.invalid(["assignees": "Mỗi cơ quan cần một vai trò."]) }
            return .init(id: ids[i].isEmpty ? nil : ID(ids[i]), role: role, name: meant[ids[i]] ?? names[i], isOpen: !ids[i].isEmpty && open.contains(ids[i]))
        }
    }

    /// `ID|NAME`: a near name that the person marked.
    private static func meant(_ text: String) -> (String, String)? {
        let halves = text.split(separator: "|", maxSplits: 1).map(String.init)
        return halves.count == 2 ? (halves[0], halves[1]) : nil
    }

    private func act(
        _ request: Request, _ context: StandingOffice, thenNext: Bool = false, _ body: @escaping @Sendable (ID<Duty>, Tx, Form) throws -> Void
    ) async throws -> Response {
        let id = try context.id(of: Duty.self), form = try await request.form(context.visitor)
        do {
            let next = try await app.write(as: context.viewer) { tx in
                try body(id, tx, form)
                return thenNext ? try Self.next(after: id, tx) : "/duties/\(id)/review"
            }
            return .see(next)
        } catch let refusal as Refusal where refusal != .notFound {
            return try await page(context, filled: Filled(form, refusal), named: try? Self.named(form), status: refusal.status)
        }
    }

    /// The next paragraph that nobody has looked at, or the overview when there is none.
    private static func next(after id: ID<Duty>, _ tx: Tx) throws -> String {
        let duty = try tx.duties.find(id)
        let open = try tx.duties.of(plan: duty.planId).filter { $0.review == .proposed }
        let next = open.first { $0.position > duty.position } ?? open.first
        return next.map { "/duties/\($0.id)/review" } ?? "/plans/\(duty.planId)/review"
    }

    /// The page of the paper on which the duty begins.
    private static func plate(_ duty: Duty, _ tx: Tx) throws -> (page: PagePlate, marked: Set<Int>)? {
        guard let first = duty.firstLine, let last = duty.lastLine,
            let number = try tx.plans.lines(of: duty.planId, around: first, first, margin: 0).first?.page,
            let page = try tx.papers.plate(of: duty.planId, number)
        else { return nil }
        let above = try tx.plans.firstLine(onPage: number, of: duty.planId)
        return (page, Set((first...max(first, last)).map { $0 - above }))
    }

    private func page(
        _ context: StandingOffice, filled: Filled?, named: [Review.Correction.Named]?, status: HTTPResponse.Status
    ) async throws -> Response {
        let id = try context.id(of: Duty.self)
        return try await app.page(for: context, in: .plans, status: status) { tx in
            let duty = try tx.duties.find(id), plan = try tx.plans.find(duty.planId)
            try plan.refuseUnlessOpen()
            let all = try tx.duties.of(plan: plan.id)
            let first = duty.firstLine ?? 0, last = duty.lastLine ?? first
            let around = duty.firstLine == nil ? [] : try tx.plans.lines(of: plan.id, around: first, last, margin: 3)
            return DutyReviewShow(
                duty: duty, plan: plan, place: (all.firstIndex { $0.id == id } ?? 0) + 1, count: all.count,
                previous: all.last { $0.position < duty.position }?.id, next: all.first { $0.position > duty.position }?.id, lines: around,
                assignees: try tx.duties.assignees(of: id), named: named, dates: try tx.duties.dates(of: id),
                findings: try tx.plans.findings(of: plan.id).filter { $0.firstLine.map { (first...max(first, last)).contains($0) } ?? false },
                chart: try tx.bodies.chart(of: plan.province, on: plan.signedOn ?? tx.today), filled: filled,
                history: try tx.ledger.of(duty: id), plate: try Self.plate(duty, tx))
        }
    }
}
