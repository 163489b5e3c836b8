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
        #expect(try await world.get("/bodies?on=khong", as: .binh).status == 422, "a day that is none is refused")
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

/// A body is put on the chart.
@Suite struct BodyNewTests {
    private func made() async throws -> World {
        let world = try await World.made()
        _ = try await world.app.importPlaces(PlaceTests.places, heirs: PlaceTests.heirs)
        return world
    }

    private func form(_ changes: [String: String] = [:]) -> [(String, String)] {
        let right = [
            "name": "Sở Nội vụ mới tỉnh An", "short_name": "Sở Nội vụ", "code": "a.noi-vu", "kind": "department", "level": "province", "place": "01",
            "parent": "", "valid_from": "2026-01-01", "valid_to": "", "other_names": "Sở NV\n  SNV ",
        ]
        return right.merging(changes) { $1 }.sorted { $0.key < $1.key }
    }

    @Test("it is found at once, also by its other names, and can be an heir from its first day on")
    func added() async throws {
        let world = try await made()
        let answer = try await world.post("/bodies", as: .dung, form(["parent": "cong an tinh an"]))
        #expect(answer.status == 303)
        let page = try await world.get(answer.location, as: .dung).body
        #expect(page.contains("Sở Nội vụ mới tỉnh An") && page.contains("SNV; Sở NV") && page.contains("Công an tỉnh An</a>") && page.contains("từ 01/01/2026"))
        #expect(try await world.get("/search?q=snv", as: .an).body.contains("Sở Nội vụ mới tỉnh An"))
        let planned = try await world.post(
            "/reorganisations", as: .dung,
            [
                ("code", "a-2026"), ("name", "Lập sở"), ("source", "NQ 1"), ("day", "2026-01-01"), ("act", "merge"), ("from", "a.tu-phap"),
                ("to", "a.noi-vu"), ("share", ""), ("note", ""), ("main", "0"),
            ])
        #expect(planned.status == 303)
        let commune = try await world.post(
            "/bodies", as: .dung, form(["code": "a.xa-moi", "level": "commune", "kind": "peoplesCommittee", "place": "00003", "border": "yes"]))
        let body = try await world.app.read(as: .program) { tx in try tx.bodies.find(code: "a.xa-moi") }
        #expect(commune.status == 303 && body?.province == "01" && body?.place == "Xã Mới" && body?.isBorder == true && body?.placeCode == "00003")
        let ministry = try await world.post("/bodies", as: .dung, form(["code": "tw.bo", "level": "national", "kind": "ministry", "place": ""]))
        #expect(ministry.status == 303)
        #expect(try await world.app.read(as: .program) { tx in try tx.bodies.find(code: "tw.bo") }?.province == "00")
    }

    @Test(
        "what is missing or cannot be is told beside its field, what was typed stays, and nothing is added",
        arguments: [
            ("name", "", "Cần tên đầy đủ."), ("short_name", " ", "Cần tên ngắn."), ("code", "", "Cần mã, ví dụ"), ("code", "a b", "Mã chỉ gồm"),
            ("code", "sở", "Mã chỉ gồm"), ("code", "a.y-te", "Đã có cơ quan mang mã này."), ("kind", "x", "Cần chọn loại"), ("level", "", "Cần chọn cấp"),
            ("place", "99", "Không có địa bàn cấp này vào ngày đó: 99."), ("place", "00003", "Không có địa bàn cấp này vào ngày đó"),
            ("parent", "Sở Không Có", "Sở Không Có"), ("parent", "a.huyen-mot", "a.huyen-mot"), ("valid_from", "", "Ngày viết như"),
            ("valid_from", "mai", "Ngày viết như"), ("valid_to", "2025-12-31", "Ngày cuối không thể trước ngày đầu."),
        ])
    func refused(field: String, value: String, told: String) async throws {
        let world = try await made(), before = try await world.written()
        let answer = try await world.post("/bodies", as: .dung, form([field: value]))
        #expect(answer.status == 422 && answer.body.contains(told) && answer.body.contains("id='\(field)-wrong'") && answer.body.contains("Sở NV"))
        #expect(try await world.written() == before)
    }

    @Test("equal other names are one, and a body may be older than the programme")
    func old() async throws {
        let world = try await made()
        let answer = try await world.post(
            "/bodies", as: .dung,
            form(["other_names": "SNV\nSNV\n  SNV", "valid_from": "1945-08-28", "level": "national", "kind": "ministry", "place": ""]))
        #expect(answer.status == 303)
        let page = try await world.get(answer.location + "?on=1999-12-31", as: .dung).body
        #expect(page.contains("<dd>SNV</dd>") && page.contains("từ 28/08/1945") && page.contains("value=\"1999-12-31\""))
    }

    @Test("all that is wrong is told at once")
    func together() async throws {
        let world = try await made()
        let answer = try await world.post("/bodies", as: .dung, form(["name": "", "code": "", "place": "99"])).body
        for field in ["name", "code", "place"] { #expect(answer.contains("id='\(field)-wrong'")) }
    }
}
