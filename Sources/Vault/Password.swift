import Crypto
import CryptoExtras
import Foundation

/// A password as it is kept: scrypt with its parameters and salt, written `scrypt$15$8$1$salt$key` (salt and key in base 64).
public struct PasswordHash: Equatable, Sendable {
    public let text: String

    /// Cost of new hashes: N = 2^15, r = 8, p = 3 (32 MiB, some 200 ms), as OWASP wants it.
    static let logRounds = 15
    static let blockSize = 8
    static let parallelism = 3

    public init(text: String) {
        self.text = text
    }

    /// Derives a new hash with a fresh salt.
    public init(of password: String) throws {
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
        let key = try Self.derive(password, salt: salt, logRounds: Self.logRounds, blockSize: Self.blockSize, parallelism: Self.parallelism)
        text = "scrypt$\(Self.logRounds)$\(Self.blockSize)$\(Self.parallelism)$\(salt.base64EncodedString())$\(key.base64EncodedString())"
    }

    /// Whether some password could fit it.
    public var isReadable: Bool { parts != nil }

    /// Whether it costs as much to try as new ones do.
    public var isCurrent: Bool { parts.map { ($0.logRounds, $0.blockSize, $0.parallelism) == (Self.logRounds, Self.blockSize, Self.parallelism) } ?? false }

    private var parts: (logRounds: Int, blockSize: Int, parallelism: Int, salt: Data, key: Data)? {
        let parts = text.split(separator: "$")
        guard parts.count == 6, parts[0] == "scrypt", let logRounds = Int(parts[1]), (1...20).contains(logRounds),
            let blockSize = Int(parts[2]), (1...32).contains(blockSize), let parallelism = Int(parts[3]), (1...16).contains(parallelism),
            let salt = Data(base64Encoded: String(parts[4])), let key = Data(base64Encoded: String(parts[5]))
        else { return nil }
        return (logRounds, blockSize, parallelism, salt, key)
    }

    /// Whether the password is the one; false for a hash that cannot be read.
    public func matches(_ password: String) -> Bool {
        guard let parts,
            let derived = try? Self.derive(
                password, salt: parts.salt, logRounds: parts.logRounds, blockSize: parts.blockSize, parallelism: parts.parallelism)
        else { return false }
        return zip(derived, parts.key).reduce(derived.count ^ parts.key.count) { $0 | Int($1.0 ^ $1.1) } == 0
    }

    private static func derive(_ password: String, salt: Data, logRounds: Int, blockSize: Int, parallelism: Int) throws -> Data {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.precomposedStringWithCanonicalMapping.utf8), salt: salt, outputByteCount: 32, rounds: 1 << logRounds, blockSize: blockSize,
            parallelism: parallelism)
        return key.withUnsafeBytes { Data($0) }
    }
}
