import Domain
import Storage
import Vault

/// One transaction: a connection, on whose behalf it runs, and its time.
///
/// Every write through it also writes who, when, what, before and after.
struct Tx {
    let connection: Connection
    private(set) var viewer: Viewer
    let now: Moment
    let masters: MasterDesk
    private let serial = Serial()

    init(connection: Connection, viewer: Viewer, now: Moment, masters: MasterDesk) {
        (self.connection, self.viewer, self.now, self.masters) = (connection, viewer, now, masters)
    }

    var today: Day { now.day }

    /// The same transaction, of which the ledger says on whose behalf it acts; `nil` for the viewer's own authority.
    func acting(for behalf: String?) -> Tx {
        var tx = self
        tx.viewer.behalf = behalf
        return tx
    }

    private final class Serial {
        var next: UInt32 = 0
    }

    func newID<Noun>(_ noun: Noun.Type = Noun.self) -> ID<Noun> {
        serial.next += 1
        return ID(at: now, serial: serial.next)
    }

    /// The condition that keeps a query within the viewer's province and those that it has taken up.
    func sees(_ column: SQL) -> SQL {
        guard let province = viewer.province else { return "TRUE" }
        return "\(column) IN (\(PlaceStore.provinces(of: province, on: today)))"
    }
}

// MARK: Reading

extension Tx {
    /// - Throws: `Refusal.notFound` if there is no such row.
    func one<T: Decodable>(_ sql: SQL, as type: T.Type = T.self) throws -> T {
        guard let row = try connection.rows(sql).first else { throw Refusal.notFound }
        return try row.decode()
    }

    func first<T: Decodable>(_ sql: SQL, as type: T.Type = T.self) throws -> T? {
        try connection.rows(sql).first?.decode(T.self)
    }

    func all<T: Decodable>(_ sql: SQL, as type: T.Type = T.self) throws -> [T] {
        try connection.rows(sql).map { try $0.decode(T.self) }
    }

    func count(_ sql: SQL) throws -> Int {
        try connection.rows(sql).first?.single() ?? 0
    }
}

// MARK: Writing

/// A record that has an id and counts its versions.
protocol Record: Codable, Sendable {
    associatedtype Noun
    var id: ID<Noun> { get }
    var version: Int { get set }
}

extension Body: Record {}
extension Account: Record {}
extension Grant: Record {}
extension CrimeReport: Record {}
extension Emergency: Record {}
extension SealedRecord: Record {}
extension RetentionRule: Record {}
extension Hold: Record {}
extension Paper: Record {}
extension Plan: Record {}
extension Finding: Record {}
extension Objective: Record {}
extension Target: Record {}
extension ReportRule: Record {}
extension Reorganisation: Record {}
extension Duty: Record {}
extension Assignee: Record {}
extension Assignment: Record {}

extension Tx {
    /// Adds the record, and an entry with all that it holds.
    func insert<R: Record>(_ record: R, in table: Table, also extra: [String: String] = [:], because reason: String? = nil) throws {
        try connection.insert(try Columns(of: record).adding(extra), into: table.rawValue)
        try note(.created, table, record.id.text, fields: Self.told(Columns(of: record)), because: reason)
        if let found = record as? any Searchable { try search.index(found) }
    }

    /// Adds a row that belongs to a record: it has no history of its own.
    func add(_ part: some Encodable, to table: Table) throws {
        try connection.insert(try Columns(of: part), into: table.rawValue)
    }

    /// Writes the whole record and what changed in it; nothing at all where nothing changed.
    /// - Throws: `Refusal.conflict` if somebody else changed it since it was loaded, `Refusal.notFound` if it is gone.
    func update<R: Record>(_ record: R, in table: Table, also extra: [String: String] = [:], because reason: String? = nil) throws {
        guard let stored = try connection.rows(of: table.rawValue, where: "id = \(record.id.text)").first else { throw Refusal.notFound }
        let current: R = try stored.decode()
        guard current.version == record.version else { throw Refusal.conflict("Người khác vừa sửa mục này; hãy tải lại trang rồi làm tiếp.") }
        var next = record
        next.version += 1
        let written = try Columns(of: next), fields = try Self.differences(from: Columns(of: current), to: written)
        guard !fields.isEmpty else { return }
        let changed = written.keeping(Set(fields.map(\.field) + [Self.version])).adding(extra)
        try connection.update(changed, in: table.rawValue, where: "id = \(record.id.text)")
        try note(.changed, table, record.id.text, fields: fields, because: reason)
        if let found = next as? any Searchable { try search.index(found) }
    }

    /// Keeps a change of something that is no field of the record but belongs to it, such as which of a duty's days are last days.
    func tell(_ field: String, of record: some Record, in table: Table, before: String, after: String) throws {
        try note(.changed, table, record.id.text, fields: [(field, before, after)])
    }

    /// Keeps an act that changes no field, such as signing in.
    func tell(_ act: LedgerEntry.Act, _ table: Table, _ record: String, because reason: String? = nil) throws {
        try note(act, table, record, because: reason)
    }

    /// Takes the record out; the change keeps every field that it had.
    func remove<R: Record>(_ record: R, from table: Table) throws {
        let columns = try Columns(of: record)
        let fields = zip(columns.names, columns.values).map { (field: $0, before: Self.told($1), after: String?.none) }
        try connection.delete(from: table.rawValue, where: "id = \(record.id.text)")
        try note(.removed, table, record.id.text, fields: fields)
        if let found = record as? any Searchable { try search.remove(found) }
    }

    typealias Field = (field: String, before: String?, after: String?)

    /// The column that counts versions, and so differs always.
    static let version = "version"

    /// All that a new record holds.
    private static func told(_ columns: Columns) -> [Field] {
        zip(columns.names, columns.values).compactMap { name, value in value == .null || name == version ? nil : (name, nil, told(value)) }
    }

    private static func differences(from old: Columns, to new: Columns) -> [Field] {
        zip(new.names, new.values).compactMap { name, value in
            let before = old[name] ?? .null
            return before == value || name == version ? nil : (name, Self.told(before), Self.told(value))
        }
    }

    /// Stood in place of the fields of a record that was created, before the ledger kept them whole: the digest of all of them.
    static let older = "*"

    /// What the ledger keeps of a value: of bytes, which may be sealed, only a digest.
    static func told(_ value: Value) -> String? {
        if case .bytes(let bytes) = value { "sha256:" + Digest.sha256(bytes) } else { value.text }
    }

    func note(_ act: LedgerEntry.Act, _ table: Table, _ record: String, fields: [Field] = [], because reason: String? = nil) throws {
        let entry = LedgerEntry(id: newID(), at: now, by: viewer, noun: table.rawValue, recordId: record, act: act, reason: reason)
        try ledger.append(entry, fields.map { LedgerField(entryId: entry.id, field: $0.field, before: $0.before, after: $0.after) })
    }
}

/// The tables of the schema, so that a name is written once.
enum Table: String {
    case bodies, accounts, passwords, sessions, settings, plans, objectives, targets, findings, duties, assignees, assignments, answers
    case bodyNames = "body_names"
    case apiTokens = "api_tokens"
    case failedSignIns = "failed_sign_ins"
    case planLines = "plan_lines"
    case papers
    case paperPages = "paper_pages"
    case planReferences = "plan_references"
    case dutyDates = "duty_dates"
    case dutyReferences = "duty_references"
    case reportRules = "report_rules"
    case answerFigures = "answer_figures"
    case answerFiles = "answer_files"
    case answerFileContents = "answer_file_contents"
    case ledgerEntries = "ledger_entries"
    case ledgerFields = "ledger_fields"
    case places, reorganisations, successions
    case placeHeirs = "place_heirs"
    case bodyFunctions = "body_functions"
    case handOvers = "hand_overs"
    case checkpoints, grants, invitations
    case emergencies, notices, holds
    case retentionRules = "retention_rules"
    case survivalRuns = "survival_runs"
    case crimeReports = "crime_reports"
    case sealedRecords = "sealed_records"
    case sealedWords = "sealed_words"
    case secondFactors = "second_factors"
    case recoveryCodes = "recovery_codes"
    case vaultKeys = "vault_keys"
    case checkpointChains = "checkpoint_chains"
    case storedFiles = "stored_files"
    case jobs, calendars
    case noticeChoices = "notice_choices"
    case providerWays = "provider_ways"
    case providerTies = "provider_ties"
}
