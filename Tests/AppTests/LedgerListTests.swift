import Domain
import Storage
import Testing

@testable import App

@Suite struct LedgerListTests {
    @Test("older pages follow on the newer ones without gap or repeat, and the last leads no further")
    func pages() async throws {
        let world = try await World.made()
        for number in 1...4 { _ = try await world.addPlan(numbered: "\(number)/KH-UBND") }
        let all = try await world.app.read(as: try await world.viewer(.an)) { tx in try tx.ledger.newest(before: nil, limit: 1_000).map(\.entry.id.text) }
        var seen = 0, path = "/ledger"
        while true {
            let page = try await world.get(path, as: .an).body
            seen += page.ranges(of: "<tr><td class=\"nowrap\">").count
            guard let next = page.firstMatch(of: #/href='\?before=([^']+)'/#) else { break }
            #expect(String(next.1) == all[seen - 1], "the page ends where the next begins")
            path = "/ledger?before=\(next.1)"
            try #require(seen < all.count)
        }
        #expect(all.count > 50 && seen == all.count)
    }

    @Test("an administrator reads of accounts, chart and reorganisations alone")
    func administrator() async throws {
        let world = try await World.made()
        _ = try await world.issuePlan()
        _ = try await world.app.importReorganisations(World.reorganisation)
        let page = try await world.get("/ledger", as: .dung).body
        #expect(page.contains("Tài khoản") && page.contains("Cơ quan") && page.contains("Sắp xếp"))
        #expect(!page.contains("7/KH-UBND") && !page.contains("II.1-2") && !page.contains("/assignments/"))
    }

    @Test("a reason that was given stands beside the change, as text")
    func reason() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        _ = try await world.post("/plans/\(plan.id)/withdrawal", as: .an, [("reason", "Nhầm <b>bản</b>")])
        #expect(try await world.get("/ledger", as: .an).body.contains("(Nhầm &lt;b&gt;bản&lt;/b&gt;)"))
    }

    @Test("a page before an entry that is none shows nothing, or everything, and never stops", arguments: ["0", "zzzz", "%27%20OR%201=1--"])
    func oddEntry(before: String) async throws {
        let world = try await World.made()
        #expect(try await world.get("/ledger?before=\(before)", as: .an).status == 200)
    }

    @Test("every column that an entry may tell of has words of its own, or is one that only the program counts with")
    func words() async throws {
        let world = try await World.made()
        let vietnamese = try Language.load().vietnamese
        let tables = try await world.app.db.read { try $0.tables() },
            kept = Dictionary(uniqueKeysWithValues: RowCheck.records.map { ($0.table.rawValue, $0.table) })
        for shape in tables {
            guard let table = kept[shape.name] else { continue }
            let speechless = shape.columns.filter { column in
                LedgerWords.field(column, vietnamese) == column && !LedgerWords.hidden.contains(column) && !RowCheck.untold(table).contains(column)
                    && column != "search_text"
            }
            #expect(speechless.isEmpty, "\(shape.name): \(speechless)")
        }
    }
}
