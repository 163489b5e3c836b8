import CCurl
import Foundation

/// A short letter of plain text to one person.
public struct Mail: Sendable {
    public var from: String
    public var to: String
    public var subject: String
    public var text: String
    /// What tells two sendings of one letter from two letters.
    public var id: String

    public init(from: String, to: String, subject: String, text: String, id: String) {
        (self.from, self.to, self.subject, self.text, self.id) = (from, to, subject, text, id)
    }

    /// Whether the text is an address that a letter can go to: one `@`, no blanks, quotes, angles or control characters.
    public static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && text.utf8.count <= 254
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !"<>\"(),:;\\[]".utf8.contains($0) }
    }

    /// Sends it.
    /// - Parameter server: `smtp://name:password@host:587` (STARTTLS), `smtps://host`, or `smtp://127.0.0.1:25` without either.
    /// - Throws: `Unreachable` unless the server took it.
    public func send(through server: String) async throws {
        guard Self.isAddress(from), Self.isAddress(to) else { throw Unreachable("an address that is none") }
        let message = message(at: Date())
        try await outside {
            let transfer = try Transfer(url: server, seconds: 60, limit: 1 << 16)
            // A server that is given a password, or is not on this machine, is spoken with under TLS alone.
            let isHere = URLComponents(string: server)?.host.map(ThisMachine.has) ?? false
            transfer.set(CURLOPT_USE_SSL, isHere ? Int(CURLUSESSL_TRY.rawValue) : Int(CURLUSESSL_ALL.rawValue))
            transfer.set(CURLOPT_MAIL_FROM, "<\(from)>")
            transfer.set(CURLOPT_MAIL_RCPT, ["<\(to)>"])
            transfer.upload(message)
            try transfer.run()
        }
    }

    /// As it goes over the line: heading and text, both in base 64, so that any letter of any alphabet arrives.
    func message(at date: Date) -> [UInt8] {
        let form = DateFormatter()
        form.locale = Locale(identifier: "en_US_POSIX")
        form.timeZone = TimeZone(identifier: "UTC")
        form.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
        let words = subject.split(separator: " ").map { "=?UTF-8?B?\(Data(($0 + " ").utf8).base64EncodedString())?=" }
        let host = from.split(separator: "@").last ?? "localhost"
        let head = [
            "From: <\(from)>", "To: <\(to)>", "Subject: \(words.joined(separator: "\r\n "))", "Date: \(form.string(from: date))", "Message-ID: <\(id)@\(host)>",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "Auto-Submitted: auto-generated",
        ]
        let body = Data(text.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        return Array((head.joined(separator: "\r\n") + "\r\n\r\n" + body + "\r\n").utf8)
    }
}
