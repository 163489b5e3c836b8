import Domain
import Foundation
import Storage
import Vault

/// Looks whether every entry of the ledger is there as it was written: its own hash, its place after the one before, and every signed checkpoint.
struct LedgerCheck: Sendable {
    let db: Database
    /// Whose signature checkpoints must bear; `nil` trusts the key that stands beside each.
    var key: VerifyingKey?

    /// So many entries are read at a time.
    private static let pageLength = 20_000

    /// Goes through all of it, on as many cores as there are.
    func run() async throws -> LedgerReport {
        let ends = try await db.read { connection in try LedgerCheckStore(connection: connection).ends() }
        var report = LedgerReport(entryCount: ends.reduce(0) { $0 + $1.count }, chainCount: ends.count)
        let pages = ends.flatMap { end in
            stride(from: 0, to: end.number, by: Self.pageLength).map { (chain: end.chain, after: $0, to: min($0 + Self.pageLength, end.number)) }
        }
        report.faults = try await withThrowingTaskGroup(of: LedgerFault?.self) { group in
            var waiting = pages[...], faults: [LedgerFault] = []
            func add() {
                guard let page = waiting.popFirst() else { return }
                group.addTask { try await db.read { try LedgerCheckStore(connection: $0).fault(chain: page.chain, after: page.after, to: page.to) } }
            }
            for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) { add() }
            while let found = try await group.next() {
                if let found { faults.append(found) }
                add()
            }
            return faults
        }
        let (checkpoints, stray) = try await db.read { connection in
            let store = LedgerCheckStore(connection: connection)
            return (try store.checkpoints(), try store.strayFieldCount())
        }
        report.checkpointCount = checkpoints.count
        report.faults += try await db.read { connection in try faults(of: checkpoints, LedgerCheckStore(connection: connection)) }
        if stray > 0 { report.faults.append(LedgerFault(chain: 0, number: 0, kind: .stray)) }
        report.faults.sort { ($0.chain, $0.number) < ($1.chain, $1.number) }
        return report
    }

    /// Goes through all rows that the ledger tells of, a page a transaction, so that a program may go on serving.
    /// - Returns: `nil` for an installation of older versions whose rows were not taken over yet: the program does so when it starts.
    func rows() async throws -> RowReport? {
        guard try await db.read({ try RowCheckStore(connection: $0).isVouchedFor() }) else { return nil }
        var report = RowReport()
        for table in RowCheck.tables {
            var after: String? = ""
            while let last = after {
                let page = try await db.read { try RowCheck(connection: $0).page(of: table, after: last) }
                report.rowCount += page.rowCount
                report.faults += page.faults
                after = page.last
            }
        }
        return report
    }

    private func faults(of checkpoints: [Checkpoint], _ store: LedgerCheckStore) throws -> [LedgerFault] {
        var previous = "", faults: [LedgerFault] = []
        for (i, point) in checkpoints.enumerated() {
            let isSigned = point.number == i + 1 && point.previous == previous && point.isSigned(by: key)
            if !isSigned { faults.append(LedgerFault(chain: 0, number: point.number, kind: .checkpoint)) }
            previous = point.digest
            for end in point.ends where try store.hash(chain: end.chain, number: end.number) != end.hash {
                faults.append(LedgerFault(chain: end.chain, number: end.number, kind: .missing))
            }
        }
        return faults
    }
}

/// What was found.
public struct LedgerReport: Sendable {
    public var entryCount: Int
    public var chainCount: Int
    public var checkpointCount = 0
    /// The first of each chain's page, the lowest first; empty where all is as it was written.
    public var faults: [LedgerFault] = []
}

/// What was found where the rows were held beside the ledger.
public struct RowReport: Equatable, Sendable {
    public var rowCount = 0
    public var faults: [RowFault] = []
}

/// Where the ledger is not as it was written.
public struct LedgerFault: Equatable, Sendable, CustomStringConvertible {
    var chain: Int
    /// Of the entry, or of the checkpoint.
    var number: Int
    var kind: Kind

    enum Kind: Sendable {
        /// Its content, its place or the hash before it is not what its hash was made of.
        case changed
        /// The number before it is not there, or it is there twice.
        case gap
        /// A checkpoint saw an entry here that is gone or is another one.
        case missing
        /// A checkpoint's signature or its place among the others is wrong.
        case checkpoint
        /// Fields without an entry.
        case stray
    }

    public var description: String {
        switch kind {
        case .changed: "chain \(chain), entry \(number): changed, or put in where another was"
        case .gap: "chain \(chain), entry \(number): the entry before it is missing"
        case .missing: "chain \(chain), entry \(number): a signed checkpoint saw another entry here, or it is gone"
        case .checkpoint: "checkpoint \(number): its signature or its place is wrong"
        case .stray: "fields that belong to no entry"
        }
    }
}
