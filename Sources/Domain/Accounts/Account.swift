/// One person's way in.
public struct Account: Codable, Equatable, Sendable {
    public var id: ID<Account>
    /// What is typed at sign-in: lower-case letters, digits, dots and dashes, not dots and dashes alone.
    public var name: String
    /// The person, or the desk, as colleagues know it.
    public var displayName: String
    public var role: Role
    /// The body the person acts for; `nil` for an administrator.
    public var bodyId: ID<Body>?
    /// Code of the province; `nil` for an administrator of all.
    public var province: String?
    public var isActive: Bool
    public var version: Int

    public init(
        id: ID<Account>, name: String, displayName: String, role: Role, bodyId: ID<Body>?, province: String?, isActive: Bool, version: Int
    ) {
        (self.id, self.name, self.displayName, self.role, self.bodyId, self.province) = (id, name, displayName, role, bodyId, province)
        (self.isActive, self.version) = (isActive, version)
    }
}

extension Account {
    /// Opens an account.
    /// - Throws: `.invalid` naming `name`, `displayName` or `body`.
    public static func open(
        id: ID<Account>, name: String, displayName: String, role: Role, body: Body?
    ) throws(Refusal) -> Account {
        var wrong: [String: String] = [:]
        if !isAcceptable(name: name) {
            wrong["name"] = "Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, chữ số, dấu chấm hoặc gạch ngang, có ít nhất một chữ cái hoặc chữ số."
        }
        if displayName.tidied.isEmpty { wrong["displayName"] = "Cần tên hiển thị." }
        if role != .administrator && body == nil { wrong["body"] = "Vai trò này cần một cơ quan." }
        if role == .administrator && body != nil { wrong["body"] = "Quản trị không làm việc cho cơ quan nào." }
        if role == .program { wrong["role"] = "Không có tài khoản nào mang vai trò này." }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        return Account(
            id: id, name: name, displayName: displayName.tidied, role: role, bodyId: body?.id, province: body?.province, isActive: true, version: 1)
    }

    public var viewer: Viewer { Viewer(account: id, name: displayName, role: role, body: bodyId, province: province) }

    private static func isAcceptable(name: String) -> Bool {
        (3...40).contains(name.count) && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "." || $0 == "-") }
            && name.contains { $0 != "." && $0 != "-" }
    }
}
