import Testing

@testable import Domain

@Suite("Issuing a plan")
struct IssueTests {
    private static let office = Body.made(code: "office", kind: .police)
    private static let health = Body.made(code: "health")
    private static let women = Body.made(code: "women", kind: .massOrganisation)
    private static let ministry = Body.made(code: "ministry", kind: .ministry, level: .national, province: "00")
    private static let district = Body.made(code: "district", kind: .peoplesCommittee, level: .district, validTo: .on("2025-06-30"))
    private static let chart = Chart.made([office, health, women, ministry, district])
    private static let moment = Moment(.on("2024-03-01"), hour: 9)

    private func reviewed(
        _ assignees: [Assignee], duty: Duty = .made(), dates: [DutyDate] = [], rules: [ReportRule] = []
    ) -> ReviewedPlan {
        ReviewedPlan(duties: [duty], dates: [duty.id: dates], assignees: [duty.id: assignees], rules: rules)
    }

    private func issue(_ reviewed: ReviewedPlan, plan: Plan = .made(), chart: Chart = chart) throws -> [Assignment] {
        var plan = plan, serial = 0
        return try plan.issue(reviewed, chart: chart, at: Self.moment) {
            serial += 1
            return ID("\(serial)")
        }
    }

    /// Bodies and roles, as `health lead`.
    private func bearers(_ assignees: [Assignee], chart: Chart = chart) -> [String] {
        Plan.bearers(of: assignees, chart: chart).map { "\($0.0) \($0.1)" }
    }

    @Test("each body and role gets one assignment, due as the duty is")
    func assignments() throws {
        let dates = [DutyDate(dutyId: ID("II.1-1"), position: 1, day: .on("2024-07-30"), what: nil)]
        let made = try issue(reviewed([.made(.lead, body: Self.health), .made(.coordinate, body: Self.women)], dates: dates))
        #expect(made.map(\.bodyId) == [Self.health.id, Self.women.id])
        #expect(made.map(\.role) == [.lead, .coordinate])
        #expect(
            made.allSatisfy { $0.dueOn == .on("2024-07-30") && $0.dueBecause == .namedDay && $0.state == .given && $0.period == nil && $0.province == "72" })
        #expect(Set(made.map(\.id)).count == 2)
    }

    @Test("issuing marks the plan, and a second time is refused")
    func twice() throws {
        var plan = Plan.made()
        _ = try plan.issue(reviewed([.made(body: Self.health)]), chart: Self.chart, at: Self.moment) { ID("a") }
        #expect(plan.state == .issued)
        #expect(plan.issuedAt == Self.moment)
        let refusal = #expect(throws: Refusal.self) { try issue(reviewed([.made(body: Self.health)]), plan: plan) }
        #expect(refusal?.isConflict == true)
    }

    @Test("a heading with gaps is refused, every gap named, and the plan stays as it was")
    func heading() {
        var plan = Plan.made(number: nil, signedOn: nil, year: nil)
        let before = plan
        let refusal = #expect(throws: Refusal.self) { try plan.issue(reviewed([.made(body: Self.health)]), chart: Self.chart, at: Self.moment) { ID("a") } }
        #expect(refusal?.fields == ["number", "signedOn", "year"])
        #expect(plan == before)
    }

    @Test("a plan all of whose duties are dropped is refused")
    func nothingKept() {
        let refusal = #expect(throws: Refusal.self) { try issue(reviewed([.made(body: Self.health)], duty: .made(review: .dropped))) }
        #expect(refusal?.isConflict == true)
    }

    @Test("a name that nobody has resolved hinders issuing, and the refusal says where it stands")
    func unresolved() {
        let reviewed = reviewed([.made(body: Self.health), .made()], duty: .made(code: "II.3-2"))
        #expect(throws: Refusal.conflict("Còn cơ quan chưa xác định trong: II.3-2.")) { try issue(reviewed) }
    }

    @Test("a name left open, or one of a dropped duty, hinders nothing")
    func leftOpen() throws {
        var open = Assignee.made()
        open.leaveOpen()
        var reviewed = reviewed([.made(body: Self.health), open])
        let dropped = Duty.made(code: "II.9-1", review: .dropped)
        reviewed.duties.append(dropped)
        reviewed.assignees[dropped.id] = [.made()]
        #expect(try issue(reviewed).map(\.bodyId) == [Self.health.id])
    }

    @Test("duties that name nobody are told")
    func unassigned() {
        let nobody = Duty.made(code: "II.2-1"), dropped = Duty.made(code: "II.2-2", review: .dropped)
        var reviewed = reviewed([.made(body: Self.health)])
        reviewed.duties += [nobody, dropped]
        #expect(reviewed.unassigned == [nobody])
    }

    @Test("a group leaves out a body that is named by itself, whichever comes first on paper")
    func namedAndGroup() {
        let named = Assignee.made(.lead, body: Self.health), group = Assignee.made(.coordinate, group: "departments")
        #expect(Set(bearers([named, group])) == ["health lead", "office coordinate"])
        #expect(Set(bearers([group, named])) == ["health lead", "office coordinate"])
    }

    @Test("a body named twice keeps both roles, and the same role once")
    func twoRoles() {
        let names: [Assignee] = [.made(.lead, body: Self.health), .made(.advise, body: Self.health), .made(.lead, body: Self.health)]
        #expect(bearers(names) == ["health lead", "health advise"])
    }

    @Test("a body in two groups with one role bears it once")
    func twoGroups() {
        #expect(bearers([.made(.implement, group: "unions"), .made(.implement, group: "mass-organisations")]) == ["women implement"])
    }

    @Test("a body of the centre bears nothing, but its being named takes no work from others")
    func centre() throws {
        #expect(bearers([.made(.lead, body: Self.ministry), .made(.implement, group: "unions")]) == ["women implement"])
        #expect(try issue(reviewed([.made(.coordinate, body: Self.ministry)])).isEmpty)
    }

    @Test("a group is expanded for the day of the chart", arguments: [("2025-06-30", ["district implement"]), ("2025-07-01", [])])
    func groupByDay(day: String, expected: [String]) {
        let chart = Chart.made(Self.chart.bodies, on: .on(day))
        #expect(bearers([.made(.implement, group: "district-committees")], chart: chart) == expected)
    }

    @Test("a body of the province that has ended does not lose its work in silence")
    func ended() {
        let chart = Chart.made(Self.chart.bodies, on: .on("2025-07-01"))
        let plan = Plan.made(signedOn: .on("2025-07-01"), year: 2025)
        #expect(throws: Refusal.self) { try issue(reviewed([.made(body: Self.district)]), plan: plan, chart: chart) }
    }
}

@Suite("Reports of an issued plan")
struct IssuedReportTests {
    private static let office = Body.made(code: "office", kind: .police)
    private static let health = Body.made(code: "health")
    private static let duty = Duty.made(code: "III.1")
    private static let rules: [ReportRule] = [
        .made(of: duty, period: .quarter, dueDay: "03-18"),
        .made(of: duty, period: .halfYear, dueDay: "06-18", windowFrom: .on("2023-12-15"), windowTo: .on("2024-06-14")),
        .made(of: duty, period: .year, dueDay: "12-18", isBefore: false), .made(of: duty, period: .adHoc, dueDay: nil),
    ]

    private func issue(_ assignees: [Assignee], signedOn: String = "2024-02-26", rules: [ReportRule] = rules) throws -> [Assignment] {
        var plan = Plan.made(signedOn: .on(signedOn)), serial = 0
        let reviewed = ReviewedPlan(duties: [Self.duty], dates: [:], assignees: [Self.duty.id: assignees], rules: rules)
        return try plan.issue(reviewed, chart: .made([Self.office, Self.health]), at: Moment(.on("2024-03-01"))) {
            serial += 1
            return ID("\(serial)")
        }
    }

    @Test("those who bear the duty owe each report once, with its window, day and reason")
    func reports() throws {
        let made = try issue([.made(.implement, body: Self.health)])
        #expect(made.map(\.period) == ["2024-Q1", "2024-H1", "2024-Y"])
        #expect(made.map(\.dueOn.description) == ["2024-03-17", "2024-06-17", "2024-12-18"])
        #expect(made.map(\.dueBecause) == [.reportBefore, .reportBefore, .reportOn])
        #expect(made[1].windowFrom == .on("2023-12-15"))
        #expect(made[1].windowTo == .on("2024-06-14"))
        #expect(Set(made.map(\.id)).count == 3)
    }

    @Test(
        "a report whose last day had passed before the plan was signed is not owed; where none is left, the work is",
        arguments: [("2024-03-17", ["2024-Q1", "2024-H1", "2024-Y"]), ("2024-03-18", ["2024-H1", "2024-Y"]), ("2024-12-19", [nil])] as [(String, [String?])])
    func signedLate(signedOn: String, periods: [String?]) throws {
        #expect(try issue([.made(.implement, body: Self.health)], signedOn: signedOn).map(\.period) == periods)
    }

    @Test("the standing office, to which the reports go, and those who coordinate owe work and no report")
    func noReport() throws {
        let made = try issue([.made(.lead, body: Self.office), .made(.coordinate, body: Self.health)])
        #expect(made.map(\.period) == [nil, nil])
        #expect(made.map(\.dueBecause) == [.endOfYear, .endOfYear])
    }

    @Test("a body with two roles sends each report once, whichever role stands first; beside a report it still coordinates")
    func twoRoles() throws {
        let lead = Assignee.made(.lead, body: Self.health), advise = Assignee.made(.advise, body: Self.health)
        for roles in [[lead, advise], [advise, lead]] {
            let made = try issue(roles)
            #expect(made.map(\.period) == ["2024-Q1", "2024-H1", "2024-Y"])
            #expect(Set(made.map(\.role)) == [roles[0].role])
        }
        let both = try issue([.made(.coordinate, body: Self.health), lead])
        #expect(both.map(\.period) == [nil, "2024-Q1", "2024-H1", "2024-Y"])
    }

    @Test("two roles of a body that owes no report any more are two works")
    func twoWorks() throws {
        let made = try issue([.made(.lead, body: Self.health), .made(.advise, body: Self.health)], signedOn: "2024-12-19")
        #expect(made.map(\.role) == [.lead, .advise] && made.map(\.period) == [nil, nil])
    }

    @Test("rules that ask for the same report ask once; another window, day or period is another report")
    func sameRules() throws {
        let rule = ReportRule.made(of: Self.duty), same = ReportRule.made(of: Self.duty, dueDay: "06-17", isBefore: false)
        let window = ReportRule.made(of: Self.duty, windowTo: .on("2024-06-01")), day = ReportRule.made(of: Self.duty, dueDay: "06-20")
        let year = ReportRule.made(of: Self.duty, period: .year)
        func due(_ rules: [ReportRule]) throws -> [String] {
            try issue([.made(.implement, body: Self.health)], rules: rules).map { "\($0.period ?? "") \($0.dueOn)" }
        }
        #expect(try due([rule, rule]) == ["2024-H1 2024-06-17"])
        #expect(try due([rule, same]) == ["2024-H1 2024-06-17"])
        #expect(try due([rule, window]).count == 2 && due([rule, day]).count == 2)
        #expect(try due([rule, year, rule, year]) == ["2024-H1 2024-06-17", "2024-Y 2024-06-17"])
    }

    @Test("two bodies under one rule owe one report each")
    func twoBodies() throws {
        let made = try issue([.made(.implement, group: "departments"), .made(.lead, body: Self.health)], rules: [Self.rules[1]])
        #expect(made.filter { $0.period != nil }.map(\.bodyId) == [Self.health.id], "the office, to which reports go, owes none")
        #expect(made.filter { $0.period == nil }.map(\.bodyId) == [Self.office.id])
    }

    @Test("a rule without a day, or of another duty, asks for no report")
    func otherRules() throws {
        let rules: [ReportRule] = [.made(of: Self.duty, period: .adHoc, dueDay: nil), .made(of: .made(code: "III.2"))]
        #expect(try issue([.made(.implement, body: Self.health)], rules: rules).map(\.period) == [nil])
    }
}
