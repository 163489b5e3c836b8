import Domain
import Storage

/// Who has which role from when to when.
struct GrantStore {
    let tx: Tx

    func find(_ id: ID<Grant>) throws -> Grant { try tx.one("SELECT * FROM grants WHERE id = \(id)") }

    /// All that the account ever had, the newest first.
    func of(_ account: ID<Account>) throws -> [Grant] {
        try tx.all("SELECT * FROM grants WHERE account_id = \(account) ORDER BY valid_from DESC, id DESC")
    }

    /// What the account has passed on and that still holds or will hold.
    func delegated(by account: ID<Account>) throws -> [Grant] {
        try tx.all(
            """
            SELECT * FROM grants WHERE delegated_by_id = \(account) AND withdrawn_at IS NULL AND (valid_to IS NULL OR valid_to >= \(tx.today))
            ORDER BY valid_from, id
            """)
    }

    /// In force on the day, by account.
    func inForce(on day: Day) throws -> [ID<Account>: [Grant]] {
        Dictionary(grouping: try tx.all("SELECT * FROM grants WHERE \(Self.inForce(on: "\(day)")) ORDER BY role, id", as: Grant.self), by: \.accountId)
    }

    /// What the account holds on the day.
    func held(by account: ID<Account>, on day: Day) throws -> [HeldGrant] {
        try of(account).filter { $0.isInForce(on: day) }.map { HeldGrant($0.role, province: $0.province, behalf: $0.delegatedByName) }
    }

    func add(_ grant: Grant) throws { try tx.insert(grant, in: .grants) }

    /// Withdraws it, and what its holder has delegated of that role.
    func withdraw(_ id: ID<Grant>, because reason: String) throws {
        var grant = try find(id)
        try grant.withdraw(at: tx.now)
        try tx.update(grant, in: .grants, because: reason)
        guard grant.delegatedById == nil else { return }
        let others = try of(grant.accountId).contains { $0.id != grant.id && $0.role == grant.role && $0.delegatedById == nil && $0.isInForce(on: tx.today) }
        if others { return }
        let passedOn: [Grant] = try tx.all(
            "SELECT * FROM grants WHERE delegated_by_id = \(grant.accountId) AND role = \(grant.role.rawValue) AND withdrawn_at IS NULL")
        for var one in passedOn {
            try one.withdraw(at: tx.now)
            try tx.update(one, in: .grants, because: reason)
        }
    }

    /// The day by which grants are in force: in a demonstration the one that it is set to.
    func today(_ clock: Clock) -> SQL {
        clock == .demonstration ? "COALESCE((SELECT value FROM settings WHERE name = 'demonstration_day'), \(tx.today))" : "\(tx.today)"
    }

    static func inForce(on day: SQL) -> SQL {
        "grants.withdrawn_at IS NULL AND grants.valid_from <= \(day) AND (grants.valid_to IS NULL OR grants.valid_to >= \(day))"
    }
}

extension Tx {
    var grants: GrantStore { GrantStore(tx: self) }

    /// What the viewer's body is there for today.
    func viewerFunctions() throws -> Set<BodyFunction.Kind> {
        guard let body = viewer.body else { return [] }
        return Set(try bodies.functions(of: body).filter { $0.holds(on: today) }.map(\.function))
    }
}
