import Foundation
import Testing

@testable import Outside

@Suite struct OutsideTests {
    @Test("what clamd says is a finding, nothing found, or no verdict")
    func verdicts() throws {
        #expect(try VirusScanner.read("stream: OK\0") == nil)
        #expect(try VirusScanner.read("stream: Eicar-Signature FOUND\0") == "Eicar-Signature")
        for text in ["", "stream: ", "INSTREAM size limit exceeded. ERROR", "stream: OK and more"] {
            #expect(throws: Unreachable.self, "\(text)") { try VirusScanner.read(text) }
        }
    }

    @Test("an address has one @ and nothing that could begin another line or another address")
    func addresses() {
        for good in ["an@example.vn", "can.bo+1@congan.hanoi.gov.vn"] { #expect(Mail.isAddress(good), "\(good)") }
        for bad in ["", "an", "an@", "@b.vn", "an@b", "a n@b.vn", "a@b.vn\r\nBcc: x@y.vn", "<a@b.vn>", "a@b.vn,c@d.vn", "ấ@b.vn", "a@b@c.vn"] {
            #expect(!Mail.isAddress(bad), "\(bad)")
        }
    }

    @Test("a letter is ASCII, its lines are short, and Vietnamese comes out whole")
    func message() throws {
        let text = "Bạn có 2 thông báo mới.\n.\nMở: https://lachan.example/notices"
        let mail = Mail(from: "lachan@example.vn", to: "an@example.vn", subject: "Lá Chắn: có việc mới cần xem ngay hôm nay", text: text, id: "n1")
        let message = mail.message(at: Date(timeIntervalSince1970: 0))
        #expect(message.allSatisfy { $0 < 0x80 })
        let whole = String(decoding: message, as: UTF8.self), lines = whole.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.count <= 76 } && !whole.replacing("\r\n", with: "").contains("\n"))
        #expect(whole.contains("Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n") && whole.contains("Message-ID: <n1@example.vn>\r\n"))
        let body = try #require(whole.components(separatedBy: "\r\n\r\n").last).replacing("\r\n", with: "")
        #expect(Data(base64Encoded: body) == Data(text.utf8))
    }

    @Test("a server that is not there is said in one sentence")
    func nobodyThere() async throws {
        await #expect(throws: Unreachable.self) { try await HTTPCall("GET", "http://127.0.0.1:1/").send() }
        await #expect(throws: Unreachable.self) { try await HTTPCall("GET", "file:///etc/passwd").send() }
        await #expect(throws: Unreachable.self) { try await VirusScanner("127.0.0.1:1").found(in: [1]) }
        await #expect(throws: Unreachable.self) { try await VirusScanner("/nowhere/clamd.ctl").found(in: [1]) }
        let mail = Mail(from: "a@b.vn", to: "c@d.vn", subject: "x", text: "x", id: "1")
        await #expect(throws: Unreachable.self) { try await mail.send(through: "smtp://127.0.0.1:1") }
    }
}
