import Domain
import Storage

/// An entry by which the program takes a row over as it finds it: once, where an installation comes from before the ledger told of every field.
struct RowVoucher: Sendable {
    var act: LedgerEntry.Act
    var table: Table
    var id: String
    var fields: [Tx.Field]

    /// As many as it takes for a field to stand once in each.
    static func of(_ table: Table, _ id: String, isKnown: Bool, _ differences: [Tx.Field]) -> [RowVoucher] {
        var times: [String: Int] = [:]
        let layers = Dictionary(grouping: differences) { difference in
            times[difference.field, default: 0] += 1
            return times[difference.field, default: 1] - 1
        }
        return (0..<max(1, layers.count)).map { layer in
            RowVoucher(act: isKnown || layer > 0 ? .changed : .created, table: table, id: id, fields: layers[layer] ?? [])
        }
    }
}

extension App {
    /// Why the entries were written, in each of them.
    private static let reason = "as found when rows were first held beside the ledger"

    /// Takes over what older versions wrote without telling all of it; once, which is an entry itself, so that nobody can have it done again.
    func vouchForRows() async throws {
        guard try await !db.read({ try RowCheckStore(connection: $0).isVouchedFor() }) else { return }
        for table in RowCheck.tables {
            var after: String? = ""
            while let last = after {
                after = try await write(as: .program, at: Clock.machine) { tx in
                    let page = try RowCheck(connection: tx.connection).page(of: table, after: last)
                    for voucher in page.vouchers { try tx.note(voucher.act, voucher.table, voucher.id, fields: voucher.fields, because: Self.reason) }
                    return page.last
                }
            }
        }
        try await write(as: .program, at: Clock.machine) { tx in
            guard try !RowCheckStore(connection: tx.connection).isVouchedFor() else { return }
            try tx.note(.created, .settings, RowCheckStore.vouch, because: Self.reason)
        }
    }
}
