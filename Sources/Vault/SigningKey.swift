import Crypto
import Foundation

/// An Ed25519 key that signs; only its holder makes what `VerifyingKey` accepts.
public struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    public init() { key = Curve25519.Signing.PrivateKey() }

    /// - Throws: `Unsealable` for bytes that are no key.
    public init(bytes: [UInt8]) throws {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else { throw Unsealable() }
        self.key = key
    }

    public var bytes: [UInt8] { Array(key.rawRepresentation) }
    public var verifying: VerifyingKey { VerifyingKey(key: key.publicKey) }

    /// In base 64.
    public func sign(_ content: [UInt8]) throws -> String { try key.signature(for: content).base64EncodedString() }
}

/// The public half.
public struct VerifyingKey: Equatable, Sendable {
    private let key: Curve25519.Signing.PublicKey

    fileprivate init(key: Curve25519.Signing.PublicKey) { self.key = key }

    /// Reads what `text` wrote, or `nil`.
    public init?(text: String) {
        guard let bytes = Data(base64Encoded: text), let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return nil }
        self.key = key
    }

    /// In base 64.
    public var text: String { key.rawRepresentation.base64EncodedString() }

    public func accepts(_ signature: String, of content: [UInt8]) -> Bool {
        Data(base64Encoded: signature).map { key.isValidSignature($0, for: content) } ?? false
    }

    public static func == (a: VerifyingKey, b: VerifyingKey) -> Bool { a.text == b.text }
}
