import Testing

@testable import Domain

@Suite("Files with answers")
struct AnswerFileTests {
    @Test(
        "the kind follows from the last ending, whatever its case",
        arguments: [
            ("Báo cáo số 12.pdf", "application/pdf"), ("ẢNH.JPEG", "image/jpeg"),
            ("phụ lục.v2.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("../../so-lieu.csv", "text/csv"),
        ])
    func kinds(name: String, type: String) throws {
        #expect(try AnswerFile.mediaType(name: name, byteCount: 1) == type)
    }

    @Test(
        "what a browser would run, or nobody can name, is not taken",
        arguments: ["a.html", "a.svg", "a.pdf.exe", "a.js", "a.docm", "bao-cao", "", ".", "a.pdf "])
    func refused(name: String) {
        let refusal = #expect(throws: Refusal.self) { try AnswerFile.mediaType(name: name, byteCount: 1) }
        #expect(refusal?.fields == ["file"])
    }

    @Test("10 MB are taken, a byte more is not")
    func size() throws {
        _ = try AnswerFile.mediaType(name: "a.pdf", byteCount: 10 * 1024 * 1024)
        let refusal = #expect(throws: Refusal.self) { try AnswerFile.mediaType(name: "a.pdf", byteCount: 10 * 1024 * 1024 + 1) }
        #expect(refusal?.fields == ["file"])
    }
}
