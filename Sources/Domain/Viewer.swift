/// On whose behalf a transaction runs: what they may see and do follows from role, province and body.
public struct Viewer: Equatable, Sendable {
    /// `nil` for the program itself (import, demonstration).
    public var account: ID<Account>?
    /// Shown beside what they did.
    public var name: String
    public var role: Role
    /// The body they act for; `nil` where they act for none (administrator, the program).
    public var body: ID<Body>?
    /// Code of the province whose programme they see; `nil` means every province.
    public var province: String?
    /// From where they ask; `nil` for a command or the program itself.
    public var origin: Origin?

    public init(account: ID<Account>?, name: String, role: Role, body: ID<Body>?, province: String?) {
        self.account = account
        self.name = name
        self.role = role
        self.body = body
        self.province = province
    }

    /// The same viewer, asking from there.
    public func asking(from origin: Origin) -> Viewer {
        var viewer = self
        viewer.origin = origin
        return viewer
    }

    /// The program itself, loading or importing.
    public static let program = Viewer(account: nil, name: "Lá Chắn", role: .program, body: nil, province: nil)
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

/// What a person is to the programme.
///
/// Source: 133/KH-UBND III.3 and 470/KH-UBND III.2 (standing office), III.1 (bodies).
public enum Role: String, Codable, CaseIterable, Sendable {
    /// Cơ quan thường trực Ban Chỉ đạo 138: reviews and issues plans, confirms answers.
    case standingOffice
    /// Cán bộ cơ quan, đơn vị: answers what the body owes.
    case officer
    /// Người xem, lãnh đạo: sees the programme of the province, changes nothing.
    case reader
    /// Quản trị: accounts and the organisation chart; sees no plan's work.
    case administrator
    /// The program itself; no account has it.
    case program
}

extension Viewer {
    public var seesProgramme: Bool { role != .administrator }
    public var mayReviewPlans: Bool { role == .standingOffice || role == .program }
    public var mayManageAccounts: Bool { role == .administrator || role == .program }

    /// Whether the viewer answers for this body.
    public func answers(for body: ID<Body>) -> Bool {
        role == .program || ((role == .officer || role == .standingOffice) && self.body == body)
    }
}
