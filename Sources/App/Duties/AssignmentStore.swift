import Domain
import Storage
import Vault

/// Which assignments a list shows; what is `nil` does not narrow it.
struct AssignmentFilter: Sendable {
    var ids: [ID<Assignment>]?
    var plan: ID<Plan>?
    var duty: ID<Duty>?
    var body: ID<Body>?
    var period: String?
    var states: [Assignment.State]?
    /// The day as of which bodies are organised: `body` is then who stands for the recorder on it. `nil`: who answers for it now.
    var chart: Day?

    init(
        ids: [ID<Assignment>]? = nil, plan: ID<Plan>? = nil, duty: ID<Duty>? = nil, body: ID<Body>? = nil, period: String? = nil,
        states: [Assignment.State]? = nil, chart: Day? = nil
    ) {
        self.ids = ids
        (self.plan, self.duty, self.body, self.period, self.states, self.chart) = (plan, duty, body, period, states, chart)
    }
}

/// What bodies owe, and what was said about it.
struct AssignmentStore {
    let tx: Tx

    func find(_ id: ID<Assignment>) throws -> Assignment {
        guard tx.viewer.seesProgramme else { throw Refusal.notFound }
        return try tx.one("SELECT * FROM assignments WHERE id = \(id) AND \(tx.sees("province"))")
    }

    func list(_ filter: AssignmentFilter) throws -> [Assignment] {
        try list(condition(filter, try lineage(filter)))
    }

    private func list(_ condition: SQL) throws -> [Assignment] {
        try tx.connection.rows("SELECT \(Assignment.columns) FROM assignments WHERE \(condition) ORDER BY due_on, id").map { row in
            var columns = ColumnReader(row)
            return try Assignment(&columns)
        }
    }

    /// Needed only where bodies are asked for as of a day.
    private func lineage(_ filter: AssignmentFilter) throws -> Lineage? {
        try filter.chart.map { _ in try tx.reorganisations.lineage() }
    }

    /// With the words around them, by urgency on the transaction's day, then by day and place on the paper.
    func lines(_ filter: AssignmentFilter) throws -> [OwedLine] {
        let lineage = try lineage(filter)
        func holder(_ assignment: Assignment) -> ID<Body>? {
            guard let lineage, let day = filter.chart else { return assignment.holderId }
            let then = lineage.main(of: assignment.bodyId, on: day)
            return then == assignment.bodyId ? nil : then
        }
        let found = try withParagraphs(condition(filter, lineage))
        let plans = try Dictionary(uniqueKeysWithValues: Set(found.map(\.0.planId)).map { ($0, try tx.plans.find($0)) })
        let bodies = try tx.bodies.those(Set(found.flatMap { [$0.0.bodyId, holder($0.0)].compactMap { $0 } }))
        let bodyByID = Dictionary(uniqueKeysWithValues: bodies.map { ($0.id, $0) })
        var last: OwedLine.Whose?
        let lines = found.compactMap { assignment, duty -> OwedLine? in
            let holder = holder(assignment)
            if last?.plan.id != assignment.planId || last?.body.id != assignment.bodyId || last?.holder?.id != holder {
                guard let plan = plans[assignment.planId], let body = bodyByID[assignment.bodyId] else { return nil }
                last = OwedLine.Whose(plan: plan, body: body, holder: holder.flatMap { bodyByID[$0] })
            }
            return last.map { OwedLine(assignment: assignment, duty: duty, whose: $0) }
        }
        return OwedLine.sorted(lines, on: tx.today)
    }

    private func withParagraphs(_ condition: SQL) throws -> [(Assignment, OwedLine.Paragraph)] {
        try tx.connection.rows(
            """
            SELECT \(Assignment.columns), duties.position, duties.code, substr(duties.text, 1, \(OwedLine.Paragraph.length)) AS beginning
            FROM assignments JOIN duties ON duties.id = assignments.duty_id WHERE \(condition)
            """
        ).map { row in
            var columns = ColumnReader(row)
            let assignment = try Assignment(&columns)
            return (
                assignment,
                OwedLine.Paragraph(id: assignment.dutyId, position: try columns.number(), code: try columns.text(), beginning: try columns.text())
            )
        }
    }

    /// Not declared done though the last day has passed.
    func lateCount(of body: ID<Body>) throws -> Int {
        try tx.count(
            "SELECT COUNT(*) FROM assignments WHERE \(Self.held(by: body)) AND due_on < \(tx.today) AND state NOT IN ('declared', 'confirmed')")
    }

    /// Not declared done, its last day within the days that count as soon.
    func soonCount(of body: ID<Body>) throws -> Int {
        let last = tx.today.adding(days: Standing.soonDays)
        return try tx.count(
            """
            SELECT COUNT(*) FROM assignments WHERE \(Self.held(by: body)) AND due_on >= \(tx.today) AND due_on <= \(last)
            AND state NOT IN ('declared', 'confirmed')
            """)
    }

    /// What the body answers for: its own, but for what it has handed over, and what it was handed.
    private static func held(by body: ID<Body>) -> SQL { "COALESCE(assignments.holder_id, assignments.body_id) = \(body)" }

    /// A figure with the body that recorded it.
    struct Figure: Decodable, Sendable {
        var bodyId: ID<Body>
        var name: String
        var value: Double
    }

    /// Every figure that was given with an answer to the plan.
    func figures(of plan: ID<Plan>) throws -> [Figure] {
        try tx.all(
            """
            SELECT assignments.body_id AS body_id, answer_figures.name AS name, answer_figures.value AS value FROM answer_figures
            JOIN answers ON answers.id = answer_figures.answer_id JOIN assignments ON assignments.id = answers.assignment_id
            WHERE assignments.plan_id = \(plan) AND \(tx.sees("assignments.province")) ORDER BY answers.at, answer_figures.position
            """)
    }

    /// The most urgent standing of what bodies of the places owe on the day, by code of the place.
    func standings(inPlaces codes: [String], on day: Day) throws -> [String: Standing] {
        struct Line: Decodable { var placeCode: String, state: Assignment.State, dueOn: Day, level: Body.Level }
        let lines: [Line] = try tx.all(
            """
            SELECT bodies.place_code AS place_code, assignments.state AS state, assignments.due_on AS due_on, bodies.level AS level FROM assignments
            JOIN bodies ON bodies.id = COALESCE(assignments.holder_id, assignments.body_id)
            WHERE bodies.place_code IN \(list: codes) AND bodies.valid_from <= \(day) AND (bodies.valid_to IS NULL OR bodies.valid_to >= \(day))
            AND \(tx.sees("assignments.province")) GROUP BY bodies.place_code, assignments.state, assignments.due_on, bodies.level
            """)
        return lines.reduce(into: [:]) { standings, line in
            let standing = Standing.of(line.state, dueOn: line.dueOn, on: day)
            if standing.rank < standings[line.placeCode]?.rank ?? .max { standings[line.placeCode] = standing }
        }
    }

    func add(_ assignments: [Assignment]) throws {
        for assignment in assignments { try tx.insert(assignment, in: .assignments) }
    }

    func save(_ assignment: Assignment, because reason: String? = nil) throws {
        try tx.update(assignment, in: .assignments, because: reason)
    }

    private func condition(_ filter: AssignmentFilter, _ lineage: Lineage?) -> SQL {
        var wheres: [SQL] = [tx.sees("assignments.province")]
        if !tx.viewer.seesProgramme { wheres.append("FALSE") }
        if let ids = filter.ids { wheres.append("assignments.id IN \(list: ids)") }
        if let plan = filter.plan { wheres.append("assignments.plan_id = \(plan)") }
        if let duty = filter.duty { wheres.append("assignments.duty_id = \(duty)") }
        if let body = filter.body {
            let origins = filter.chart.flatMap { day in lineage?.origins(of: body, on: day) }
            wheres.append(origins.map { "body_id IN \(list: Array($0))" } ?? Self.held(by: body))
        }
        if let period = filter.period { wheres.append("assignments.period = \(period)") }
        if let states = filter.states { wheres.append("assignments.state IN \(list: states)") }
        return wheres.joined(separator: " AND ")
    }
}

extension Assignment {
    /// In the order in which `init` reads them: desks and boards hold thousands.
    fileprivate static let columns: SQL = """
        assignments.id, assignments.plan_id, assignments.duty_id, assignments.body_id, assignments.province, assignments.role, assignments.period,
        assignments.window_from, assignments.window_to, assignments.due_on, assignments.due_because, assignments.state, assignments.answered_at,
        assignments.done_on, assignments.holder_id, assignments.version
        """

    fileprivate init(_ columns: inout ColumnReader) throws {
        self.init(
            id: ID(try columns.text()), planId: ID(try columns.text()), dutyId: ID(try columns.text()), bodyId: ID(try columns.text()),
            province: try columns.text(), role: try columns.value(Assignee.Role.init), period: columns.textIfAny(),
            windowFrom: try columns.valueIfAny { Day($0) }, windowTo: try columns.valueIfAny { Day($0) }, dueOn: try columns.value { Day($0) },
            dueBecause: try columns.value(DueReason.init), state: try columns.value(State.init), answeredAt: try columns.valueIfAny { Moment($0) },
            doneOn: try columns.valueIfAny { Day($0) }, holderId: columns.textIfAny().map { ID($0) }, version: try columns.number())
    }
}

extension Tx {
    var assignments: AssignmentStore { AssignmentStore(tx: self) }
}
