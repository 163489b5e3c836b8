import Domain
import Foundation
import Storage
import Vault

/// What the command line does with the ledger and the keys.
extension App {
    /// Looks through the whole ledger of an installation and the rows that it tells of, and changes nothing there.
    /// - Parameters:
    ///   - key: public half of the key that signs, in base 64; `nil` takes it from the installation where its master key is to be had.
    ///   - witness: the text of a checkpoint that was kept elsewhere; `nil` without one.
    ///   - report: hears what was found in the ledger, and whether signatures were held against a key that does not come from the database alone.
    /// - Returns: what was found in the rows; `nil` where they were not taken over yet.
    public static func verifyLedger(
        _ config: Config, key: String?, witness: String?, report say: (LedgerReport, _ isKeyKnown: Bool) throws -> Void
    ) async throws -> RowReport? {
        let db = try await openDatabase(config.databaseURL)
        guard try await migrator.pending(in: db).isEmpty else {
            throw StartRefusal("Cơ sở dữ liệu chưa ở lược đồ này: chạy lachan migrate. / The database has another schema: run lachan migrate.")
        }
        var check = LedgerCheck(db: db)
        if let key {
            guard let read = VerifyingKey(text: key) else { throw StartRefusal("--key: cần 32 byte viết bằng base64. / --key: expected 32 bytes in base 64.") }
            check.key = read
        } else if config.masterKey != nil || FileManager.default.fileExists(atPath: config.masterKeyPath) {
            let app = try App(db: db, config: config, masters: MasterDesk(config))
            check.key = try? await app.read(as: .program) { tx in try tx.keys.verifying() }
        }
        var report = try await check.run()
        if let witness { report.faults += try await check.faults(beside: witness) }
        try say(report, check.key != nil)
        return try await check.rows()
    }

    /// Signs where the ledger ends now.
    /// - Returns: the checkpoint, to be kept elsewhere.
    public func addCheckpoint() async throws -> String {
        let ends = try await db.read { try LedgerCheckStore(connection: $0).checkpointEnds() }
        return try await write(as: .program, at: Clock.machine) { tx in
            try LedgerCheckStore(connection: tx.connection).addCheckpoint(at: tx.now, ends: ends, key: try tx.keys.signing()).text
        }
    }

    /// Signs one unless there is one of this day.
    func addDailyCheckpoint() async throws {
        let last = try await db.read { try LedgerCheckStore(connection: $0).checkpoints().last }
        if last?.at.day != Clock.machine.day { _ = try await addCheckpoint() }
    }

    /// Every entry as one line of JSON, in the order of the chains.
    public func exportLedger(_ line: (String) -> Void) async throws {
        for end in try await db.read({ try LedgerCheckStore(connection: $0).ends() }) {
            for after in stride(from: 0, to: end.number, by: 2_000) {
                let lines = try await db.read { try LedgerCheckStore(connection: $0).lines(chain: end.chain, after: after, to: min(after + 2_000, end.number)) }
                lines.forEach(line)
            }
        }
    }

    /// Puts a new master key in force and wraps every key by it; the program may go on serving meanwhile.
    /// - Returns: whether a new one was made (not where it comes from the environment), and how many keys were wrapped anew.
    public func rotateMasterKey() async throws -> (isNew: Bool, count: Int) {
        let needed = try await read(as: .program) { tx in try tx.keys.masters().union(tx.sealed.masters()).union(tx.files.masters()) }
        let isNew = try masters.renew(needed: needed)
        var count = try await write(as: .program) { tx in try tx.keys.rewrap() }
        while true {
            let current = try masters.fresh().current
            // One at a time and by its id, so that those who write meanwhile seldom clash with it; again, for what was sealed meanwhile by another program.
            let (records, files) = try await read(as: .program) { tx in (try tx.sealed.wrapped(notBy: current), try tx.files.wrapped(notBy: current)) }
            if records.isEmpty && files.isEmpty { break }
            for id in records { try await write(as: .program) { tx in try tx.sealed.rewrap(id) } }
            for id in files { try await write(as: .program) { tx in try tx.files.rewrap(id) } }
            count += records.count + files.count
        }
        let (older, current, total) = (needed.sorted().joined(separator: ", "), masters.known.current, count)
        try await write(as: .program) { tx in
            try tx.note(.changed, .vaultKeys, "master", fields: [("master", older, current)], because: "lachan vault rotate, \(total)")
        }
        return (isNew, count)
    }
}

extension LedgerCheck {
    /// What is wrong beside a checkpoint that was kept elsewhere.
    /// - Throws: `StartRefusal` for a text that is none.
    func faults(beside witness: String) async throws -> [LedgerFault] {
        guard let point = Checkpoint(text: witness) else {
            throw StartRefusal("--checkpoint: không phải tệp do lachan ledger checkpoint in ra. / --checkpoint: not what lachan ledger checkpoint printed.")
        }
        guard point.isSigned(by: key) else { return [LedgerFault(chain: 0, number: point.number, kind: .checkpoint)] }
        return try await db.read { connection in
            let store = LedgerCheckStore(connection: connection)
            return try point.ends.filter { try store.hash(chain: $0.chain, number: $0.number) != $0.hash }
                .map { LedgerFault(chain: $0.chain, number: $0.number, kind: .missing) }
        }
    }
}
