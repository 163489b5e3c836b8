import Domain
import Storage

/// Where a record lies, whoever may see it: for asking the rules alone, never to be shown.
struct AccessTargetStore {
    let tx: Tx

    struct Programme: Decodable {
        var province: String
        var isIssued: Bool
        /// Who answers for it; `nil` for a plan or a duty.
        var holderId: ID<Body>?
    }

    func programme(_ page: AskedPage) throws -> Programme? {
        let plan: SQL = "plans.province AS province, plans.state = 'issued' AS is_issued"
        return switch page.noun {
        case .plans: try tx.first("SELECT \(plan), NULL AS holder_id FROM plans WHERE plans.id = \(page.id)")
        case .duties: try tx.first("SELECT \(plan), NULL AS holder_id FROM duties JOIN plans ON plans.id = duties.plan_id WHERE duties.id = \(page.id)")
        case .assignments:
            try tx.first(
                """
                SELECT \(plan), COALESCE(assignments.holder_id, assignments.body_id) AS holder_id FROM assignments
                JOIN plans ON plans.id = assignments.plan_id WHERE assignments.id = \(page.id)
                """)
        case .crimeReports: nil
        }
    }
}

extension Tx {
    var accessTargets: AccessTargetStore { AccessTargetStore(tx: self) }
}
