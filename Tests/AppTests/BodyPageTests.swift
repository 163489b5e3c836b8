import Domain
import Testing

@testable import App

@Suite struct BodyPageTests {
    private func tree(_ world: World, _ query: String, as person: Person = .binh) async throws -> String {
        let page = try await world.get("/bodies\(query)", as: person).body
        return String(page.split(separator: "id=\"tree\">").last?.split(separator: "</div>").first ?? "")
    }

    @Test("the tree shows whom the text finds, without marks, and those above them")
    func filter() async throws {
        let world = try await World.made()
        let found = try await tree(world, "?q=tham+muu")
        #expect(found.contains("Phòng Tham mưu Công an tỉnh An") && found.contains(">Công an tỉnh An</a>") && !found.contains("Sở Tư pháp"))
        #expect(try await tree(world, "?q=so").contains("Sở Y tế"))
        #expect(try await tree(world, "?q=khong+co+ai").contains("Không có cơ quan nào."))
        let page = try await world.get("/bodies?q=%3Cscript%3E", as: .binh).body
        #expect(page.contains("value=\"&lt;script&gt;\"") && !page.contains("<script>"))
    }

    @Test("a body stands on the chart from its first day to its last")
    func onDay() async throws {
        let world = try await World.made()
        #expect(try await tree(world, "?on=2025-06-30").contains("huyện Một"))
        #expect(try await !tree(world, "?on=2025-07-01").contains("huyện Một"))
        #expect(try await tree(world, "?on=2020-12-31").contains("Không có cơ quan nào."))
        #expect(try await tree(world, "?on=khong").contains("huyện Một"), "a day that is none is today")
    }

    @Test("who sees several provinces chooses one; who sees one gets it whatever they ask for")
    func province() async throws {
        let world = try await World.made()
        #expect(try await tree(world, "?province=72", as: .dung).contains("tỉnh Bê"))
        #expect(try await tree(world, "?province=99", as: .dung).contains("tỉnh An"), "an unknown one is the first")
        #expect(try await !tree(world, "?province=72").contains("tỉnh Bê"))
        #expect(try await !world.get("/bodies", as: .binh).body.contains("<select"))
    }

    @Test("groups are counted by the chart of the day")
    func groups() async throws {
        let world = try await World.made()
        func count(_ day: String, _ code: String) async throws -> Int {
            try await world.app.read(as: .program) { tx in
                let group = try #require(BodyGroup.named(code))
                return try tx.bodies.chart(of: "01", on: try #require(Day(day))).members(of: group).count
            }
        }
        #expect(try await count("2025-06-30", "district-committees") == 2)
        #expect(try await count("2025-07-01", "district-committees") == 0)
    }

    @Test("a body's page shows who is above and below, its other names, and to the programme what it owes")
    func page() async throws {
        let world = try await World.made()
        _ = try await world.issuePlan()
        let police = try await world.body("a.cong-an"), office = try await world.body("a.tham-muu"), department = try await world.body("a.tu-phap")
        let own = try await world.get("/bodies/\(police.id)", as: .binh).body
        #expect(own.contains("Công an tỉnh</dd>") && own.contains("/bodies/\(office.id)"))
        #expect(try await world.get("/bodies/\(office.id)", as: .binh).body.contains("/bodies/\(police.id)"))
        let (reader, administrator) = (
            try await world.get("/bodies/\(department.id)", as: .binh).body, try await world.get("/bodies/\(department.id)", as: .dung).body
        )
        #expect(reader.contains("Hỗ trợ nạn nhân") && !reader.contains("em.01"), "no accounts for readers")
        #expect(!administrator.contains("Hỗ trợ nạn nhân") && administrator.contains("em.01"), "no programme for administrators")
    }
}
