import Testing

@testable import Domain

@Suite("Who bears a duty, where names and groups overlap")
struct BearerTests {
    private static let bodies: [Body] = [
        .made(code: "office", kind: .police), .made(code: "health"), .made(code: "court", kind: .court), .made(code: "procuracy", kind: .procuracy),
        .made(code: "border", kind: .borderGuard), .made(code: "women", kind: .massOrganisation), .made(code: "paper", kind: .press),
        .made(code: "ministry", kind: .ministry, level: .national, province: "00"),
        .made(code: "national-paper", kind: .press, level: .national, province: "00"),
        .made(code: "tan-bien", kind: .peoplesCommittee, level: .district, isBorder: true), .made(code: "go-dau", kind: .peoplesCommittee, level: .district),
        .made(code: "committee", kind: .peoplesCommittee), .made(code: "hanoi", province: "01"),
    ]
    private static let chart = Chart.made(bodies)

    private func body(_ code: String) throws -> Body { try #require(Self.bodies.first { $0.code == code }) }

    /// Bodies and roles, as `health lead`.
    private func bearers(_ assignees: [Assignee], chart: Chart = chart) -> [String] {
        Plan.bearers(of: assignees, chart: chart).map { "\($0.0) \($0.1)" }
    }

    @Test("a body in two groups with two roles bears both: police are an office of the province and a body of procedure")
    func twoGroups() {
        let found = bearers([.made(.implement, group: "departments"), .made(.coordinate, group: "procedural-bodies")])
        #expect(Set(found) == ["office implement", "health implement", "border implement", "office coordinate", "court coordinate", "procuracy coordinate"])
        #expect(found.count == 6)
    }

    @Test("a body that a group names a second time in the same role bears it once", arguments: ["departments", "unions", "district-committees"])
    func sameGroup(code: String) throws {
        let once = bearers([.made(.implement, group: code)])
        #expect(bearers([.made(.implement, group: code), .made(.implement, group: code)]) == once)
        #expect(!once.isEmpty)
    }

    @Test("a border district in the group of all districts and in that of the border has its own role in each")
    func border() {
        let found = bearers([.made(.lead, group: "border-district-committees"), .made(.coordinate, group: "district-committees")])
        #expect(found == ["tan-bien lead", "tan-bien coordinate", "go-dau coordinate"])
    }

    @Test("a body named by itself is left out of every group, whatever its role there")
    func named() throws {
        let found = bearers([
            .made(.implement, group: "departments"), .made(.coordinate, group: "procedural-bodies"), .made(.lead, body: try body("office")),
        ])
        #expect(found.filter { $0.hasPrefix("office") } == ["office lead"])
    }

    @Test("those named come first and in their order, then the groups: a list reads like the paper")
    func order() throws {
        let assignees: [Assignee] = [.made(.coordinate, group: "unions"), .made(.lead, body: try body("health")), .made(.coordinate, body: try body("court"))]
        #expect(bearers(assignees) == ["health lead", "court coordinate", "women coordinate"])
    }

    @Test("a group never reaches beyond its province: papers of the centre are no papers of the province")
    func province() throws {
        #expect(bearers([.made(.implement, group: "press")]) == ["paper implement"])
        let departments = try #require(BodyGroup.named("departments"))
        #expect(departments.holds(try body("health"), province: "72", on: .on("2024-05-10")))
        #expect(!departments.holds(try body("hanoi"), province: "72", on: .on("2024-05-10")))
    }

    @Test("bodies of the centre and of another province bear nothing, however they are named")
    func foreign() throws {
        #expect(bearers([.made(.lead, body: try body("ministry")), .made(.lead, body: try body("hanoi"))]).isEmpty)
    }

    @Test("a name left open, a group nobody knows, and no name at all bear nothing")
    func nobody() {
        var open = Assignee.made(.lead)
        open.leaveOpen()
        #expect(bearers([open, .made(.implement, group: "no-such-group")]).isEmpty)
        #expect(bearers([]).isEmpty)
    }

    @Test("a group without members on the day bears nothing, and issues all the same")
    func emptyGroup() throws {
        var plan = Plan.made()
        let duty = Duty.made()
        let reviewed = ReviewedPlan(duties: [duty], dates: [:], assignees: [duty.id: [.made(.implement, group: "district-steering-committees")]], rules: [])
        #expect(try plan.issue(reviewed, chart: Self.chart, at: Moment(.on("2024-03-01"))) { ID("a") }.isEmpty)
        #expect(plan.state == .issued)
    }
}

@Suite("Reports at the edges of the year")
struct IssuedReportEdgeTests {
    private static let office = Body.made(code: "office", kind: .police)
    private static let health = Body.made(code: "health")
    private static let women = Body.made(code: "women", kind: .massOrganisation)
    private static let duty = Duty.made(code: "III.1")

    private func issue(_ assignees: [Assignee], _ rules: [ReportRule], signedOn: String = "2024-02-26", year: Int = 2024) throws -> [Assignment] {
        var plan = Plan.made(signedOn: .on(signedOn), year: year), serial = 0
        let reviewed = ReviewedPlan(duties: [Self.duty], dates: [:], assignees: [Self.duty.id: assignees], rules: rules)
        return try plan.issue(reviewed, chart: .made([Self.office, Self.health, Self.women]), at: Moment(.on("2024-03-01"))) {
            serial += 1
            return ID("\(serial)")
        }
    }

    private func periods(_ rules: [ReportRule], signedOn: String, year: Int = 2024) throws -> [String?] {
        try issue([.made(.implement, body: Self.health)], rules, signedOn: signedOn, year: year).map(\.period)
    }

    @Test(
        "of a monthly report those are owed whose last day comes after the signing, that day too",
        arguments: [("2024-01-01", 12), ("2024-01-20", 12), ("2024-01-21", 11), ("2024-11-30", 1), ("2024-12-20", 1)])
    func monthly(signedOn: String, count: Int) throws {
        let rule = ReportRule.made(of: Self.duty, period: .month, dueDay: "20", isBefore: false)
        let found = try periods([rule], signedOn: signedOn)
        #expect(found.count == count)
        #expect(found.last == "2024-M12")
    }

    @Test("'trước' moves the border by a day: signed on the named day, the report has passed", arguments: [("2024-06-17", true), ("2024-06-18", false)])
    func before(signedOn: String, isOwed: Bool) throws {
        #expect(try periods([.made(of: Self.duty)], signedOn: signedOn) == (isOwed ? ["2024-H1"] : [nil]))
    }

    @Test("a plan signed in December for the next year owes all its reports")
    func december() throws {
        let rules: [ReportRule] = [.made(of: Self.duty, period: .halfYear, dueDay: "06-15"), .made(of: Self.duty, period: .year, dueDay: "12-15")]
        #expect(try periods(rules, signedOn: "2024-12-20", year: 2025) == ["2025-H1", "2025-Y"])
    }

    @Test("each body of a group reports for itself; the standing office within it does the work instead")
    func group() throws {
        let made = try issue([.made(.implement, group: "departments")], [.made(of: Self.duty)])
        #expect(made.map { "\($0.bodyId) \($0.period ?? "–")" } == ["office –", "health 2024-H1"])
        #expect(Set(made.map(\.id)).count == made.count)
    }

    @Test("every report says why it is due on its day, and none has the days of the duty")
    func reasons() throws {
        let rules: [ReportRule] = [.made(of: Self.duty), .made(of: Self.duty, period: .year, dueDay: "12-18", isBefore: false)]
        let made = try issue([.made(.lead, body: Self.women)], rules)
        #expect(made.map { "\($0.dueOn) \($0.dueBecause)" } == ["2024-06-17 reportBefore", "2024-12-18 reportOn"])
        #expect(made.allSatisfy { $0.role == .lead && $0.state == .given && $0.answeredAt == nil })
    }
}
