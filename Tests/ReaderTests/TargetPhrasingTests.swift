import Testing

@testable import Reader

/// Targets as papers of many provinces word them, each beside what is asked.
@Suite("Phrasings: targets")
struct TargetPhrasingTests {
    /// `>= 95` of each target.
    private func summary(_ text: String) -> [String] {
        let clause = Clause(marker: .dash, text: text, firstLine: 3, lastLine: 4, confidence: 1)
        return TargetReader.targets(in: clause, id: "I-1").map { target in
            "\(target.comparator.rawValue) " + (target.value.rounded() == target.value ? "\(Int(target.value))" : "\(target.value)")
        }
    }

    @Test(
        "at least",
        arguments: [
            "Tối thiểu 95% nạn nhân được hỗ trợ.", "Ít nhất 95% số xã có mô hình.", "tối thiểu là 95%", "Tỷ lệ điều tra, khám phá đạt từ 95% trở lên.",
            "Tỷ lệ đạt 95% trở lên", "từ 95% trở lên", "Phấn đấu 95% số vụ", "95 % số vụ án được truy tố", "Giảm ít nhất 95% số vụ", "đạt ≥ 95%",
            "đạt tỷ lệ >= 95%",
            "Tăng 95% số vụ được phát hiện", "chiếm 95% tổng số", "đạt tỷ lệ 95%", "không dưới 95%", "không thấp hơn 95%", "không ít hơn 95% số xã",
            "không được thấp hơn 95%", "không nhỏ hơn 95%", "Tỷ lệ giải quyết phải đạt không dưới 95%", "Không để tỷ lệ điều tra, khám phá dưới 95%",
            "≥95%", ">=95%", "=> 95%", "thấp nhất 95%", "đạt 95 phần trăm", "Đạt 95 Phần trăm số vụ",
        ])
    func atLeast(text: String) {
        #expect(summary(text) == [">= 95"])
    }

    @Test(
        "strictly over",
        arguments: [
            "Trên 90% số vụ", "đạt trên 90%", "phấn đấu trên 90% người dân được tuyên truyền", "lớn hơn 90%", "cao hơn 90%", "hơn 90% số xã", "vượt 90%",
            "Giảm trên 90% số vụ", "Tỷ lệ khám phá đạt trên 90 % tổng số án.", "vượt quá 90%", "nhiều hơn 90%", "> 90%", "trên mức 90%",
        ])
    func over(text: String) {
        #expect(summary(text) == ["> 90"])
    }

    @Test(
        "at most and strictly under",
        arguments: [
            ("không quá 5%", "<= 5"), ("Tối đa 5% tin báo quá hạn", "<= 5"), ("không vượt 5%", "<= 5"), ("dưới 5%", "< 5"), ("chiếm dưới 5% tổng số", "< 5"),
            ("Tỷ lệ án trả hồ sơ dưới 1,5%", "< 1.5"), ("không vượt quá 5%", "<= 5"), ("không để quá 5%", "<= 5"), ("không được vượt quá 5%", "<= 5"),
            ("Không để tỷ lệ án tồn vượt quá 5%", "<= 5"), ("không cao hơn 5%", "<= 5"), ("không quá mức 5%", "<= 5"), ("không trên 5%", "<= 5"),
            ("≤ 5%", "<= 5"), ("<= 5%", "<= 5"), ("<5%", "< 5"), ("từ 5% trở xuống", "<= 5"), ("nhiều nhất 5%", "<= 5"), ("tối đa là 5%", "<= 5"),
            ("ít hơn 5%", "< 5"), ("thấp hơn 5%", "< 5"), ("nhỏ hơn 5%", "< 5"), ("Số vụ không giải quyết được dưới 5%", "< 5"), ("xuống dưới mức 5%", "< 5"),
            ("Không để lọt tội phạm, tỷ lệ quá hạn dưới 5%", "< 5"),
        ])
    func under(text: String, expected: String) {
        #expect(summary(text) == [expected])
    }

    @Test("at least all of it is no less a least", arguments: ["tối thiểu 100% kế hoạch", "ít nhất 100% kế hoạch"])
    func atLeastAll(text: String) {
        #expect(summary(text) == [">= 100"])
    }

    @Test("all of it", arguments: ["100% tố giác, tin báo được tiếp nhận", "Đạt 100% kế hoạch", "bảo đảm 100 % nạn nhân được hỗ trợ", "phấn đấu đạt 100%"])
    func all(text: String) {
        #expect(summary(text) == ["= 100"])
    }

    @Test("a decimal is a decimal in either writing", arguments: [("Trên 98,5% hồ sơ", "> 98.5"), ("Trên 98.5% hồ sơ", "> 98.5"), ("Đạt 0,5%", ">= 0.5")])
    func decimals(text: String, expected: String) {
        #expect(summary(text) == [expected])
    }

    @Test(
        "figures without a share are no targets yet",
        arguments: ["Tổ chức ít nhất 12 buổi tuyên truyền", "trên 90.000 lượt người", "năm 2024", "trong 100 ngày", ""])
    func noShare(text: String) {
        #expect(summary(text).isEmpty)
    }

    @Test("each figure of a long sentence has the words before it, not those of its neighbour")
    func several() {
        let text = "Trên 95% số vụ án mua bán người được khám phá; 100% nạn nhân được tiếp nhận, hỗ trợ; dưới 2% án phải trả hồ sơ."
        #expect(summary(text) == ["> 95", "= 100", "< 2"])
        let clause = Clause(marker: .none, text: text, firstLine: 1, lastLine: 1, confidence: 1)
        let found = TargetReader.targets(in: clause, id: "I.3(b)")
        #expect(found.map(\.id) == ["I.3(b)a", "I.3(b)b", "I.3(b)c"])
        #expect(found.map(\.text) == ["Trên 95% số vụ án mua bán người được khám phá", "100% nạn nhân được tiếp nhận, hỗ trợ", "dưới 2% án phải trả hồ sơ"])
        #expect(found[1].measure == "nạn nhân được tiếp nhận, hỗ trợ")
    }

    @Test("more targets than letters keep their order and never fail")
    func many() {
        let text = (1...40).map { "đạt \($0)% việc số \($0)" }.joined(separator: "; ")
        #expect(summary(text).count == 40)
        let clause = Clause(marker: .none, text: text, firstLine: 1, lastLine: 1, confidence: 1)
        let ids = TargetReader.targets(in: clause, id: "I-1").map(\.id)
        #expect(Set(ids).count == 40)
        #expect(Array(ids[24...27]) == ["I-1y", "I-1z", "I-1aa", "I-1ab"])
    }

    @Test(
        "a share that is only about so much is no target; it stands among the objectives, with a doubt",
        arguments: ["Gần 100% số xã có mô hình.", "Phấn đấu khoảng 90% người dân được tuyên truyền.", "Xấp xỉ 100% hồ sơ."])
    func vague(text: String) throws {
        let reading = try facts("I. MỤC TIÊU\n- " + text)
        #expect(reading.targets.isEmpty)
        #expect(reading.objectives.map(\.text) == [text])
        #expect(reading.findings.filter { $0.kind == .vagueTarget }.map(\.source?.firstLine) == [2])
    }

    @Test("beside a vague share the others keep their words", arguments: ["Gần 100% hồ sơ, trên 90% số vụ được giải quyết."])
    func besideVague(text: String) throws {
        let found = try facts("I. MỤC TIÊU\n- " + text).targets
        #expect(found.map(\.id) == ["I-1"])
        #expect(found.map(\.text) == ["trên 90% số vụ được giải quyết"])
    }

    @Test(
        "the mending keeps the signs of a bound",
        arguments: [("- Tỷ lệ giải quyết đạt >= 95%", "≥ 95%"), ("- Tỷ lệ quá hạn < 5%", "< 5%"), ("- Tỷ lệ quá hạn ≤5%", "≤5%")])
    func mended(line: String, sign: String) throws {
        #expect(try Shared.reader.get().mended([line])[0].text.hasSuffix(sign))
    }

    @Test("a target stands with its lines, and an objective is what measures nothing")
    func part() throws {
        let reading = try facts(
            """
            I. MỤC TIÊU
            1. Mục tiêu chung
            Giảm nguy cơ mua bán người.
            2. Chỉ tiêu cụ thể
            a) 100% xã, phường tổ chức
            tuyên truyền.
            - Các cơ quan xác định rõ trách nhiệm.
            """)
        #expect(reading.objectives.map(\.text) == ["Giảm nguy cơ mua bán người.", "Các cơ quan xác định rõ trách nhiệm."])
        #expect(reading.targets.map(\.id) == ["I.2(a)"])
        #expect(reading.targets.first?.source == SourcePlace(firstLine: 5, lastLine: 6, page: nil))
    }
}
