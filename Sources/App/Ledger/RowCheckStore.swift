import Domain
import Storage

/// Reads rows and what the ledger says of them, in the order of their ids.
struct RowCheckStore {
    let connection: Connection

    /// Record of the entry that says that every row was taken over.
    static let vouch = "rows"

    func isVouchedFor() throws -> Bool {
        try !connection.rows("SELECT id FROM ledger_entries WHERE record_id = \(Self.vouch) AND noun = \(Table.settings.rawValue) LIMIT 1").isEmpty
    }

    func rows(of table: Table, after: String, limit: Int) throws -> [Row] {
        try connection.rows(of: table.rawValue, where: "id > \(after) ORDER BY id LIMIT \(limit)")
    }

    /// Ids of the records of a table that entries say were made and not removed.
    /// - Parameter upTo: the last id; `nil` for all after `after`.
    func lives(of table: Table, after: String, upTo: String?) throws -> Set<String> {
        let end: SQL = upTo.map { "AND record_id <= \($0)" } ?? ""
        let rows = try connection.rows(
            """
            SELECT record_id FROM ledger_entries WHERE noun = \(table.rawValue) AND act IN ('created', 'removed') AND record_id > \(after) \(end)
            GROUP BY record_id HAVING SUM(CASE act WHEN 'created' THEN 1 ELSE -1 END) > 0
            """)
        return Set(try rows.map { try $0.single() })
    }

    /// What all entries together say of these records of a table, by id.
    func told(of table: Table, _ ids: [String]) throws -> [String: ToldRecord] {
        let joined: SQL = """
            ledger_entries JOIN ledger_fields ON ledger_fields.entry_id = ledger_entries.id
            WHERE ledger_entries.noun = \(table.rawValue) AND record_id IN \(list: ids)
            """
        let balances = try connection.rows(
            """
            SELECT record_id, field, value, SUM(times) FROM (
                SELECT record_id, field, after AS value, 1 AS times FROM \(joined) UNION ALL SELECT record_id, field, before, -1 FROM \(joined)
            ) AS told GROUP BY record_id, field, value HAVING SUM(times) <> 0
            """)
        return try balances.reduce(into: [:]) { told, row in
            var reader = ColumnReader(row)
            let id = try reader.text(), field = try reader.text(), value = reader.textIfAny()
            told[id, default: ToldRecord()].add(field, value, times: try reader.number())
        }
    }

    /// Figures and files of these answers, by answer, in their order.
    func parts(of answers: [String]) throws -> (figures: [ID<Answer>: [AnswerFigure]], files: [ID<Answer>: [AnswerFile]]) {
        let figures: [AnswerFigure] = try connection.rows("SELECT * FROM answer_figures WHERE answer_id IN \(list: answers) ORDER BY position").map {
            try $0.decode()
        }
        let files: [AnswerFile] = try connection.rows("SELECT * FROM answer_files WHERE answer_id IN \(list: answers) ORDER BY id").map { try $0.decode() }
        return (Dictionary(grouping: figures, by: \.answerId), Dictionary(grouping: files, by: \.answerId))
    }
}
