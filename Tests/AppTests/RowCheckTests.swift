import Domain
import Storage
import Testing

@testable import App

/// Rows that somebody changed in the database itself are found beside the ledger.
@Suite struct RowCheckTests {
    /// A world with a plan issued, duties answered with figures, and crime reports.
    private func world() async throws -> World {
        let world = try await World.made()
        try await world.app.vouchForRows()
        _ = try await world.issuePlan()
        try await world.app.write(as: .program) { tx in
            let assignment: Assignment = try tx.one("SELECT * FROM assignments ORDER BY id LIMIT 1")
            try tx.assignments.tell(.progress, about: assignment.id, text: "Đã mở 3 lớp", figures: [("lớp", 3), ("người", 120.5)])
        }
        _ = try await world.logReport()
        return world
    }

    private func faults(_ world: World, after statement: SQL? = nil) async throws -> [String] {
        if let statement { _ = try await world.app.db.write { try $0.execute(statement) } }
        return try #require(try await LedgerCheck(db: world.app.db).rows()).faults.map(\.description)
    }

    @Test("rows that only the program wrote are as the ledger says, and all of them are looked at")
    func whole() async throws {
        let world = try await world()
        let report = try #require(try await LedgerCheck(db: world.app.db).rows())
        #expect(report.faults.isEmpty)
        let count = try await world.app.db.read { connection in
            try RowCheck.tables.reduce(0) { sum, table in try sum + connection.rows(of: table.rawValue, where: "TRUE").count }
        }
        #expect(report.rowCount == count && count > 40)
    }

    @Test("every kind of record that a world has is found when a field of it differs")
    func each() async throws {
        let world = try await world()
        var seen = 0
        for table in RowCheck.records.map(\.table) {
            let told = try await world.app.db.write { connection in
                let row = try connection.rows(
                    """
                    SELECT record_id, entry_id, field FROM ledger_fields JOIN ledger_entries ON ledger_entries.id = ledger_fields.entry_id
                    WHERE noun = \(table.rawValue) AND act = 'created' AND field NOT IN \(list: Array(RowCheck.untold(table))) ORDER BY record_id, field DESC LIMIT 1
                    """
                ).first
                guard let id = row?["record_id"]?.text, let entry = row?["entry_id"]?.text, let field = row?["field"]?.text else { return String?.none }
                try connection.execute("UPDATE ledger_fields SET after = 'x' WHERE entry_id = \(entry) AND field = \(field)")
                return "\(table.rawValue) \(id): \(field) is not what the ledger says"
            }
            guard let told else { continue }
            seen += 1
            #expect(try await faults(world).contains(told))
        }
        #expect(seen >= 10)
    }

    @Test(
        "what was changed, put in or taken out in the database itself is named",
        arguments: [
            ("UPDATE grants SET role = 'investigator' WHERE role = 'administrator'", "role is not what the ledger says"),
            ("UPDATE accounts SET is_active = NOT is_active WHERE name = 'an.01'", "is_active is not what the ledger says"),
            ("UPDATE assignments SET due_on = '2030-01-01' WHERE id = (SELECT MIN(id) FROM assignments)", "due_on is not what the ledger says"),
            ("UPDATE assignments SET answered_at = '2024-01-01T00:00:00.000Z'", "answered_at is not what the ledger says"),
            ("UPDATE duties SET text = text || ' ' WHERE id = (SELECT MAX(id) FROM duties)", "text is not what the ledger says"),
            ("UPDATE targets SET value = value * 10", "value is not what the ledger says"),
            ("UPDATE answer_figures SET value = value * 10 WHERE name = 'người'", "figure 2 is not what the ledger says"),
            ("DELETE FROM answer_figures WHERE name = 'người'", "figure 2 is not what the ledger says"),
            (
                "INSERT INTO answer_files (id, answer_id, name, media_type, byte_count, sha256) SELECT 'f' || n, id, 'a', 'text/plain', 1, 'x' FROM answers, (SELECT 1 AS n UNION SELECT 2) AS twice",
                "file is not what the ledger says"
            ),
            ("UPDATE answers SET text = 'Đã mở 30 lớp'", "text is not what the ledger says"),
            ("DELETE FROM grants WHERE role = 'auditor'", "gone without an entry of the ledger"),
            ("UPDATE crime_reports SET received_at = '2023-01-01T00:00:00.000Z'", "received_at is not what the ledger says"),
            ("UPDATE assignments SET state = 'lost'", ""),
            (
                "INSERT INTO holds (id, noun, record_id, reason, made_at, version) VALUES ('0', 'crime_reports', 'x', 'x', '2024-01-01T00:00:00.000Z', 1)",
                "holds 0: put in without an entry of the ledger"
            ),
        ] as [(SQL, String)])
    func tampered(statement: SQL, named: String) async throws {
        let world = try await world()
        do {
            #expect(try await faults(world, after: statement).contains { $0.hasSuffix(named) })
        } catch is StorageError {
            #expect(named.isEmpty, "the database itself refuses it")
        }
    }

    @Test("a record that changed and changed back, and one that was removed, are as the ledger says")
    func balance() async throws {
        let world = try await world()
        try await world.app.write(as: .program) { tx in
            for state in [Assignment.State.accepted, .given, .inHand, .given] {
                var assignment: Assignment = try tx.one("SELECT * FROM assignments ORDER BY id LIMIT 1")
                assignment.state = state
                try tx.assignments.save(assignment)
            }
            let assignee: Assignee = try tx.one("SELECT * FROM assignees ORDER BY id LIMIT 1")
            try tx.remove(assignee, from: .assignees)
        }
        #expect(try await faults(world).isEmpty)
    }

    @Test("an older installation, whose ledger tells of its rows in part, is taken over as it is found, once, and held to it from then on")
    func older() async throws {
        let world = try await World.made()
        _ = try await world.issuePlan()
        let id: SQL = "(SELECT MIN(id) FROM assignments)"
        // A digest in place of all fields, changes that do not follow each other, a record of which nothing is told, one that is gone.
        for statement: SQL in [
            "DELETE FROM ledger_fields WHERE entry_id IN (SELECT id FROM ledger_entries WHERE noun = 'duties') AND field <> 'code'",
            "UPDATE ledger_fields SET field = '*' WHERE entry_id IN (SELECT id FROM ledger_entries WHERE noun = 'duties')",
            "UPDATE ledger_fields SET before = 'x', after = 'y' WHERE field = 'state' AND entry_id IN (SELECT id FROM ledger_entries WHERE record_id = \(id))",
            "UPDATE ledger_entries SET record_id = 'elsewhere' WHERE noun = 'assignments' AND record_id = (SELECT MAX(id) FROM assignments)",
        ] { try await world.app.db.write { _ = try $0.execute(statement) } }
        #expect(try await LedgerCheck(db: world.app.db).rows() == nil)
        try await world.app.vouchForRows()
        #expect(try await faults(world).isEmpty)
        let count = try await world.written()
        try await world.app.vouchForRows()
        #expect(try await world.written() == count, "nobody has it done again")
        #expect(try await faults(world, after: "UPDATE duties SET text = 'anders' WHERE id = (SELECT MIN(id) FROM duties)").count == 1)
        #expect(try await faults(world, after: "UPDATE assignments SET state = 'accepted' WHERE id = \(id)").count == 2)
    }

    @Test("more rows than one page, and the answers among them")
    func pages() async throws {
        let world = try await World.made()
        try await world.app.vouchForRows()
        try await world.app.write(as: .program) { tx in
            for _ in 0..<RowCheck.pageLength + 5 {
                try tx.retention.place(Hold(id: tx.newID(), noun: "crime_reports", recordId: "x", reason: "vì", madeAt: tx.now, liftedAt: nil, version: 1))
            }
        }
        #expect(try await faults(world).isEmpty)
        #expect(try await faults(world, after: "UPDATE holds SET reason = 'anders'").count == RowCheck.pageLength + 5)
        #expect(try await faults(world, after: "DELETE FROM holds").count == RowCheck.pageLength + 5)
    }
}
