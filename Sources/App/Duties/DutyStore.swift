import Domain
import Storage

/// Duties of plans with who shall do them.
struct DutyStore {
    let tx: Tx

    /// - Throws: `Refusal.notFound` also where the viewer may not see the plan.
    func find(_ id: ID<Duty>) throws -> Duty {
        let duty: Duty = try tx.one("SELECT * FROM duties WHERE id = \(id)")
        _ = try tx.plans.find(duty.planId)
        return duty
    }

    /// By its code and the number of its plan.
    func find(code: String, plan number: String) throws -> Duty {
        try tx.one(
            "SELECT duties.* FROM duties JOIN plans ON plans.id = duties.plan_id WHERE duties.code = \(code) AND plans.number = \(number) AND \(tx.sees("plans.province"))"
        )
    }

    func of(plan id: ID<Plan>) throws -> [Duty] {
        try tx.all("SELECT * FROM duties WHERE plan_id = \(id) ORDER BY position, id")
    }

    func assignees(of id: ID<Duty>) throws -> [Assignee] {
        try tx.all("SELECT * FROM assignees WHERE duty_id = \(id) ORDER BY position, id")
    }

    func assignees(ofPlan id: ID<Plan>) throws -> [ID<Duty>: [Assignee]] {
        let all: [Assignee] = try tx.all(
            """
            SELECT assignees.* FROM assignees JOIN duties ON duties.id = assignees.duty_id
            WHERE duties.plan_id = \(id) ORDER BY assignees.position, assignees.id
            """)
        return Dictionary(grouping: all, by: \.dutyId)
    }

    func dates(of id: ID<Duty>) throws -> [DutyDate] { try tx.all("SELECT * FROM duty_dates WHERE duty_id = \(id) ORDER BY position") }

    func dates(ofPlan id: ID<Plan>) throws -> [ID<Duty>: [DutyDate]] {
        let all: [DutyDate] = try tx.all(
            "SELECT duty_dates.* FROM duty_dates JOIN duties ON duties.id = duty_dates.duty_id WHERE duties.plan_id = \(id) ORDER BY duty_dates.position")
        return Dictionary(grouping: all, by: \.dutyId)
    }

    func references(of id: ID<Duty>) throws -> [DutyReference] { try tx.all("SELECT * FROM duty_references WHERE duty_id = \(id) ORDER BY position") }

    func reviewed(plan id: ID<Plan>) throws -> ReviewedPlan {
        ReviewedPlan(duties: try of(plan: id), dates: try dates(ofPlan: id), assignees: try assignees(ofPlan: id), rules: try tx.plans.rules(of: id))
    }

    func save(_ duty: Duty, because reason: String? = nil) throws {
        try tx.update(duty, in: .duties, because: reason)
    }

    /// Says which of the named days are last days.
    func setDue(_ positions: Set<Int>, of duty: Duty) throws {
        let before = try dates(of: duty.id)
        for date in before where date.isDue != positions.contains(date.position) {
            try tx.connection.execute("UPDATE duty_dates SET is_due = \(!date.isDue) WHERE duty_id = \(duty.id) AND position = \(date.position)")
        }
        func said(_ dates: [DutyDate]) -> String { dates.filter(\.isDue).map(\.lastDay.written).joined(separator: "; ") }
        let after = try dates(of: duty.id)
        if after != before { try tx.tell("last_days", of: duty, in: .duties, before: said(before), after: said(after)) }
    }

    /// Frees the position that follows the duty; the order of all others stays.
    func makeRoom(after duty: Duty) throws {
        try tx.connection.execute("UPDATE duties SET position = position + 1 WHERE plan_id = \(duty.planId) AND position > \(duty.position)")
    }

    /// Moves dates, references, assignees and report rules to the duty that takes this one up.
    func hand(over old: ID<Duty>, to new: ID<Duty>) throws {
        let taken = try assignees(of: new)
        for var assignee in try assignees(of: old) {
            if taken.contains(where: { $0.role == assignee.role && $0.name == assignee.name }) { continue }
            assignee.dutyId = new
            assignee.position += 1000
            try tx.update(assignee, in: .assignees)
        }
        let count = try dates(of: new).count
        try tx.connection.execute("UPDATE duty_dates SET duty_id = \(new), position = position + \(count) WHERE duty_id = \(old)")
        let references = try references(of: new).count
        try tx.connection.execute("UPDATE duty_references SET duty_id = \(new), position = position + \(references) WHERE duty_id = \(old)")
        for var rule in try tx.all("SELECT * FROM report_rules WHERE duty_id = \(old) ORDER BY id", as: ReportRule.self) {
            rule.dutyId = new
            try tx.update(rule, in: .reportRules)
        }
    }
}

extension Tx {
    var duties: DutyStore { DutyStore(tx: self) }
}
