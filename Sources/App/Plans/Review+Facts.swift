import Domain
import Storage

/// What a paper says beside its duties, one record each: an objective, a target, a report rule.
protocol PlanFact: Record where Noun == Self {
    var planId: ID<Plan> { get }
    static var table: Table { get }
    /// Place in the list, from 0.
    var position: Int { get }
}

extension Objective: PlanFact { static var table: Table { .objectives } }
extension Target: PlanFact { static var table: Table { .targets } }
extension ReportRule: PlanFact { static var table: Table { .reportRules } }

extension Review {
    /// Corrects one.
    /// - Parameter version: the one that the person saw.
    /// - Throws: `.conflict` if it has changed since, or once the plan is issued; what the rule throws.
    func correct<Fact: PlanFact>(_ id: ID<Fact>, version: Int, rule: (inout Fact) throws -> Void) throws {
        var fact = try open(id, version)
        try rule(&fact)
        try tx.update(fact, in: Fact.table)
    }

    /// Takes one out; its history keeps what it said.
    func remove<Fact: PlanFact>(_ id: ID<Fact>, version: Int) throws {
        try tx.remove(try open(id, version), from: Fact.table)
    }

    /// Adds one that the Reader did not see, after the others.
    func add<Fact: PlanFact>(to plan: ID<Plan>, _ make: (ID<Fact>, Int) throws -> Fact) throws {
        guard tx.viewer.mayReviewPlans else { throw Refusal.forbidden }
        try tx.plans.find(plan).refuseUnlessOpen()
        try tx.insert(make(tx.newID(), try tx.plans.end(of: Fact.table, in: plan)), in: Fact.table)
    }

    private func open<Fact: PlanFact>(_ id: ID<Fact>, _ version: Int) throws -> Fact {
        guard tx.viewer.mayReviewPlans else { throw Refusal.forbidden }
        let fact = try tx.plans.fact(id)
        try tx.plans.find(fact.planId).refuseUnlessOpen()
        guard version == fact.version else { throw Refusal.conflict("Người khác vừa sửa mục này; hãy tải lại trang rồi làm tiếp.") }
        return fact
    }
}
