import Domain
import Storage
import Vault

/// One sign-in that lasts: on one machine, until its end.
struct Session: Codable, Equatable, Sendable {
    var id: ID<Session>
    var tokenDigest: String
    var accountId: ID<Account>
    var startedAt: Moment
    var endsAt: Moment
    /// Network address of the sign-in.
    var address: String
    /// Whether a second factor is still awaited: until then the session opens nothing else.
    var isHalf: Bool
    /// When a second factor was shown; `nil` without one.
    var factorAt: Moment?
    /// When it was used last, to some minutes; `nil` since it was made.
    var seenAt: Moment?

    /// When whoever has it proved again who they are; `nil`: not since it was made.
    var confirmedAt: Moment?

    /// After a proof of who it is, ways into the account may be changed so long.
    static let confirmedSeconds = 15 * 60

    func isConfirmed(at moment: Moment) -> Bool {
        [startedAt, factorAt, confirmedAt].compactMap(\.self).contains { $0.adding(seconds: Self.confirmedSeconds) > moment }
    }

    /// A session that nobody uses so long is over.
    static let idleSeconds = 3600
    /// How exactly its use is kept.
    static let seenSeconds = 300

    /// How long it lasts; until a second factor is shown a few minutes.
    static func seconds(isHalf: Bool) -> Int { isHalf ? 10 * 60 : 12 * 3600 }
}

/// A token for other programs, for some days and one purpose.
struct APIToken: Codable, Equatable, Sendable {
    var id: ID<APIToken>
    var tokenDigest: String
    var accountId: ID<Account>
    /// What it is for, as its owner calls it.
    var name: String
    var scope: Scope
    var madeAt: Moment
    var endsAt: Moment
    var withdrawnAt: Moment?

    enum Scope: String, Codable, CaseIterable, Sendable {
        /// All that the API gives.
        case programme
        /// Plans and targets, without who owes what.
        case figures
    }

    static let longestDays = 365
}

extension AccountStore {
    /// A row of who asks: the account with one of its grants, if it has any.
    private struct Line: Decodable {
        var id: ID<Account>
        var displayName: String
        var bodyId: ID<Body>?
        var province: String?
        var role: Role?
        var grantedProvince: String?
        var behalf: String?
        var isHalf: Bool?
        var factorAt: Moment?
        var scope: APIToken.Scope?
        var seenAt: Moment?
    }

    private func viewer(_ lines: [Line]) -> Viewer? {
        guard let first = lines.first else { return nil }
        let grants = lines.compactMap { line in line.role.map { HeldGrant($0, province: line.grantedProvince, behalf: line.behalf) } }
        var viewer = Viewer(account: first.id, name: first.displayName, grants: grants, body: first.bodyId, province: first.province)
        viewer.hasSecondFactor = first.factorAt != nil
        return viewer
    }

    private static let who: SQL = """
        accounts.id, accounts.display_name, accounts.body_id, accounts.province, grants.role, grants.province AS granted_province,
        grants.delegated_by_name AS behalf
        """

    /// - Parameter day: the day by which grants are in force.
    /// - Returns: `nil` for a session that is over, unused too long or unknown, or of an account that is closed; whether its use is to be noted.
    func find(session digest: String, at moment: Moment, on day: SQL) throws -> (viewer: Viewer, isHalf: Bool, isToBeSeen: Bool)? {
        let lines: [Line] = try tx.all(
            """
            SELECT \(Self.who), sessions.is_half, sessions.factor_at, COALESCE(sessions.seen_at, sessions.started_at) AS seen_at FROM sessions JOIN accounts ON accounts.id = sessions.account_id
            LEFT JOIN grants ON grants.account_id = accounts.id AND \(GrantStore.inForce(on: day))
            WHERE sessions.token_digest = \(digest) AND sessions.ends_at > \(moment)
            AND COALESCE(sessions.seen_at, sessions.started_at) > \(moment.adding(seconds: -Session.idleSeconds)) AND accounts.is_active ORDER BY grants.id
            """)
        let isToBeSeen = lines.first?.seenAt.map { $0 < moment.adding(seconds: -Session.seenSeconds) } ?? false
        return viewer(lines).map { ($0, lines.first?.isHalf ?? true, isToBeSeen) }
    }

    /// The same for a token of the API. It never shows a second factor.
    func find(bearer digest: String, at moment: Moment, on day: SQL) throws -> Viewer? {
        let lines: [Line] = try tx.all(
            """
            SELECT \(Self.who), api_tokens.scope FROM api_tokens JOIN accounts ON accounts.id = api_tokens.account_id
            LEFT JOIN grants ON grants.account_id = accounts.id AND \(GrantStore.inForce(on: day))
            WHERE api_tokens.token_digest = \(digest) AND api_tokens.ends_at > \(moment) AND api_tokens.withdrawn_at IS NULL AND accounts.is_active
            ORDER BY grants.id
            """)
        var found = viewer(lines)
        found?.onlyFigures = lines.first?.scope == .figures
        return found
    }

    /// - Returns: the session, whose token the visitor keeps.
    @discardableResult
    func startSession(_ token: Token, for account: ID<Account>, at moment: Moment, from address: String, isHalf: Bool = false, hasFactor: Bool = false) throws
        -> Session
    {
        try tx.connection.execute("DELETE FROM sessions WHERE ends_at < \(moment)")
        let session = Session(
            id: tx.newID(), tokenDigest: token.digest, accountId: account, startedAt: moment,
            endsAt: moment.adding(seconds: Session.seconds(isHalf: isHalf)), address: address, isHalf: isHalf, factorAt: hasFactor ? moment : nil)
        try tx.add(session, to: .sessions)
        return session
    }

    /// The session was used now.
    func see(session token: Token, at moment: Moment) throws {
        try tx.connection.execute("UPDATE sessions SET seen_at = \(moment) WHERE token_digest = \(token.digest)")
    }

    /// Whoever has it has proved who they are.
    func confirm(session token: Token, at moment: Moment) throws {
        try tx.connection.execute("UPDATE sessions SET confirmed_at = \(moment) WHERE token_digest = \(token.digest)")
    }

    /// - Throws: `Refusal.notFound` for one that is over.
    func session(_ token: Token) throws -> Session { try tx.one("SELECT * FROM sessions WHERE token_digest = \(token.digest)") }

    func endSession(_ token: Token) throws {
        try tx.connection.execute("DELETE FROM sessions WHERE token_digest = \(token.digest)")
    }

    /// Ends one of the account's own.
    /// - Throws: `Refusal.notFound` where the account has no such session.
    func endSession(_ id: ID<Session>, of account: ID<Account>) throws {
        guard try tx.connection.execute("DELETE FROM sessions WHERE id = \(id) AND account_id = \(account)") == 1 else { throw Refusal.notFound }
    }

    /// Ends all of the account's, but for the one that is kept.
    func endSessions(of account: ID<Account>, but kept: Token? = nil) throws {
        try tx.connection.execute("DELETE FROM sessions WHERE account_id = \(account) AND token_digest <> \(kept?.digest ?? "")")
    }

    /// Ends those of all accounts that the viewer manages, but for the one that is kept.
    func endAllSessions(but kept: Token) throws {
        try tx.connection.execute(
            """
            DELETE FROM sessions WHERE token_digest <> \(kept.digest) AND account_id IN (SELECT id FROM accounts WHERE \(tx.sees("province")))
            """)
    }

    /// Those that are not over, the newest first.
    func sessions(of account: ID<Account>, at moment: Moment) throws -> [Session] {
        try tx.all("SELECT * FROM sessions WHERE account_id = \(account) AND ends_at > \(moment) ORDER BY started_at DESC, id")
    }

    func addBearer(
        _ token: Token, for account: ID<Account>, name: String = "API", scope: APIToken.Scope = .programme, days: Int = 90, at moment: Moment = Clock.machine
    ) throws {
        try tx.add(
            APIToken(
                id: tx.newID(), tokenDigest: token.digest, accountId: account, name: name, scope: scope, madeAt: moment,
                endsAt: moment.adding(seconds: days * 86_400), withdrawnAt: nil), to: .apiTokens)
    }

    /// The newest first, those that are over or withdrawn left out.
    func bearers(of account: ID<Account>, at moment: Moment) throws -> [APIToken] {
        try tx.all("SELECT * FROM api_tokens WHERE account_id = \(account) AND ends_at > \(moment) AND withdrawn_at IS NULL ORDER BY made_at DESC, id")
    }

    /// - Throws: `Refusal.notFound` where the account has no such token, or it is withdrawn already.
    func withdrawBearer(_ id: ID<APIToken>, of account: ID<Account>, at moment: Moment) throws {
        let changed = try tx.connection.execute(
            "UPDATE api_tokens SET withdrawn_at = \(moment) WHERE id = \(id) AND account_id = \(account) AND withdrawn_at IS NULL")
        guard changed == 1 else { throw Refusal.notFound }
    }
}
