import Testing

@testable import Domain

@Suite("Figures of targets")
struct MeasureTests {
    @Test(
        "the words of a target say what counts it",
        arguments: [
            ("100% tố giác, tin báo về tội phạm và kiến nghị khởi tố được tiếp nhận, phân loại", Measure.crimeReportsClassified),
            ("tỷ lệ giải quyết đạt trên 90%", .crimeReportsResolved), ("Tiếp nhận 100% tố giác, tin báo", .crimeReportsClassified),
            ("tỷ lệ điều tra, khám phá các vụ án đạt trên 90%", nil), ("giải quyết, xét xử các vụ án mua bán người đạt 90%", nil),
            ("100% nạn nhân được hỗ trợ", nil), ("", nil),
        ])
    func guessed(text: String, measure: Measure?) {
        #expect(Measure.guess(text) == measure)
    }

    @Test("a share is judged without rounding: 9 of 10 is not over 90 %, 199 of 200 is not 100 %, and nothing of nothing is not judged")
    func judged() {
        func target(_ comparator: Target.Comparator, _ value: Double) -> Target {
            Target(
                id: ID("t"), planId: ID("p"), position: 0, code: "I.2-1", text: "", comparator: comparator, value: value, unit: "%", firstLine: nil,
                lastLine: nil)
        }
        #expect(target(.over, 90).isMet(by: Share(part: 9, whole: 10)) == false)
        #expect(target(.over, 90).isMet(by: Share(part: 901, whole: 1_000)) == true)
        #expect(target(.exactly, 100).isMet(by: Share(part: 199, whole: 200)) == false)
        #expect(target(.exactly, 100).isMet(by: Share(part: 3, whole: 3)) == true)
        #expect(target(.exactly, 100).isMet(by: Share(part: 0, whole: 0)) == nil)
        #expect(Share(part: 1, whole: 8).percent == 12.5 && Share(part: 0, whole: 0).percent == nil)
    }
}
