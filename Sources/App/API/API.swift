import Domain
import Hummingbird

/// JSON for other programs, to a bearer token; `docs/api.md` describes it.
struct API {
    let app: App

    /// GET /api/v1/plans
    func plans(_ request: Request, context: Programme) async throws -> APIList<PlanJSON> {
        try await app.read(as: context.viewer) { tx in APIList(items: try tx.plans.list().filter { $0.plan.withdrawnAt == nil }.map { PlanJSON($0.plan) }) }
    }

    /// GET /api/v1/plans/:id
    func plan(_ request: Request, context: Programme) async throws -> PlanDetailJSON {
        let id = try context.id(of: Plan.self)
        return try await app.read(as: context.viewer) { tx in
            let plan = try tx.plans.find(id)
            // Neither under review nor issued: other programs know nothing of it.
            if plan.withdrawnAt != nil { throw Refusal.notFound }
            let byDuty = Dictionary(grouping: try tx.assignments.lines(.init(plan: id)), by: \.duty.id)
            if tx.viewer.onlyFigures { return PlanDetailJSON(plan: PlanJSON(plan), targets: try tx.plans.targets(of: id).map { TargetJSON($0) }, duties: []) }
            let duties = try tx.duties.of(plan: id).filter { $0.review != .dropped }.map { duty in
                DutyJSON(duty, (byDuty[duty.id] ?? []).map { AssignmentJSON($0, on: tx.today) })
            }
            return PlanDetailJSON(plan: PlanJSON(plan), targets: try tx.plans.targets(of: id).map { TargetJSON($0) }, duties: duties)
        }
    }

    /// GET /api/v1/assignments?body=CODE-OR-ID
    func assignments(_ request: Request, context: Programme) async throws -> APIList<AssignmentJSON> {
        let body = request.uri.queryParameters.get("body")
        return try await app.read(as: context.viewer) { tx in
            if tx.viewer.onlyFigures { throw Refusal.forbidden }
            var filter = AssignmentFilter()
            if let body { filter.body = try tx.bodies.see(tx.bodies.find(code: body)?.id ?? ID(body)).id }
            return APIList(items: try tx.assignments.lines(filter).map { AssignmentJSON($0, on: tx.today) })
        }
    }
}

struct APIList<Item: Encodable & Sendable>: ResponseEncodable {
    var items: [Item]
}

struct APIError: Encodable {
    var error: String
    var vietnamese: String

    func response(status: HTTPResponse.Status) -> Response {
        let bytes = (try? JSONBytes.of(self)) ?? []
        var response = Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

struct PlanJSON: Encodable {
    var id: ID<Plan>
    var number: String?
    var issuer: String?
    var province: String
    var signedOn: Day?
    var title: String
    var year: Int?
    var state: Plan.State

    init(_ plan: Plan) {
        (id, number, issuer, province) = (plan.id, plan.number, plan.issuer, plan.province)
        (signedOn, title, year, state) = (plan.signedOn, plan.title, plan.year, plan.state)
    }
}

struct PlanDetailJSON: ResponseEncodable {
    var plan: PlanJSON
    var targets: [TargetJSON]
    var duties: [DutyJSON]
}

struct TargetJSON: Encodable {
    var code: String
    var text: String
    var comparator: String
    var value: Double
    var unit: String

    init(_ target: Target) {
        (code, text, comparator, value, unit) = (target.code, target.text, target.comparator.rawValue, target.value, target.unit)
    }
}

struct DutyJSON: Encodable {
    var id: ID<Duty>
    var code: String
    var section: String
    var heading: String
    var text: String
    var startsOn: Day?
    var endsOn: Day?
    var assignments: [AssignmentJSON]

    init(_ duty: Duty, _ assignments: [AssignmentJSON]) {
        (id, code, section, heading, text) = (duty.id, duty.code, duty.section, duty.heading, duty.text)
        (startsOn, endsOn, self.assignments) = (duty.startsOn, duty.endsOn, assignments)
    }
}

struct AssignmentJSON: Encodable {
    var id: ID<Assignment>
    var plan: String
    var duty: String
    var body: String
    var bodyCode: String
    var role: Assignee.Role
    var period: String?
    var dueOn: Day
    var dueBecause: DueReason
    var state: Assignment.State
    /// Days past the last timely day; `nil` where it is not late.
    var lateDays: Int?

    init(_ line: OwedLine, on day: Day) {
        let assignment = line.assignment
        (id, plan, duty, body, bodyCode) = (assignment.id, line.plan.label, line.duty.code, line.body.name, line.body.code)
        (role, period, dueOn, dueBecause, state) = (assignment.role, assignment.period, assignment.dueOn, assignment.dueBecause, assignment.state)
        if case .late(let days) = assignment.standing(on: day) { lateDays = days }
    }
}
