import Domain
import Storage

/// Plans with what belongs to their paper.
struct PlanStore {
    let tx: Tx

    /// Issued plans of the viewer's province; plans under review, and those that were withdrawn, for the standing office alone.
    private var visible: SQL {
        let province = tx.sees("plans.province")
        return tx.viewer.mayReviewPlans ? province : "\(province) AND plans.state = 'issued'"
    }

    func find(_ id: ID<Plan>) throws -> Plan {
        guard tx.viewer.seesProgramme else { throw Refusal.notFound }
        return try tx.one("SELECT * FROM plans WHERE id = \(id) AND \(visible)")
    }

    /// Those of them that the viewer may see.
    func seen(_ ids: [ID<Plan>]) throws -> [Plan] {
        try tx.all("SELECT * FROM plans WHERE id IN \(list: ids) AND \(visible) ORDER BY id")
    }

    /// Newest year first, withdrawn plans last.
    func list() throws -> [PlanList.Line] {
        let plans: [Plan] = try tx.all(
            """
            SELECT * FROM plans WHERE \(visible)
            ORDER BY withdrawn_at NULLS FIRST, COALESCE(year, 9999) DESC, signed_on DESC NULLS FIRST, id
            """)
        return try plans.map { plan in
            PlanList.Line(
                plan: plan, dutyCount: try tx.count("SELECT COUNT(*) FROM duties WHERE plan_id = \(plan.id) AND review <> 'dropped'"),
                assignmentCount: try tx.count("SELECT COUNT(*) FROM assignments WHERE plan_id = \(plan.id)"),
                lateCount: try tx.count(
                    "SELECT COUNT(*) FROM assignments WHERE plan_id = \(plan.id) AND due_on < \(tx.today) AND state NOT IN ('declared', 'confirmed')"))
        }
    }

    func issued() throws -> [Plan] {
        try tx.all("SELECT * FROM plans WHERE \(visible) AND plans.state = 'issued' ORDER BY COALESCE(year, 9999) DESC, id")
    }

    /// - Throws: `Refusal.conflict` if another plan of the province bears the number in that year.
    func refuseSecond(_ plan: Plan) throws {
        guard let number = plan.number, let year = plan.year else { return }
        let others = try tx.count(
            "SELECT COUNT(*) FROM plans WHERE province = \(plan.province) AND number = \(number) AND year = \(year) AND id <> \(plan.id) AND withdrawn_at IS NULL"
        )
        if others > 0 { throw Refusal.conflict("Kế hoạch này đã được đưa vào; hãy mở bản đó: \(number), \(year).") }
    }

    func save(_ plan: Plan, because reason: String? = nil) throws {
        try tx.update(plan, in: .plans, because: reason)
    }

    /// One objective, target or report rule.
    /// - Throws: `Refusal.notFound` also where the viewer may not see the plan.
    func fact<Fact: PlanFact>(_ id: ID<Fact>) throws -> Fact {
        guard let row = try tx.connection.rows(of: Fact.table.rawValue, where: "id = \(id)").first else { throw Refusal.notFound }
        let fact: Fact = try row.decode()
        _ = try find(fact.planId)
        return fact
    }

    /// The position after the last.
    func end(of table: Table, in plan: ID<Plan>) throws -> Int {
        struct Place: Decodable { let position: Int }
        return try tx.connection.rows(of: table.rawValue, where: "plan_id = \(plan)").map { try $0.decode(Place.self).position + 1 }.max() ?? 0
    }

    func lines(of id: ID<Plan>) throws -> [PlanLine] {
        try tx.all("SELECT * FROM plan_lines WHERE plan_id = \(id) ORDER BY number")
    }

    /// The lines of the paper from `first` to `last`, and some before and after.
    func lines(of id: ID<Plan>, around first: Int, _ last: Int, margin: Int) throws -> [PlanLine] {
        try tx.all("SELECT * FROM plan_lines WHERE plan_id = \(id) AND number BETWEEN \(first - margin) AND \(last + margin) ORDER BY number")
    }

    /// Number of the first line that stands on the page.
    func firstLine(onPage page: Int, of id: ID<Plan>) throws -> Int {
        try tx.count("SELECT COALESCE(MIN(number), 0) FROM plan_lines WHERE plan_id = \(id) AND page = \(page)")
    }

    func objectives(of id: ID<Plan>) throws -> [Objective] { try tx.all("SELECT * FROM objectives WHERE plan_id = \(id) ORDER BY position") }
    func references(of id: ID<Plan>) throws -> [PlanReference] { try tx.all("SELECT * FROM plan_references WHERE plan_id = \(id) ORDER BY position") }
    func targets(of id: ID<Plan>) throws -> [Target] { try tx.all("SELECT * FROM targets WHERE plan_id = \(id) ORDER BY position") }
    func rules(of id: ID<Plan>) throws -> [ReportRule] { try tx.all("SELECT * FROM report_rules WHERE plan_id = \(id) ORDER BY position") }
    func findings(of id: ID<Plan>) throws -> [Finding] { try tx.all("SELECT * FROM findings WHERE plan_id = \(id) ORDER BY position") }

    func finding(_ id: ID<Finding>) throws -> Finding {
        let finding: Finding = try tx.one("SELECT * FROM findings WHERE id = \(id)")
        _ = try find(finding.planId)
        return finding
    }
}

extension Tx {
    var plans: PlanStore { PlanStore(tx: self) }
}
