import Domain
import Storage

/// What is kept how long, what is held, and what goes.
struct RetentionStore {
    let tx: Tx

    /// The rule as it was set; before, one without a period.
    func rule(for noun: Table) throws -> RetentionRule {
        try tx.first("SELECT * FROM retention_rules WHERE noun = \(noun.rawValue)") ?? RetentionRule.unset(noun: noun.rawValue)
    }

    func save(_ rule: RetentionRule, because reason: String) throws {
        let isThere = try tx.count("SELECT COUNT(*) FROM retention_rules WHERE id = \(rule.id)") > 0
        if isThere { try tx.update(rule, in: .retentionRules, because: reason) } else { try tx.insert(rule, in: .retentionRules, because: reason) }
    }

    /// In force on the record.
    func holds(on noun: Table, _ record: String) throws -> [Hold] {
        try tx.all("SELECT * FROM holds WHERE noun = \(noun.rawValue) AND record_id = \(record) AND lifted_at IS NULL ORDER BY id")
    }

    func find(_ id: ID<Hold>) throws -> Hold { try tx.one("SELECT * FROM holds WHERE id = \(id)") }
    func place(_ hold: Hold) throws { try tx.insert(hold, in: .holds, because: hold.reason) }
    func save(_ hold: Hold, because reason: String) throws { try tx.update(hold, in: .holds, because: reason) }

    /// One closed report whose people or story are still there.
    struct Line: Decodable, Sendable {
        var id: ID<CrimeReport>
        var decidedOn: Day
        var isHeld: Bool
    }

    /// Closed reports of the viewer's province with something left to erase, the oldest first; of every province for the program and who works for none.
    func closedReports() throws -> [Line] {
        try tx.all(
            """
            SELECT crime_reports.id, crime_reports.decided_on,
            EXISTS (SELECT 1 FROM holds WHERE holds.noun = 'crime_reports' AND holds.record_id = crime_reports.id AND holds.lifted_at IS NULL) AS is_held
            FROM crime_reports WHERE outcome IS NOT NULL AND outcome <> 'suspended' AND EXISTS (
            SELECT 1 FROM sealed_records WHERE sealed_records.noun = 'crime_reports' AND sealed_records.record_id = crime_reports.id
            AND sealed_records.erased_at IS NULL) AND \(tx.sees("crime_reports.province")) ORDER BY decided_on, id
            """)
    }

    /// How much goes by when, as the rule, the one to come and the holds are today.
    func outlook() throws -> RetentionOutlook {
        let rule = try rule(for: .crimeReports), lines = try closedReports()
        var outlook = RetentionOutlook(heldCount: lines.count(where: \.isHeld), byYear: [:])
        for line in lines where !line.isHeld {
            if let day = rule.goesOn(closedOn: line.decidedOn, on: tx.today) { outlook.byYear[day.year, default: 0] += 1 }
        }
        return outlook
    }

    /// Erases what is due and not held: keys, contents and words; the reports and their counts stay.
    /// - Returns: of how many reports.
    func carryOut() throws -> Int {
        let rule = try rule(for: .crimeReports)
        let due = try closedReports().filter { line in !line.isHeld && rule.erasedOn(closedOn: line.decidedOn, on: tx.today).map { $0 <= tx.today } ?? false }
        for line in due {
            for record in try tx.sealed.all(of: .crimeReports, line.id.text) where record.erasedAt == nil {
                try tx.sealed.erase(record.id, because: "Hết thời hạn lưu: \(rule.source)")
            }
        }
        return due.count
    }
}

// MARK: What has served its day

extension RetentionStore {
    /// Removes notices, invitations, tokens and jobs that have been over for as long as `Leftover` says.
    /// - Parameter moment: the machine's.
    func sweep(at moment: Moment) throws {
        func past(_ leftover: Leftover, _ now: Moment) -> Moment { now.adding(seconds: -leftover.days * 86_400) }
        try tx.connection.execute("DELETE FROM notices WHERE at < \(past(.notices, tx.now))")
        try tx.connection.execute("DELETE FROM invitations WHERE ends_at < \(past(.invitations, moment))")
        try tx.connection.execute("DELETE FROM api_tokens WHERE COALESCE(withdrawn_at, ends_at) < \(past(.tokens, moment))")
        try tx.jobs.forget(before: past(.jobs, moment))
    }
}

/// What will be erased.
struct RetentionOutlook: Sendable {
    var heldCount: Int
    /// Reports by the year in which they go.
    var byYear: [Int: Int]
}

extension Tx {
    var retention: RetentionStore { RetentionStore(tx: self) }
}
