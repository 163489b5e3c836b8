import Domain
import Foundation
import Reader
import Vault

/// What the command line does besides serving; the executable only parses words.
extension App {
    /// Takes a file of bodies.
    /// - Throws: `StartRefusal` with one line for each line of the file that is wrong.
    public func importBodies(_ text: String) async throws -> (added: Int, changed: Int) {
        try await importing {
            let rows = try BodyFile(text).rows
            return try await write(as: .program) { tx in try tx.bodies.take(rows) }
        }
    }

    /// Takes places and who became whom, in place of what was there.
    /// - Throws: `StartRefusal` with one line for each line of a file that is wrong.
    public func importPlaces(_ places: String, heirs: String) async throws -> (places: Int, heirs: Int) {
        try await importing {
            let file = try PlaceFile(places: places, heirs: heirs)
            return try await write(as: .program) { tx in
                try tx.tell(import: places + heirs, into: .places, by: "lachan places import")
                return try tx.places.take(file)
            }
        }
    }

    /// Takes what bodies are there for.
    public func importFunctions(_ text: String) async throws -> Int {
        try await importing {
            let rows = try FunctionFile(text).rows
            return try await write(as: .program) { tx in
                try tx.tell(import: text, into: .bodyFunctions, by: "lachan bodies functions")
                return try tx.bodies.take(rows)
            }
        }
    }

    /// Takes reorganisations; they are planned, not carried out.
    public func importReorganisations(_ text: String) async throws -> (reorganisations: Int, heirs: Int) {
        try await importing {
            let rows = try ReorganisationFile(text).rows
            return try await write(as: .program) { tx in
                try tx.tell(import: text, into: .successions, by: "lachan bodies reorganisations")
                return try tx.reorganisations.take(rows)
            }
        }
    }

    private func importing<T>(_ body: () async throws -> T) async throws -> T {
        do { return try await body() } catch { throw StartRefusal(error) ?? error }
    }

    /// Roles that an account may have, as the command line writes them.
    public static var roles: [String] { Role.allCases.filter { $0 != .program }.map(\.rawValue) }

    /// Opens an account.
    ///
    /// A role that comes near identities, or watches over those who do, waits for a second person as soon as there is one who may agree.
    /// - Parameters:
    ///   - giver: who gives the role, and stands in the ledger for it.
    ///   - reason: the decision that it stands on.
    ///   - password: `nil` lets its holder set one, by an invitation.
    /// - Returns: the address of the invitation, good once and for three days; `nil` with a password.
    /// - Throws: `StartRefusal` if name, role, body or password will not do.
    public func addAccount(name: String, displayName: String, role: String, bodyCode: String?, password: String?, by giver: String, because reason: String)
        async throws -> (invitation: String?, isAwaiting: Bool)
    {
        guard let role = Role(rawValue: role), role != .program else {
            throw StartRefusal("Vai trò: \(Self.roles.joined(separator: ", ")). / Role: one of \(Self.roles.joined(separator: ", ")).")
        }
        do { if let password { try refuseWeak(password, name: name) } } catch let refusal as Refusal {
            throw StartRefusal("Mật khẩu: \(refusal.sentences.joined(separator: " ")) / The password is too short, too long, a common one, or known elsewhere.")
        }
        let hash = try password.map { try PasswordHash(of: $0) } ?? PasswordHash(text: "none"), token = Token.random()
        do {
            let isAwaiting = try await write(as: .program) { tx in
                let body = try bodyCode.flatMap { try tx.bodies.find(code: $0) }
                if let bodyCode, body == nil { throw Refusal.invalid(["body": "Không có cơ quan mang mã: \(bodyCode)."]) }
                let account = try Account.open(id: tx.newID(), name: name, displayName: displayName, body: body)
                var grant = try Grant.give(id: tx.newID(), role, to: account, from: tx.today, because: reason, by: tx.viewer)
                grant.givenByName = "\(giver), lachan account add"
                grant.isAwaiting = try Grant.needsConsent.contains(role) && !tx.notices.consenters().isEmpty
                try tx.accounts.add(account, password: hash)
                try tx.grants.give(grant)
                if password == nil { try tx.accounts.invite(account.id, by: token, at: Clock.machine) }
                return grant.isAwaiting
            }
            return (password == nil ? "\(config.publicURL ?? "")/invitations/\(token.text)" : nil, isAwaiting)
        } catch let refusal as Refusal {
            throw StartRefusal(refusal) ?? refusal
        }
    }

    /// Makes a bearer token for the API; it is shown once and kept as a digest.
    public func addToken(accountName: String) async throws -> String {
        let token = Token.random()
        try await write(as: .program) { tx in
            guard let account = try tx.accounts.find(name: accountName) else {
                throw StartRefusal("Không có tài khoản \(accountName). / There is no account \(accountName).")
            }
            try tx.accounts.addBearer(token, for: account.id)
            try tx.tell("api_token", ofAccount: account.id, before: "none", after: "lachan account token")
        }
        return token.text
    }

    /// One line an account: name, role, body, display name.
    public func accountLines() async throws -> [String] {
        try await read(as: .program) { tx in
            let grants = try tx.grants.inForce(on: tx.today)
            return try tx.accounts.list().map { account in
                let roles = (grants[account.id] ?? []).map(\.role.rawValue).joined(separator: ",")
                let body = try account.bodyId.map { try tx.bodies.find($0).code } ?? "-"
                return "\(account.name)\t\(roles.isEmpty ? "-" : roles)\t\(body)\t\(account.displayName)"
            }
        }
    }

}

extension Tx {
    /// Keeps that a file was taken in, by its digest: its rows have no history of their own.
    fileprivate func tell(import text: String, into table: Table, by command: String) throws {
        try note(.changed, table, "import", fields: [("file", nil, "sha256:" + Digest.sha256(Array(text.utf8)))], because: command)
    }
}
