import Domain
import Storage

extension BodyStore {
    /// Ends the bodies that the reorganisation leaves nothing of, on its eve; from the next day on they are in no group.
    func end(by reorganisation: Reorganisation, _ successions: [Succession]) throws {
        for var body in try those(Reorganisation.ended(by: successions)) {
            body.end(with: reorganisation.eve)
            try tx.update(body, in: .bodies, because: reorganisation.name)
        }
    }

    /// Gives those bodies the last day back that they had before, as their history tells it.
    ///
    /// A body that has got another last day since keeps that.
    /// - Parameter done: the reorganisation as it was carried out.
    func revive(after done: Reorganisation, _ successions: [Succession]) throws {
        guard let doneAt = done.doneAt else { return }
        struct Former: Decodable { let recordId: String, before: String? }
        let ids = Array(Reorganisation.ended(by: successions)).map(\.text).sorted()
        let former: [Former] = try tx.all(
            """
            SELECT ledger_entries.record_id, ledger_fields.before FROM ledger_entries JOIN ledger_fields ON ledger_fields.entry_id = ledger_entries.id
            WHERE ledger_entries.noun = \(Table.bodies.rawValue) AND ledger_entries.at = \(doneAt) AND ledger_entries.reason = \(done.name)
            AND ledger_fields.field = 'valid_to' AND ledger_entries.record_id IN \(list: ids)
            """)
        let days = Dictionary(former.map { ($0.recordId, $0.before.flatMap { Day($0) }) }, uniquingKeysWith: { first, _ in first })
        for var body in try those(Set(days.keys.map { ID<Body>($0) })) where body.validTo == done.eve {
            body.validTo = days[body.id.text] ?? nil
            try tx.update(body, in: .bodies, because: "Hoàn tác: " + done.name)
        }
    }
}
