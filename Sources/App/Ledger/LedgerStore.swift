import Domain
import Storage
import Vault

/// What was done, by whom, when: entries are added by `Tx` and never changed.
struct LedgerStore {
    let tx: Tx

    /// Adds the entry to the end of the connection's chain.
    func append(_ entry: LedgerEntry, _ fields: [LedgerField]) throws {
        let chain = try tx.connection.chain()
        let end = try tx.connection.chainEnd ?? end(of: chain), fields = fields.sorted { Array($0.field.utf8).lexicographicallyPrecedes(Array($1.field.utf8)) }
        var entry = entry
        (entry.chain, entry.number) = (chain, end.number + 1)
        entry.hash = Digest.sha256(entry.content(after: end.digest, fields: fields))
        try tx.connection.insert(try Columns(of: entry), into: Table.ledgerEntries.rawValue)
        try tx.connection.insert(try fields.map { try Columns(of: $0) }, into: Table.ledgerFields.rawValue)
        tx.connection.chainEnds(ChainEnd(number: entry.number, digest: entry.hash))
    }

    private func end(of chain: Int) throws -> ChainEnd {
        let rows = try tx.connection.rows("SELECT number, hash FROM ledger_entries WHERE chain = \(chain) ORDER BY number DESC LIMIT 1")
        guard let last = rows.first else { return ChainEnd(number: 0, digest: "") }
        var reader = ColumnReader(last)
        return ChainEnd(number: try reader.number(), digest: try reader.text())
    }

    func of(record: String, limit: Int = 50) throws -> [LedgerLine] {
        try lines(tx.all("SELECT * FROM ledger_entries WHERE record_id = \(record) ORDER BY id DESC LIMIT \(limit)"))
    }

    /// Changes of a duty and of who bears it, those that were taken out included, newest first.
    func of(duty id: ID<Duty>, limit: Int = 50) throws -> [LedgerLine] {
        try lines(
            tx.all(
                """
                SELECT * FROM ledger_entries WHERE record_id = \(id) OR record_id IN (SELECT id FROM assignees WHERE duty_id = \(id))
                OR id IN (SELECT entry_id FROM ledger_fields WHERE field = 'duty_id' AND before = \(id)) ORDER BY id DESC LIMIT \(limit)
                """))
    }

    /// Changes of the plan's objectives, targets and report rules, those that were taken out included, newest first.
    func of(factsOf plan: ID<Plan>, limit: Int = 50) throws -> [LedgerLine] {
        try lines(
            tx.all(
                """
                SELECT * FROM ledger_entries WHERE record_id IN (SELECT id FROM objectives WHERE plan_id = \(plan))
                OR record_id IN (SELECT id FROM targets WHERE plan_id = \(plan)) OR record_id IN (SELECT id FROM report_rules WHERE plan_id = \(plan))
                OR id IN (SELECT entry_id FROM ledger_fields WHERE field = 'plan_id' AND before = \(plan)) ORDER BY id DESC LIMIT \(limit)
                """))
    }

    /// The newest entries by accounts of the viewer's province, before the given one.
    func newest(before id: String?, limit: Int) throws -> [LedgerLine] {
        var wheres: [SQL] = ["(ledger_entries.account_id IS NOT NULL OR \(tx.viewer.province == nil))"]
        if let nouns = Self.nouns(for: tx.viewer) { wheres.append("ledger_entries.noun IN \(list: nouns.map(\.rawValue))") }
        if let province = tx.viewer.province { wheres.append("accounts.province = \(province)") }
        if let id { wheres.append("ledger_entries.id < \(id)") }
        return try lines(
            tx.all(
                """
                SELECT ledger_entries.* FROM ledger_entries LEFT JOIN accounts ON accounts.id = ledger_entries.account_id
                WHERE \(wheres.joined(separator: " AND ")) ORDER BY ledger_entries.id DESC LIMIT \(limit)
                """))
    }

    /// What the viewer may read of: the auditor of all, others of what their work is; nobody else of crime reports and who opened what in them.
    private static func nouns(for viewer: Viewer) -> [Table]? {
        if viewer.holds(.auditor) || viewer.isProgram { return nil }
        let chart: [Table] = viewer.mayManageAccounts ? [.accounts, .grants, .bodies, .reorganisations] : []
        let programme: [Table] =
            viewer.seesProgramme
            ? [
                .papers, .plans, .duties, .assignees, .assignments, .answers, .findings, .objectives, .targets, .reportRules, .bodies, .accounts, .grants,
                .reorganisations,
            ] : []
        return chart + programme
    }

    private func lines(_ entries: [LedgerEntry]) throws -> [LedgerLine] {
        let fields: [LedgerField] = try tx.all("SELECT * FROM ledger_fields WHERE entry_id IN \(list: entries.map(\.id)) ORDER BY field")
        let byEntry = Dictionary(grouping: fields, by: \.entryId)
        let labels = try labels(of: entries), names = try names(in: fields)
        return entries.map { LedgerLine(entry: $0, fields: byEntry[$0.id] ?? [], label: labels[$0.recordId], names: names) }
    }

    /// What the changed records are called, by id; one query a noun.
    private func labels(of entries: [LedgerEntry]) throws -> [String: String] {
        var labels: [String: String] = [:]
        for (noun, entries) in Dictionary(grouping: entries, by: \.noun) {
            guard let query = Table(rawValue: noun).flatMap({ Self.labelQuery($0, Array(Set(entries.map(\.recordId)))) }) else { continue }
            for label in try tx.all(query, as: Label.self) { labels[label.id] = label.label.shortened(to: 80) }
        }
        return labels
    }

    private struct Label: Decodable {
        let id: String
        let label: String
    }

    private static func labelQuery(_ table: Table, _ ids: [String]) -> SQL? {
        switch table {
        case .papers: "SELECT id, kind AS label FROM papers WHERE id IN \(list: ids)"
        case .plans: "SELECT id, COALESCE(number, title) AS label FROM plans WHERE id IN \(list: ids)"
        case .duties: "SELECT id, code AS label FROM duties WHERE id IN \(list: ids)"
        case .objectives: "SELECT id, code AS label FROM objectives WHERE id IN \(list: ids)"
        case .targets: "SELECT id, code AS label FROM targets WHERE id IN \(list: ids)"
        case .findings: "SELECT id, message AS label FROM findings WHERE id IN \(list: ids)"
        case .bodies: "SELECT id, name AS label FROM bodies WHERE id IN \(list: ids)"
        case .accounts: "SELECT id, name AS label FROM accounts WHERE id IN \(list: ids)"
        case .reorganisations: "SELECT id, code AS label FROM reorganisations WHERE id IN \(list: ids)"
        case .assignees:
            """
            SELECT assignees.id AS id, duties.code || ', ' || assignees.name AS label
            FROM assignees JOIN duties ON duties.id = assignees.duty_id WHERE assignees.id IN \(list: ids)
            """
        case .assignments:
            """
            SELECT assignments.id AS id, duties.code || ', ' || bodies.short_name AS label FROM assignments
            JOIN duties ON duties.id = assignments.duty_id JOIN bodies ON bodies.id = assignments.body_id WHERE assignments.id IN \(list: ids)
            """
        default: nil
        }
    }

    /// Names of the bodies and duties whose ids stand in the fields.
    private func names(in fields: [LedgerField]) throws -> [String: String] {
        let pointing = fields.filter { ["body_id", "holder_id", "office_id", "parent_id", "merged_into"].contains($0.field) }
        let ids = Set(pointing.flatMap { [$0.before, $0.after] }.compactMap { $0 })
        let bodies: [Label] = try tx.all("SELECT id, name AS label FROM bodies WHERE id IN \(list: Array(ids))")
        let duties: [Label] = try tx.all("SELECT id, code AS label FROM duties WHERE id IN \(list: Array(ids))")
        return Dictionary((bodies + duties).map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Tx {
    var ledger: LedgerStore { LedgerStore(tx: self) }
}
