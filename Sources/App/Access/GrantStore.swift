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
        let grants: [Grant] = try tx.all("SELECT * FROM grants WHERE account_id = \(account) AND \(Self.inForce(on: "\(day)")) ORDER BY id")
        return grants.map { HeldGrant($0.role, province: $0.province, behalf: $0.delegatedByName) }
    }

    func add(_ grant: Grant) throws { try tx.insert(grant, in: .grants, because: grant.reason) }

    /// The viewer opens a way into the account, or the one who lost it: its roles that come near identities, or watch over those who do, wait for a second
    /// person, so that nobody comes in as somebody else by themselves.
    /// - Throws: `Refusal.conflict` for the last auditor: then nobody would watch.
    func awaitAnew(of account: ID<Account>, because reason: String) throws {
        if try isLastAuditor(account) { throw Refusal.conflict("Người kiểm toán cuối cùng: giao vai trò này cho người khác trước.") }
        for var grant in try of(account) where grant.withdrawnAt == nil && Grant.needsConsent.contains(grant.role) {
            grant.awaitAnew(by: tx.viewer)
            try tx.update(grant, in: .grants, because: reason)
            try tx.notices.tell(.grantAwaits, about: .grants, grant.id.text, detail: grant.role.rawValue, to: tx.notices.consenters())
        }
    }

    /// Withdraws it, and what its holder has delegated of that role.
    func withdraw(_ id: ID<Grant>, because reason: String) throws {
        var grant = try find(id)
        if try grant.role == .auditor && isLastAuditor(grant.accountId) {
            throw Refusal.conflict("Người kiểm toán cuối cùng: giao vai trò này cho người khác trước.")
        }
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

    /// What was passed on holds only as long as whoever passed it on holds it, and has an account.
    static func inForce(on day: SQL) -> SQL {
        """
        \(holds("grants", on: day)) AND (grants.delegated_by_id IS NULL OR EXISTS (
        SELECT 1 FROM grants AS own JOIN accounts AS giver ON giver.id = own.account_id AND giver.is_active
        WHERE own.account_id = grants.delegated_by_id AND own.role = grants.role AND own.delegated_by_id IS NULL AND \(holds("own", on: day))))
        """
    }

    private static func holds(_ table: SQL, on day: SQL) -> SQL {
        """
        \(table).withdrawn_at IS NULL AND NOT \(table).is_awaiting AND \(table).valid_from <= \(day) AND (\(table).valid_to IS NULL OR \(table).valid_to >= \(day))
        """
    }

    /// Whether nobody else watches: the account is an auditor, and no other active one is.
    func isLastAuditor(_ account: ID<Account>) throws -> Bool {
        let auditors: Set<String> = Set(
            try tx.connection.rows(
                """
                SELECT grants.account_id FROM grants JOIN accounts ON accounts.id = grants.account_id AND accounts.is_active
                WHERE grants.role = 'auditor' AND \(Self.inForce(on: "\(tx.today)"))
                """
            ).map { try $0.single() })
        return auditors == [account.text]
    }

    /// Waits for a second person; the oldest first.
    func awaiting() throws -> [Grant] {
        try tx.all(
            """
            SELECT grants.* FROM grants JOIN accounts ON accounts.id = grants.account_id
            WHERE grants.is_awaiting AND grants.withdrawn_at IS NULL AND \(tx.sees("COALESCE(accounts.province, '')")) ORDER BY grants.id
            """)
    }

    /// Gives it, and tells those who may agree where it waits.
    func give(_ grant: Grant) throws {
        try add(grant)
        guard grant.isAwaiting else { return }
        try tx.notices.tell(.grantAwaits, about: .grants, grant.id.text, detail: grant.role.rawValue, to: tx.notices.consenters())
    }

    /// The viewer agrees.
    func agree(to id: ID<Grant>) throws {
        guard var grant = try awaiting().first(where: { $0.id == id }) else { throw Refusal.notFound }
        try grant.agree(by: tx.viewer)
        try tx.update(grant, in: .grants)
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
