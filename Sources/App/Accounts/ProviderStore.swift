import Domain
import Storage
import Vault

/// Somebody's way to the provider and back, under way.
struct ProviderWay: Codable, Equatable, Sendable {
    var stateDigest: String
    /// Of the cookie that it was begun with: nobody else comes back on it.
    var visitorDigest: String
    var verifier: String
    var nonce: String
    /// Where to go on to.
    var next: String
    var madeAt: Moment

    static let seconds = 600
}

/// Who accounts are at the provider, and the ways there that are under way.
struct ProviderStore {
    let tx: Tx

    func begin(_ way: ProviderWay) throws {
        try tx.connection.execute("DELETE FROM provider_ways WHERE made_at < \(way.madeAt.adding(seconds: -ProviderWay.seconds))")
        try tx.add(way, to: .providerWays)
    }

    /// Takes the way: it is gone once.
    /// - Returns: `nil` for one that is not there, too old, or of another visitor.
    func take(state: String, visitor: Token, at moment: Moment) throws -> ProviderWay? {
        let digest = Token(text: state).digest
        let found: ProviderWay? = try tx.first("SELECT * FROM provider_ways WHERE state_digest = \(digest) AND visitor_digest = \(visitor.digest)")
        guard let found, try tx.connection.execute("DELETE FROM provider_ways WHERE state_digest = \(digest)") == 1 else { return nil }
        return found.madeAt.adding(seconds: ProviderWay.seconds) > moment ? found : nil
    }

    /// The account that is tied to the subject of the provider and not closed; `nil` where none is.
    func account(of subject: String, issuer: String) throws -> Account? {
        try tx.first(
            """
            SELECT accounts.* FROM provider_ties JOIN accounts ON accounts.id = provider_ties.account_id AND accounts.is_active
            WHERE provider_ties.subject = \(subject) AND provider_ties.issuer = \(issuer)
            """)
    }

    /// Ties to this provider what was tied before providers' names were kept.
    func adopt(issuer: String) throws { try tx.connection.execute("UPDATE provider_ties SET issuer = \(issuer) WHERE issuer = ''") }

    /// Who the account is at the provider; `nil` where it is nobody there.
    func subject(of account: ID<Account>, issuer: String) throws -> String? {
        try tx.connection.rows("SELECT subject FROM provider_ties WHERE account_id = \(account) AND issuer = \(issuer)").first?.single()
    }

    private struct Tie: Codable {
        var accountId: ID<Account>
        var issuer: String
        var subject: String
    }

    /// Ties the account to a subject of the provider in place of the one before.
    /// - Parameter subject: as the provider says it; empty unties.
    /// - Throws: `Refusal.invalid("subject")` where another account is tied to it, or it is too long.
    func tie(_ account: ID<Account>, to subject: String, issuer: String) throws {
        guard subject.utf8.count <= 255 else { throw Refusal.invalid(["subject": "Định danh dài quá 255 byte."]) }
        let before = try self.subject(of: account, issuer: issuer)
        guard try tx.count("SELECT COUNT(*) FROM provider_ties WHERE subject = \(subject) AND issuer = \(issuer) AND account_id <> \(account)") == 0 else {
            throw Refusal.invalid(["subject": "Tài khoản khác đã gắn với định danh này."])
        }
        try tx.connection.execute("DELETE FROM provider_ties WHERE account_id = \(account)")
        if !subject.isEmpty { try tx.add(Tie(accountId: account, issuer: issuer, subject: subject), to: .providerTies) }
        try tx.tell("provider_subject", ofAccount: account, before: before ?? "none", after: subject.isEmpty ? "none" : subject)
    }
}

extension Tx {
    var providers: ProviderStore { ProviderStore(tx: self) }
}
