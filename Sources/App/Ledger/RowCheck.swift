import Domain
import Storage
import Vault

/// Looks whether each record stands in its table as the ledger says that it was left: who changes a row in the database itself leaves no entry.
///
/// Of a field the values before and after stand in the ledger in pairs. Taken over all entries, whatever their order, they cancel out but for the
/// value that is there now.
struct RowCheck {
    let connection: Connection

    /// The records whose every write is an entry. Doubts of the Reader (`findings`) are written once with their plan, without an entry of their own.
    static let records: [(table: Table, type: any Record.Type)] = [
        (.bodies, Body.self), (.reorganisations, Reorganisation.self), (.accounts, Account.self), (.grants, Grant.self), (.papers, Paper.self),
        (.plans, Plan.self),
        (.objectives, Objective.self), (.targets, Target.self), (.reportRules, ReportRule.self), (.duties, Duty.self), (.assignees, Assignee.self),
        (.assignments, Assignment.self), (.crimeReports, CrimeReport.self), (.sealedRecords, SealedRecord.self), (.emergencies, Emergency.self),
        (.retentionRules, RetentionRule.self), (.holds, Hold.self),
    ]

    /// Columns that are written without an entry, as `docs/architecture.md` says, and the count of versions.
    static func untold(_ table: Table) -> Set<String> {
        switch table {
        case .duties: [Tx.version, "position"]
        case .sealedRecords: [Tx.version, "master", "wrapped"]
        default: [Tx.version]
        }
    }

    static let pageLength = 1_000

    /// One page of a table: what is wrong there, how many rows it has, and where to go on.
    struct Page: Sendable {
        var faults: [RowFault] = []
        /// The entries that would make the ledger say what is there; for each fault one or more.
        var vouchers: [RowVoucher] = []
        var rowCount = 0
        /// Id of the last row; `nil` after the last page.
        var last: String?
    }

    /// All that are looked at.
    static let tables = records.map(\.table) + [.answers]

    func page(of table: Table, after: String) throws -> Page {
        let store = RowCheckStore(connection: connection), rows = try store.rows(of: table, after: after, limit: Self.pageLength)
        let ids = rows.compactMap { $0["id"]?.text }
        if let type = Self.records.first(where: { $0.table == table })?.type {
            return try check(rows, ids, of: table, after: after) { row in try columns(of: row, as: type).filter { !Self.untold(table).contains($0.key) } }
        }
        let (figures, files) = try store.parts(of: ids)
        return try check(rows, ids, of: table, after: after) { row in
            let answer = try row.decode(Answer.self), fields = answer.fields(figures: figures[answer.id] ?? [], files: files[answer.id] ?? [])
            return Dictionary(uniqueKeysWithValues: fields.map { ($0.field, $0.after) })
        }
    }

    /// - Parameter columns: what the ledger must say of a row, by field.
    private func check(_ rows: [Row], _ ids: [String], of table: Table, after: String, _ columns: (Row) throws -> [String: String?]) throws -> Page {
        let store = RowCheckStore(connection: connection)
        var page = Page(rowCount: rows.count)
        if rows.count == Self.pageLength { page.last = ids.last }
        var lives = try store.lives(of: table, after: after, upTo: page.last)
        let told = try store.told(of: table, ids)
        for row in rows {
            let id = row["id"]?.text ?? "", isKnown = lives.remove(id) != nil, columns = try? columns(row)
            let differences = (told[id] ?? ToldRecord()).differences(from: columns ?? [:], exactly: table == .answers)
            let kind: RowFault.Kind? = !isKnown ? .unknown : columns == nil ? .changed("*") : differences.first.map { .changed($0.field) }
            guard let kind else { continue }
            page.faults.append(RowFault(table: table, id: id, kind: kind))
            page.vouchers += RowVoucher.of(table, id, isKnown: isKnown, differences)
        }
        for id in lives.sorted() {
            page.faults.append(RowFault(table: table, id: id, kind: .missing))
            page.vouchers.append(RowVoucher(act: .removed, table: table, id: id, fields: []))
        }
        return page
    }

    private func columns<R: Record>(of row: Row, as type: R.Type) throws -> [String: String?] {
        let columns = try Columns(of: row.decode(R.self))
        return Dictionary(uniqueKeysWithValues: zip(columns.names, columns.values.map(Tx.told)))
    }
}

/// What the ledger says of one record.
struct ToldRecord {
    /// By field: how often a value came, less how often it went; never 0.
    private var balance: [String: [String?: Int]] = [:]

    mutating func add(_ field: String, _ value: String?, times: Int) {
        balance[field, default: [:]][value] = times
    }

    /// Fields that are not as the ledger left them, by name: a change from `before` to `after` would make it so. A field may need more than one.
    /// - Parameter exactly: a field that the ledger alone knows is a difference too: of records it also tells what is no column, such as a password.
    func differences(from columns: [String: String?], exactly: Bool) -> [Tx.Field] {
        Set(columns.keys).union(exactly ? Array(balance.keys) : []).sorted().flatMap { field in
            var rest = balance[field] ?? [:]
            if let value = columns[field] ?? nil {
                rest[value, default: 0] -= 1
                rest[nil, default: 0] += 1
            }
            let befores = rest.flatMap { Array(repeating: $0.key, count: max(0, $0.value)) },
                afters = rest.flatMap { Array(repeating: $0.key, count: max(0, -$0.value)) }
            return zip(befores, afters).map { (field, $0, $1) }
        }
    }
}

/// A row that is not as the ledger left it.
public struct RowFault: Equatable, Sendable, CustomStringConvertible {
    var table: Table
    var id: String
    var kind: Kind

    enum Kind: Equatable, Sendable {
        /// This field holds another value; `*` where the row cannot be read at all.
        case changed(String)
        /// No entry says that it was made.
        case unknown
        /// No entry says that it was removed.
        case missing
    }

    public var description: String {
        switch kind {
        case .changed(let field): "\(table.rawValue) \(id): \(field) is not what the ledger says"
        case .unknown: "\(table.rawValue) \(id): put in without an entry of the ledger"
        case .missing: "\(table.rawValue) \(id): gone without an entry of the ledger"
        }
    }
}
