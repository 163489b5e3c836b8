import Testing

@testable import Reader

@Suite("Input that is no plan")
struct BadInputTests {
    @Test("no bytes, or only white space, is empty", arguments: ["", " \n\t\n", "\u{FEFF}\n"])
    func empty(text: String) {
        #expect(throws: Unreadable.empty) { try SourceText([UInt8](text.utf8)) }
    }

    @Test("a NUL or broken UTF-8 is binary", arguments: [[0x4B, 0x00, 0x48], [0xFF, 0xD8, 0xFF], [0xC3]] as [[UInt8]])
    func binary(bytes: [UInt8]) {
        #expect(throws: Unreadable.binary) { try SourceText(bytes) }
    }

    @Test("fifty megabytes are refused by their size, at once")
    func tooLarge() throws {
        let reader = try Shared.reader.get()
        let bytes = [UInt8](repeating: 0x41, count: 50_000_000)
        let elapsed = ContinuousClock().measure {
            #expect(throws: Unreadable.tooLarge(byteCount: 50_000_000)) { try reader.read(bytes) }
        }
        #expect(elapsed < .seconds(1))
    }

    @Test("a letter without parts or heading is no plan, and the message says what was looked for")
    func notAPlan() throws {
        let refused = #expect(throws: Unreadable.self) { try facts("Kính gửi anh An,\n\nChiều nay họp lúc 14 giờ.") }
        guard case .notAPlan(let missing) = refused else {
            Issue.record("expected .notAPlan")
            return
        }
        #expect(missing.count == 3)
        #expect(refused?.vietnamese.contains("I., II., III.") == true)
    }

    @Test("every refusal has a message in both languages")
    func messages() {
        for refusal in [Unreadable.empty, .binary, .tooLarge(byteCount: 6_000_000), .notAPlan(missing: ["các phần"])] {
            #expect(!refusal.vietnamese.isEmpty && !refusal.english.isEmpty)
        }
        #expect(Unreadable.tooLarge(byteCount: 6_000_000).english.contains("6000000"))
    }

    @Test("lines that end in CR LF, and a byte order mark, are taken as they are meant")
    func lineEnds() throws {
        #expect(try SourceText([UInt8]("\u{FEFF}một\r\nhai".utf8)).lines == ["một", "hai"])
    }
}
