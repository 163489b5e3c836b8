import Crypto
import Foundation

/// A secret that is handed out once and kept only as a digest: sessions, API tokens.
public struct Token: Equatable, Sendable {
    /// What the holder keeps: 43 characters, 256 random bits, safe in a cookie and a header.
    public let text: String

    public init(text: String) {
        self.text = text
    }

    public static func random() -> Token {
        Token(text: SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.urlSafeBase64)
    }

    /// What is stored and looked up.
    public var digest: String { Digest.sha256(Array(text.utf8)) }

    /// A second secret that follows from this one, for the forms of a session; tells nothing about the first.
    public var formToken: String {
        let key = SymmetricKey(data: Data(text.utf8))
        return Data(HMAC<SHA256>.authenticationCode(for: Data("form".utf8), using: key)).urlSafeBase64
    }

    /// Another spelling of a secret each time, so that a page which holds it tells nothing by how well it compresses.
    public static func masked(_ secret: String) -> String {
        let bytes = Array(secret.utf8), mask = bytes.map { _ in UInt8.random(in: 0...255) }
        return Data(mask + zip(mask, bytes).map { $0 ^ $1 }).urlSafeBase64
    }

    /// Whether the text is a spelling of the secret that `masked` made.
    public static func equal(masked text: String, _ secret: String) -> Bool {
        guard let bytes = Data(urlSafeBase64: text), bytes.count == 2 * secret.utf8.count else { return false }
        let half = bytes.count / 2
        return equal(String(decoding: zip(bytes.prefix(half), bytes.suffix(half)).map { $0 ^ $1 }, as: UTF8.self), secret)
    }

    /// Compares without telling by its time where the first difference is.
    public static func equal(_ a: String, _ b: String) -> Bool {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        return zip(a, b).reduce(a.count ^ b.count) { $0 | Int($1.0 ^ $1.1) } == 0
    }
}

public enum Digest {
    /// SHA-256 in lower-case hexadecimal.
    public static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

extension Data {
    /// Reads what `urlSafeBase64` wrote, or `nil`.
    fileprivate init?(urlSafeBase64 text: String) {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        self.init(base64Encoded: standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4))
    }

    fileprivate var urlSafeBase64: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
