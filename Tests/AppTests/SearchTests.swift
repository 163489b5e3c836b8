import Domain
import Storage
import TestDatabase
import Testing

@testable import App

@Suite struct SearchTests {
    private func found(_ text: String, _ world: World, as person: Person) async throws -> [String] {
        try await world.app.read(as: try await world.viewer(person)) { tx in try tx.search.find(text).map(\.title) }
    }

    @Test(
        "a body is found without marks, in any order, by a beginning, with one wrong letter, whatever the place of the tone",
        arguments: [
            "Sở Tư pháp", "so tu phap", "phap tu so", "tư phap an", "so tu ph", "so tu phat", "SỞ TƯ PHÁP TỈNH AN", "sở tư pháp, tỉnh An!", "a tu phap",
            "tư phaap", "tu pahp", "tuphap an", "so tuphap", "s o tu phap",
        ])
    func spellings(text: String) async throws {
        #expect(try await found(text, World.made(), as: .em).contains("Sở Tư pháp tỉnh An"))
    }

    @Test(
        "what is not there is not found, nor is everything for nothing",
        arguments: ["", "  ", "xyzzy", "so xyzzy", "%", "\"", "tu\" OR \"phap", "'; DROP", "*"])
    func nothing(text: String) async throws {
        #expect(try await found(text, World.made(), as: .an).isEmpty)
    }

    @Test("processes that start at once make the index once, and none of them fails")
    func atOnce() async throws {
        let world = try await World.made()
        if TestDatabase.isPostgres { try await world.app.db.write { _ = try $0.execute("DROP INDEX search_entries_by_word") } }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 { group.addTask { try await world.app.db.write { try $0.prepareSearch() } } }
            try await group.waitForAll()
        }
        #expect(try await found("so tu phap", world, as: .em).contains("Sở Tư pháp tỉnh An"))
    }

    @Test("i and y are one, old and new places of the tone are one")
    func either() {
        #expect(SearchWords.of("Lý Hoà, Quý") == SearchWords.of("lí hòa quí"))
    }

    @Test("plans are found by number, title and the documents that they stand on, duties by their words")
    func plans() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        #expect(try await found("7/KH-UBND", world, as: .binh).contains("Kế hoạch 7/KH-UBND"))
        #expect(try await found("193/QĐ-TTg", world, as: .binh) == ["Kế hoạch 7/KH-UBND"])
        #expect(try await found("ho tro nan nhan", world, as: .binh) == ["7/KH-UBND, mục II.1-2"])
        let page = try await world.get("/search?q=ho+tro+nan+nhan", as: .binh)
        let duty = try await world.duty("II.1-2", of: plan)
        #expect(page.status == 200 && page.body.contains("“ho tro nan nhan”") && page.body.contains("/duties/\(duty.id)"))
    }

    @Test("nobody finds what they may not see: other provinces, plans under review, the programme for an administrator")
    func scope() async throws {
        let world = try await World.made()
        _ = try await world.addPlan()
        #expect(try await found("ho tro nan nhan", world, as: .an).count == 1)
        for person in [Person.binh, .em, .chi, .dung] { #expect(try await found("ho tro nan nhan", world, as: person).isEmpty, "\(person)") }
        #expect(try await found("tu phap", world, as: .chi).isEmpty)
        #expect(try await found("tu phap", world, as: .dung) == ["Sở Tư pháp tỉnh An"])
        #expect(try await world.get("/search?q=tu+phap", as: .nobody).status == 303)
    }

    @Test("the index follows what is changed, dropped and restored")
    func follows() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan(), duty = try await world.duty("II.1-2", of: plan)
        _ = try await world.app.write(as: try await world.viewer(.an)) { tx in
            var changed = try tx.duties.find(duty.id)
            changed.text = "Tiếp nhận người trở về"
            try tx.duties.save(changed)
        }
        #expect(try await found("nguoi tro ve", world, as: .an).count == 1)
        #expect(try await found("ho tro nan nhan", world, as: .an).isEmpty)
        _ = try await world.post("/duties/\(duty.id)/drop", as: .an, [("version", "2")])
        #expect(try await found("nguoi tro ve", world, as: .an).isEmpty)
        _ = try await world.post("/duties/\(duty.id)/restoration", as: .an, [("version", "3")])
        #expect(try await found("nguoi tro ve", world, as: .an).count == 1)
    }

    @Test("an installation from before there was an index is read whole, and finds the same")
    func rebuilt() async throws {
        let world = try await World.made()
        _ = try await world.issuePlan()
        let before = try await found("an", world, as: .an)
        _ = try await world.app.write(as: .program) { tx in try tx.search.rebuild() }
        #expect(try await found("an", world, as: .an) == before && before.count > 4)
    }

    @Test(
        "one wrong letter, one missing, one too many, two that changed places are near; two wrong ones are not",
        arguments: [
            ("phap", "phat", true), ("phap", "php", true), ("phap", "phaap", true),
            ("phap", "pahp", true), ("phap", "phpa", true), ("phap", "paph", false),
            ("phap", "hpap", true), ("phap", "ahpp", false), ("hoatdong", "haotdogn", false),
            ("an", "am", false), ("phap", "phap", false), ("bien", "bin", true), ("bien", "bn", false),
        ])
    func near(a: String, b: String, isNear: Bool) {
        #expect(SearchWords.isNear(a, b) == isNear)
        if isNear { #expect(!SearchWords.forms(of: a).isDisjoint(with: SearchWords.forms(of: b)), "a shared form leads from one to the other") }
    }

    @Test(
        "what a machine misreads on a page leads to the word as it was printed",
        arguments: [("nharn", "nham"), ("nham", "nharn"), ("cli", "di"), ("chinli", "chinh"), ("tu", "tii")])
    func misread(word: String, other: String) {
        #expect(SearchWords.misread(word).contains(other))
        #expect(!SearchWords.misread(word).contains(word))
    }

    @Test("text damaged in reading is found by sound words, and sound text by damaged words")
    func damaged() async throws {
        let world = try await World.made()
        _ = try await world.issuePlan()
        for text in ["ho tro nan nlian", "hotro nannhan", "ho t ro nan nhan", "hotro nạn nhâri"] {
            #expect(try await found(text, world, as: .binh) == ["7/KH-UBND, mục II.1-2"], "\(text)")
        }
    }

    @Test("words that are everywhere, common and seldom find the same once the server knows which is which", .enabled(if: TestDatabase.isPostgres))
    func common() async throws {
        let world = try await World.made()
        // "chung" stands everywhere, "le" and "chan" in a half each, "nam" in every fifth, "sau" in every seventh, "rieng" in one.
        try await world.app.db.write { connection in
            for i in 0..<6_000 {
                let words = ["chung", i % 2 == 0 ? "chan" : "le"] + [i % 5 == 0 ? "nam" : "", i % 7 == 0 ? "sau" : "", i == 4_321 ? "rieng" : ""]
                let entry = SearchEntry(noun: .bodies, id: "n\(i)", province: nil, title: "Số \(i)", detail: words.joined(separator: " "))
                try connection.index(Columns(of: entry))
            }
            for word in ["chung", "chan", "le", "nam", "sau", "rieng"] {
                try connection.execute("INSERT INTO search_forms (form, word) VALUES (\(word), \(word)) ON CONFLICT (form, word) DO NOTHING")
            }
            try connection.execute("ANALYZE search_entries")
        }
        for (text, count) in [
            ("chung", 50), ("chung chan", 50), ("chan le", 0), ("nam sau chan", 50), ("rieng", 1), ("chung rieng", 1), ("rieng chung le", 1),
            ("rieng chan", 0), ("chung nam rieng", 0),
        ] {
            let found = try await found(text, world, as: .em)
            #expect(found.count == count, "\(text)")
            if count == 1 { #expect(found == ["Số 4321"]) }
        }
    }
}
