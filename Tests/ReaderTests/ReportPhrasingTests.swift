import Testing

@testable import Reader

/// Reports as papers of many provinces ask for them, each beside the rules it gives.
@Suite("Phrasings: reports")
struct ReportPhrasingTests {
    private func rules(_ text: String) throws -> [ReportingRule] { try facts("III. TỔ CHỨC THỰC HIỆN\n1. " + text).reporting }

    /// `half-year before 06-15`, one for each rule.
    private func summary(_ text: String) throws -> [String] {
        try rules(text).map { rule in ([rule.period.rawValue, rule.dueIs?.rawValue].compactMap { $0 } + rule.due).joined(separator: " ") }
    }

    @Test(
        "periods and their last days",
        arguments: [
            (
                "Các sở, ban, ngành báo cáo 6 tháng (trước ngày 15/6), báo cáo năm (trước ngày 15/12) về Công an tỉnh.",
                ["half-year before 06-15", "year before 12-15"]
            ),
            ("Báo cáo 6 tháng gửi trước ngày 15/6/2024; báo cáo năm gửi trước ngày 15/12/2024.", ["half-year before 06-15", "year before 12-15"]),
            ("Báo cáo 06 tháng đầu năm gửi chậm nhất ngày 20/6; báo cáo năm gửi chậm nhất ngày 20/12.", ["half-year on 06-20", "year on 12-20"]),
            ("6 tháng (trước ngày 10/6) và 01 năm (trước ngày 10/12) báo cáo về UBND Thành phố.", ["half-year before 06-10", "year before 12-10"]),
            ("Báo cáo sáu tháng trước ngày 05/6, báo cáo chín tháng trước ngày 05/9.", ["half-year before 06-05", "nine-months before 09-05"]),
            ("Báo cáo kết quả thực hiện hằng năm về UBND tỉnh trước ngày 15/12.", ["year before 12-15"]),
            ("Báo cáo tổng kết năm vào ngày 15/12/2024.", ["year on 12-15"]), ("Báo cáo 9 tháng trước ngày 15/9.", ["nine-months before 09-15"]),
            ("Hằng tháng báo cáo về Công an tỉnh chậm nhất ngày 20.", ["month on 20"]), ("Báo cáo tháng gửi trước ngày 15.", ["month before 15"]),
            ("Định kỳ quý (trước ngày 15/3, 15/6, 15/9 và 15/12) báo cáo kết quả.", ["quarter before 03-15 06-15 09-15 12-15"]),
            (
                "Báo cáo quý I trước ngày 15/3, quý II trước ngày 15/6, quý III trước ngày 15/9.",
                ["quarter before 03-15", "quarter before 06-15", "quarter before 09-15"]
            ),
            ("Báo cáo đột xuất khi có yêu cầu.", ["ad-hoc"]),
            ("Báo cáo quý, trước ngày 15 của tháng cuối quý.", ["quarter before 03-15 06-15 09-15 12-15"]),
            ("Định kỳ quý báo cáo kết quả trước ngày 15 tháng cuối quý về Công an tỉnh.", ["quarter before 03-15 06-15 09-15 12-15"]),
            ("Báo cáo năm trước ngày 15 tháng 12 năm 2024.", ["year before 12-15"]), ("Báo cáo năm chậm nhất ngày 15 tháng 12.", ["year on 12-15"]),
            ("Báo cáo 06 tháng trước ngày 05/6, năm trước ngày 05/12.", ["half-year before 06-05", "year before 12-05"]),
            ("Định kỳ 6 tháng, năm báo cáo kết quả (trước ngày 10/6 và 10/12).", ["half-year before 06-10", "year before 12-10"]),
            ("Báo cáo 6 tháng, năm về Công an tỉnh trước ngày 10/6 và ngày 10/12.", ["half-year before 06-10", "year before 12-10"]),
            ("Báo cáo 6 tháng, năm và đột xuất (trước ngày 10/6, 10/12).", ["half-year before 06-10", "year before 12-10", "ad-hoc"]),
            ("Báo cáo 6 tháng (trước 15/6), năm (trước 15/12).", ["half-year before 06-15", "year before 12-15"]),
            ("Báo cáo 6 tháng trước ngày 15 tháng 6 và năm trước ngày 15 tháng 12.", ["half-year before 06-15", "year before 12-15"]),
            ("Báo cáo năm trước ngày 31/11.", ["year"]),
            ("Định kỳ 6 tháng, 1 năm và đột xuất báo cáo kết quả về Công an tỉnh theo quy định.", ["half-year", "year", "ad-hoc"]),
        ])
    func periods(text: String, expected: [String]) throws {
        #expect(try summary(text) == expected)
    }

    @Test(
        "words of a period without a report are no rule",
        arguments: [
            "Công an tỉnh giao ban hằng tháng, sơ kết 6 tháng.", "Sở Y tế tập huấn hằng năm trước ngày 15/6.", "Tổng kết năm và khen thưởng.",
            "Công an tỉnh báo cáo Bộ Công an theo quy định. Giao ban hằng quý.",
        ])
    func noReport(text: String) throws {
        #expect(try summary(text).isEmpty)
    }

    @Test("who reports, and to whom")
    func fromAndTo() throws {
        let rule = try #require(try rules("Các sở, ban, ngành, UBND các huyện định kỳ 6 tháng báo cáo kết quả về Công an tỉnh để tổng hợp.").first)
        #expect(rule.fromOrgs == "Các sở, ban, ngành, UBND các huyện")
        #expect(rule.toOrg == "Công an tỉnh")
    }

    @Test(
        "the words that lead to the body are no part of its name",
        arguments: [
            "gửi về Công an tỉnh để tổng hợp", "gửi Công an tỉnh trước ngày 15/6", "gửi cho Công an tỉnh", "về Công an tỉnh.",
            "gửi đến Công an tỉnh theo quy định",
        ])
    func recipients(words: String) throws {
        #expect(try rules("Các sở, ban, ngành báo cáo 6 tháng \(words).").map(\.toOrg) == ["Công an tỉnh"])
    }

    @Test("those who only help with a report do not owe it")
    func helpers() throws {
        let rule = try #require(try rules("Sở Y tế phối hợp với Sở Nội vụ báo cáo 6 tháng trước ngày 15/6.").first)
        #expect(rule.fromOrgs == "Sở Y tế")
    }

    @Test("the body that gathers the reports is named among those who work, once")
    func collector() throws {
        let duty = try #require(
            try facts("III. TỔ CHỨC THỰC HIỆN\n1. Các sở, ban, ngành báo cáo kết quả gửi Công an tỉnh để tổng hợp.").duties.first)
        #expect(roles(duty) == ["implement: Các sở, ban, ngành", "implement: Công an tỉnh"])
    }

    @Test("figures of a window of their own, with both days or by the day of the month")
    func windows() throws {
        let dated = try rules("Báo cáo năm: số liệu tính từ ngày 15/12/2023 tới hết ngày 14/12/2024, gửi trước ngày 20/12/2024.")
        #expect(dated.first { $0.period == .year }?.window == ReportingRule.Window(from: "2023-12-15", to: "2024-12-14"))
        let monthly = try rules("Báo cáo tháng: số liệu từ ngày 15 tháng trước đến ngày 14 hằng tháng.")
        #expect(monthly.map(\.window) == [ReportingRule.Window(from: "15", to: "14")])
    }

    @Test(
        "a report that is due after its figures close is no clash, one due on that day is",
        arguments: [("15/6/2024", true), ("14/6/2024", true), ("20/6/2024", false)])
    func clash(due: String, isClash: Bool) throws {
        let text = "Mốc số liệu báo cáo 6 tháng tính từ ngày 15/12/2023 đến 15/6/2024, gửi báo cáo trước ngày \(due)."
        let findings = try facts("III. TỔ CHỨC THỰC HIỆN\n1. " + text).findings
        #expect(findings.contains { $0.kind == .windowMeetsDeadline } == isClash)
    }

    @Test("the same rule told twice is one, another day of the same period is another")
    func twice() throws {
        let text = "Các sở, ban, ngành báo cáo 6 tháng trước ngày 15/6.\n2. UBND các huyện báo cáo 6 tháng trước ngày "
        #expect(try summary(text + "15/6.") == ["half-year before 06-15"])
        #expect(try summary(text + "10/6.") == ["half-year before 06-15", "half-year before 06-10"])
    }

    @Test("rules stand in the part on organising; a plan's tasks ask for none")
    func place() throws {
        let reading = try facts("II. NHIỆM VỤ\n1. Sở Y tế báo cáo 6 tháng trước ngày 15/6.")
        #expect(reading.reporting.isEmpty)
    }
}
