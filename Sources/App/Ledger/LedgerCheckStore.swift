import Domain
import Foundation
import Storage
import Vault

/// Reads the ledger as bytes, to compare them with their hashes.
struct LedgerCheckStore {
    let connection: Connection

    struct End: Decodable {
        var chain: Int
        var number: Int
        var count: Int
    }

    /// Where each chain ends, and how many entries it has.
    func ends() throws -> [End] {
        try connection.rows("SELECT chain, MAX(number) AS number, COUNT(*) AS count FROM ledger_entries GROUP BY chain ORDER BY chain").map { try $0.decode() }
    }

    func hash(chain: Int, number: Int) throws -> String? {
        try connection.rows("SELECT hash FROM ledger_entries WHERE chain = \(chain) AND number = \(number)").first?.single()
    }

    /// The columns in the order of `LedgerEntry.content`.
    private static let hashed: SQL = "id, chain, number, at, account_id, account_name, behalf, address, request, noun, record_id, act, reason"

    /// The first entry after `after` and up to `to` that is not as it was written; `nil` where all are.
    func fault(chain: Int, after: Int, to: Int) throws -> LedgerFault? {
        let entries = try connection.rows(
            """
            SELECT number, hash, \(Self.hashed) FROM ledger_entries WHERE chain = \(chain) AND number > \(after) AND number <= \(to) ORDER BY number
            """)
        let fields = try connection.rows(
            """
            SELECT ledger_entries.number, ledger_fields.field, ledger_fields.before, ledger_fields.after FROM ledger_entries
            JOIN ledger_fields ON ledger_fields.entry_id = ledger_entries.id
            WHERE ledger_entries.chain = \(chain) AND ledger_entries.number > \(after) AND ledger_entries.number <= \(to)
            ORDER BY ledger_entries.number, ledger_fields.field
            """)
        var previous = after == 0 ? "" : try hash(chain: chain, number: after) ?? "", expected = after, next = 0
        var content = LedgerContent()
        for entry in entries {
            var reader = ColumnReader(entry)
            let number = try reader.number(), hash = try reader.text()
            expected += 1
            guard number == expected else { return LedgerFault(chain: chain, number: number, kind: .gap) }
            content.removeAll()
            content.add(previous)
            for _ in 0..<LedgerEntry.hashedCount { content.add(reader.textIfAny()) }
            while next < fields.count {
                var field = ColumnReader(fields[next])
                guard try field.number() == number else { break }
                for _ in 0..<3 { content.add(field.textIfAny()) }
                next += 1
            }
            guard Digest.sha256(content.bytes) == hash else { return LedgerFault(chain: chain, number: number, kind: .changed) }
            previous = hash
        }
        return expected == to ? nil : LedgerFault(chain: chain, number: expected + 1, kind: .gap)
    }

    /// Fields whose entry is not there: the database itself forbids them.
    func strayFieldCount() throws -> Int {
        try connection.rows(
            "SELECT COUNT(*) FROM ledger_fields WHERE NOT EXISTS (SELECT 1 FROM ledger_entries WHERE ledger_entries.id = ledger_fields.entry_id)"
        ).first?.single() ?? 0
    }
}

// MARK: Older entries

extension LedgerCheckStore {
    func isUnchained() throws -> Bool {
        try hash(chain: 0, number: 1) == "" && connection.rows("SELECT number FROM checkpoints LIMIT 1").isEmpty
    }

    /// Chains the next entries of chain 0.
    /// - Returns: where it ends now; the same where there are no more.
    func chain(after end: ChainEnd, limit: Int) throws -> ChainEnd {
        let entries: [LedgerEntry] = try connection.rows(
            "SELECT * FROM ledger_entries WHERE chain = 0 AND number > \(end.number) ORDER BY number LIMIT \(limit)"
        ).map { try $0.decode() }
        let fields: [LedgerField] = try connection.rows(
            "SELECT * FROM ledger_fields WHERE entry_id IN \(list: entries.map(\.id)) ORDER BY entry_id, field"
        ).map { try $0.decode() }
        let byEntry = Dictionary(grouping: fields, by: \.entryId)
        var end = end
        for entry in entries {
            end = ChainEnd(number: entry.number, digest: Digest.sha256(entry.content(after: end.digest, fields: byEntry[entry.id] ?? [])))
            try connection.execute("UPDATE ledger_entries SET hash = \(end.digest) WHERE id = \(entry.id)")
        }
        return end
    }
}

// MARK: Export

extension LedgerCheckStore {
    private struct Exported: Encodable {
        var entry: LedgerEntry
        var fields: [LedgerField]
    }

    /// Entries after `after` and up to `to`, each a line of JSON.
    func lines(chain: Int, after: Int, to: Int) throws -> [String] {
        let entries: [LedgerEntry] = try connection.rows(
            "SELECT * FROM ledger_entries WHERE chain = \(chain) AND number > \(after) AND number <= \(to) ORDER BY number"
        ).map { try $0.decode() }
        let fields: [LedgerField] = try connection.rows(
            "SELECT * FROM ledger_fields WHERE entry_id IN \(list: entries.map(\.id)) ORDER BY entry_id, field"
        ).map { try $0.decode() }
        let byEntry = Dictionary(grouping: fields, by: \.entryId), encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try entries.map { entry in
            String(decoding: try encoder.encode(Exported(entry: entry, fields: byEntry[entry.id] ?? [])), as: UTF8.self)
        }
    }
}
