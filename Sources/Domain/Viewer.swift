/// On whose behalf a transaction runs: what they may see and do follows from roles, province and body (`AccessRule`).
public struct Viewer: Equatable, Sendable {
    /// `nil` for the program itself (import, demonstration).
    public var account: ID<Account>?
    /// Shown beside what they did.
    public var name: String
    /// Roles in force, own and delegated.
    public var grants: [HeldGrant]
    /// Whether a second factor was shown in this session.
    public var hasSecondFactor = false
    /// Whether they come by a token that gives plans and targets alone, not who owes what.
    public var onlyFigures = false
    /// Name of the person whose authority admitted the viewer here; `nil` where it was the viewer's own.
    public var behalf: String?
    /// The body they act for; `nil` where they act for none (administrator, the program).
    public var body: ID<Body>?
    /// Code of the province whose programme they see; `nil` means every province.
    public var province: String?
    /// From where they ask; `nil` for a command or the program itself.
    public var origin: Origin?

    public init(account: ID<Account>?, name: String, grants: [HeldGrant], body: ID<Body>?, province: String?) {
        self.account = account
        self.name = name
        self.grants = grants
        self.body = body
        self.province = province
    }

    /// A viewer with one role of their own.
    public init(account: ID<Account>?, name: String, role: Role, body: ID<Body>?, province: String?) {
        self.init(account: account, name: name, grants: [HeldGrant(role)], body: body, province: province)
    }

    /// The same viewer, asking from there.
    public func asking(from origin: Origin) -> Viewer {
        var viewer = self
        viewer.origin = origin
        return viewer
    }

    /// The program itself, loading or importing.
    public static let program = Viewer(account: nil, name: "Lá Chắn", grants: [HeldGrant(.program)], body: nil, province: nil)
}

/// Where a request came from.
public struct Origin: Equatable, Sendable {
    /// Network address without the port.
    public var address: String
    /// Number of the request, as the log and error pages name it.
    public var request: String

    public init(address: String, request: String) {
        (self.address, self.request) = (address, request)
    }
}

extension Viewer {
    public var isProgram: Bool { holds(.program) }
    public var seesProgramme: Bool { may(.seeProgramme) }
    public var mayReviewPlans: Bool { may(.reviewPlans) }
    public var mayManageAccounts: Bool { may(.manageAccounts) }

    /// Whether the viewer answers for this body.
    public func answers(for body: ID<Body>) -> Bool { isProgram || (may(.answerDuties) && self.body == body) }
}
