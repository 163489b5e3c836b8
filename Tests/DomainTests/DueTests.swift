import Testing

@testable import Domain

@Suite("The last day of a duty")
struct DueTests {
    private func date(_ day: String, isDue: Bool = true, isBefore: Bool = false) -> DutyDate {
        DutyDate(dutyId: ID("II.1-1"), position: 0, day: .on(day), what: nil, isDue: isDue, isBefore: isBefore)
    }

    private func due(_ dates: [DutyDate], duty: Duty = .made(), year: Int = 2024) -> String {
        let due = duty.due(dates: dates, year: year)
        return "\(due.on) \(due.because)"
    }

    @Test(
        "'trước ngày' leaves the day before, over months, years and leap days",
        arguments: [
            ("2024-06-18", "2024-06-17"), ("2024-03-01", "2024-02-29"), ("2023-03-01", "2023-02-28"), ("2024-01-01", "2023-12-31"),
            ("2024-07-01", "2024-06-30"),
            ("2000-03-01", "2000-02-29"), ("2100-03-01", "2100-02-28"),
        ])
    func before(named: String, last: String) {
        #expect(date(named, isBefore: true).lastDay == .on(last))
        #expect(due([date(named, isBefore: true)]) == "\(last) reportBefore")
        #expect(due([date(named)]) == "\(named) namedDay")
    }

    @Test("the latest last day counts, and the reason is its own")
    func latest() {
        #expect(due([date("2024-06-18", isBefore: true), date("2024-06-17")]).hasPrefix("2024-06-17"))
        #expect(due([date("2024-09-30"), date("2024-06-18", isBefore: true)]) == "2024-09-30 namedDay")
        #expect(due([date("2024-06-18"), date("2024-09-30", isBefore: true)]) == "2024-09-29 reportBefore")
    }

    @Test("a day that is only mentioned is no last day")
    func mentioned() {
        #expect(due([date("2024-07-30", isDue: false)]) == "2024-12-31 endOfYear")
        #expect(due([date("2024-07-30", isDue: false), date("2024-06-01")]) == "2024-06-01 namedDay")
    }

    @Test("named days may lie in another year than the plan: the paper's word stands")
    func otherYear() {
        #expect(due([date("2025-01-15")]) == "2025-01-15 namedDay")
        #expect(due([], year: 2025) == "2025-12-31 endOfYear")
    }

    @Test("what the office sets comes before all that the paper says, also when it is later")
    func office() {
        let duty = Duty.made(endsOn: .on("2024-09-30"), officeDueOn: .on("2024-11-15"))
        #expect(due([date("2024-06-01")], duty: duty) == "2024-11-15 setByOffice")
    }

    @Test("a period without its last day gives none: the named days do, then the year")
    func openPeriod() {
        let duty = Duty.made(startsOn: .on("2024-07-01"))
        #expect(due([date("2024-07-30")], duty: duty) == "2024-07-30 namedDay")
        #expect(due([], duty: duty) == "2024-12-31 endOfYear")
    }

    @Test("both parts of a split duty are due as the whole was, and the whole again after merging")
    func split() throws {
        var duty = Duty.made(text: "Mở đợt cao điểm; tổng kết.", startsOn: .on("2024-07-01"), endsOn: .on("2024-09-30"))
        let second = try duty.split(before: "tổng kết", id: ID("new"))
        #expect(due([], duty: second) == due([], duty: duty))
        try duty.merge(second)
        #expect(due([], duty: duty) == "2024-09-30 endOfPeriod")
    }
}

@Suite("Splitting and merging, at the edges")
struct SplitTests {
    @Test(
        "the second part begins where a word does",
        arguments: [
            ("Rà soát (lập danh sách).", "lập", "Rà soát (", "lập danh sách)."), ("Mở đợt 1/7-30/9; sơ kết", "sơ kết", "Mở đợt 1/7-30/9;", "sơ kết"),
            ("Một, hai, ba", "ba", "Một, hai,", "ba"), ("12 việc, 2 việc", "2 việc", "12 việc,", "2 việc"),
            ("Ghi “Một”. “Hai”", "“Hai”", "Ghi “Một”.", "“Hai”"),
        ])
    func places(text: String, opening: String, first: String, second: String) throws {
        var duty = Duty.made(text: text)
        let rest = try duty.split(before: opening, id: ID("new"))
        #expect(duty.text == first)
        #expect(rest.text == second)
    }

    @Test("neither letters in another case nor a part of a number open a second part", arguments: ["rà soát", "2 việc", "án", "Mua"])
    func refused(opening: String) {
        var duty = Duty.made(text: "Tuyên truyền 12 việc. Rà soát vụ mua bán.")
        #expect(throws: Refusal.self) { try duty.split(before: opening, id: ID("new")) }
        #expect(duty == .made(text: "Tuyên truyền 12 việc. Rà soát vụ mua bán."))
    }

    @Test("a part may be split again: codes stay apart and the order stays that of the paper")
    func twice() throws {
        var first = Duty.made(text: "Một. Hai. Ba.")
        var second = try first.split(before: "Hai", id: ID("b"))
        let third = try second.split(before: "Ba", id: ID("c"))
        #expect([first, second, third].map(\.text) == ["Một.", "Hai.", "Ba."])
        #expect(Set([first, second, third].map(\.code)).count == 3)
        #expect(first.position < second.position && second.position < third.position)
    }

    @Test("what is dropped takes nothing up, and nothing of another plan is taken up")
    func mergeRefused() {
        var dropped = Duty.made(review: .dropped)
        let refusal = #expect(throws: Refusal.self) { try dropped.merge(.made(code: "II.1-2")) }
        #expect(refusal?.isConflict == true)
        var other = Duty.made(code: "II.1-2")
        other.planId = ID("other")
        var duty = Duty.made()
        #expect(throws: Refusal.self) { try duty.merge(other) }
        #expect(duty == .made())
    }

    @Test("a correction may take the days away again, and an office's day on the first day is none too early")
    func correct() throws {
        var duty = Duty.made(startsOn: .on("2024-07-01"), endsOn: .on("2024-09-30"), officeDueOn: .on("2024-08-01"))
        try duty.correct(text: "Mở đợt cao điểm.", heading: "", startsOn: .on("2024-07-01"), endsOn: nil, officeDueOn: .on("2024-07-01"))
        #expect(duty.officeDueOn == .on("2024-07-01"))
        try duty.correct(text: "Mở đợt cao điểm.", heading: "", startsOn: nil, endsOn: nil, officeDueOn: nil)
        #expect([duty.startsOn, duty.endsOn, duty.officeDueOn] == [nil, nil, nil])
    }
}
