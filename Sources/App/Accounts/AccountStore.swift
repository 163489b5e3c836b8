import Domain
import Storage
import Vault

/// Accounts, their passwords, sessions and tokens.
struct AccountStore {
    let tx: Tx

    func find(_ id: ID<Account>) throws -> Account {
        try tx.one("SELECT * FROM accounts WHERE id = \(id)")
    }

    func find(name: String) throws -> Account? {
        try tx.first("SELECT * FROM accounts WHERE name = \(name)")
    }

    func list() throws -> [Account] {
        try tx.all("SELECT * FROM accounts WHERE \(tx.sees("province")) ORDER BY name")
    }

    /// Of one body, by name.
    func list(of body: ID<Body>) throws -> [Account] {
        try tx.all("SELECT * FROM accounts WHERE body_id = \(body) ORDER BY name")
    }

    /// The account as it acts on the transaction's day; `nil` for an unknown name.
    func viewer(name: String) throws -> Viewer? {
        try find(name: name).map { account in account.viewer(try tx.grants.held(by: account.id, on: tx.today)) }
    }

    /// Opens the account with its first role.
    func add(_ account: Account, _ role: Role, because reason: String, password: PasswordHash) throws {
        try add(account, password: password)
        try tx.grants.give(Grant.give(id: tx.newID(), role, to: account, from: tx.today, because: reason, by: tx.viewer))
    }

    func add(_ account: Account, password: PasswordHash) throws {
        do {
            try tx.insert(account, in: .accounts)
            try tx.connection.settle()
        } catch StorageError.duplicate {
            throw Refusal.invalid(["name": "Đã có tài khoản mang tên này."])
        }
        try tx.add(Password(accountId: account.id, hash: password.text), to: .passwords)
    }

    private struct Password: Codable {
        var accountId: ID<Account>
        var hash: String
    }
}

// MARK: Passwords and invitations

extension AccountStore {
    /// Sets another password and ends every other session.
    func change(password: PasswordHash, of id: ID<Account>, keeping kept: Token?) throws {
        try tx.connection.execute("DELETE FROM passwords WHERE account_id = \(id)")
        try tx.add(Password(accountId: id, hash: password.text), to: .passwords)
        try endSessions(of: id, but: kept)
        // Other ways in end with the password that they were made under.
        try tx.connection.execute("DELETE FROM invitations WHERE account_id = \(id) AND used_at IS NULL")
        try tx.connection.execute("DELETE FROM calendars WHERE account_id = \(id)")
        try tx.connection.execute("UPDATE api_tokens SET withdrawn_at = \(tx.now) WHERE account_id = \(id) AND withdrawn_at IS NULL")
        try tx.tell("password", ofAccount: id, before: "old", after: "new")
        try tx.notices.tell(.accountChanged, about: .accounts, id.text, detail: "mật khẩu", to: [id])
    }

    /// Keeps the same password under today's costs; no session ends.
    func renew(_ hash: PasswordHash, of id: ID<Account>) throws {
        try tx.connection.execute("UPDATE passwords SET hash = \(hash.text) WHERE account_id = \(id)")
    }

    /// Closes the account: nobody signs in any more, its sessions and tokens end.
    func close(_ id: ID<Account>, because reason: String) throws {
        var account = try find(id)
        guard account.isActive else { throw Refusal.conflict("Tài khoản này đã đóng.") }
        if try tx.grants.isLastAuditor(id) { throw Refusal.conflict("Người kiểm toán cuối cùng: giao vai trò này cho người khác trước.") }
        account.isActive = false
        try tx.update(account, in: .accounts, because: reason)
        try endSessions(of: id)
        for grant in try tx.grants.delegated(by: id) { try tx.grants.withdraw(grant.id, because: reason) }
        try tx.connection.execute("UPDATE api_tokens SET withdrawn_at = \(tx.now) WHERE account_id = \(id) AND withdrawn_at IS NULL")
    }

    static let invitationSeconds = 3 * 86_400

    private struct Invitation: Codable {
        var tokenDigest: String
        var accountId: ID<Account>
        var madeAt: Moment
        var endsAt: Moment
        var usedAt: Moment?
    }

    /// Makes a link by which its holder sets a password, once; earlier ones end.
    /// - Parameter moment: the machine's.
    func invite(_ id: ID<Account>, by token: Token, at moment: Moment) throws {
        try tx.connection.execute("DELETE FROM invitations WHERE account_id = \(id) AND used_at IS NULL")
        try tx.add(
            Invitation(tokenDigest: token.digest, accountId: id, madeAt: moment, endsAt: moment.adding(seconds: Self.invitationSeconds), usedAt: nil),
            to: .invitations)
        try tx.tell("invitation", ofAccount: id, before: "none", after: "made")
    }

    /// Whose invitation it is.
    /// - Throws: `Refusal.notFound` for one that is unknown, used or over, or of an account that is closed.
    func invited(by token: Token, at moment: Moment) throws -> Account {
        try tx.one(
            """
            SELECT accounts.* FROM invitations JOIN accounts ON accounts.id = invitations.account_id
            WHERE invitations.token_digest = \(token.digest) AND invitations.used_at IS NULL AND invitations.ends_at > \(moment) AND accounts.is_active
            """)
    }

    /// Sets the password of whoever was invited.
    func accept(invitation token: Token, password: PasswordHash, at moment: Moment) throws {
        let account = try invited(by: token, at: moment)
        try tx.connection.execute("UPDATE invitations SET used_at = \(moment) WHERE token_digest = \(token.digest)")
        try change(password: password, of: account.id, keeping: nil)
    }
}

// MARK: Signing in

extension AccountStore {
    func password(of id: ID<Account>) throws -> PasswordHash? {
        let kept: Password? = try tx.first("SELECT * FROM passwords WHERE account_id = \(id)")
        // Who was invited and has none yet takes as long to refuse as a name that is nobody's.
        return kept.map { PasswordHash(text: $0.hash) }.flatMap { $0.isReadable ? $0 : nil }
    }

    /// Notes a try of a password; a success forgets it again.
    /// - Returns: the account and its hash, `nil` for an unknown name, or how many seconds the try must wait.
    func beginTry(name: String, address: String, at moment: Moment) throws -> (Account?, PasswordHash?, wait: Int?) {
        try tx.connection.execute("DELETE FROM failed_sign_ins WHERE at < \(moment.adding(seconds: -SignInLimit.windowSeconds))")
        // Who comes to the second step has the password: there the limit holds whatever the address, and locks out nobody else.
        let isSecond = name.contains("/"), address = SignInLimit.network(of: address)
        let byName = try moments(isSecond ? "account_name = \(name)" : "account_name = \(name) AND address = \(address)")
        let byAddress = try moments("address = \(address)")
        if let wait = SignInLimit.wait(after: byName, now: moment) ?? SignInLimit.wait(after: byAddress, now: moment, tries: SignInLimit.triesOfAddress) {
            return (nil, nil, wait)
        }
        let id: ID<Account> = tx.newID()
        try tx.connection.execute("INSERT INTO failed_sign_ins (id, account_name, address, at) VALUES (\(id), \(name), \(address), \(moment))")
        let account = try find(name: name)
        return (account, try account.flatMap { try password(of: $0.id) }, nil)
    }

    /// Oldest first.
    private func moments(_ condition: SQL) throws -> [Moment] {
        try tx.connection.rows("SELECT at FROM failed_sign_ins WHERE \(condition) ORDER BY at").map { try $0.single() }
    }

    func forgetFailures(name: String, address: String) throws {
        let address = SignInLimit.network(of: address)
        try tx.connection.execute("DELETE FROM failed_sign_ins WHERE account_name = \(name) AND address = \(address)")
    }
}

extension Tx {
    var accounts: AccountStore { AccountStore(tx: self) }
}
