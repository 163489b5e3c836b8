import Storage

/// Chains what an installation recorded before there was a ledger; once, and never after a checkpoint has been signed.
struct LedgerChaining {
    let db: Database

    private static let pageLength = 5_000

    func run() async throws {
        guard try await db.read({ try LedgerCheckStore(connection: $0).isUnchained() }) else { return }
        var end = ChainEnd(number: 0, digest: "")
        while true {
            let last = end
            let next = try await db.write { try LedgerCheckStore(connection: $0).chain(after: last, limit: Self.pageLength) }
            if next == end { return }
            end = next
        }
    }
}
