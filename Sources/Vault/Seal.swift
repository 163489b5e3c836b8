import Crypto
import Foundation

/// What cannot be opened: sealed by another key, changed, or meant for another record.
public struct Unsealable: Error {
    public init() {}
}

/// A secret key of 256 bits that never leaves the program unsealed.
public struct SealingKey: Sendable {
    private let key: SymmetricKey

    public static func random() -> SealingKey { SealingKey(key: SymmetricKey(size: .bits256)) }

    private init(key: SymmetricKey) { self.key = key }

    /// - Returns: `nil` unless there are 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        key = SymmetricKey(data: bytes)
    }

    public var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

    /// Names the algorithm at the head of what is sealed: AES-256-GCM.
    private static let algorithm: UInt8 = 1
    /// Bytes by which sealing makes a content longer: algorithm, nonce, tag.
    public static let overhead = 29

    /// AES-256-GCM with a fresh nonce: a byte that names the algorithm, nonce, ciphertext, tag.
    /// - Parameter purpose: what it is for, such as the record's id; it opens for the same alone.
    public func seal(_ content: [UInt8], for purpose: String) throws -> [UInt8] {
        guard let sealed = try AES.GCM.seal(content, using: key, authenticating: Array(purpose.utf8)).combined else { throw Unsealable() }
        return [Self.algorithm] + sealed
    }

    public func open(_ sealed: [UInt8], for purpose: String) throws -> [UInt8] {
        if sealed.first == Self.algorithm, let content = unsealed(sealed.dropFirst(), purpose) { return content }
        // What was sealed before there was such a byte.
        guard let content = unsealed(sealed[...], purpose) else { throw Unsealable() }
        return content
    }

    private func unsealed(_ combined: ArraySlice<UInt8>, _ purpose: String) -> [UInt8]? {
        guard let box = try? AES.GCM.SealedBox(combined: combined) else { return nil }
        return (try? AES.GCM.open(box, using: key, authenticating: Array(purpose.utf8))).map { Array($0) }
    }

    /// A digest that only a holder of the key can make; 128 bits in lower-case hexadecimal.
    public func digest(_ text: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
        return String(decoding: code.prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

/// The keys that wrap all others. The newest wraps; older ones stay until nothing needs them.
public struct MasterKeys: Sendable {
    /// Oldest first; never empty.
    private var keys: [(name: String, key: SealingKey)]

    public static func random() -> MasterKeys {
        var keys = MasterKeys(keys: [])
        keys.renew()
        return keys
    }

    private init(keys: [(name: String, key: SealingKey)]) { self.keys = keys }

    /// Reads `text`: a line a key, its name, a blank, 32 bytes in base 64; the last is the one in force.
    /// - Returns: `nil` for anything else.
    public init?(text: String) {
        keys = []
        for line in text.split(whereSeparator: { $0.isNewline || $0 == "," }) {
            let parts = line.split(separator: " ")
            guard parts.count == 2, let bytes = Data(base64Encoded: String(parts[1])), let key = SealingKey(bytes: Array(bytes)) else { return nil }
            keys.append((String(parts[0]), key))
        }
        if keys.isEmpty { return nil }
    }

    public var text: String { keys.map { "\($0.name) \(Data($0.key.bytes).base64EncodedString())\n" }.joined() }

    /// Name of the key in force.
    public var current: String { keys[keys.count - 1].name }
    public var names: [String] { keys.map(\.name) }

    /// Puts a new key in force.
    public mutating func renew() { keys.append((String(Token.random().text.prefix(8)), .random())) }

    /// Forgets those that neither are in force nor named.
    public mutating func forget(except needed: Set<String>) {
        let current = current
        keys.removeAll { $0.name != current && !needed.contains($0.name) }
    }

    /// - Returns: the wrapped key, and the name of the master key that wraps it.
    public func wrap(_ key: SealingKey, for purpose: String) throws -> (master: String, wrapped: [UInt8]) {
        (current, try keys[keys.count - 1].key.seal(key.bytes, for: purpose))
    }

    /// - Throws: `Unsealable` where that master key is not there, or the bytes are not what it wrapped.
    public func unwrap(_ wrapped: [UInt8], master: String, for purpose: String) throws -> SealingKey {
        guard let holder = keys.last(where: { $0.name == master }), let key = SealingKey(bytes: try holder.key.open(wrapped, for: purpose)) else {
            throw Unsealable()
        }
        return key
    }
}
