/// One person's way in.
public struct Account: Codable, Equatable, Sendable {
    public var id: ID<Account>
    /// What is typed at sign-in: lower-case letters, digits, dots and dashes, not dots and dashes alone.
    public var name: String
    /// The person, or the desk, as colleagues know it.
    public var displayName: String
    /// The body the person acts for; `nil` for administrators and auditors of the whole.
    public var bodyId: ID<Body>?
    /// Code of the body's province; `nil` without a body.
    public var province: String?
    public var isActive: Bool
    public var version: Int

    public init(
        id: ID<Account>, name: String, displayName: String, bodyId: ID<Body>?, province: String?, isActive: Bool, version: Int
    ) {
        (self.id, self.name, self.displayName, self.bodyId, self.province) = (id, name, displayName, bodyId, province)
        (self.isActive, self.version) = (isActive, version)
    }
}

extension Account {
    /// Opens an account.
    /// - Parameter body: `nil` for administrators and auditors of the whole.
    /// - Throws: `.invalid` naming `name` or `displayName`.
    public static func open(
        id: ID<Account>, name: String, displayName: String, body: Body?
    ) throws(Refusal) -> Account {
        var wrong: [String: String] = [:]
        if !isAcceptable(name: name) {
            wrong["name"] = "Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, chữ số, dấu chấm hoặc gạch ngang, có ít nhất một chữ cái hoặc chữ số."
        }
        if displayName.tidied.isEmpty { wrong["displayName"] = "Cần tên hiển thị." }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        return Account(
            id: id, name: name, displayName: displayName.tidied, bodyId: body?.id, province: body?.province, isActive: true, version: 1)
    }

    /// The person with the roles that are in force.
    public func viewer(_ grants: [HeldGrant]) -> Viewer { Viewer(account: id, name: displayName, grants: grants, body: bodyId, province: province) }

    private static func isAcceptable(name: String) -> Bool {
        (3...40).contains(name.count) && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "." || $0 == "-") }
            && name.contains { $0 != "." && $0 != "-" }
    }
}
