import Domain
import Storage
import Vault

/// The secret address of an account's calendar.
struct CalendarStore {
    let tx: Tx

    private struct Kept: Codable {
        var accountId: ID<Account>
        var tokenDigest: String
        var madeAt: Moment
    }

    /// Since when the account has one; `nil` without.
    func madeAt(for account: ID<Account>) throws -> Moment? {
        let kept: Kept? = try tx.first("SELECT * FROM calendars WHERE account_id = \(account)")
        return kept?.madeAt
    }

    /// Gives it an address in place of the one before.
    func make(_ token: Token, for account: ID<Account>) throws {
        try tx.connection.execute("DELETE FROM calendars WHERE account_id = \(account)")
        try tx.add(Kept(accountId: account, tokenDigest: token.digest, madeAt: Clock.machine), to: .calendars)
        try tx.tell("calendar", ofAccount: account, before: "none", after: "made")
    }

    func withdraw(from account: ID<Account>) throws {
        guard try tx.connection.execute("DELETE FROM calendars WHERE account_id = \(account)") == 1 else { throw Refusal.notFound }
        try tx.tell("calendar", ofAccount: account, before: "made", after: "withdrawn")
    }

    /// - Throws: `Refusal.notFound` for an address that nobody has, or whose account is closed.
    func owner(of token: Token) throws -> Account {
        try tx.one(
            """
            SELECT accounts.* FROM calendars JOIN accounts ON accounts.id = calendars.account_id AND accounts.is_active
            WHERE calendars.token_digest = \(token.digest)
            """)
    }

    /// What the account's body owes and has not done, by day; empty unless the account answers for it.
    func events(for account: Account) throws -> [CalendarFeed.Event] {
        guard try tx.grants.held(by: account.id, on: tx.today).contains(where: \.answersDuties), let body = account.bodyId else { return [] }
        struct Line: Decodable { let dueOn: Day, code: String, plan: String? }
        let lines: [Line] = try tx.all(
            """
            SELECT assignments.due_on AS due_on, duties.code AS code, plans.number AS plan FROM assignments
            JOIN duties ON duties.id = assignments.duty_id JOIN plans ON plans.id = assignments.plan_id
            WHERE COALESCE(assignments.holder_id, assignments.body_id) = \(body) AND assignments.state NOT IN ('declared', 'confirmed')
            ORDER BY assignments.due_on, plans.number, duties.code
            """)
        return Dictionary(grouping: lines, by: \.dueOn).sorted { $0.key < $1.key }.map { day, lines in
            CalendarFeed.Event(day: day, codes: lines.map { [$0.plan, $0.code].compactMap { $0 }.joined(separator: " · ") })
        }
    }
}

extension Tx {
    var calendars: CalendarStore { CalendarStore(tx: self) }
}
