import Domain
import Outside
import Storage

extension NoticeStore {
    func choice(of account: ID<Account>) throws -> NoticeChoice? { try tx.first("SELECT * FROM notice_choices WHERE account_id = \(account)") }

    /// - Throws: `Refusal.invalid("email")` for what is no address.
    func choose(_ choice: NoticeChoice.Kind, email: String, for account: ID<Account>) throws {
        guard choice == .none || Mail.isAddress(email) else { throw Refusal.invalid(["email": "Cần một địa chỉ thư như ten@coquan.gov.vn."]) }
        let before = try self.choice(of: account)
        try tx.connection.execute("DELETE FROM notice_choices WHERE account_id = \(account)")
        if choice != .none { try tx.add(NoticeChoice(accountId: account, email: email, choice: choice), to: .noticeChoices) }
        try tx.tell("notices", ofAccount: account, before: (before?.choice ?? .none).rawValue, after: choice.rawValue)
    }

    /// Accounts that want a letter a day.
    func digested() throws -> [ID<Account>] {
        try tx.connection.rows(
            """
            SELECT account_id FROM notice_choices JOIN accounts ON accounts.id = notice_choices.account_id AND accounts.is_active
            WHERE choice IN ('urgentAndDigest', 'digest') ORDER BY account_id
            """
        ).map { try $0.single() }
    }

    /// What a day brought one account, as counts.
    struct Digest: Equatable, Sendable {
        var unread: Int
        /// Owed by the account's body, within ten days and past.
        var soon: Int
        var late: Int

        var isEmpty: Bool { unread + soon + late == 0 }
    }

    func digest(for account: Account) throws -> Digest {
        let unread = try tx.count("SELECT COUNT(*) FROM notices WHERE account_id = \(account.id) AND read_at IS NULL")
        let isOfficer = try tx.grants.held(by: account.id, on: tx.today).contains(where: \.answersDuties)
        guard isOfficer, let body = account.bodyId else { return Digest(unread: unread, soon: 0, late: 0) }
        return Digest(unread: unread, soon: try tx.assignments.soonCount(of: body), late: try tx.assignments.lateCount(of: body))
    }
}
