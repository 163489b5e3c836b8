import Foundation
import Testing

@testable import Domain

@Suite("What stands in the ledger")
struct LedgerTests {
    @Test("the words under which states and kinds are stored do not change: records of last year are read by them")
    func words() {
        #expect(Plan.State.read.rawValue == "read" && Plan.State.issued.rawValue == "issued")
        #expect(Assignment.State.allCases.map(\.rawValue) == ["given", "accepted", "inHand", "declared", "returned", "confirmed"])
        #expect(Assignee.Role.allCases.map(\.rawValue) == ["lead", "coordinate", "implement", "advise"])
        #expect(
            Role.allCases.map(\.rawValue) == [
                "standingOffice", "officer", "leader", "reader", "reportDesk", "investigator", "procurator", "courtOfficer", "supportWorker", "provider",
                "hotline",
                "inspector", "auditor", "administrator", "program",
            ])
        #expect(DueReason.allCases.map(\.rawValue) == ["endOfPeriod", "namedDay", "endOfYear", "setByOffice", "reportBefore", "reportOn"])
        #expect(Answer.Act.allCases.map(\.rawValue) == ["accepted", "progress", "done", "confirmed", "returned"])
        #expect(
            [ReportRule.Period.month, .quarter, .halfYear, .nineMonths, .year, .adHoc].map(\.rawValue) == [
                "month", "quarter", "half-year", "nine-months", "year", "ad-hoc",
            ])
        #expect([Target.Comparator.exactly, .over, .atLeast, .under, .atMost].map(\.rawValue) == ["=", ">", ">=", "<", "<="])
    }

    @Test("an assignment comes back from its stored form as it went")
    func coding() throws {
        var assignment = Assignment.made(.given, dueOn: .on("2024-02-29"))
        assignment.period = "2024-Q1"
        try assignment.declareDone(at: .at("2024-02-29T16:59:59.999Z"))
        let text = try JSONEncoder().encode(assignment)
        #expect(try JSONDecoder().decode(Assignment.self, from: text) == assignment)
        #expect(String(decoding: text, as: UTF8.self).contains(#""dueOn":"2024-02-29""#))
    }
}

@Suite("Late or in time")
struct LatenessTests {
    private func declared(_ moment: String, dueOn: String) throws -> Assignment {
        var assignment = Assignment.made(.inHand, dueOn: .on(dueOn))
        try assignment.declareDone(at: .at(moment))
        return assignment
    }

    @Test(
        "the last day is timely until its end in Vietnam, over months, years and leap days",
        arguments: [
            ("2024-06-30T16:59:59.999Z", "2024-06-30", nil), ("2024-06-30T17:00:00.000Z", "2024-06-30", 1), ("2024-12-31T17:00:00.000Z", "2024-12-31", 1),
            ("2024-03-01T03:00:00.000Z", "2024-02-28", 2), ("2023-03-01T03:00:00.000Z", "2023-02-28", 1), ("2024-01-01T03:00:00.000Z", "2024-06-30", nil),
        ] as [(String, String, Int?)])
    func lateDays(moment: String, dueOn: String, days: Int?) throws {
        #expect(try declared(moment, dueOn: dueOn).lateDays == days)
    }

    @Test("what is not declared has no late days yet, and what is given back has none any more")
    func notDone() throws {
        #expect(Assignment.made(.given, dueOn: .on("2000-01-01")).lateDays == nil)
        var assignment = try declared("2024-07-15T03:00:00.000Z", dueOn: "2024-06-30")
        #expect(assignment.lateDays == 15)
        try assignment.giveBack(because: "Thiếu số liệu")
        #expect(assignment.lateDays == nil)
    }

    @Test("confirming late does not make late what was declared in time")
    func confirmedLate() throws {
        var assignment = try declared("2024-06-30T03:00:00.000Z", dueOn: "2024-06-30")
        try assignment.confirm()
        #expect(assignment.lateDays == nil)
        #expect(assignment.standing(on: .on("2024-12-31")) == .done)
    }

    @Test("a closed case cannot be closed again, nor taken up again", arguments: [Assignment.State.declared, .confirmed])
    func closed(state: Assignment.State) {
        #expect(Assignment.made(state).isClosed)
        for act in [Assignment.State.given, .accepted, .inHand, .returned] { #expect(!Assignment.made(act).isClosed) }
    }

    @Test("every day of a year stands somewhere, and never less urgent than the day before")
    func walk() {
        let assignment = Assignment.made(.accepted, dueOn: .on("2024-02-29"))
        var last = Int.max
        for number in Day.on("2024-01-01").number...Day.on("2024-12-31").number {
            let rank = assignment.standing(on: Day(number: number)).rank
            #expect(rank <= last)
            last = rank
        }
        #expect(last == Standing.late(days: 1).rank)
    }

    @Test("near begins ten days ahead, also over the end of a year", arguments: [("2024-12-21", 11), ("2024-12-22", 10), ("2025-01-01", 0)])
    func soon(day: String, left: Int) {
        let standing = Assignment.made(.inHand, dueOn: .on("2025-01-01")).standing(on: .on(day))
        #expect(standing == (left > Standing.soonDays ? .inHand : .soon(days: left)))
    }
}

@Suite("Headings of plans, at the edges")
struct PlanHeadingTests {
    @Test("the years of a plan are those of this century's papers, both ends too", arguments: [2000, 2024, 2100])
    func years(year: Int) throws {
        var plan = Plan.made(year: nil)
        try plan.correct(number: "1/KH-UBND", issuer: "", title: "Kế hoạch", signedOn: nil, year: year)
        #expect(plan.year == year)
    }

    @Test("a plan without a number is called by its title, and only by a person's hand it loses neither")
    func label() throws {
        var plan = Plan.made(number: nil)
        #expect(plan.label == plan.title)
        #expect(throws: Refusal.self) { try plan.correct(number: "", issuer: "", title: plan.title, signedOn: nil, year: nil) }
        try plan.correct(number: "2/KH-UBND", issuer: "", title: "Kế hoạch", signedOn: nil, year: nil)
        #expect(plan.label == "2/KH-UBND")
    }

    @Test("each gap in a heading hinders issuing by its own name", arguments: ["number", "signedOn", "year"])
    func gaps(field: String) {
        var plan = Plan.made(
            number: field == "number" ? nil : "1/KH-UBND", signedOn: field == "signedOn" ? nil : .on("2024-02-26"), year: field == "year" ? nil : 2024)
        let duty = Duty.made()
        let reviewed = ReviewedPlan(duties: [duty], dates: [:], assignees: [:], rules: [])
        let refusal = #expect(throws: Refusal.self) { try plan.issue(reviewed, chart: .made([]), at: Moment(.on("2024-03-01"))) { ID("a") } }
        #expect(refusal?.fields == [field])
        #expect(plan.state == .read)
    }

    @Test("duties that name nobody give nobody work, and do not hinder the others")
    func nobody() throws {
        var plan = Plan.made()
        let body = Body.made(code: "health"), silent = Duty.made(code: "II.1-1"), spoken = Duty.made(code: "II.1-2")
        let reviewed = ReviewedPlan(duties: [silent, spoken], dates: [:], assignees: [spoken.id: [.made(body: body)]], rules: [])
        let made = try plan.issue(reviewed, chart: .made([body]), at: Moment(.on("2024-03-01"))) { ID("a") }
        #expect(made.map(\.dutyId) == [spoken.id])
        #expect(reviewed.unassigned.map(\.code) == ["II.1-1"])
    }

    @Test("a body that is not there on the day of signing is told by the duty that names it, dropped duties aside")
    func gone() {
        let old = Body.made(code: "old", validTo: .on("2024-12-31"))
        let chart = Chart.made([old], on: .on("2025-01-01"))
        var plan = Plan.made(signedOn: .on("2025-01-01"), year: 2025)
        let kept = Duty.made(code: "II.1-1"), dropped = Duty.made(code: "II.1-2", review: .dropped)
        let reviewed = ReviewedPlan(duties: [kept, dropped], dates: [:], assignees: [kept.id: [.made(body: old)], dropped.id: [.made(body: old)]], rules: [])
        #expect(throws: Refusal.conflict("Có cơ quan không còn (hoặc chưa có) vào ngày ký trong: II.1-1.")) {
            try plan.issue(reviewed, chart: chart, at: Moment(.on("2025-01-01"))) { ID("a") }
        }
    }
}
