import Domain
import Storage
import Testing
import Vault

@testable import App

/// Every way to tamper with the ledger in the database itself, and that it is found.
@Suite struct LedgerTests {
    /// A world with a plan issued, its ledger, and the key that signs.
    private func world() async throws -> (World, LedgerCheck) {
        let world = try await World.made()
        _ = try await world.issuePlan()
        let key = try await world.app.write(as: .program) { tx in try tx.keys.signing().verifying }
        return (world, LedgerCheck(db: world.app.db, key: key))
    }

    private func tamper(_ world: World, _ statements: [SQL]) async throws {
        try await world.app.db.write { connection in for statement in statements { try connection.execute(statement) } }
    }

    /// The chain that has most entries, and how many.
    private func longest(_ world: World) async throws -> (chain: Int, count: Int) {
        let ends = try await world.app.db.read { try LedgerCheckStore(connection: $0).ends() }
        let end = try #require(ends.max { $0.count < $1.count })
        return (end.chain, end.count)
    }

    @Test("a ledger that nobody touched is whole, and counts what was written")
    func whole() async throws {
        let (world, check) = try await world()
        let report = try await check.run()
        let count = try await world.app.db.read { try $0.rows("SELECT COUNT(*) AS n FROM ledger_entries").first?.single(Int.self) }
        #expect(report.faults.isEmpty && report.entryCount == count && report.entryCount > 20)
    }

    @Test(
        "an entry that was changed is named, whatever was changed",
        arguments: [
            "account_name = 'Người khác'", "at = '2024-06-16T03:00:00.000Z'", "act = 'removed'", "record_id = 'x'", "reason = 'vì'", "noun = 'plans '",
            "address = '10.0.0.1'", "behalf = 'An'", "account_id = (SELECT MAX(id) FROM accounts)",
        ] as [SQL])
    func changed(set: SQL) async throws {
        let (world, check) = try await world()
        let (chain, count) = try await longest(world), number = count / 2
        try await tamper(world, ["UPDATE ledger_entries SET \(set) WHERE chain = \(chain) AND number = \(number)"])
        #expect(try await check.run().faults.first == LedgerFault(chain: chain, number: number, kind: .changed))
    }

    @Test("a field that was changed, taken out or put in is named with its entry")
    func fields() async throws {
        let (world, check) = try await world()
        let (chain, _) = try await longest(world)
        let found = try await world.app.db.read { connection in
            try connection.rows(
                """
                SELECT ledger_entries.number FROM ledger_entries JOIN ledger_fields ON ledger_fields.entry_id = ledger_entries.id
                WHERE chain = \(chain) ORDER BY number LIMIT 1
                """
            ).first?.single(Int.self)
        }
        let number = try #require(found)
        let id: SQL = "(SELECT id FROM ledger_entries WHERE chain = \(chain) AND number = \(number))"
        let fault = LedgerFault(chain: chain, number: number, kind: .changed)
        try await tamper(world, ["INSERT INTO ledger_fields (entry_id, field, after) VALUES (\(id), 'zzz', 'x')"])
        #expect(try await check.run().faults.first == fault)
        try await tamper(world, ["DELETE FROM ledger_fields WHERE field = 'zzz'"])
        #expect(try await check.run().faults.isEmpty)
        try await tamper(world, ["UPDATE ledger_fields SET before = NULL, after = 'anders' WHERE entry_id = \(id)"])
        #expect(try await check.run().faults.first == fault)
        try await tamper(world, ["DELETE FROM ledger_fields WHERE entry_id = \(id)"])
        #expect(try await check.run().faults.first == fault)
    }

    @Test("an entry that was removed leaves a gap, and those after it moved up do not fit")
    func removed() async throws {
        let (world, check) = try await world()
        let (chain, count) = try await longest(world), number = count / 2
        let id: SQL = "(SELECT id FROM ledger_entries WHERE chain = \(chain) AND number = \(number))"
        try await tamper(
            world, ["DELETE FROM ledger_fields WHERE entry_id = \(id)", "DELETE FROM ledger_entries WHERE chain = \(chain) AND number = \(number)"])
        #expect(try await check.run().faults.first == LedgerFault(chain: chain, number: number + 1, kind: .gap))
        // One at a time, so that no number stands twice on the way.
        for next in (number + 1)...count {
            try await tamper(world, ["UPDATE ledger_entries SET number = \(next - 1) WHERE chain = \(chain) AND number = \(next)"])
        }
        #expect(try await check.run().faults.first == LedgerFault(chain: chain, number: number, kind: .changed))
    }

    @Test("two entries that changed places are found at the first of them")
    func reordered() async throws {
        let (world, check) = try await world()
        let (chain, count) = try await longest(world), number = count / 2
        try await tamper(
            world,
            [
                "UPDATE ledger_entries SET number = \(count + 9) WHERE chain = \(chain) AND number = \(number)",
                "UPDATE ledger_entries SET number = \(number) WHERE chain = \(chain) AND number = \(number + 1)",
                "UPDATE ledger_entries SET number = \(number + 1) WHERE chain = \(chain) AND number = \(count + 9)",
            ])
        #expect(try await check.run().faults.first == LedgerFault(chain: chain, number: number, kind: .changed))
    }

    @Test("an entry that was made with its right hash is found by the one after it, and at the end by a checkpoint")
    func inserted() async throws {
        let (world, check) = try await world()
        let witness = try await world.app.addCheckpoint()
        let (chain, count) = try await longest(world)
        // Somebody with the database alone takes the last entry away and writes another with a right hash.
        try await world.app.db.write { connection in
            let store = LedgerCheckStore(connection: connection)
            let last: LedgerEntry? = try connection.rows("SELECT * FROM ledger_entries WHERE chain = \(chain) AND number = \(count)").first?.decode()
            var entry = try #require(last)
            try connection.execute("DELETE FROM ledger_fields WHERE entry_id = \(entry.id)")
            try connection.execute("DELETE FROM ledger_entries WHERE id = \(entry.id)")
            entry.accountName = "Người khác"
            entry.hash = Digest.sha256(entry.content(after: try store.hash(chain: chain, number: count - 1) ?? "", fields: []))
            try connection.insert(try Columns(of: entry), into: "ledger_entries")
        }
        #expect(try await check.run().faults.contains(LedgerFault(chain: chain, number: count, kind: .missing)))
        // Somebody who takes the checkpoint away as well is found by the copy kept elsewhere.
        try await tamper(world, ["DELETE FROM checkpoint_chains", "DELETE FROM checkpoints"])
        #expect(try await check.run().faults.isEmpty, "what one with the database alone can hide")
        #expect(try await check.faults(beside: witness).contains(LedgerFault(chain: chain, number: count, kind: .missing)))
    }

    @Test("the last entries that are cut off are missed by the checkpoint that saw them")
    func cut() async throws {
        let (world, check) = try await world()
        _ = try await world.app.addCheckpoint()
        let (chain, count) = try await longest(world)
        try await tamper(
            world,
            [
                "DELETE FROM ledger_fields WHERE entry_id IN (SELECT id FROM ledger_entries WHERE chain = \(chain) AND number > \(count - 3))",
                "DELETE FROM ledger_entries WHERE chain = \(chain) AND number > \(count - 3)",
            ])
        #expect(try await check.run().faults.map(\.kind) == [.missing])
    }

    @Test("a checkpoint of another key, with a changed end, or out of its place is not believed")
    func forged() async throws {
        let (world, check) = try await world()
        _ = try await world.app.addCheckpoint()
        let witness = try await world.app.addCheckpoint()
        #expect(try await check.run().checkpointCount == 2)
        #expect(try await check.run().faults.isEmpty)
        var forged = try #require(Checkpoint(text: witness))
        #expect(forged.text == witness)
        try forged.sign(with: SigningKey())
        #expect(forged.isSigned(by: nil) && !forged.isSigned(by: check.key))
        #expect(try await check.faults(beside: forged.text).map(\.kind) == [.checkpoint])
        #expect(Checkpoint(text: "lachan checkpoint 1\n1\nhallo") == nil)
        try await tamper(world, ["DELETE FROM checkpoint_chains WHERE checkpoint_number = 1", "DELETE FROM checkpoints WHERE number = 1"])
        #expect(try await check.run().faults.map(\.kind) == [.checkpoint])
    }

    @Test("what was recorded before there was a ledger is chained once")
    func chaining() async throws {
        let (world, check) = try await world()
        let (chain, count) = try await longest(world)
        try await tamper(world, ["DELETE FROM ledger_fields WHERE entry_id NOT IN (SELECT id FROM ledger_entries WHERE chain = \(chain))"])
        try await tamper(world, ["DELETE FROM ledger_entries WHERE chain <> \(chain)", "UPDATE ledger_entries SET chain = 0, hash = ''"])
        #expect(try await check.run().faults.first?.kind == .changed)
        try await LedgerChaining(db: world.app.db).run()
        #expect(try await check.run().faults.isEmpty)
        #expect(try await check.run().entryCount == count)
        _ = try await world.app.addCheckpoint()
        try await tamper(world, ["UPDATE ledger_entries SET hash = ''"])
        try await LedgerChaining(db: world.app.db).run()
        #expect(try await !check.run().faults.isEmpty, "after a checkpoint nothing is chained anew")
    }

    @Test("many writers at once leave chains without a gap")
    func together() async throws {
        let (world, check) = try await world()
        let before = try await check.run().entryCount
        await withThrowingTaskGroup(of: Void.self) { group in
            for i in 0..<40 {
                group.addTask {
                    try await world.app.write(as: .program) { tx in
                        try tx.tell(.entered, .accounts, "a\(i)")
                        if i % 4 == 0 { throw Refusal.forbidden }
                    }
                }
            }
            while let result = await group.nextResult() { if case .failure(let error) = result { #expect(error is Refusal) } }
        }
        let report = try await check.run()
        #expect(report.faults.isEmpty && report.entryCount == before + 30)
    }

    @Test("an entry tells from where and in which request, and signing in and out are entries")
    func origin() async throws {
        let world = try await World.made()
        #expect(try await world.post("/session", as: .nobody, [("name", "an.01"), ("password", World.password)]).status == 303)
        #expect(try await world.post("/session/closure", as: .binh).status == 303)
        let entries: [LedgerEntry] = try await world.app.read(as: .program) { tx in
            try tx.all("SELECT * FROM ledger_entries WHERE act IN ('entered', 'left') ORDER BY id")
        }
        #expect(entries.map(\.act) == [.entered, .left] && entries.map(\.accountName) == ["An", "Binh"])
        #expect(entries.allSatisfy { $0.address == "local" && $0.request != nil })
        #expect(entries.map(\.reason) == ["mật khẩu", nil], "how somebody came in")
    }

    @Test("the export is one line of JSON an entry")
    func export() async throws {
        let (world, check) = try await world()
        var lines: [String] = []
        try await world.app.exportLedger { lines.append($0) }
        #expect(lines.count == (try await check.run().entryCount))
        #expect(lines.allSatisfy { $0.hasPrefix(#"{"entry":{"#) && $0.hasSuffix("}") && !$0.contains("\n") })
    }
}
