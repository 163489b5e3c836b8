import Domain
import Vault

/// Where every chain of the ledger ended at a moment, signed; kept outside as well, it shows whatever is taken away or changed later.
struct Checkpoint: Codable, Equatable, Sendable {
    /// From 1, without gaps.
    var number: Int
    var at: Moment
    /// Digest of the checkpoint before; empty for the first.
    var previous: String
    /// By chain.
    var ends: [End]
    /// Public half of the key that signed, in base 64.
    var key = ""
    /// In base 64, of `content`.
    var signature = ""

    struct End: Codable, Equatable, Sendable {
        var chain: Int
        var number: Int
        var hash: String
    }

    /// What is signed.
    var content: [UInt8] {
        let lines = ["lachan checkpoint 1", String(number), at.description, previous] + ends.map { "\($0.chain) \($0.number) \($0.hash)" }
        return Array(lines.joined(separator: "\n").utf8)
    }

    var digest: String { Digest.sha256(content + Array(signature.utf8)) }

    mutating func sign(with key: SigningKey) throws {
        self.key = key.verifying.text
        signature = try key.sign(content)
    }

    /// - Parameter expected: the key that must have signed; `nil` takes the one that stands beside it.
    func isSigned(by expected: VerifyingKey?) -> Bool {
        guard let named = VerifyingKey(text: key), expected == nil || expected == named else { return false }
        return named.accepts(signature, of: content)
    }
}

extension Checkpoint {
    /// To be kept elsewhere: what is signed, then the key and the signature.
    var text: String { String(decoding: content, as: UTF8.self) + "\nkey \(key)\nsignature \(signature)\n" }

    /// Reads what `text` wrote, or `nil`.
    init?(text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        guard lines.count >= 6, lines[0] == "lachan checkpoint 1", let number = Int(lines[1]), let at = Moment(lines[2]),
            let signature = lines.popLast()?.split(separator: " "), signature.count == 2, signature[0] == "signature",
            let key = lines.popLast()?.split(separator: " "), key.count == 2, key[0] == "key"
        else { return nil }
        let ends = lines.dropFirst(4).compactMap { line -> End? in
            let parts = line.split(separator: " ")
            guard parts.count == 3, let chain = Int(parts[0]), let number = Int(parts[1]) else { return nil }
            return End(chain: chain, number: number, hash: String(parts[2]))
        }
        guard ends.count == lines.count - 4 else { return nil }
        self.init(number: number, at: at, previous: lines[3], ends: ends, key: String(key[1]), signature: String(signature[1]))
    }
}
