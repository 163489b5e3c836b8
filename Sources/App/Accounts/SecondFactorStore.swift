import Domain
import Foundation
import Storage
import Vault

/// The second factor of accounts: a secret that makes codes, sealed, and recovery codes as digests.
struct SecondFactorStore {
    let tx: Tx

    private struct Kept: Codable {
        var accountId: ID<Account>
        var sealed: [UInt8]
        var madeAt: Moment
        var confirmedAt: Moment?
        var lastStep: Int
    }

    private func kept(_ account: ID<Account>) throws -> Kept? { try tx.first("SELECT * FROM second_factors WHERE account_id = \(account)") }

    private func code(of kept: Kept) throws -> OneTimeCode {
        OneTimeCode(secret: try tx.keys.factors().open(kept.sealed, for: kept.accountId.text))
    }

    /// Whether the account must show one to sign in.
    func isOn(_ account: ID<Account>) throws -> Bool { try kept(account)?.confirmedAt != nil }

    /// The secret that waits to be confirmed; `nil` where there is none, or it is confirmed.
    func waiting(_ account: ID<Account>) throws -> OneTimeCode? { try kept(account).flatMap { $0.confirmedAt == nil ? try code(of: $0) : nil } }

    /// A code that would be taken now, of an account that has a secret; `nil` without one. For demonstrations, where nobody has the telephone.
    func codeNow(_ account: ID<Account>, at moment: Moment) throws -> String? {
        try kept(account).map { kept in
            try code(of: kept).code(step: max(OneTimeCode.step(atSeconds: moment.milliseconds / 1000), kept.lastStep + 1))
        }
    }

    /// Makes a secret; it counts for nothing until a code of it is shown.
    /// - Throws: `Refusal.conflict` where one is on already.
    func begin(_ account: ID<Account>) throws {
        guard try !isOn(account) else { throw Refusal.conflict("Xác thực hai lớp đã bật.") }
        try tx.connection.execute("DELETE FROM second_factors WHERE account_id = \(account)")
        let sealed = try tx.keys.factors().seal(OneTimeCode.random().secret, for: account.text)
        try tx.add(Kept(accountId: account, sealed: sealed, madeAt: tx.now, confirmedAt: nil, lastStep: 0), to: .secondFactors)
    }

    /// Turns it on by a code.
    /// - Parameter moment: the machine's.
    /// - Returns: recovery codes, shown only now.
    /// - Throws: `Refusal.invalid` naming `code`.
    func confirm(_ account: ID<Account>, code text: String, at moment: Moment) throws -> [String] {
        guard let kept = try kept(account), kept.confirmedAt == nil else { throw Refusal.conflict("Không có gì để xác nhận.") }
        guard try take(text, of: kept, at: moment) else { throw Refusal.invalid(["code": "Mã không đúng; xem lại giờ của điện thoại."]) }
        try tx.connection.execute("UPDATE second_factors SET confirmed_at = \(moment) WHERE account_id = \(account)")
        try tx.tell("second_factor", ofAccount: account, before: "off", after: "on")
        try tx.notices.tell(.accountChanged, about: .accounts, account.text, detail: "bật xác thực hai lớp", to: [account])
        return try renewRecoveryCodes(account)
    }

    func renewRecoveryCodes(_ account: ID<Account>) throws -> [String] {
        struct Code: Encodable { let accountId: ID<Account>, digest: String }
        try tx.connection.execute("DELETE FROM recovery_codes WHERE account_id = \(account)")
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.random() }
        for code in codes { try tx.add(Code(accountId: account, digest: try keyed(code)), to: .recoveryCodes) }
        return codes
    }

    /// What is kept of a recovery code: nobody tries codes against it without the key. Those of before are kept without one.
    private func keyed(_ code: String) throws -> String { try tx.keys.factors().digest(RecoveryCode.digest(code)) }

    /// Whether the text is a code of now, or a recovery code that was not used; either is taken once.
    func accepts(_ text: String, of account: ID<Account>, at moment: Moment) throws -> Bool {
        guard let kept = try kept(account), kept.confirmedAt != nil else { return false }
        if try take(text, of: kept, at: moment) { return true }
        let used = try tx.connection.execute(
            """
            UPDATE recovery_codes SET used_at = \(moment) WHERE account_id = \(account)
            AND digest IN \(list: [try keyed(text), RecoveryCode.digest(text)]) AND used_at IS NULL
            """)
        if used == 1 { try tx.tell("recovery_code", ofAccount: account, before: "unused", after: "used") }
        return used == 1
    }

    private func take(_ text: String, of kept: Kept, at moment: Moment) throws -> Bool {
        let now = OneTimeCode.step(atSeconds: moment.milliseconds / 1000), digits = text.filter { !$0.isWhitespace }
        guard let step = try code(of: kept).step(of: digits, now: now, after: kept.lastStep) else { return false }
        try tx.connection.execute("UPDATE second_factors SET last_step = \(step) WHERE account_id = \(kept.accountId)")
        return true
    }

    /// How many recovery codes are left.
    func recoveryCount(_ account: ID<Account>) throws -> Int {
        try tx.count("SELECT COUNT(*) FROM recovery_codes WHERE account_id = \(account) AND used_at IS NULL")
    }

    /// Turns it off, and forgets all of it.
    func remove(_ account: ID<Account>, because reason: String? = nil) throws {
        try tx.connection.execute("DELETE FROM recovery_codes WHERE account_id = \(account)")
        guard try tx.connection.execute("DELETE FROM second_factors WHERE account_id = \(account)") == 1 else { return }
        // What was shown with it counts no more.
        try tx.connection.execute("UPDATE sessions SET factor_at = NULL WHERE account_id = \(account)")
        try tx.tell("second_factor", ofAccount: account, before: "on", after: "off", because: reason)
        try tx.notices.tell(.accountChanged, about: .accounts, account.text, detail: "tắt xác thực hai lớp", to: [account])
    }
}

extension Tx {
    var secondFactors: SecondFactorStore { SecondFactorStore(tx: self) }

    /// Keeps a change of something secret of an account: that it changed, never what it is.
    func tell(_ what: String, ofAccount account: ID<Account>, before: String, after: String, because reason: String? = nil) throws {
        try note(.changed, .accounts, account.text, fields: [(what, before, after)], because: reason)
    }
}
