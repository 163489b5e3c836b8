import Testing

@testable import Reader

@Suite("Days, periods, reports")
struct TimeTests {
    @Test("a period has its first and last day")
    func period() {
        let times = Times("Mở đợt cao điểm từ ngày 01/07/2024 đến hết ngày 30/09/2024 theo chỉ đạo.", year: 2024)
        #expect(times.from == "2024-07-01")
        #expect(times.to == "2024-09-30")
        #expect(times.dates.map(\.date) == ["2024-07-01", "2024-09-30"])
    }

    @Test("a deadline is the last day")
    func deadline() {
        let times = Times("Hoàn thành xong trước ngày 30/6/2026.", year: 2026)
        #expect(times.from == nil)
        #expect(times.to == "2026-06-30")
    }

    @Test(
        "a quarter and a month become their days",
        arguments: [("trong quý III/2025", "2025-07-01", "2025-09-30"), ("trong tháng 2 năm 2024", "2024-02-01", "2024-02-29")])
    func months(text: String, from: String, to: String) {
        let times = Times(text, year: 2024)
        #expect(times.from == from)
        #expect(times.to == to)
    }

    @Test("a day without a year stays without; the date of a document is no day of the work")
    func days() {
        #expect(Times("hưởng ứng “Ngày toàn dân phòng, chống mua bán người - 30/7”", year: 2024).dates.map(\.date) == ["07-30"])
        #expect(Times("Kế hoạch số 301/KH-UBND ngày 25/11/2022 của UBND", year: 2024).dates.isEmpty)
        #expect(Times("Ban Chỉ đạo 138/CP giai đoạn 2021-2025, Đề án 06", year: 2024).dates.isEmpty)
    }

    @Test("how often it comes again")
    func recurrence() {
        #expect(Times("giao ban định kỳ quý, 6 tháng, năm", year: 2024).recurrence == ["định kỳ quý, 6 tháng, năm"])
    }

    @Test("documents are named once, with their date")
    func references() {
        let found = References.all(in: "Quyết định số 193/QĐ-TTg ngày 09/02/2021 của Thủ tướng Chính phủ; theo 193/QĐ-TTg và 138/CP")
        #expect(found.map(\.label) == ["193/QĐ-TTg (2021-02-09)"])
    }
}

@Suite("Reporting rules")
struct ReportingTests {
    private func rules(_ text: String) throws -> [ReportingRule] {
        try facts("III. TỔ CHỨC THỰC HIỆN\n1. " + text).reporting
    }

    @Test("periods with their days in brackets")
    func brackets() throws {
        let found = try rules(
            "Định kỳ quý (trước ngày 18/3 và 18/9), 6 tháng (trước ngày 18/6), 01 năm (trước ngày 18/12) hoặc đột xuất báo cáo về Công an tỉnh để tổng hợp.")
        #expect(found.map(\.period) == [.quarter, .halfYear, .year, .adHoc])
        #expect(found.map(\.due) == [["03-18", "09-18"], ["06-18"], ["12-18"], []])
        #expect(found[0].dueIs == .before)
        #expect(found[0].toOrg == "Công an tỉnh")
    }

    @Test("a window of figures, and the clash of its last day with the deadline")
    func window() throws {
        let text = "III. TỔ CHỨC THỰC HIỆN\n1. Mốc số liệu 6 tháng tính từ ngày 15/12/2023 đến 14/6/2024, gửi báo cáo về Công an tỉnh trước ngày 14/6/2024."
        let reading = try facts(text)
        #expect(reading.reporting.map(\.window) == [ReportingRule.Window(from: "2023-12-15", to: "2024-06-14")])
        #expect(reading.reporting.map(\.due) == [["06-14"]])
        #expect(reading.findings.contains { $0.kind == .windowMeetsDeadline })
    }

    @Test("a monthly rule has the day alone")
    func monthly() throws {
        let found = try rules("Hằng tháng báo cáo kết quả về Công an tỉnh trước ngày 20.")
        #expect(found.map(\.period) == [.month])
        #expect(found.map(\.due) == [["20"]])
    }

    @Test("a period without a day gives way to the same with one")
    func merged() throws {
        let found = try rules("Định kỳ 6 tháng, năm báo cáo kết quả.\n2. Báo cáo 6 tháng gửi trước ngày 10/6; báo cáo năm gửi trước ngày 10/12.")
        #expect(found.map(\.due) == [["06-10"], ["12-10"]])
    }

    @Test("meetings are no reports")
    func meetings() throws {
        #expect(try rules("Duy trì giao ban định kỳ quý, 6 tháng, năm với các huyện.").isEmpty)
    }
}
