import Domain
import Hummingbird

struct DeskPages {
    let app: App

    /// GET /desk?on=DAY
    func show(_ request: Request, context: Officer) async throws -> Response {
        let chart = try request.chartDay()
        return try await app.page(for: context, in: .desk) { tx in
            guard let body = tx.viewer.body else { throw Refusal.notFound }
            let lines = try tx.assignments.lines(.init(body: body, chart: chart))
            let toConfirm = tx.viewer.mayReviewPlans && chart == nil ? try tx.assignments.lines(.init(states: [.declared])) : []
            return DeskShow(
                bodyName: try tx.bodies.find(body).name, today: tx.today, owed: lines.filter { !$0.assignment.isClosed },
                declared: lines.filter { $0.assignment.state == .declared }, done: lines.filter { $0.assignment.state == .confirmed }, toConfirm: toConfirm,
                chart: chart)
        }
    }

    /// POST /desk/acceptance
    func acceptAll(_ request: Request, context: Officer) async throws -> Response {
        _ = try await request.form(context.visitor)
        try await app.write(as: context.viewer) { tx in
            guard let body = tx.viewer.body else { throw Refusal.notFound }
            for var assignment in try tx.assignments.list(.init(body: body, states: [.given])) {
                try assignment.accept(at: tx.now)
                try tx.assignments.save(assignment)
                try tx.assignments.tell(.accepted, about: assignment.id, text: "")
            }
        }
        return .see("/desk")
    }
}
