import Domain
import Storage

/// Who has broken the glass, on what, until when.
struct EmergencyStore {
    let tx: Tx

    /// Records that the viewer has opened that way and still may see.
    func recordsNow(_ noun: Table) throws -> [String] {
        guard let account = try breaker() else { return [] }
        return try tx.connection.rows(
            "SELECT record_id FROM emergencies WHERE account_id = \(account) AND noun = \(noun.rawValue) AND ends_at > \(tx.now)"
        ).map { try $0.single() }
    }

    /// The viewer's own on that record; `nil` where there is none or it is over.
    func current(on noun: Table, _ record: String) throws -> Emergency? {
        guard let account = try breaker() else { return nil }
        return try tx.first(
            """
            SELECT * FROM emergencies WHERE account_id = \(account) AND noun = \(noun.rawValue) AND record_id = \(record) AND ends_at > \(tx.now)
            ORDER BY id DESC LIMIT 1
            """)
    }

    /// The viewer, while they still may break the glass; `nil` for all others.
    private func breaker() throws -> ID<Account>? {
        guard let account = tx.viewer.account, tx.viewer.may(.breakGlass) else { return nil }
        return tx.viewer.decide(.breakGlass, about: AccessTarget(), functions: try tx.viewerFunctions(), reason: "-").isAllowed ? account : nil
    }

    /// Opens the crime report of that code to the viewer for two hours, and tells its owner and the auditors at once.
    /// - Throws: `Refusal.invalid` naming `reason` or `code`.
    func open(code: String, because reason: String) throws -> CrimeReport {
        let tx = tx.acting(for: try tx.allow(.breakGlass, about: AccessTarget(), because: reason))
        // The reason first: without a good one nobody learns whether there is such a number.
        let found = try tx.crimeReports.unscoped(code: code)
        let emergency = try Emergency.open(
            id: tx.newID(), noun: Table.crimeReports.rawValue, record: found?.id.text ?? "", because: reason, by: tx.viewer, at: tx.now)
        guard let found else { throw Refusal.invalid(["code": "Không có tin nào mang số này."]) }
        try tx.insert(emergency, in: .emergencies, because: emergency.reason)
        try tx.notices.tell(
            .glassBroken, about: .crimeReports, found.id.text, detail: try tx.viewer.body.map { try tx.bodies.find($0).name } ?? "–",
            to: tx.notices.watchers(of: found))
        return found
    }
}

extension Tx {
    var emergencies: EmergencyStore { EmergencyStore(tx: self) }
}
