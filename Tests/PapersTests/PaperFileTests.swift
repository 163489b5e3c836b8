import Synchronization
import TestPapers
import Testing

@testable import Papers

/// Files are known by what they are; broken and harmful ones are refused in words.
@Suite struct PaperFileTests {
    private func pages(_ bytes: [UInt8]) async throws -> [PaperPage] {
        let pages = Mutex<[PaperPage]>([])
        try await PaperFile(bytes).read(soundness: { _ in 1 }) { page, _ in pages.withLock { $0.append(page) } }
        return pages.withLock { $0 }
    }

    @Test("kinds are told by their first bytes")
    func kinds() throws {
        #expect(try PaperFile(Array("%PDF-1.7\n".utf8)).kind == .pdf)
        #expect(try PaperFile(Array("rác\n%PDF-1.4\n".utf8)).kind == .pdf)
        #expect(try PaperFile(Array("KẾ HOẠCH".utf8)).kind == .text)
        #expect(try PaperFile(TestPapers.docx("")).kind == .docx)
        for bytes: [UInt8] in [[0x89, 0x50, 0x4e, 0x47, 0, 1], [0xff, 0xd8, 0xff], [0xc3, 0x28]] {
            #expect(throws: Unopenable.unknownKind) { try PaperFile(bytes) }
        }
        #expect(throws: Unopenable.tooLarge(byteCount: Bounds.byteCount + 1)) { try PaperFile([UInt8](repeating: 65, count: Bounds.byteCount + 1)) }
    }

    @Test("text keeps its lines, whatever ends them")
    func text() async throws {
        #expect(try await pages(Array("KẾ  HOẠCH\r\n\nNăm 2024".utf8))[0].lines.map(\.text) == ["KẾ HOẠCH", "", "Năm 2024"])
    }

    @Test("a DOCX gives its paragraphs, breaks, the cells of a row side by side, and nothing that was struck out")
    func word() async throws {
        let body = """
            <w:p><w:r><w:t>KẾ</w:t></w:r><w:r><w:t xml:space="preserve"> HOẠCH</w:t></w:r></w:p><w:p/>
            <w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r><w:del><w:r><w:delText>x</w:delText><w:t>y</w:t></w:r></w:del></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Công an</w:t></w:r></w:p><w:p><w:r><w:t>tỉnh</w:t></w:r></w:p></w:tc></w:tr>
            <w:tr><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>Quý I</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            """
        #expect(try await pages(TestPapers.docx(body))[0].lines.map(\.text) == ["KẾ HOẠCH", "", "a", "b c", "1 Công an tỉnh", "2 │ │ Quý I"])
    }

    @Test("an archive of something else, one cut off, one that declares entities and one of endless files are refused")
    func harmful() async throws {
        await #expect(throws: Unopenable.unknownKind) { try await pages(TestPapers.docx("", name: "xl/workbook.xml")) }
        let whole = try TestPapers.docx("<w:p><w:r><w:t>\(String(repeating: "chữ ", count: 2_000))</w:t></w:r></w:p>")
        await #expect(throws: Unopenable.self) { try await pages(Array(whole.prefix(whole.count / 3))) }
        await #expect(throws: Unopenable.broken) { try await pages(TestPapers.docx("<w:p>")) }
        await #expect(throws: Unopenable.broken) { try await pages(TestPapers.docx("", padding: 10_001)) }
        await #expect(throws: Unopenable.broken) {
            try await pages(TestPapers.docx("<w:p><w:r><w:t>\(String(repeating: "a", count: Bounds.textLength))</w:t></w:r></w:p>"))
        }
    }

    @Test(
        "what says that it is a PDF and is none is broken",
        arguments: ["%PDF-1.7\n", "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj trailer << /Root 1 0 R >>"])
    func brokenPDF(text: String) async throws {
        await #expect(throws: Unopenable.broken) { try await pages(Array(text.utf8)) }
    }

    @Test("a program that prints more than it may, takes too long, fails or is not there is ended and named")
    func tools() async throws {
        await #expect(throws: Tool.Failure.self) { try await Tool(name: "yes").run([], limit: 10_000) }
        await #expect(throws: Tool.Failure(code: 1, isLate: false, said: "")) { try await Tool(name: "false").run([], limit: 10) }
        do {
            _ = try await Tool(name: "sleep").run(["30"], limit: 10, seconds: 0)
            Issue.record("it should have been ended")
        } catch let failure as Tool.Failure { #expect(failure.isLate) }
        await #expect(throws: MissingTool(name: "no-such-program-at-all")) { try await Tool(name: "no-such-program-at-all").run([], limit: 10) }
        #expect(try await Tool(name: "cat").run([], input: Array("chữ".utf8), limit: 100) == Array("chữ".utf8))
    }
}
