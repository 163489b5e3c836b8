import Crypto
import Foundation

/// Codes of six digits that change every 30 seconds (TOTP, RFC 6238 with HMAC-SHA-1, as authenticator programs expect).
public struct OneTimeCode: Sendable {
    /// 160 random bits.
    public let secret: [UInt8]

    public static func random() -> OneTimeCode { OneTimeCode(secret: SymmetricKey(size: SymmetricKeySize(bitCount: 160)).withUnsafeBytes { Array($0) }) }

    public init(secret: [UInt8]) { self.secret = secret }

    public static let secondsPerStep = 30

    /// Number of the 30 seconds in which the moment lies.
    public static func step(atSeconds seconds: Int64) -> Int { Int(seconds) / secondsPerStep }

    /// The code of a step.
    public func code(step: Int, digits: Int = 6) -> String {
        let counter = withUnsafeBytes(of: UInt64(step).bigEndian) { Array($0) }
        let digest = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(digest[digest.count - 1] & 0x0f)
        let number = digest[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let modulus = (0..<digits).reduce(UInt32(1)) { product, _ in product * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step that the code belongs to: the present one, or its neighbours, since clocks differ; later than `last`, so that none is taken twice.
    /// - Returns: `nil` for any other code.
    public func step(of code: String, now: Int, after last: Int) -> Int? {
        (now - 1...now + 1).first { step in step > last && Token.equal(self.code(step: step), code) }
    }

    /// The secret as authenticator programs take it: base 32, in groups of four.
    public var text: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var letters: [Character] = [], bits = 0, buffer = 0
        for byte in secret {
            (buffer, bits) = (buffer << 8 | Int(byte), bits + 8)
            while bits >= 5 {
                bits -= 5
                letters.append(alphabet[buffer >> bits & 31])
            }
            buffer &= 0xff
        }
        if bits > 0 { letters.append(alphabet[buffer << (5 - bits) & 31]) }
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: " ")
    }
}

/// Codes that are used once each where the second factor is lost: 28 letters and digits that are not mistaken for each other, 138 bits.
public enum RecoveryCode {
    public static let count = 10

    public static func random() -> String {
        let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var generator = SystemRandomNumberGenerator()
        let groups = (0..<7).map { _ in String((0..<4).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }) }
        return groups.joined(separator: "-")
    }

    /// What is stored: blanks, dashes and capitals do not matter.
    public static func digest(_ code: String) -> String {
        Digest.sha256(Array(code.lowercased().filter { $0.isLetter || $0.isNumber }.utf8))
    }
}
