import Testing

@testable import Reader

/// A paper of ten thousand lines costs no more a line than one of ten, and what it says is not cut.
@Suite("Long papers")
struct LongPaperTests {
    @Test("every one of thousands of figures in one paragraph is a target, each as its own words ask")
    func targets() {
        let text = String(repeating: "trên 5%, dưới 7%, ", count: 2_000) + "đạt 100%, 8% trở xuống."
        let clause = Clause(marker: .dash, text: text, firstLine: 1, lastLine: 4_000, confidence: 1)
        let found = TargetReader.targets(in: clause, id: "I.1-1")
        #expect(found.count == 4_002)
        #expect(found.prefix(4_000).enumerated().allSatisfy { $0.element.comparator == ($0.offset % 2 == 0 ? .over : .under) })
        #expect(found.suffix(2).map(\.comparator) == [.equal, .atMost])
        #expect(Set(found.map(\.id)).count == found.count)
    }

    @Test("what a figure asks is looked for near it: words of another sentence far before do not count")
    func near() {
        let far = "trên" + String(repeating: " ", count: 300)
        #expect(TargetReader.comparator(50, before: Substring(far).suffix(200)) == .atLeast)
        #expect(TargetReader.comparator(50, before: "trên ") == .over)
    }

    @Test("periods count only in sentences that speak of reports, wherever among thousands the sentence stands")
    func reports() throws {
        let idle = String(repeating: "Rà soát hằng quý. ", count: 3_000)
        let rules = try facts("III. TỔ CHỨC THỰC HIỆN\n1. " + idle + "Báo cáo năm trước ngày 15/12. " + idle).reporting
        #expect(rules.map(\.period) == [.year])
        #expect(rules.map(\.due) == [["12-15"]])
    }

    @Test("the date of a document is told from a day of the work after thousands of days written in words")
    func days() {
        let text = String(repeating: "Ngày 5 tháng 6 năm 2024, ", count: 3_000) + "Luật ban hành ngày 7 tháng 8 năm 2023, xong ngày 9 tháng 10 năm 2024"
        #expect(Times(text, year: 2024).dates.map(\.date) == ["2024-06-05", "2024-10-09"])
    }

    @Test("a plan followed by thousands of bare figures is read to its last line")
    func figures() throws {
        let paper = "KẾ HOẠCH\nPhòng, chống mua bán người năm 2024\n\nI. MỤC TIÊU\n\n- Nâng cao hiệu quả.\n"
        let read = try Shared.reader.get().read(Array((paper + String(repeating: "1. 1\n", count: 11_000)).utf8))
        #expect(read.lines.count == 11_006)
        #expect(read.lines.last?.text == "1. 1")
        #expect(read.reading.objectives.contains { $0.text.hasPrefix("Nâng cao hiệu quả") })
    }

    @Test(
        "the opening of a line is told to the letter from what only looks like one",
        arguments: [
            ("PHẦN II – NHIỆM VỤ", Marker.part("II"), "NHIỆM VỤ"), ("PHẦN I", .part("I"), ""), ("PHẦN I MỤC TIÊU", .none, "PHẦN I MỤC TIÊU"),
            ("(đ). Việc", .item("đ"), "Việc"), ("(12)Việc", .item("12"), "Việc"), ("(1 Việc", .none, "(1 Việc"), ("12)Việc", .none, "12)Việc"),
            ("a. Việc", .item("a"), "Việc"), ("a. việc", .none, "a. việc"), ("a/ Việc", .item("a"), "Việc"), ("II.2.1. Việc", .section("2.1"), "Việc"),
            ("II.1 Việc", .section("1"), "Việc"), ("II.1 việc", .none, "II.1 việc"), ("1.2.3: Việc", .section("1.2.3"), "Việc"),
            ("1.234 người", .none, "1.234 người"), ("123. Việc", .none, "123. Việc"), ("1/ Việc", .section("1"), "Việc"), ("1/ việc", .none, "1/ việc"),
            ("1- BC/UBND", .none, "1- BC/UBND"), ("1 Việc", .none, "1 Việc"), (".-Việc", .dash, "Việc"), (",.- Việc", .none, ",.- Việc"),
            ("•Việc", .plus, "Việc"),
        ])
    func opening(line: String, marker: Marker, rest: String) {
        let found = Marker.split(line)
        #expect(found.marker == marker)
        #expect(found.rest == rest)
    }
}
