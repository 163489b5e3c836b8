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
    /// Whether it waits for a second person to agree; until then it gives nothing.
    public var isAwaiting: Bool
    /// Who agreed; `nil` where nobody had to, or nobody has yet.
    public var agreedById: ID<Account>?
    public var agreedByName: String?
    public var version: Int

    public init(
        id: ID<Grant>, accountId: ID<Account>, role: Role, province: String?, validFrom: Day, validTo: Day?, reason: String, givenById: ID<Account>?,
        givenByName: String, delegatedById: ID<Account>?, delegatedByName: String?, withdrawnAt: Moment?, isAwaiting: Bool = false,
        agreedById: ID<Account>? = nil,
        agreedByName: String? = nil, version: Int
    ) {
        (self.id, self.accountId, self.role, self.province, self.validFrom, self.validTo) = (id, accountId, role, province, validFrom, validTo)
        (self.reason, self.givenById, self.givenByName) = (reason, givenById, givenByName)
        (self.delegatedById, self.delegatedByName, self.withdrawnAt, self.version) = (delegatedById, delegatedByName, withdrawnAt, version)
        (self.isAwaiting, self.agreedById, self.agreedByName) = (isAwaiting, agreedById, agreedByName)
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

extension HeldGrant {
    /// Whether it lets its holder answer for what the body owes.
    public var answersDuties: Bool { AccessRule.of(.answerDuties).contains { $0.role == role } }
}

extension Grant {
    public func isInForce(on day: Day) -> Bool { withdrawnAt == nil && !isAwaiting && validFrom <= day && validTo.map { day <= $0 } ?? true }

    /// Roles of people who act for no body.
    public static let bodiless: Set<Role> = [.administrator, .auditor]

    /// Roles that come near identities, or watch over those who do: they wait for a second person.
    public static let needsConsent = AccessRule.rolesNeedingSecondFactor.union(bodiless)

    /// Gives a role. One that comes near identities, or watches over them, waits for a second person, unless the program itself gives it.
    /// - Parameter held: roles that the person has or awaits: who gives roles does not watch over them.
    /// - Throws: `.invalid` naming `role`, `reason` or `validTo`.
    public static func give(
        id: ID<Grant>, _ role: Role, to account: Account, from first: Day, to last: Day? = nil, because reason: String, by giver: Viewer,
        held: Set<Role> = []
    ) throws(Refusal) -> Grant {
        var wrong: [String: String] = [:]
        if role == .program { wrong["role"] = "Không có tài khoản nào mang vai trò này." }
        if role == .administrator && account.bodyId != nil { wrong["role"] = "Quản trị không làm việc cho cơ quan nào." }
        if !bodiless.contains(role) && role != .program && account.bodyId == nil { wrong["role"] = "Vai trò này cần một cơ quan." }
        if bodiless.contains(role), !held.intersection(bodiless).subtracting([role]).isEmpty {
            wrong["role"] = "Quản trị và kiểm toán không ở cùng một người."
        }
        if account.id == giver.account { wrong["role"] = "Không tự giao vai trò cho mình." }
        if reason.tidied.isEmpty { wrong["reason"] = "Cần căn cứ: quyết định hoặc phân công nào." }
        if let last, last < first { wrong["validTo"] = "Ngày cuối không trước ngày đầu." }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        return Grant(
            id: id, accountId: account.id, role: role, province: nil, validFrom: first, validTo: last, reason: reason.tidied, givenById: giver.account,
            givenByName: giver.name, delegatedById: nil, delegatedByName: nil, withdrawnAt: nil,
            isAwaiting: giver.account != nil && needsConsent.contains(role), version: 1)
    }

    /// Somebody opened a way into the account: the role gives nothing until a second person has agreed to that.
    public mutating func awaitAnew(by viewer: Viewer) {
        (isAwaiting, givenById, givenByName, agreedById, agreedByName) = (true, viewer.account, viewer.name, nil, nil)
    }

    /// A second person agrees.
    /// - Throws: `.conflict` unless it waits; `.forbidden` for who gave it, and for who is given it.
    public mutating func agree(by viewer: Viewer) throws(Refusal) {
        guard isAwaiting, withdrawnAt == nil else { throw .conflict("Vai trò này không chờ ai đồng ý.") }
        guard let account = viewer.account, account != givenById, account != accountId else { throw .forbidden }
        (isAwaiting, agreedById, agreedByName) = (false, account, viewer.name)
    }

    /// How long a role may be delegated at most.
    public static let longestDelegation = 92

    /// Passes one's own role on for some days; what was delegated is not passed on further.
    /// - Parameters:
    ///   - own: all grants of the giver; what is passed on lies within one that they hold by own right.
    ///   - today: nothing is passed on for days that are gone, or begin more than 92 days ahead.
    /// - Throws: `.invalid` naming `role`, `account`, `reason` or `validTo`.
    public static func delegate(
        id: ID<Grant>, _ role: Role, to account: Account, from first: Day, to last: Day?, because reason: String, by giver: Viewer, own: [Grant], today: Day
    ) throws(Refusal) -> Grant {
        var wrong: [String: String] = [:]
        let held = own.filter { $0.role == role && $0.delegatedById == nil && $0.isInForce(on: today) }
        if held.isEmpty { wrong["role"] = "Chỉ ủy quyền được vai trò của chính mình." }
        if first < today || today.days(until: first) > longestDelegation { wrong["from"] = "Ủy quyền bắt đầu từ hôm nay, chậm nhất sau 92 ngày." }
        if account.id == giver.account || account.bodyId == nil || account.bodyId != giver.body {
            wrong["account"] = "Chỉ ủy quyền cho người khác cùng cơ quan."
        }
        if last == nil { wrong["validTo"] = "Ủy quyền cần ngày cuối." }
        if let last, first.days(until: last) > longestDelegation { wrong["validTo"] = "Ủy quyền nhiều nhất 92 ngày." }
        if let last, !held.isEmpty, !held.contains(where: { $0.validFrom <= first && $0.validTo.map { last <= $0 } ?? true }) {
            wrong["validTo"] = "Ủy quyền không quá thời hạn của chính mình."
        }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        var grant = try give(id: id, role, to: account, from: first, to: last, because: reason, by: giver)
        // Not given anew but passed on: a second person has agreed to it before.
        (grant.delegatedById, grant.delegatedByName, grant.isAwaiting) = (giver.account, giver.name, false)
        return grant
    }

    /// - Throws: `.conflict` if it was withdrawn before.
    public mutating func withdraw(at moment: Moment) throws(Refusal) {
        guard withdrawnAt == nil else { throw .conflict("Vai trò này đã được thu hồi.") }
        withdrawnAt = moment
    }
}
