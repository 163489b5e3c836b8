import Domain
import Hummingbird

struct PlanPages {
    let app: App

    /// GET /plans
    func list(_ request: Request, context: Programme) async throws -> Response {
        try await app.page(for: context, in: .plans) { tx in
            PlanList(lines: try tx.plans.list(), unread: tx.viewer.mayReviewPlans ? try tx.papers.unread() : [], mayAdd: tx.viewer.mayReviewPlans)
        }
    }

    /// GET /plans/new
    func new(_ request: Request, context: StandingOffice) async throws -> Response {
        try await app.page(for: context, in: .plans) { _ in PlanNew(filled: Filled()) }
    }

    /// POST /plans
    func add(_ request: Request, context: StandingOffice) async throws -> Response {
        let form = try await request.form(context.visitor, fileLength: PaperReading.maxByteCount, fieldLength: PaperReading.textLength)
        do {
            let bytes = form.file("paper")?.bytes ?? Array(form["text"].utf8)
            if let kind = try PaperReading.kind(of: bytes) { return .see("/papers/\(try await bring(bytes, kind, context))") }
            let read = try await app.papers.readInTurn(bytes)
            let plan = try await app.write(as: context.viewer) { tx in
                guard let office = tx.viewer.body, let province = tx.viewer.province else { throw Refusal.forbidden }
                return try Intake(tx: tx, province: province, office: office).take(read)
            }
            return .see("/plans/\(plan.id)/review")
        } catch let refusal as Refusal {
            return try await app.page(for: context, in: .plans, status: refusal.status) { _ in PlanNew(filled: Filled(form, refusal)) }
        }
    }

    /// Keeps the file, to be read in the background.
    private func bring(_ bytes: [UInt8], _ kind: Paper.Kind, _ context: StandingOffice) async throws -> ID<Paper> {
        guard let office = context.viewer.body, let province = context.viewer.province else { throw Refusal.forbidden }
        let stored: StoredFile
        do { stored = try await app.keep(bytes) } catch Refusal.invalid(let wrong) { throw Refusal.invalid(["paper": wrong["file"] ?? ""]) }
        return try await app.write(as: context.viewer, at: Clock.machine) { tx in
            guard try tx.papers.waitingCount() < Paper.mostWaiting else {
                throw Refusal.conflict("Đang có nhiều văn bản chờ đọc; thử lại khi đã đọc bớt.")
            }
            let paper = Paper(
                id: tx.newID(), province: province, officeId: office, by: tx.viewer, kind: kind, storedId: stored.id.text, byteCount: bytes.count,
                madeAt: tx.now)
            try tx.papers.add(paper)
            return paper.id
        }
    }

    /// GET /plans/:id
    func show(_ request: Request, context: Programme) async throws -> Response {
        let id = try context.id(of: Plan.self)
        let isOpen = try await app.read(as: context.viewer) { tx in try tx.plans.find(id).state == .read }
        if isOpen { return .see("/plans/\(id)/review") }
        let query = request.uri.queryParameters
        let onlyLate = query.get("only") == "late", on = try request.chartDay()
        return try await app.page(for: context, in: .plans) { tx in try BoardShow.load(id, tx, onlyLate: onlyLate, chart: on) }
    }

    /// GET /plans/:id/figures?on=DAY
    func figures(_ request: Request, context: Programme) async throws -> Response {
        let id = try context.id(of: Plan.self), on = try request.chartDay()
        return try await app.page(for: context, in: .plans) { tx in try FiguresShow.load(id, on: on, tx) }
    }

    /// GET /plans/:id/paper?from=LINE&to=LINE&page=NUMBER&as=source
    ///
    /// The whole text; of a paper that was scanned one page beside its picture, that of the first line unless another is asked for.
    func paper(_ request: Request, context: Programme) async throws -> Response {
        let id = try context.id(of: Plan.self), query = request.uri.queryParameters
        func number(_ name: String) -> Int? { query.get(name).flatMap { Int($0) } }
        let from = number("from"), to = number("to"), asked = number("page"), asSource = query.get("as") == "source"
        return try await app.page(for: context, in: .plans) { tx in
            let marked = from.flatMap { from in to.flatMap { from <= $0 ? from...$0 : nil } }, plan = try tx.plans.find(id)
            let lines = try tx.plans.lines(of: id), plate = try tx.papers.plate(of: id, asked ?? lines.first { $0.number == from }?.page ?? 1)
            return PlanPaperShow(
                plan: plan, lines: plate.map { plate in lines.filter { $0.page == plate.number } } ?? lines, marked: marked, asSource: asSource, plate: plate)
        }
    }

    /// GET /targets
    func targets(_ request: Request, context: Programme) async throws -> Response {
        try await app.page(for: context, in: .targets) { tx in
            let plans = try tx.plans.issued().map { TargetList.Section(plan: $0, targets: try TargetLine.of($0, tx)) }
            return TargetList(today: tx.today, plans: plans)
        }
    }

    /// GET /reports?plan=ID&period=CODE&on=DAY
    func reports(_ request: Request, context: Programme) async throws -> Response {
        let query = request.uri.queryParameters
        let plan = query.get("plan").map { ID<Plan>($0) }, period = query.get("period"), chart = try request.chartDay()
        return try await app.page(for: context, in: .reports) { tx in
            guard let plan, let period else {
                return ReportCalendar(plans: try tx.plans.issued().map { try ReportCalendar.Section.load($0, tx) }, today: tx.today)
            }
            return ReportPeriodShow(
                plan: try tx.plans.find(plan), period: period, owed: try tx.assignments.lines(.init(plan: plan, period: period, chart: chart)), today: tx.today,
                chart: chart)
        }
    }
}
