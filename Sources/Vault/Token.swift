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
    fileprivate var urlSafeBase64: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
