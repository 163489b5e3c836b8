/// What somebody may want to do.
public enum Act: String, CaseIterable, Sendable {
    /// Plans, duties, answers, reports and targets.
    case seeProgramme
    /// Answer for what the own body owes.
    case answerDuties
    /// Bring in, review and issue plans; confirm answers.
    case reviewPlans
    /// Accounts and who may do what.
    case manageAccounts
    /// Agree to a role that comes near identities and that somebody else gave.
    case agreeToGrants
    /// Bodies and reorganisations.
    case manageChart
    /// Who did what.
    case readLedger
    /// Log a crime report.
    case logCrimeReports
    /// Open a crime report, without the people in it.
    case seeCrimeReports
    /// Classify it.
    case classifyCrimeReports
    /// Decide on it.
    case decideCrimeReports
    /// Read what was told in it, which may name people; kept once a day.
    case readStories
    /// Read who the people in it are.
    case openIdentities
    /// Take a record that one may not see for two hours, in an emergency.
    case breakGlass
}

/// One line of the table of who may do what: a role, how far it reaches, and what must hold besides.
public struct AccessRule: Equatable, Sendable {
    public let act: Act
    public let role: Role
    public let reach: Reach
    /// What the person's body must be there for on that day; `nil` where any body will do.
    public let function: BodyFunction.Kind?
    /// Whether the person must write why, each time.
    public let needsReason: Bool
    /// Law or plan; "–" where the rule is our own.
    public let source: String

    public enum Reach: String, Sendable {
        /// What the person's body has logged or was given.
        case body
        /// What lies in the province of the grant.
        case province
        /// Nothing that lies in a place: accounts, the chart.
        case everywhere
    }

    /// Whether a second factor is needed: for all that comes near an identity.
    public var needsSecondFactor: Bool { act == .openIdentities || act == .readStories }

    private init(_ act: Act, _ role: Role, _ reach: Reach, function: BodyFunction.Kind? = nil, needsReason: Bool = false, source: String = "–") {
        (self.act, self.role, self.reach, self.function, self.needsReason, self.source) = (act, role, reach, function, needsReason, source)
    }
}

extension AccessRule {
    /// All that is allowed; what stands in no line is not.
    public static let all: [AccessRule] =
        [Role.standingOffice, .officer, .leader, .reader, .inspector].map {
            AccessRule(.seeProgramme, $0, .province, source: "133/KH-UBND III; 470/KH-UBND III")
        }
        + [Role.standingOffice, .officer].map { AccessRule(.answerDuties, $0, .body, source: "133/KH-UBND III.1; 470/KH-UBND III.1") } + [
            AccessRule(.reviewPlans, .standingOffice, .province, source: "133/KH-UBND III.3; 470/KH-UBND III.2"),
            AccessRule(.manageAccounts, .administrator, .everywhere),
            AccessRule(.agreeToGrants, .administrator, .everywhere), AccessRule(.agreeToGrants, .auditor, .province),
            AccessRule(.manageChart, .administrator, .everywhere),
            AccessRule(.readLedger, .standingOffice, .province), AccessRule(.readLedger, .auditor, .province),
            AccessRule(.readLedger, .administrator, .everywhere),
            AccessRule(.logCrimeReports, .reportDesk, .province, function: .crimeReports, source: "BLTTHS 145(1), 146(1)"),
            AccessRule(.logCrimeReports, .hotline, .body, function: .hotline, source: "BLTTHS 146(4); TTLT 01/2017 điều 8(6)"),
            AccessRule(.seeCrimeReports, .reportDesk, .province, function: .crimeReports, source: "TTLT 01/2017 điều 8"),
            AccessRule(.seeCrimeReports, .hotline, .body, function: .hotline, source: "BLTTHS 146(4)"),
            AccessRule(.seeCrimeReports, .investigator, .body, source: "BLTTHS 145(2), 147"),
            AccessRule(.seeCrimeReports, .procurator, .province, source: "BLTTHS 159, 160"),
            AccessRule(.seeCrimeReports, .inspector, .province),
            AccessRule(.classifyCrimeReports, .reportDesk, .province, function: .crimeReports, source: "TTLT 01/2017 điều 8(1)"),
            AccessRule(.decideCrimeReports, .investigator, .body, source: "BLTTHS 147"),
            AccessRule(.readStories, .reportDesk, .province, function: .crimeReports, source: "TTLT 01/2017 điều 8"),
            AccessRule(.readStories, .hotline, .body, function: .hotline, source: "BLTTHS 146(4)"),
            AccessRule(.readStories, .investigator, .body, source: "BLTTHS 147(3)"),
            AccessRule(.readStories, .procurator, .province, source: "BLTTHS 160"),
            AccessRule(.openIdentities, .reportDesk, .province, function: .crimeReports, needsReason: true, source: "TTLT 01/2017 điều 8"),
            AccessRule(.openIdentities, .investigator, .body, needsReason: true, source: "BLTTHS 147(3)"),
            AccessRule(.openIdentities, .procurator, .province, needsReason: true, source: "BLTTHS 160"),
            AccessRule(.breakGlass, .reportDesk, .everywhere, function: .crimeReports, needsReason: true),
            AccessRule(.breakGlass, .investigator, .everywhere, function: .crimeReports, needsReason: true),
        ]

    /// Roles that come near an identity, and so need a second factor.
    public static let rolesNeedingSecondFactor = Set(all.filter(\.needsSecondFactor).map(\.role))

    public static func of(_ act: Act) -> [AccessRule] { all.filter { $0.act == act } }
}

/// Whether somebody may do something, and why: the one answer that pages, stores and "why can I not see this?" share.
public enum AccessDecision: Equatable, Sendable {
    case allowed(AccessRule, behalf: String?)
    /// Each way that could have led there, and what it lacked; empty where no role of the viewer leads there.
    case refused([Shortfall])

    public struct Shortfall: Equatable, Sendable {
        public let rule: AccessRule
        public let lack: Lack
    }

    public enum Lack: String, Sendable {
        case otherProvince, otherBody, function, secondFactor, reason
    }

    public var isAllowed: Bool { if case .allowed = self { true } else { false } }
}

/// What an act is about, as far as access goes.
public struct AccessTarget: Equatable, Sendable {
    /// Codes of the provinces whose matter it is: the one that it lies in, and that one's heirs; `nil` where it lies in none.
    public var provinces: Set<String>?
    /// Bodies that logged it or were given it.
    public var bodies: Set<ID<Body>>

    public init(provinces: Set<String>? = nil, bodies: Set<ID<Body>> = []) {
        (self.provinces, self.bodies) = (provinces, bodies)
    }
}

extension Viewer {
    /// Whether any role of the viewer leads to the act at all; what it is about is asked by `decide`.
    public func may(_ act: Act) -> Bool { isProgram || AccessRule.of(act).contains { rule in grants.contains { $0.role == rule.role } } }

    /// Name of the person whose authority leads the viewer to the act; `nil` where it is the viewer's own.
    public func behalf(for act: Act) -> String? {
        let leading = grants.filter { grant in AccessRule.of(act).contains { $0.role == grant.role } }
        return leading.contains { $0.behalf == nil } ? nil : leading.first?.behalf
    }

    public func holds(_ role: Role) -> Bool { grants.contains { $0.role == role } }

    /// Whether the viewer may do this to that.
    /// - Parameters:
    ///   - functions: what the viewer's body is there for on the day.
    ///   - reason: what the viewer wrote; blank counts as nothing.
    public func decide(_ act: Act, about target: AccessTarget, functions: Set<BodyFunction.Kind>, reason: String? = nil) -> AccessDecision {
        var lacking: [AccessDecision.Shortfall] = []
        // An own grant goes before a delegated one, so that nobody stands for another without need.
        for rule in AccessRule.of(act) {
            for grant in grants.filter({ $0.role == rule.role }).sorted(by: { $0.behalf == nil && $1.behalf != nil }) {
                guard let lack = lack(of: rule, grant, target, functions, reason) else { return .allowed(rule, behalf: grant.behalf) }
                lacking.append(.init(rule: rule, lack: lack))
            }
        }
        return .refused(lacking)
    }

    private func lack(
        of rule: AccessRule, _ grant: HeldGrant, _ target: AccessTarget, _ functions: Set<BodyFunction.Kind>, _ reason: String?
    ) -> AccessDecision.Lack? {
        if let function = rule.function, !functions.contains(function) { return .function }
        switch rule.reach {
        case .body: if !(body.map(target.bodies.contains) ?? false) { return .otherBody }
        case .province: if let own = grant.province ?? province, !(target.provinces?.contains(own) ?? true) { return .otherProvince }
        case .everywhere: break
        }
        if rule.needsSecondFactor && !hasSecondFactor { return .secondFactor }
        if rule.needsReason && (reason ?? "").tidied.isEmpty { return .reason }
        return nil
    }
}
