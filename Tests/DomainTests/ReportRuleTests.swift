import Testing

@testable import Domain

@Suite("Report rules")
struct ReportRuleTests {
    @Test(
        "'trước ngày' ends the day before, 'ngày' on the day",
        arguments: [
            ("06-18", true, 2024, "2024-06-17"), ("06-18", false, 2024, "2024-06-18"), ("03-01", true, 2024, "2024-02-29"), ("03-01", true, 2023, "2023-02-28"),
            ("01-01", true, 2024, "2023-12-31"), ("12-31", false, 2024, "2024-12-31"),
        ])
    func dueDay(dueDay: String, isBefore: Bool, year: Int, due: String) {
        #expect(ReportRule.made(dueDay: dueDay, isBefore: isBefore).dues(in: year).map(\.on) == [.on(due)])
    }

    @Test("on demand no report has its day", arguments: [nil, "06-18"])
    func onDemand(dueDay: String?) {
        #expect(ReportRule.made(period: .adHoc, dueDay: dueDay).dues(in: 2024).isEmpty)
        #expect(ReportRule.made(dueDay: nil).dues(in: 2024).isEmpty)
    }

    @Test(
        "the period is named after the month in which the paper names the day",
        arguments: [
            (ReportRule.Period.month, "05-20", "2024-M05"), (.quarter, "03-18", "2024-Q1"), (.quarter, "09-18", "2024-Q3"), (.quarter, "12-18", "2024-Q4"),
            (.halfYear, "06-18", "2024-H1"), (.halfYear, "07-01", "2024-H1"), (.halfYear, "12-18", "2024-H2"), (.nineMonths, "09-18", "2024-9M"),
            (.year, "12-18", "2024-Y"), (.year, "01-01", "2024-Y"),
        ])
    func periods(period: ReportRule.Period, dueDay: String, code: String) {
        #expect(ReportRule.made(period: period, dueDay: dueDay).dues(in: 2024).map(\.period) == [code])
    }

    @Test("a day alone is meant for each month, and 'trước' the first is the month before", arguments: ["1", "01"])
    func eachMonth(dueDay: String) {
        let dues = ReportRule.made(period: .month, dueDay: dueDay).dues(in: 2024)
        #expect(dues.map(\.period) == (1...12).map { "2024-M" + padded($0, to: 2) })
        #expect([dues.first?.on, dues.dropFirst(2).first?.on] == [.on("2023-12-31"), .on("2024-02-29")])
    }

    @Test("a month that is too short for the day has its report all the same", arguments: ["29", "30", "31"])
    func shortMonths(dueDay: String) {
        let dues = ReportRule.made(period: .month, dueDay: dueDay, isBefore: false).dues(in: 2023)
        #expect(dues.count == 12)
    }

    @Test("a rule that names the day of the month alone asks for twelve reports")
    func monthly() {
        let dues = ReportRule.made(period: .month, dueDay: "20", isBefore: true).dues(in: 2024)
        #expect(dues.count == 12)
        #expect(dues.first == .init(period: "2024-M01", on: .on("2024-01-19")) && dues.last == .init(period: "2024-M12", on: .on("2024-12-19")))
    }

    @Test(
        "figures that close on the last day or after it close too late",
        arguments: [("2024-06-12", false), ("2024-06-13", true), ("2024-06-14", true)])
    func closesTooLate(windowTo: String, isTooLate: Bool) {
        let rule = ReportRule.made(dueDay: "06-14", windowFrom: .on("2023-12-15"), windowTo: .on(windowTo))
        #expect(rule.closesTooLate(in: 2024) == isTooLate)
    }

    @Test("without a window, or on demand, nothing closes too late")
    func noWindow() {
        #expect(!ReportRule.made().closesTooLate(in: 2024))
        #expect(!ReportRule.made(period: .adHoc, dueDay: nil, windowTo: .on("2024-12-31")).closesTooLate(in: 2024))
    }
}
