import Testing

@testable import Reader

/// Days and periods as papers of many provinces word them, each beside what it says.
@Suite("Phrasings: days and periods")
struct TimePhrasingTests {
    private func times(_ text: String) -> Times { Times(text, year: 2024) }

    @Test(
        "a period with both its days",
        arguments: [
            ("từ ngày 01/7 đến hết ngày 30/9/2024", "2024-07-01", "2024-09-30"), ("Từ ngày 01/07/2024 đến ngày 30/09/2024.", "2024-07-01", "2024-09-30"),
            ("từ ngày 1/7/2024 đến 30/9/2024", "2024-07-01", "2024-09-30"), ("từ ngày 01-7 đến ngày 30-9-2024", "2024-07-01", "2024-09-30"),
            ("từ ngày 15/12/2023 tới hết ngày 14/12/2024", "2023-12-15", "2024-12-14"),
            ("từ ngày 05/01/2025 đến hết ngày 28/02/2025", "2025-01-05", "2025-02-28"),
            ("Từ 01/7 đến 30/9/2024", "2024-07-01", "2024-09-30"), ("từ ngày 01/7 đến ngày 30/9", "2024-07-01", "2024-09-30"),
            ("từ ngày 01/7/2024 đến ngày 30/9", "2024-07-01", "2024-09-30"), ("từ ngày 15/12 đến ngày 14/6/2024", "2023-12-15", "2024-06-14"),
            ("từ ngày 01 tháng 7 đến ngày 30 tháng 9 năm 2024", "2024-07-01", "2024-09-30"),
            ("từ ngày 01 tháng 7 năm 2024 đến hết ngày 30 tháng 9 năm 2024", "2024-07-01", "2024-09-30"),
            ("từ ngày 01 đến hết ngày 15 tháng 7 năm 2024", "2024-07-01", "2024-07-15"), ("từ ngày 01 đến 15/7/2024", "2024-07-01", "2024-07-15"),
            ("từ ngày 01.7.2024 đến ngày 30.9.2024", "2024-07-01", "2024-09-30"),
        ])
    func periods(text: String, from: String, to: String) {
        #expect(times(text).from == from)
        #expect(times(text).to == to)
    }

    @Test(
        "a quarter or a month is from its first day to its last, leap years and all",
        arguments: [
            ("Thời gian thực hiện: quý III/2024", "2024-07-01", "2024-09-30"), ("Thời gian thực hiện: Quý I năm 2025.", "2025-01-01", "2025-03-31"),
            ("Quý 1/2024", "2024-01-01", "2024-03-31"), ("quý IV năm 2024", "2024-10-01", "2024-12-31"), ("quý II/2024", "2024-04-01", "2024-06-30"),
            ("Hoàn thành trong tháng 6/2024", "2024-06-01", "2024-06-30"), ("Hoàn thành trong tháng 11", "2024-11-01", "2024-11-30"),
            ("Trong tháng 02/2023", "2023-02-01", "2023-02-28"), ("trong tháng 2", "2024-02-01", "2024-02-29"),
            ("thực hiện tháng 10 năm 2025", "2025-10-01", "2025-10-31"), ("Đợt tháng 7/2024", "2024-07-01", "2024-07-31"),
            ("từ tháng 7 đến tháng 9/2024", "2024-07-01", "2024-09-30"), ("từ tháng 7 đến hết tháng 9 năm 2024", "2024-07-01", "2024-09-30"),
            ("Từ tháng 7 đến tháng 9", "2024-07-01", "2024-09-30"), ("từ tháng 10/2024 đến tháng 3/2025", "2024-10-01", "2025-03-31"),
            ("Quý I, II/2024", "2024-01-01", "2024-06-30"), ("quý II, III, IV năm 2024", "2024-04-01", "2024-12-31"),
            ("Quý I và quý II/2024", "2024-01-01", "2024-06-30"), ("quý III - IV/2024", "2024-07-01", "2024-12-31"),
            ("Thời gian thực hiện: 6 tháng đầu năm", "2024-01-01", "2024-06-30"), ("trong 6 tháng cuối năm 2025", "2025-07-01", "2025-12-31"),
            ("6 tháng cuối năm", "2024-07-01", "2024-12-31"), ("trong năm 2024", "2024-01-01", "2024-12-31"),
            ("Thời gian thực hiện: Năm 2025.", "2025-01-01", "2025-12-31"),
        ])
    func months(text: String, from: String, to: String) {
        #expect(times(text).from == from)
        #expect(times(text).to == to)
    }

    @Test(
        "a quarter without its year, or a month that is none, is left open",
        arguments: ["Thời gian: trong quý III", "Trong tháng 13/2024", "mỗi quý", "hằng tháng", "đã chỉ ra trong năm 2023", "Báo cáo 6 tháng đầu năm"])
    func open(text: String) {
        #expect(times(text).from == nil)
        #expect(times(text).to == nil)
    }

    @Test("a period that the calendar does not have is none", arguments: ["từ ngày 30/02/2024 đến ngày 31/4/2024", "trước ngày 31/02/2024"])
    func noPeriod(text: String) {
        #expect(times(text).from == nil)
        #expect(times(text).to == nil)
    }

    @Test("the days of a period that lack their year have it from the period")
    func yearOfPeriod() {
        #expect(times("từ ngày 01/7 đến ngày 30/9").dates.map(\.date) == ["2024-07-01", "2024-09-30"])
        #expect(Times("từ ngày 01/7 đến ngày 30/9", year: nil).dates.map(\.date) == ["07-01", "09-30"])
        #expect(Times("từ ngày 01/7 đến ngày 30/9", year: nil).from == nil)
    }

    @Test("a month without a year is of no year where the plan has none")
    func withoutYear() {
        #expect(Times("Hoàn thành trong tháng 6", year: nil).to == nil)
        #expect(Times("Hoàn thành trong tháng 6/2024", year: nil).to == "2024-06-30")
    }

    @Test(
        "a last day, whatever word it has before it, is named among the days",
        arguments: [
            ("xong trước ngày 30/6/2025", "2025-06-30"), ("Hoàn thành trước 30/6/2025", "2025-06-30"), ("trước ngày 30 tháng 6 năm 2025", "2025-06-30"),
            ("chậm nhất ngày 15/12/2024", "2024-12-15"), ("chậm nhất là ngày 5/2/2024", "2024-02-05"), ("Hạn cuối ngày 15/12/2024", "2024-12-15"),
            ("đến hết ngày 31/12/2024", "2024-12-31"), ("vào ngày 15/8/2024", "2024-08-15"), ("Hoàn thành: 30/11/2024", "2024-11-30"),
            ("ngày 30.7.2024", "2024-07-30"), ("mít tinh 30.7.2024.", "2024-07-30"), ("vào ngày 1/2", "02-01"), ("vào ngày 24/7", "07-24"),
            ("trước 17 giờ ngày 15/6/2024", "2024-06-15"), ("ngày 29/02/2024", "2024-02-29"), ("ngày 30-7", "07-30"), ("ngày 30 tháng 7 hằng năm", "07-30"),
        ])
    func days(text: String, day: String) {
        #expect(times(text).dates.map(\.date) == [day])
        #expect(times(text).from == nil)
    }

    @Test(
        "the last day of a paragraph is known without a first one",
        arguments: [
            "trước ngày 15 tháng 12 năm 2024", "trước ngày 15.12.2024", "chậm nhất ngày 15/12/2024", "chậm nhất là ngày 15/12/2024", "đến hết ngày 15/12/2024",
        ])
    func deadlines(text: String) {
        #expect(times(text).to == "2024-12-15")
        #expect(times(text).isBefore == text.hasPrefix("trước"), "trước is strict, chậm nhất and đến hết are not")
    }

    @Test("every day of a paragraph is named, each once, with the words that lead to it")
    func several() {
        let found = times("Sơ kết trước ngày 30/6/2024, tổng kết trước ngày 30/11/2024 và báo cáo trước ngày 30/11/2024.").dates
        #expect(found.map(\.date) == ["2024-06-30", "2024-11-30"])
        #expect(found[1].what.hasSuffix("tổng kết trước ngày 30/11/2024"))
    }

    @Test(
        "the days of documents and the figures of their numbers are no days of the work",
        arguments: [
            "Theo Nghị định số 09/2019/NĐ-CP ngày 24/01/2019", "theo Công văn số 123/UBND-NC ngày 05/3/2024 của UBND tỉnh",
            "Kế hoạch số 12/KH-UBND, ngày 05/3/2024", "Đề án 06/CP ngày 06/01/2022", "Ban Chỉ đạo 138/CP", "giai đoạn 2021-2025", "ngày 32/01/2024",
            "tỷ lệ 1/15", "tỷ lệ 1/2", "ít nhất 2/3 số xã", "đạt 2/3 kế hoạch", "1/3 số thành viên", "trực 24/7", "mời 5-7 người", "ngày 31/02/2024",
            "trước ngày 31/4", "ngày 29/02/2023", "ngày 31 tháng 6 năm 2024", "Luật số 53/2024/QH15 ngày 28/11/2024",
            "Luật số 53/2024/QH15, ngày 28 tháng 11 năm 2024", "được Quốc hội thông qua ngày 28/11/2024", "có hiệu lực thi hành từ ngày 01/7/2025",
            "Công văn số 5/1023", "số 10/12/KH-UBND", "điểm 1.2/3",
        ])
    func noDays(text: String) {
        #expect(times(text).dates.isEmpty)
    }

    @Test(
        "how often work comes again, in the paper's words",
        arguments: [
            ("Thời gian thực hiện: Thường xuyên", ["thường xuyên"]), ("định kỳ hằng quý", ["định kỳ hằng quý"]), ("định kỳ hàng tháng", ["định kỳ hàng tháng"]),
            ("hằng tuần giao ban, hàng ngày nắm tình hình", ["hằng tuần", "hàng ngày"]),
            ("định kỳ 6 tháng, 01 năm và đột xuất", ["định kỳ 6 tháng, 01 năm", "đột xuất"]),
            ("trong năm 2024", []), ("định kỳ, định kỳ", ["định kỳ"]),
        ])
    func recurrence(text: String, found: [String]) {
        #expect(times(text).recurrence == found)
    }
}

@Suite("Documents named in a text")
struct ReferenceTests {
    @Test(
        "number, day and issuer, as far as the text gives them",
        arguments: [
            ("Quyết định số 193/QĐ-TTg, ngày 09/02/2021 của Thủ tướng Chính phủ về", "193/QĐ-TTg", "2021-02-09", "Thủ tướng Chính phủ"),
            ("Chỉ thị số 05/CT-TTg ngày 1/3/2022", "05/CT-TTg", "2022-03-01", nil), ("Kế hoạch 12/KH-UBND", "12/KH-UBND", nil, nil),
            (
                "Công văn số 1234/UBND-NC ngày 5/3/2024 của Ủy ban nhân dân tỉnh về việc tăng cường", "1234/UBND-NC", "2024-03-05", "Ủy ban nhân dân tỉnh"
            ),
            (
                "số 01/2021/TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDTC ngày 12/01/2021", "01/2021/TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDTC", "2021-01-12", nil
            ),
        ] as [(String, String, String?, String?)])
    func documents(text: String, number: String, date: String?, issuer: String?) {
        #expect(References.all(in: text) == [ReadReference(number: number, date: date, issuer: issuer)])
    }

    @Test("several stand in their order, each once")
    func several() {
        let found = References.all(in: "Hướng dẫn số 02/HD-BCĐ; Kế hoạch số 12/KH-UBND ngày 02/01/2024 theo Hướng dẫn số 02/HD-BCĐ")
        #expect(found.map(\.label) == ["02/HD-BCĐ", "12/KH-UBND (2024-01-02)"])
    }

    @Test("figures with a stroke are no documents", arguments: ["138/CP", "24/7", "30/7/2024", "km/h", "tỷ lệ 3/4", "quý I/2024", ""])
    func none(text: String) {
        #expect(References.all(in: text).isEmpty)
    }
}
