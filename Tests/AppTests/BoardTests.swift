import Domain
import Testing

@testable import App

@Suite struct BoardTests {
    private func body(_ id: String, _ kind: Body.Kind, _ level: Body.Level = .province) -> Body {
        var body = Body.sample
        (body.id, body.kind, body.level, body.shortName) = (ID(id), kind, level, id)
        return body
    }

    private func assignment(_ duty: String, _ body: String, _ state: Assignment.State = .given, role: Assignee.Role = .implement, due: Int = 60) -> Assignment {
        var assignment = Assignment.sample
        (assignment.id, assignment.dutyId, assignment.bodyId) = (ID("\(duty)-\(body)-\(role)"), ID(duty), ID(body))
        (assignment.state, assignment.role, assignment.dueOn) = (state, role, Day.sample.adding(days: due))
        return assignment
    }

    private func board(_ assignments: [Assignment], _ bodies: [Body], named: [String]) -> Board {
        Board(
            assignments: assignments, bodies: Dictionary(uniqueKeysWithValues: bodies.map { ($0.id, $0) }), named: Set(named.map { ID<Body>($0) }), on: .sample)
    }

    @Test("bodies that the paper names have their own columns, police first; the rest stand together by kind")
    func columns() {
        let bodies = [
            body("tư pháp", .department), body("công an", .police), body("y tế", .department), body("phụ nữ", .massOrganisation),
            body("huyện", .peoplesCommittee, .district),
            body("báo", .press),
        ]
        let board = board(bodies.map { assignment("d", $0.id.text) }, bodies, named: ["tư pháp", "công an"])
        #expect(board.columns.map { $0.body?.shortName ?? $0.group?.rawValue } == ["công an", "tư pháp", "departments", "masses", "districts", "others"])
        #expect(board.rows[ID("d")]?.compactMap { $0?.total } == [1, 1, 1, 1, 1, 1], "everybody is counted once")
    }

    @Test("a cell shows the most urgent of what it stands for, how many are done, and who leads")
    func cell() {
        let bodies = [body("một", .peoplesCommittee, .district), body("hai", .peoplesCommittee, .district), body("ba", .peoplesCommittee, .district)]
        let board = board(
            [assignment("d", "một", .confirmed), assignment("d", "hai", due: -3), assignment("d", "ba", .inHand, role: .lead)], bodies, named: [])
        let cell = board.rows[ID("d")]?[0]
        #expect(cell?.total == 3 && cell?.doneCount == 1 && cell?.isLead == true)
        #expect(cell?.standing == .late(days: 3))
    }

    @Test("a duty that a column owes nothing of leaves its cell empty")
    func empty() {
        let bodies = [body("một", .department), body("hai", .department)]
        let board = board([assignment("d1", "một"), assignment("d2", "hai")], bodies, named: ["một", "hai"])
        #expect(board.rows[ID("d1")]?.map { $0 == nil } == [false, true] || board.rows[ID("d1")]?.map { $0 == nil } == [true, false])
        #expect(board.rows[ID("d3")] == nil)
    }

    @Test("the year shows periods and days of the paragraphs, each day once, within its own year")
    func marks() throws {
        var campaign = Duty.sample, day = Duty.sample, again = Duty.sample
        (campaign.id, day.id, again.id) = (ID("1"), ID("2"), ID("3"))
        (campaign.code, campaign.startsOn, campaign.endsOn) = ("II.3(2)", Day("2024-07-01"), Day("2024-09-30"))
        let july = try #require(Day("2024-07-30")), next = try #require(Day("2025-07-30"))
        let dates: [ID<Duty>: [DutyDate]] = [
            ID("1"): [DutyDate(dutyId: ID("1"), position: 0, day: try #require(Day("2024-07-01")), what: nil)],
            ID("2"): [DutyDate(dutyId: ID("2"), position: 0, day: july, what: nil), DutyDate(dutyId: ID("2"), position: 1, day: next, what: nil)],
            ID("3"): [DutyDate(dutyId: ID("3"), position: 0, day: july, what: nil)],
        ]
        let marks = YearLine.marks(duties: [campaign, day, again], dates: dates, year: 2024)
        #expect(marks.map(\.label) == ["II.3(2)", "30/7"])
        #expect(marks.map(\.duty) == [ID("1"), ID("2")], "each leads to the first paragraph that names it")
    }

    @Test(
        "periods are called as offices call them",
        arguments: [
            ("2024-H1", "6 tháng đầu năm 2024"), ("2024-H2", "6 tháng cuối năm 2024"), ("2024-Q3", "quý 3 năm 2024"), ("2024-Y", "năm 2024"),
            ("2024-9M", "9 tháng năm 2024"),
            ("2024-M05", "tháng 05 năm 2024"), ("khác", "khác"),
        ])
    func periods(code: String, name: String) throws {
        #expect(PeriodName.of(code, try Language.load().vietnamese) == name)
    }

    @Test("a report that is late, awaits a look or is received is counted once, and the missing follow")
    func coverage() {
        let reports = [Assignment.State.confirmed, .declared, .given, .accepted].enumerated().map { i, state in
            var report = assignment("d", "b\(i)", state, due: -1)
            report.period = "2024-H1"
            return report
        }
        let period = ReportCalendar.periods(of: reports + [assignment("d", "x", due: -1)], on: .sample)
        #expect(period.count == 1)
        #expect(period[0].expected == 4 && period[0].confirmed == 1 && period[0].declared == 1 && period[0].late == 2 && period[0].missing == 2)
    }
}
