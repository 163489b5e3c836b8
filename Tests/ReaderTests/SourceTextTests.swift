import Testing

@testable import Reader

@Suite("The text as it came")
struct SourceTextTests {
    private func lines(_ text: String) throws -> [String] { try SourceText([UInt8](text.utf8)).lines }

    @Test(
        "every line of the paper is a line; a newline ends its line and begins no other",
        arguments: [
            ("một", ["một"]), ("một\n", ["một"]), ("một\n\n", ["một", ""]), ("một\n\nhai", ["một", "", "hai"]), ("một\r\nhai\r\n", ["một", "hai"]),
            ("một\r\nhai\nba", ["một", "hai", "ba"]), ("\u{FEFF}một\nhai", ["một", "hai"]),
        ])
    func cut(text: String, expected: [String]) throws {
        #expect(try lines(text) == expected)
    }

    @Test("letters with their marks apart come out as one, so that words compare")
    func composed() throws {
        let apart = "Co\u{302}ng an ti\u{309}nh"
        #expect(try lines(apart)[0].unicodeScalars.count == "Công an tỉnh".unicodeScalars.count)
        #expect(try lines(apart) == ["Công an tỉnh"])
    }

    @Test("a mark of byte order inside the text is no white space to drop, but alone it is no text")
    func byteOrder() throws {
        #expect(try lines("a\u{FEFF}b") == ["a\u{FEFF}b"])
        #expect(throws: Unreadable.empty) { try lines("\u{FEFF}") }
    }

    @Test("the largest text is taken, a byte more is not")
    func limit() throws {
        let largest = [UInt8](repeating: UInt8(ascii: "a"), count: Unreadable.limit)
        #expect(try SourceText(largest).lines.count == 1)
        #expect(throws: Unreadable.tooLarge(byteCount: largest.count + 1)) { try SourceText(largest + [0x61]) }
    }

    @Test("so are the most lines, and one more is not")
    func lineLimit() throws {
        let most = "a" + String(repeating: "\n", count: Unreadable.lineLimit)
        #expect(try lines(most).count == Unreadable.lineLimit)
        #expect(throws: Unreadable.tooLarge(byteCount: most.utf8.count + 1)) { try lines(most + "\n") }
    }

    @Test("what is too large is told before what is wrong with it: nobody shall wait for a look into a film")
    func order() {
        let film = [UInt8](repeating: 0, count: Unreadable.limit + 1)
        #expect(throws: Unreadable.tooLarge(byteCount: film.count)) { try SourceText(film) }
        #expect(throws: Unreadable.binary) { try SourceText([0x20, 0x00]) }
    }

    @Test(
        "bytes that only look like text are binary",
        arguments: [
            [0xFF, 0xFE, 0x4B, 0x00], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x4B, 0xE1, 0xBA], [0x50, 0x4B, 0x03, 0x04, 0x00],
        ] as [[UInt8]])
    func binary(bytes: [UInt8]) {
        #expect(throws: Unreadable.binary) { try SourceText(bytes) }
    }

    @Test("white space of any kind alone is no text", arguments: ["\r\n\r\n", "\u{A0}\u{2003}\t", "\u{3000}\n"])
    func empty(text: String) {
        #expect(throws: Unreadable.empty) { try lines(text) }
    }
}
