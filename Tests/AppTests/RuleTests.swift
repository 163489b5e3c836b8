import Domain
import Storage
import Testing

@testable import App

/// Each row of `docs/access.md`, tried on the pages: who has all that the row asks for does the act, who lacks any of it does not.
@Suite struct RuleTests {
    /// The matter is this body's, in province 01.
    private static let home = "a.tu-phap"
    /// Another body of the same province, and one of another.
    private static let neighbour = "a.phu-nu"
    private static let stranger = "b.cong-an"
    private static let reason = "nạn nhân đang bị đe dọa ngay lúc này"

    @Test("a row opens its act to who has all that it asks for, and to nobody who lacks any of it", arguments: AccessRule.all)
    func row(rule: AccessRule) async throws {
        let whole = Claim(
            role: rule.role, body: rule.reach == .everywhere && Grant.bodiless.contains(rule.role) ? nil : Self.home, function: rule.function,
            hasFactor: rule.needsSecondFactor, reason: rule.needsReason ? Self.reason : nil)
        #expect(try await tried(rule, whole) == nil, "with all that it asks for")
        for (lack, claim) in Self.lacking(rule, whole) {
            let status = try #require(try await tried(rule, claim), "done though there was lacking: \(lack)")
            #expect([403, 404, 409, 422].contains(status), "\(lack): \(status)")
        }
        guard rule.reach == .everywhere, whole.body != nil else { return }
        var far = whole
        far.body = Self.stranger
        #expect(try await tried(rule, far) == nil, "everywhere is another province too")
    }

    @Test("every act has a row", arguments: Act.allCases)
    func acts(act: Act) {
        #expect(!AccessRule.of(act).isEmpty)
    }

    /// Who asks, and what they come with.
    private struct Claim: Sendable {
        var role: Role
        /// Code of the body; `nil` for none.
        var body: String?
        /// What the body is there for, of what the row asks.
        var function: BodyFunction.Kind?
        var hasFactor: Bool
        /// `nil` where the row wants none.
        var reason: String?
    }

    /// The same claim, each time without one thing that the row asks for.
    private static func lacking(_ rule: AccessRule, _ whole: Claim) -> [(lack: String, claim: Claim)] {
        func without(_ lack: String, _ change: (inout Claim) -> Void) -> (lack: String, claim: Claim) {
            var claim = whole
            change(&claim)
            return (lack, claim)
        }
        var claims: [(lack: String, claim: Claim)] = []
        // Somebody of the same body, with the same function, factor and reason, in a role without a row for the act.
        let others = Role.allCases.filter { role in
            role != .program && !Grant.bodiless.contains(role) && !AccessRule.of(rule.act).contains { $0.role == role }
        }
        for other in others.prefix(1) {
            claims.append(
                without("role") { claim in
                    claim.role = other
                    claim.body = Self.home
                })
        }
        switch rule.reach {
        case .body: claims.append(without("body") { $0.body = Self.neighbour })
        case .province: claims.append(without("province") { $0.body = Self.stranger })
        case .everywhere: break
        }
        if rule.function != nil { claims.append(without("function") { $0.function = nil }) }
        if rule.needsSecondFactor { claims.append(without("second factor") { $0.hasFactor = false }) }
        if rule.needsReason { claims.append(without("reason") { $0.reason = " " }) }
        return claims
    }

    /// Tries the act in a fresh world. What is refused leaves no entry in the ledger.
    /// - Returns: the status of the refusal, 404 where the page leaves out what was asked for; `nil` where it was done.
    private func tried(_ rule: AccessRule, _ claim: Claim) async throws -> Int? {
        let world = try await World.made()
        if let code = claim.body, let kind = rule.function { try await set(kind, of: code, to: claim.function != nil, in: world) }
        let attempt = try #require(try await trial(of: rule.act, in: world), "nobody knows how to try \(rule.act): say so in `trial`")
        let asker = try await world.with(claim.role, in: claim.body, hasFactor: claim.hasFactor), before = try await world.entryCount()
        let reason = claim.reason.map { [("reason", $0)] } ?? []
        let answer: Answered
        if let form = attempt.form {
            answer = try await asker.post(attempt.path, as: .nobody, form + reason)
        } else {
            answer = try await asker.get(attempt.path, as: .nobody)
        }
        let isDone: Bool
        if let shown = attempt.shown {
            isDone = answer.status == 200 && answer.body.contains(shown)
        } else {
            isDone = answer.status == 303 && !answer.location.hasPrefix("/sign-in")
        }
        if isDone { return nil }
        #expect(try await world.entryCount() == before, "refused, but something was written")
        return answer.status == 200 ? 404 : answer.status
    }

    /// Whether the body is there for that, from before the programme on.
    private func set(_ kind: BodyFunction.Kind, of code: String, to isThere: Bool, in world: World) async throws {
        let body = try await world.body(code)
        try await world.app.write(as: .program) { tx in
            try tx.connection.execute("DELETE FROM body_functions WHERE body_id = \(body.id) AND function = \(kind.rawValue)")
            guard isThere else { return }
            let function = BodyFunction(bodyId: body.id, function: kind, validFrom: body.validFrom, validTo: nil, source: "thử nghiệm", mark: .unverified)
            try tx.add(function, to: .bodyFunctions)
        }
    }

    // MARK: How each act is tried

    /// An act on something that is the matter of `home`.
    private struct Trial: Sendable {
        var path: String
        /// `nil` where a page is asked for.
        var form: [(String, String)]?
        /// What the answer shows where it was done; `nil` where it leads on.
        var shown: String?
    }

    /// - Returns: `nil` for an act that nobody knows how to try.
    private func trial(of act: Act, in world: World) async throws -> Trial? {
        switch act {
        case .seeProgramme: return Trial(path: "/plans/\(try await world.issuePlan().id)", form: nil, shown: "7/KH-UBND")
        case .answerDuties:
            let owed = try await world.assignment("II.1-2", of: try await world.issuePlan())
            return Trial(path: "/assignments/\(owed.id)/acceptance", form: [], shown: nil)
        case .reviewPlans: return Trial(path: "/plans/\(try await world.addPlan().id)/withdrawal", form: [("reason", "nhầm")], shown: nil)
        case .manageAccounts: return Trial(path: "/accounts/\(try await officer(world))/invitation", form: [], shown: "/invitations/")
        case .agreeToGrants: return Trial(path: "/grants/\(try await waiting(world))/consent", form: [], shown: nil)
        case .manageChart:
            let body = [
                ("name", "Bộ Không Có"), ("short_name", "Bộ"), ("code", "tw.bo"), ("kind", "ministry"), ("level", "national"), ("place", ""), ("parent", ""),
                ("valid_from", "2021-01-01"), ("valid_to", ""), ("other_names", ""),
            ]
            return Trial(path: "/bodies", form: body, shown: nil)
        case .readLedger: return Trial(path: "/ledger", form: nil, shown: try await mark(world))
        default: return try await reportTrial(of: act, in: world)
        }
    }

    /// The same for acts on a crime report.
    private func reportTrial(of act: Act, in world: World) async throws -> Trial? {
        let (report, teller) = try await world.logReport(in: Self.home), path = "/crime-reports/\(report.id)", first = [("version", "1")]
        switch act {
        case .logCrimeReports:
            return Trial(path: path + "/people", form: first + [("capacity", "witness"), ("name", "Lều Thị Không Thật")], shown: nil)
        case .seeCrimeReports: return Trial(path: path, form: nil, shown: report.code)
        case .classifyCrimeReports:
            let police = try await world.body("a.cong-an")
            return Trial(path: path + "/classification", form: first + [("classification", "trafficking"), ("holder", police.id.text)], shown: nil)
        case .decideCrimeReports:
            try await world.app.write(as: .program) { tx in
                var found = try tx.crimeReports.find(report.id)
                try found.classify(as: .trafficking, holder: found.bodyId, at: tx.now)
                try tx.crimeReports.save(found)
            }
            let decision = [("version", "2"), ("outcome", "initiated"), ("decidedOn", World.day.description)]
            return Trial(path: path + "/decision", form: decision, shown: nil)
        case .readStories: return Trial(path: path, form: nil, shown: World.story)
        case .openIdentities: return Trial(path: "/sealed/\(teller)/opening", form: [], shown: World.teller.name)
        case .breakGlass: return Trial(path: "/emergencies", form: [("code", report.code)], shown: nil)
        default: return nil
        }
    }

    /// An account of the home body.
    private func officer(_ world: World) async throws -> ID<Account> { try #require(try await world.viewer(.em).account) }

    /// A role of that account that waits for a second person.
    private func waiting(_ world: World) async throws -> ID<Grant> {
        let id = try await officer(world)
        return try await world.app.write(as: try await world.viewer(.dung)) { tx in
            let account = try tx.accounts.find(id)
            let grant = try Grant.give(id: tx.newID(), .investigator, to: account, from: tx.today, because: "QĐ 9", by: tx.viewer)
            try tx.grants.give(grant)
            return grant.id
        }
    }

    /// The reason of an entry that the account has made about itself.
    private func mark(_ world: World) async throws -> String {
        let id = try await officer(world), reason = "dấu vết 7391"
        try await world.app.write(as: try await world.viewer(.em)) { tx in
            try tx.tell("calendar", ofAccount: id, before: "none", after: "made", because: reason)
        }
        return reason
    }
}
