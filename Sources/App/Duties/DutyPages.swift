import Domain
import Hummingbird

struct DutyPages {
    let app: App

    /// GET /duties/:id?who=GROUP&body=CODE&on=DAY
    func show(_ request: Request, context: Programme) async throws -> Response {
        let id = try context.id(of: Duty.self)
        let query = request.uri.queryParameters
        let kind = query.get("who").flatMap(BoardColumn.Group.init(rawValue:)), code = query.get("body"), chart = try request.chartDay()
        return try await app.page(for: context, in: .plans) { tx in
            let duty = try tx.duties.find(id), plan = try tx.plans.find(duty.planId)
            let paper = try duty.firstLine.map { first in try tx.plans.lines(of: plan.id, around: first, duty.lastLine ?? first, margin: 0) } ?? []
            let body = try code.map { try tx.bodies.see(tx.bodies.find(code: $0)?.id ?? { throw Refusal.notFound }()).id }
            // Without a day a body has what it was given and what it was handed, as the board shows it.
            let all = try tx.assignments.lines(.init(duty: id, body: chart == nil ? nil : body, chart: chart))
            let lines = all.filter { line in
                (kind?.holds(chart == nil ? line.body : line.holder ?? line.body) ?? true)
                    && (chart != nil || body == nil || line.body.id == body || line.holder?.id == body)
            }
            return DutyShow(
                duty: duty, plan: plan, assignees: try tx.duties.assignees(of: id), dates: try tx.duties.dates(of: id),
                references: try tx.duties.references(of: id).map(\.text), paper: paper, owed: lines,
                narrowed: kind.map { ("who", $0.rawValue) } ?? code.map { ("body", $0) },
                today: tx.today, chart: chart, history: try tx.ledger.of(record: id.text))
        }
    }
}
