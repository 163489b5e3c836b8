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
        let bytes = Array(secret.utf8), chance = SymmetricKey(size: SymmetricKeySize(bitCount: 8 * max(1, bytes.count)))
        let mask = chance.withUnsafeBytes { Array($0.prefix(bytes.count)) }
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
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// SHA-1 in lower-case hexadecimal; only for lists that others made so, never for anything that must be secret or proved.
    public static func sha1(_ bytes: [UInt8]) -> String {
        Insecure.SHA1.hash(data: bytes).map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }
}

extension Data {
    /// Reads what `urlSafeBase64` wrote, or `nil`.
    init?(urlSafeBase64 text: String) {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        self.init(base64Encoded: standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4))
    }

    var urlSafeBase64: String {
        var bytes: [UInt8] = []
        for byte in base64EncodedString().utf8 {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: "-"))
            case UInt8(ascii: "/"): bytes.append(UInt8(ascii: "_"))
            case UInt8(ascii: "="): break
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
