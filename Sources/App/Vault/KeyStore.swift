import Domain
import Storage
import Vault

/// The keys that the program works with, kept wrapped by the master key.
struct KeyStore {
    let tx: Tx

    private struct Kept: Codable {
        var name: String
        var master: String
        var wrapped: [UInt8]
    }

    /// The key that signs checkpoints; made when it is first wanted.
    func signing() throws -> SigningKey { try SigningKey(bytes: key("signing").bytes) }

    /// Whose signature checkpoints bear; `nil` where none was ever signed.
    func verifying() throws -> VerifyingKey? { try known("signing").map { try SigningKey(bytes: $0.bytes).verifying } }

    /// The key under which words are looked up in what is sealed; made when it is first wanted.
    func searching() throws -> SealingKey { try key("searching") }

    /// The key that seals the secrets of second factors; made when it is first wanted.
    func factors() throws -> SealingKey { try key("factors") }

    private func known(_ name: String) throws -> SealingKey? {
        let kept: Kept? = try tx.first("SELECT * FROM vault_keys WHERE name = \(name)")
        return try kept.map { try tx.unwrap($0.wrapped, master: $0.master, for: name) }
    }

    private func key(_ name: String) throws -> SealingKey {
        if let known = try known(name) { return known }
        let key = SealingKey.random(), (master, wrapped) = try tx.wrap(key, for: name)
        try tx.add(Kept(name: name, master: master, wrapped: wrapped), to: .vaultKeys)
        try tx.tell(.created, .vaultKeys, name)
        return key
    }

    /// Names of the master keys that wrap any of them.
    func masters() throws -> Set<String> {
        Set(try tx.connection.rows("SELECT master FROM vault_keys").map { try $0.single() })
    }

    /// Wraps them by the master key in force.
    /// - Returns: how many.
    func rewrap() throws -> Int {
        let all: [Kept] = try tx.all("SELECT * FROM vault_keys")
        for kept in all {
            let (master, wrapped) = try tx.wrap(try tx.unwrap(kept.wrapped, master: kept.master, for: kept.name), for: kept.name)
            try tx.connection.execute("UPDATE vault_keys SET master = \(master), wrapped = \(wrapped) WHERE name = \(kept.name)")
        }
        return all.count
    }
}

extension Tx {
    var keys: KeyStore { KeyStore(tx: self) }

    /// Wraps a key by the master key in force now.
    func wrap(_ key: SealingKey, for purpose: String) throws -> (master: String, wrapped: [UInt8]) { try masters.fresh().wrap(key, for: purpose) }

    /// - Throws: `Unsealable` where the master key is not there.
    func unwrap(_ wrapped: [UInt8], master: String, for purpose: String) throws -> SealingKey {
        let known = masters.known, keys = known.names.contains(master) ? known : try masters.fresh()
        return try keys.unwrap(wrapped, master: master, for: purpose)
    }
}
