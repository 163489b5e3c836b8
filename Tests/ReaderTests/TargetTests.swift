import Testing

@testable import Reader

@Suite("Targets")
struct TargetTests {
    private func targets(_ text: String) throws -> [String] {
        try facts("I. CHỈ TIÊU\n\n- " + text).targets.map { "\($0.comparator.rawValue) \(Int($0.value))" }
    }

    @Test(
        "the words before the figure say how it is meant",
        arguments: [
            ("Tiếp nhận 100% tố giác, tin báo.", ["= 100"]), ("Tỷ lệ khám phá đạt trên 90% số vụ án.", ["> 90"]), ("Giải quyết 95% số vụ án.", [">= 95"]),
            ("Ít nhất 80% số xã có mô hình.", [">= 80"]), ("Tỷ lệ quá hạn không quá 5%.", ["<= 5"]), ("Số vụ án tồn dưới 10%.", ["< 10"]),
            ("Giảm 5% số vụ.", [">= 5"]),
            ("Đảm bảo 100% tin báo được tiếp nhận; tỷ lệ giải quyết đạt trên 90%; 95% số vụ án được truy tố.", ["= 100", "> 90", ">= 95"]),
        ])
    func comparators(text: String, found: [String]) throws {
        #expect(try targets(text) == found)
    }

    @Test("several in one paragraph have letters and their own words")
    func cut() throws {
        let found = try facts("I. CHỈ TIÊU\n\n- Tiếp nhận 100% tin báo; giải quyết trên 90%, 95% số vụ án được truy tố.").targets
        #expect(found.map(\.id) == ["I-1a", "I-1b", "I-1c"])
        #expect(found.map(\.text) == ["Tiếp nhận 100% tin báo", "giải quyết trên 90%", "95% số vụ án được truy tố"])
    }

    @Test("a paragraph without a figure is an objective")
    func objective() throws {
        let reading = try facts("I. MỤC TIÊU\n- Nâng cao nhận thức.\n- Tiếp nhận 100% tin báo.")
        #expect(reading.objectives.map(\.id) == ["I-1"])
        #expect(reading.targets.first?.source == SourcePlace(firstLine: 3, lastLine: 3, page: nil))
    }
}
