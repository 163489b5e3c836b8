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

    @Test(
        "a file that is not what its name says is refused",
        arguments: [
            ("application/pdf", "%PDF-1.7", true), ("application/pdf", "\u{feff}\n%PDF-1.4", true), ("application/pdf", "MZ", false),
            ("text/csv", "a;b\n", true), ("text/plain", "a\0b", false), ("application/vnd.oasis.opendocument.text", "PK\u{3}\u{4}", false),
            ("application/vnd.oasis.opendocument.text", "PK\u{3}\u{4}…mimetypeapplication/vnd.oasis.opendocument.textPK", true),
            ("application/vnd.oasis.opendocument.spreadsheet", "PK\u{3}\u{4}…mimetypeapplication/vnd.oasis.opendocument.textPK", false),
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\u{3}\u{4}…word/document.xml", true),
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\u{3}\u{4}…xl/workbook.xml", false),
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK\u{3}\u{4}…xl/workbook.xml", true),
            ("application/vnd.oasis.opendocument.text", "<html>", false), ("image/png", "GIF89a", false),
        ])
    func disguised(mediaType: String, content: String, isTrue: Bool) {
        let bytes = Array(content.utf8)
        if isTrue {
            #expect(throws: Never.self) { try AnswerFile.refuseDisguised(bytes, as: mediaType) }
        } else {
            #expect(#expect(throws: Refusal.self) { try AnswerFile.refuseDisguised(bytes, as: mediaType) }?.fields == ["file"])
        }
    }

    @Test("pictures are known by their first bytes")
    func pictures() {
        #expect(throws: Never.self) { try AnswerFile.refuseDisguised([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0], as: "image/png") }
        #expect(throws: Never.self) { try AnswerFile.refuseDisguised([0xff, 0xd8, 0xff, 0xe0], as: "image/jpeg") }
    }
}
