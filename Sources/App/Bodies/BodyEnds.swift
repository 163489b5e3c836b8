import Domain
import Storage

extension BodyStore {
    /// Ends the bodies that the reorganisation leaves nothing of, on its eve; from the next day on they are in no group.
    func end(by reorganisation: Reorganisation, _ successions: [Succession]) throws {
        for var body in try those(Reorganisation.ended(by: successions)) {
            body.end(with: reorganisation.eve)
            try tx.update(body, in: .bodies, because: reorganisation.name)
        }
        try handFunctions(by: reorganisation, successions)
    }

    /// What a body that ends is there for goes to the heir that is named for it, or to the main one, unless that one is there for it already or it was
    /// ended before: then desks and hotlines work on under their new name.
    private func handFunctions(by reorganisation: Reorganisation, _ successions: [Succession]) throws {
        for id in Reorganisation.ended(by: successions).sorted(by: { $0.text < $1.text }) {
            for var function in try functions(of: id) where function.holds(on: reorganisation.eve) && function.holds(on: reorganisation.takesEffectOn) {
                let heirs = successions.filter { $0.fromId == id }
                let heir = (heirs.first { $0.function == function.function } ?? heirs.first(where: \.isMain))?.toId
                guard let heir, try !functions(of: heir).contains(where: { $0.function == function.function && $0.holds(on: reorganisation.takesEffectOn) })
                else { continue }
                (function.bodyId, function.validFrom) = (heir, reorganisation.takesEffectOn)
                function.source += " · " + reorganisation.name
                try tx.add(function, to: .bodyFunctions)
                try tx.note(
                    .changed, .bodies, heir.text, fields: [("function " + function.function.rawValue, nil, reorganisation.takesEffectOn.description)],
                    because: reorganisation.name)
            }
        }
    }

    /// Takes back what `handFunctions` gave.
    private func takeFunctionsBack(after done: Reorganisation, _ successions: [Succession]) throws {
        for heir in Set(successions.compactMap(\.toId)) {
            let given = try functions(of: heir).filter { $0.validFrom == done.takesEffectOn && $0.source.hasSuffix(" · " + done.name) }
            for function in given {
                try tx.connection.execute(
                    """
                    DELETE FROM body_functions WHERE body_id = \(heir) AND function = \(function.function.rawValue) AND valid_from = \(function.validFrom)
                    """)
                try tx.note(
                    .changed, .bodies, heir.text, fields: [("function " + function.function.rawValue, done.takesEffectOn.description, nil)],
                    because: "Hoàn tác: " + done.name)
            }
        }
    }

    /// Gives those bodies the last day back that they had before, as their history tells it.
    ///
    /// A body that has got another last day since keeps that.
    /// - Parameter done: the reorganisation as it was carried out.
    func revive(after done: Reorganisation, _ successions: [Succession]) throws {
        guard let doneAt = done.doneAt else { return }
        try takeFunctionsBack(after: done, successions)
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
