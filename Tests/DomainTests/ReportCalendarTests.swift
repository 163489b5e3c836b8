import Testing

@testable import Domain

@Suite("The calendar of report rules")
struct ReportCalendarTests {
    @Test(
        "a day that its month does not have is the last that it has",
        arguments: [
            ("02-29", 2024, "2024-02-29"), ("02-29", 2023, "2023-02-28"), ("02-30", 2024, "2024-02-29"), ("02-31", 2023, "2023-02-28"),
            ("06-31", 2024, "2024-06-30"),
            ("04-31", 2024, "2024-04-30"), ("12-31", 2024, "2024-12-31"),
        ])
    func shortMonths(dueDay: String, year: Int, on: String) {
        #expect(ReportRule.made(dueDay: dueDay, isBefore: false).dues(in: year).map(\.on) == [.on(on)])
    }

    @Test(
        "'trước ngày 31' is the last day of a month without a 31st, and the day before in a month that has it",
        arguments: [
            ("04-31", 2024, "2024-04-30"), ("05-31", 2024, "2024-05-30"), ("02-29", 2023, "2023-02-28"), ("02-29", 2024, "2024-02-28"),
            ("02-30", 2024, "2024-02-29"), ("02-31", 2023, "2023-02-28"),
        ])
    func beforeMissing(dueDay: String, year: Int, on: String) {
        #expect(ReportRule.made(dueDay: dueDay).dues(in: year).map(\.on) == [.on(on)])
    }

    @Test("'trước ngày 31' of each month falls on the 30th, and in February on its last day")
    func monthlyBefore() {
        let dues = ReportRule.made(period: .month, dueDay: "31").dues(in: 2023)
        #expect(dues.map(\.on.dayOfMonth) == [30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30])
        #expect(dues.map(\.on.month) == Array(1...12))
    }

    @Test("'chậm nhất ngày' clashes too: the figures must close before the day itself", arguments: [("2024-06-13", false), ("2024-06-14", true)])
    func closingByTheDay(windowTo: String, clashes: Bool) {
        #expect(ReportRule.made(dueDay: "06-14", isBefore: false, windowTo: .on(windowTo)).closesTooLate(in: 2024) == clashes)
    }

    @Test("text that is no day of any month asks for nothing, rather than for a wrong day", arguments: ["", "00", "13-01", "00-10", "06-00", "ab", "06-ab"])
    func noDay(dueDay: String) {
        #expect(ReportRule.made(dueDay: dueDay, isBefore: false).dues(in: 2024).isEmpty)
    }

    @Test("the twelve last days of a month are twelve days, each within its own month")
    func lastDays() {
        let dues = ReportRule.made(period: .month, dueDay: "31", isBefore: false).dues(in: 2024)
        #expect(dues.map(\.on.month) == Array(1...12))
        #expect(dues.map(\.on.dayOfMonth) == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    }

    @Test("the quarter is that of the named day, also when 'trước' moves the last day into the quarter before")
    func quarters() {
        let dues = ["04-01", "07-01", "10-01", "01-01"].flatMap { ReportRule.made(period: .quarter, dueDay: $0).dues(in: 2024) }
        #expect(dues.map { "\($0.period) \($0.on)" } == ["2024-Q2 2024-03-31", "2024-Q3 2024-06-30", "2024-Q4 2024-09-30", "2024-Q1 2023-12-31"])
    }

    @Test("a report sent in July is still that of the first half, one sent in August is not", arguments: [("07-31", "2024-H1"), ("08-01", "2024-H2")])
    func halves(dueDay: String, period: String) {
        #expect(ReportRule.made(dueDay: dueDay).dues(in: 2024).map(\.period) == [period])
    }

    @Test("'trước' and 'ngày' differ by the closing day: the same window clashes with the one and not with the other")
    func closing() {
        let rule = { ReportRule.made(dueDay: "06-14", isBefore: $0, windowTo: .on("2024-06-13")) }
        #expect(rule(true).closesTooLate(in: 2024))
        #expect(!rule(false).closesTooLate(in: 2024))
    }

    @Test("of a monthly rule one month that clashes is enough")
    func closingMonthly() {
        let rule = ReportRule.made(period: .month, dueDay: "20", windowTo: .on("2024-01-19"))
        #expect(rule.closesTooLate(in: 2024))
        #expect(!ReportRule.made(period: .month, dueDay: "20", windowTo: .on("2024-01-18")).closesTooLate(in: 2024))
    }
}
