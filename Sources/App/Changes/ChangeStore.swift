import Domain
import Storage

/// What was done, by whom, when; read only: `Tx` writes it.
struct ChangeStore {
    let tx: Tx

    func of(record: String, limit: Int = 50) throws -> [ChangeLine] {
        try lines(tx.all("SELECT * FROM changes WHERE record_id = \(record) ORDER BY id DESC LIMIT \(limit)"))
    }

    /// Changes of a duty and of who bears it, those that were taken out included, newest first.
    func of(duty id: ID<Duty>, limit: Int = 50) throws -> [ChangeLine] {
        try lines(
            tx.all(
                """
                SELECT * FROM changes WHERE record_id = \(id) OR record_id IN (SELECT id FROM assignees WHERE duty_id = \(id))
                OR id IN (SELECT change_id FROM field_changes WHERE field = 'duty_id' AND before = \(id)) ORDER BY id DESC LIMIT \(limit)
                """))
    }

    /// The newest changes by accounts of the viewer's province, before the given one.
    func newest(before id: String?, limit: Int) throws -> [ChangeLine] {
        var wheres: [SQL] = ["(changes.account_id IS NOT NULL OR \(tx.viewer.province == nil))"]
        if !tx.viewer.seesProgramme { wheres.append("changes.noun IN \(list: [Table.accounts.rawValue, Table.bodies.rawValue])") }
        if let province = tx.viewer.province { wheres.append("accounts.province = \(province)") }
        if let id { wheres.append("changes.id < \(id)") }
        return try lines(
            tx.all(
                """
                SELECT changes.* FROM changes LEFT JOIN accounts ON accounts.id = changes.account_id
                WHERE \(wheres.joined(separator: " AND ")) ORDER BY changes.id DESC LIMIT \(limit)
                """))
    }

    private func lines(_ changes: [Change]) throws -> [ChangeLine] {
        let fields: [FieldChange] = try tx.all("SELECT * FROM field_changes WHERE change_id IN \(list: changes.map(\.id)) ORDER BY field")
        let byChange = Dictionary(grouping: fields, by: \.changeId)
        return changes.map { ChangeLine(change: $0, fields: byChange[$0.id] ?? []) }
    }
}

extension Tx {
    var changes: ChangeStore { ChangeStore(tx: self) }
}
