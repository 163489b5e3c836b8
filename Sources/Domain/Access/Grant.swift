/// A role that a person has from one day to another, given by a named person.
public struct Grant: Codable, Equatable, Sendable {
    public var id: ID<Grant>
    public var accountId: ID<Account>
    public var role: Role
    /// Code of another province than that of the person's body; `nil` means the body's own, and goes with it when the body is reorganised.
    public var province: String?
    public var validFrom: Day
    /// The last day; `nil` until it is withdrawn.
    public var validTo: Day?
    /// Decision or duty that it stands on.
    public var reason: String
    /// `nil` where the program gave it (import, first account).
    public var givenById: ID<Account>?
    public var givenByName: String
    /// Whose authority it is, where it was delegated; `nil` otherwise.
    public var delegatedById: ID<Account>?
    public var delegatedByName: String?
    public var withdrawnAt: Moment?
    public var version: Int

    public init(
        id: ID<Grant>, accountId: ID<Account>, role: Role, province: String?, validFrom: Day, validTo: Day?, reason: String, givenById: ID<Account>?,
        givenByName: String, delegatedById: ID<Account>?, delegatedByName: String?, withdrawnAt: Moment?, version: Int
    ) {
        (self.id, self.accountId, self.role, self.province, self.validFrom, self.validTo) = (id, accountId, role, province, validFrom, validTo)
        (self.reason, self.givenById, self.givenByName) = (reason, givenById, givenByName)
        (self.delegatedById, self.delegatedByName, self.withdrawnAt, self.version) = (delegatedById, delegatedByName, withdrawnAt, version)
    }
}

/// What a viewer holds of a grant that is in force.
public struct HeldGrant: Codable, Equatable, Sendable {
    public var role: Role
    /// `nil` for the province of the viewer's body.
    public var province: String?
    /// Name of the person whose authority it is; `nil` for the viewer's own.
    public var behalf: String?

    public init(_ role: Role, province: String? = nil, behalf: String? = nil) {
        (self.role, self.province, self.behalf) = (role, province, behalf)
    }
}

extension Grant {
    public func isInForce(on day: Day) -> Bool { withdrawnAt == nil && validFrom <= day && validTo.map { day <= $0 } ?? true }

    /// Roles of people who act for no body.
    public static let bodiless: Set<Role> = [.administrator, .auditor]

    /// Gives a role.
    /// - Throws: `.invalid` naming `role`, `reason` or `validTo`.
    public static func give(
        id: ID<Grant>, _ role: Role, to account: Account, from first: Day, to last: Day? = nil, because reason: String, by giver: Viewer
    ) throws(Refusal) -> Grant {
        var wrong: [String: String] = [:]
        if role == .program { wrong["role"] = "Không có tài khoản nào mang vai trò này." }
        if role == .administrator && account.bodyId != nil { wrong["role"] = "Quản trị không làm việc cho cơ quan nào." }
        if !bodiless.contains(role) && role != .program && account.bodyId == nil { wrong["role"] = "Vai trò này cần một cơ quan." }
        if account.id == giver.account { wrong["role"] = "Không tự giao vai trò cho mình." }
        if reason.tidied.isEmpty { wrong["reason"] = "Cần căn cứ: quyết định hoặc phân công nào." }
        if let last, last < first { wrong["validTo"] = "Ngày cuối không trước ngày đầu." }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        return Grant(
            id: id, accountId: account.id, role: role, province: nil, validFrom: first, validTo: last, reason: reason.tidied, givenById: giver.account,
            givenByName: giver.name, delegatedById: nil, delegatedByName: nil, withdrawnAt: nil, version: 1)
    }

    /// How long a role may be delegated at most.
    public static let longestDelegation = 92

    /// Passes one's own role on for some days; what was delegated is not passed on further.
    /// - Parameter own: roles that the giver holds by own right.
    /// - Throws: `.invalid` naming `role`, `account`, `reason` or `validTo`.
    public static func delegate(
        id: ID<Grant>, _ role: Role, to account: Account, from first: Day, to last: Day?, because reason: String, by giver: Viewer
    ) throws(Refusal) -> Grant {
        var wrong: [String: String] = [:]
        if !giver.grants.contains(where: { $0.role == role && $0.behalf == nil }) { wrong["role"] = "Chỉ ủy quyền được vai trò của chính mình." }
        if account.id == giver.account || account.bodyId == nil || account.bodyId != giver.body {
            wrong["account"] = "Chỉ ủy quyền cho người khác cùng cơ quan."
        }
        if last == nil { wrong["validTo"] = "Ủy quyền cần ngày cuối." }
        if let last, first.days(until: last) > longestDelegation { wrong["validTo"] = "Ủy quyền nhiều nhất 92 ngày." }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        var grant = try give(id: id, role, to: account, from: first, to: last, because: reason, by: giver)
        (grant.delegatedById, grant.delegatedByName) = (giver.account, giver.name)
        return grant
    }

    /// - Throws: `.conflict` if it was withdrawn before.
    public mutating func withdraw(at moment: Moment) throws(Refusal) {
        guard withdrawnAt == nil else { throw .conflict("Vai trò này đã được thu hồi.") }
        withdrawnAt = moment
    }
}
