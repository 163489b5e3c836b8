import Testing

@testable import Domain

@Suite("Who may do what")
struct AccessRuleTests {
    private func viewer(_ grants: [HeldGrant], body: String? = "own", province: String? = "01", factor: Bool = false) -> Viewer {
        var viewer = Viewer(account: ID("a"), name: "An", grants: grants, body: body.map { ID($0) }, province: province)
        viewer.hasSecondFactor = factor
        return viewer
    }

    private let here = AccessTarget(provinces: ["01"], bodies: [ID("own")])

    @Test("what stands in no line is refused: an administrator sees no programme, no report, no identity, and an auditor reads the ledger alone")
    func administrator() {
        let admin = viewer([HeldGrant(.administrator)], body: nil, province: nil, factor: true)
        #expect(Act.allCases.filter(admin.may) == [.manageAccounts, .agreeToGrants, .manageChart, .readLedger])
        #expect(Act.allCases.filter(viewer([HeldGrant(.auditor)], factor: true).may) == [.agreeToGrants, .readLedger])
        #expect(Act.allCases.filter(viewer([]).may).isEmpty)
        #expect(admin.decide(.openIdentities, about: here, functions: Set(BodyFunction.Kind.allCases), reason: "x") == .refused([]))
    }

    @Test("each way that did not lead there says what it lacked")
    func lacks() {
        func lacks(_ viewer: Viewer, _ act: Act, _ target: AccessTarget, _ functions: Set<BodyFunction.Kind> = [.crimeReports], _ reason: String? = nil)
            -> [AccessDecision.Lack]
        {
            if case .refused(let lacking) = viewer.decide(act, about: target, functions: functions, reason: reason) { lacking.map(\.lack) } else { [] }
        }
        let desk = viewer([HeldGrant(.reportDesk)])
        #expect(lacks(desk, .seeCrimeReports, here).isEmpty)
        #expect(lacks(desk, .seeCrimeReports, here, []) == [.function], "the body is no longer there for crime reports")
        #expect(lacks(desk, .seeCrimeReports, AccessTarget(provinces: ["72"])) == [.otherProvince])
        #expect(lacks(viewer([HeldGrant(.investigator)]), .decideCrimeReports, AccessTarget(provinces: ["01"], bodies: [ID("b")])) == [.otherBody])
        #expect(lacks(desk, .openIdentities, here) == [.secondFactor])
        let known = viewer([HeldGrant(.reportDesk)], factor: true)
        #expect(lacks(known, .openIdentities, here) == [.reason])
        #expect(lacks(known, .openIdentities, here, [.crimeReports], "  ") == [.reason])
        #expect(lacks(known, .openIdentities, here, [.crimeReports], "xác minh").isEmpty)
    }

    @Test("a grant of another province reaches there and not at home")
    func province() {
        let guest = viewer([HeldGrant(.procurator, province: "72")])
        #expect(guest.decide(.seeCrimeReports, about: AccessTarget(provinces: ["72"]), functions: []).isAllowed)
        #expect(!guest.decide(.seeCrimeReports, about: here, functions: []).isAllowed)
    }

    @Test("one's own authority goes before a delegated one, and the delegated one names whose it is")
    func behalf() {
        let deputy = viewer([HeldGrant(.investigator, behalf: "Trưởng")])
        guard case .allowed(_, let behalf) = deputy.decide(.decideCrimeReports, about: here, functions: []) else { return #expect(Bool(false)) }
        #expect(behalf == "Trưởng" && deputy.behalf(for: .decideCrimeReports) == "Trưởng")
        let both = viewer([HeldGrant(.investigator, behalf: "Trưởng"), HeldGrant(.investigator)])
        guard case .allowed(_, let own) = both.decide(.decideCrimeReports, about: here, functions: []) else { return #expect(Bool(false)) }
        #expect(own == nil && both.behalf(for: .decideCrimeReports) == nil)
    }

    @Test("everything that comes near an identity needs a second factor and a reason")
    func identities() {
        #expect(AccessRule.all.filter { $0.act == .openIdentities }.allSatisfy { $0.needsSecondFactor && $0.needsReason })
        #expect(AccessRule.rolesNeedingSecondFactor == [.reportDesk, .investigator, .procurator, .hotline])
        #expect(AccessRule.all.filter { $0.act == .readStories }.allSatisfy { $0.needsSecondFactor })
    }
}
