import Domain
import Storage

/// What an account is told in the product; never with the name of a person in a matter.
struct Notice: Codable, Equatable, Sendable {
    var id: ID<Notice>
    var accountId: ID<Account>
    var kind: Kind
    /// Table and id of the record that it is about.
    var noun: String
    var recordId: String
    /// Which rule, or whose act.
    var detail: String
    var at: Moment
    var readAt: Moment?

    enum Kind: String, Codable, CaseIterable, Sendable {
        /// Somebody took a record in an emergency.
        case glassBroken
        /// A reading of an identity stands out.
        case unusualReading
        /// A crime report was given to the body.
        case reportGiven
        /// What the body had declared done was given back.
        case workReturned
        /// The password or the second factor of one's own account was changed.
        case accountChanged
        /// How long things are kept was set; it takes force later.
        case retentionSet
        /// A role that comes near identities waits for a second person's consent.
        case grantAwaits

        /// Whether it cannot wait for the next day.
        var isUrgent: Bool { self != .workReturned }
    }
}

struct NoticeStore {
    let tx: Tx

    func tell(_ kind: Notice.Kind, about noun: Table, _ record: String, detail: String, to accounts: [ID<Account>]) throws {
        for account in accounts {
            let id: ID<Notice> = tx.newID()
            try tx.add(
                Notice(id: id, accountId: account, kind: kind, noun: noun.rawValue, recordId: record, detail: detail, at: tx.now, readAt: nil), to: .notices)
            // By the machine's time: jobs know no other.
            if let choice = try choice(of: account), choice.choice.sendsAtOnce(kind) { try tx.jobs.add(.mail, about: id.text, dueAt: Clock.machine) }
        }
    }

    /// Who watches over a report: the auditors of its province and of the whole, its province's desks, and all who have to do with it in the bodies that
    /// received it and decide on it; where there is nobody, the administrators. Not the viewer.
    func watchers(of report: CrimeReport) throws -> [ID<Account>] {
        let bodies = [report.bodyId, report.holderId].compactMap { $0 }
        return try watchers(
            of: report.province, or: "grants.role IN ('leader', 'reportDesk', 'hotline', 'investigator') AND accounts.body_id IN \(list: bodies)")
    }

    /// Who watches over readings in a province; `nil` for what lies in none.
    func watchers(of province: String?, or others: SQL = "FALSE") throws -> [ID<Account>] {
        let watching = try accounts(
            """
            grants.role = 'auditor' AND (accounts.province IS NULL OR accounts.province = \(province ?? ""))
            OR grants.role = 'reportDesk' AND accounts.province = \(province ?? "") OR \(others)
            """)
        return watching.isEmpty ? try accounts("grants.role = 'administrator'") : watching
    }

    /// Those of the body who decide on reports.
    func investigators(of body: ID<Body>) throws -> [ID<Account>] { try accounts("grants.role = 'investigator' AND accounts.body_id = \(body)") }

    /// Those who may agree to a role.
    func consenters() throws -> [ID<Account>] { try accounts("grants.role IN ('administrator', 'auditor')") }

    /// Those who come near identities, and those who watch over them.
    func keepers() throws -> [ID<Account>] { try accounts("grants.role IN ('auditor', 'reportDesk', 'investigator', 'procurator')") }

    /// Those who answer for what the body owes.
    func officers(of body: ID<Body>) throws -> [ID<Account>] { try accounts("grants.role = 'officer' AND accounts.body_id = \(body)") }

    private func accounts(_ condition: SQL) throws -> [ID<Account>] {
        try tx.connection.rows(
            """
            SELECT DISTINCT accounts.id FROM accounts JOIN grants ON grants.account_id = accounts.id AND \(GrantStore.inForce(on: "\(tx.today)"))
            WHERE accounts.is_active AND accounts.id <> \(tx.viewer.account?.text ?? "") AND (\(condition)) ORDER BY accounts.id
            """
        ).map { try $0.single() }
    }

    func find(_ id: ID<Notice>) throws -> Notice? { try tx.first("SELECT * FROM notices WHERE id = \(id)") }

    /// The viewer's, the newest first.
    func list(limit: Int) throws -> [Notice] {
        guard let account = tx.viewer.account else { return [] }
        return try tx.all("SELECT * FROM notices WHERE account_id = \(account) ORDER BY id DESC LIMIT \(limit)")
    }

    /// How many the viewer has not read.
    func unreadCount() throws -> Int {
        guard let account = tx.viewer.account else { return 0 }
        return try tx.count("SELECT COUNT(*) FROM notices WHERE account_id = \(account) AND read_at IS NULL")
    }

    /// Marks the viewer's as read.
    func readAll() throws {
        guard let account = tx.viewer.account else { return }
        try tx.connection.execute("UPDATE notices SET read_at = \(tx.now) WHERE account_id = \(account) AND read_at IS NULL")
    }
}

extension Tx {
    var notices: NoticeStore { NoticeStore(tx: self) }
}
