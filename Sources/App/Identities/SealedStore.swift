import Domain
import Foundation
import Storage
import Vault

/// One sealed content: who somebody is, or what was told.
struct SealedRecord: Codable, Equatable, Sendable {
    var id: ID<SealedRecord>
    /// Table and id of the record that it belongs to.
    var noun: String
    var recordId: String
    var position: Int
    /// `nil` for what was told.
    var capacity: Identity.Capacity?
    var master: String
    var wrapped: [UInt8]
    var sealed: [UInt8]
    var madeAt: Moment
    var erasedAt: Moment?
    var version: Int
}

/// The vault: seals under a key a record, and opens through one door.
struct SealedStore {
    let tx: Tx

    // MARK: Sealing

    /// Seals who somebody in the record is.
    @discardableResult
    func seal(_ identity: Identity, as capacity: Identity.Capacity, in noun: Table, _ record: String) throws -> ID<SealedRecord> {
        let id = try seal([UInt8](JSONEncoder().encode(identity)), capacity, noun, record), key = try tx.keys.searching()
        for word in identity.words.sorted() { try tx.add(Word(sealedId: id, digest: key.digest(word)), to: .sealedWords) }
        return id
    }

    /// Seals what was told.
    func seal(_ text: String, in noun: Table, _ record: String) throws { _ = try seal(Array(text.utf8), nil, noun, record) }

    private struct Word: Codable {
        var sealedId: ID<SealedRecord>
        var digest: String
    }

    private func seal(_ content: [UInt8], _ capacity: Identity.Capacity?, _ noun: Table, _ record: String) throws -> ID<SealedRecord> {
        let id: ID<SealedRecord> = tx.newID(), key = SealingKey.random(), (master, wrapped) = try tx.wrap(key, for: id.text)
        let position = try tx.count("SELECT COUNT(*) FROM sealed_records WHERE noun = \(noun.rawValue) AND record_id = \(record)")
        try tx.insert(
            SealedRecord(
                id: id, noun: noun.rawValue, recordId: record, position: position, capacity: capacity, master: master, wrapped: wrapped,
                sealed: try key.seal(content, for: id.text), madeAt: tx.now, erasedAt: nil, version: 1), in: .sealedRecords)
        return id
    }

    // MARK: What is there

    /// All that belongs to the record, unopened: people and what was told.
    func all(of noun: Table, _ record: String) throws -> [SealedRecord] {
        try tx.all("SELECT * FROM sealed_records WHERE noun = \(noun.rawValue) AND record_id = \(record) ORDER BY position")
    }

    /// The people of the record, unopened.
    func people(of noun: Table, _ record: String) throws -> [SealedRecord] {
        try tx.all("SELECT * FROM sealed_records WHERE noun = \(noun.rawValue) AND record_id = \(record) AND capacity IS NOT NULL ORDER BY position")
    }

    /// What was told; `nil` once it was erased. The reading is kept before (`noteReading`).
    func text(of noun: Table, _ record: String) throws -> String? {
        guard let found = try story(of: noun, record), found.erasedAt == nil else { return nil }
        return String(decoding: try content(of: found), as: UTF8.self)
    }

    private func content(of record: SealedRecord) throws -> [UInt8] {
        try tx.unwrap(record.wrapped, master: record.master, for: record.id.text).open(record.sealed, for: record.id.text)
    }

    // MARK: The door

    /// Opens who somebody is. The reading is in the ledger before this returns, and nothing is shown where it cannot be kept.
    /// - Throws: `Refusal.notFound` for a record that the viewer may not see; `.invalid` naming `reason`; `.conflict` without a second factor, or once it was erased.
    func open(_ id: ID<SealedRecord>, because reason: String) throws -> (SealedRecord, Identity) {
        let found: SealedRecord = try tx.one("SELECT * FROM sealed_records WHERE id = \(id) AND capacity IS NOT NULL")
        let report = try tx.crimeReports.find(ID(found.recordId))
        if let emergency = try tx.emergencies.current(on: .crimeReports, found.recordId) {
            if reason.isEmpty { throw Refusal.invalid(["reason": "Cần ghi lý do."]) }
            guard tx.viewer.hasSecondFactor else { throw Refusal.conflict("Việc này cần xác thực hai lớp: bật ở trang Tài khoản của tôi rồi đăng nhập lại.") }
            return try opened(found, of: report, because: "\(reason) (khẩn cấp: \(emergency.reason))")
        }
        let behalf = try tx.allow(.openIdentities, about: report.target(provinces: tx.viewerProvinces(seeing: report.province)), because: reason)
        return try tx.acting(for: behalf).sealed.opened(found, of: report, because: reason)
    }

    private func opened(_ record: SealedRecord, of report: CrimeReport, because reason: String) throws -> (SealedRecord, Identity) {
        guard record.erasedAt == nil else { throw Refusal.conflict("Danh tính này đã được xóa theo thời hạn lưu.") }
        try tx.tell(.opened, .sealedRecords, record.id.text, because: reason)
        try tellOfUnusual(report)
        return (record, try JSONDecoder().decode(Identity.self, from: Data(try content(of: record))))
    }

    /// Reports of the viewer's in which somebody has that name or number. Question and hits are readings: each is kept, with the reason.
    func find(_ text: String, because reason: String) throws -> [CrimeReport] {
        guard tx.viewer.may(.openIdentities) else { throw Refusal.forbidden }
        guard tx.viewer.hasSecondFactor else { throw Refusal.conflict("Việc này cần xác thực hai lớp: bật ở trang Tài khoản của tôi rồi đăng nhập lại.") }
        let questions = Identity.words(asked: text).filter { !$0.isEmpty }
        try Refusal.together([
            { if reason.isEmpty { throw Refusal.invalid(["reason": "Cần ghi lý do."]) } },
            { if !Identity.isTelling(text) { throw Refusal.invalid(["q": "Cần ít nhất hai chữ của tên, hoặc bốn chữ số, để tìm."]) } },
        ])
        let key = try tx.keys.searching(), digests = questions.map { $0.sorted().map(key.digest) }
        // The question itself, in a form that only the key's holder can ask for again: "who looked for this name?"
        try tx.tell(.opened, .sealedWords, key.digest(questions.flatMap { $0.sorted() }.joined(separator: " ")), because: reason)
        struct Hit: Decodable { let id: ID<SealedRecord>, recordId: String }
        let hits = try digests.flatMap { words -> [Hit] in
            try tx.all(
                """
                SELECT sealed_records.id, sealed_records.record_id FROM sealed_words JOIN sealed_records ON sealed_records.id = sealed_words.sealed_id
                WHERE sealed_words.digest IN \(list: words) AND sealed_records.erased_at IS NULL
                GROUP BY sealed_records.id, sealed_records.record_id HAVING COUNT(*) = \(words.count)
                """)
        }
        let found = try tx.crimeReports.list(ids: Set(hits.map(\.recordId)).sorted(), openingTo: true), ids = Set(found.map(\.id.text))
        for hit in hits where ids.contains(hit.recordId) { try tx.tell(.opened, .sealedRecords, hit.id.text, because: reason) }
        try tellOfUnusual(found.first)
        return found
    }

    // MARK: What was told

    /// Keeps that the viewer reads what was told, once a day.
    func noteReading(of noun: Table, _ record: String) throws {
        guard let story = try self.story(of: noun, record), try !isReadToday(story) else { return }
        try tx.tell(.opened, .sealedRecords, story.id.text)
        try tellOfUnusual(tx.crimeReports.find(ID(record)))
    }

    private func story(of noun: Table, _ record: String) throws -> SealedRecord? {
        try tx.first("SELECT * FROM sealed_records WHERE noun = \(noun.rawValue) AND record_id = \(record) AND capacity IS NULL ORDER BY position LIMIT 1")
    }

    private func isReadToday(_ story: SealedRecord) throws -> Bool {
        guard let account = tx.viewer.account else { return true }
        return try tx.count(
            """
            SELECT COUNT(*) FROM ledger_entries WHERE account_id = \(account) AND act = 'opened' AND at > \(Moment(tx.today)) AND record_id = \(story.id)
            """) > 0
    }

    /// Whether showing what was told needs an entry first: the viewer has not read it today.
    func isUnreadToday(_ noun: Table, _ record: String) throws -> Bool { try story(of: noun, record).map { try !isReadToday($0) } ?? false }

    // MARK: Who read

    /// So many readings a page shows.
    static let readingsShown = 100

    /// Readings of who the people are and of what was told, the newest first, `readingsShown` at most.
    func readings(of people: [SealedRecord]) throws -> [LedgerEntry] {
        try tx.all("SELECT * FROM ledger_entries WHERE act = 'opened' AND record_id IN \(list: people.map(\.id)) ORDER BY id DESC LIMIT \(Self.readingsShown)")
    }

    /// - Parameter report: `nil` where a question found nothing.
    private func tellOfUnusual(_ report: CrimeReport?) throws {
        guard let account = tx.viewer.account else { return }
        let since = tx.now.adding(seconds: -3600)
        let count = try tx.count("SELECT COUNT(*) FROM ledger_entries WHERE account_id = \(account) AND act = 'opened' AND at > \(since)")
        let today = try tx.count("SELECT COUNT(*) FROM ledger_entries WHERE account_id = \(account) AND act = 'opened' AND at > \(Moment(tx.today))")
        let seeing = try report.map { try tx.viewerProvinces(seeing: $0.province) } ?? [],
            isForeign = report != nil && (tx.viewer.province.map { !seeing.contains($0) } ?? false)
        for why in UnusualReading.of(count: count, today: today, hour: tx.now.hour, isForeign: isForeign) {
            let watchers = try report.map { try tx.notices.watchers(of: $0) } ?? tx.notices.watchers(of: tx.viewer.province)
            try tx.notices.tell(.unusualReading, about: .crimeReports, report?.id.text ?? "", detail: why.rawValue, to: watchers)
        }
    }

    // MARK: Keys

    /// Ids of records that are not erased and do not open.
    func unopenable() throws -> [String] {
        let all: [SealedRecord] = try tx.all("SELECT * FROM sealed_records WHERE erased_at IS NULL ORDER BY id")
        return all.filter { (try? content(of: $0)) == nil }.map(\.id.text)
    }

    /// Names of the master keys that wrap any of them.
    func masters() throws -> Set<String> {
        Set(try tx.connection.rows("SELECT DISTINCT master FROM sealed_records WHERE erased_at IS NULL").map { try $0.single() })
    }

    /// Ids of those that are not erased and whose keys another master key than this wraps.
    func wrapped(notBy master: String) throws -> [String] {
        try tx.connection.rows("SELECT id FROM sealed_records WHERE master <> \(master) AND erased_at IS NULL ORDER BY id").map { try $0.single() }
    }

    /// Wraps the key of one by the master key in force, unless it was erased meanwhile.
    func rewrap(_ id: String) throws {
        guard let record: SealedRecord = try tx.first("SELECT * FROM sealed_records WHERE id = \(id) AND erased_at IS NULL") else { return }
        let (master, wrapped) = try tx.wrap(try tx.unwrap(record.wrapped, master: record.master, for: record.id.text), for: record.id.text)
        try tx.connection.execute("UPDATE sealed_records SET master = \(master), wrapped = \(wrapped) WHERE id = \(record.id)")
    }

    /// Destroys the key, the content and what it is found by. The row stays, so that counts stay.
    func erase(_ id: ID<SealedRecord>, because reason: String) throws {
        var record: SealedRecord = try tx.one("SELECT * FROM sealed_records WHERE id = \(id)")
        (record.wrapped, record.sealed, record.erasedAt) = ([], [], tx.now)
        try tx.update(record, in: .sealedRecords, because: reason)
        try tx.connection.execute("DELETE FROM sealed_words WHERE sealed_id = \(id)")
    }
}

extension Tx {
    var sealed: SealedStore { SealedStore(tx: self) }
}
