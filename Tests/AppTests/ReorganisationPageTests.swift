import Domain
import Testing

@testable import App

/// The pages on which an administrator plans and carries out.
@Suite struct ReorganisationPageTests {
    private func form(_ changes: [String: String] = [:]) -> [(String, String)] {
        let right = [
            "code": "a-2026", "name": "Sáp nhập hai sở", "source": "NQ 1, điều 2", "day": "2026-01-01", "act": "merge", "from": "a.tu-phap", "to": "a.y-te",
            "share": "", "note": "nhập", "main": "0",
        ]
        return right.merging(changes) { $1 }.sorted { $0.key < $1.key }
    }

    @Test(
        "what is missing or cannot be is told, what was typed stays, and nothing is planned",
        arguments: [
            ("code", "", "Cần mã"), ("name", " ", "Cần tên của việc sắp xếp."), ("source", "", "Cần văn bản quyết định"),
            ("day", "", "Ngày viết như 30/07/2024."),
            ("day", "mai", "Ngày viết như 30/07/2024."), ("from", "", "Cần ít nhất một cơ quan kết thúc"), ("act", "eat", "Mỗi dòng cần một cách sắp xếp."),
            ("share", "nửa", "Tỷ lệ là một số từ 0 đến 100"), ("to", "a.huyen-mot", "a.huyen-mot"), ("from", "Sở", "Sở"),
        ])
    func refused(field: String, value: String, told: String) async throws {
        let world = try await World.made()
        let answer = try await world.post("/reorganisations", as: .dung, form([field: value]))
        #expect(answer.status == 422 && answer.body.contains(told) && answer.body.contains("value='nhập'") == (field != "from" || !value.isEmpty))
        #expect(try await world.app.read(as: .program) { tx in try tx.reorganisations.list() }.isEmpty)
    }

    @Test("the same code plans anew what is planned, and is refused once it is done")
    func again() async throws {
        let world = try await World.made()
        let first = try await world.post("/reorganisations", as: .dung, form())
        let second = try await world.post("/reorganisations", as: .dung, form(["name": "Sáp nhập, bản hai", "to": "a.phu-nu"]))
        #expect(first.status == 303 && second.location == first.location)
        let page = try await world.get(first.location, as: .dung).body
        #expect(page.contains("Sáp nhập, bản hai") && page.contains("Hội Liên hiệp Phụ nữ tỉnh An</a>") && !page.contains("Sở Y tế"))
        try await world.moveDay(to: "2026-01-01")
        #expect(try await world.post(first.location + "/execution", as: .dung).status == 303)
        let third = try await world.post("/reorganisations", as: .dung, form(["name": "Bản ba"]))
        #expect(third.status == 409 && third.body.contains("Việc sắp xếp này đã thực hiện."))
        #expect(try await !world.get(first.location, as: .dung).body.contains("Bản ba"))
    }

    @Test("it is carried out once and undone once; out of turn is a conflict that writes nothing")
    func turns() async throws {
        let world = try await World.made()
        let path = try await world.post("/reorganisations", as: .dung, form()).location
        try await world.moveDay(to: "2026-01-01")
        for (act, told) in [("undoing", "chưa thực hiện"), ("execution", ""), ("execution", "đã thực hiện"), ("undoing", ""), ("undoing", "chưa thực hiện")] {
            let written = try await world.written()
            let answer = try await world.post("\(path)/\(act)", as: .dung)
            #expect(answer.status == (told.isEmpty ? 303 : 409), "\(act)")
            if !told.isEmpty { #expect(answer.body.contains(told)) }
            #expect((try await world.written() == written) == !told.isEmpty)
        }
    }

    @Test("everybody reads what is planned; only the administrator is offered acts, and only from its day on")
    func offers() async throws {
        let world = try await World.made()
        let path = try await world.post("/reorganisations", as: .dung, form()).location
        #expect(try await world.get("/reorganisations", as: .em).body.contains("Sáp nhập hai sở"))
        #expect(try await !world.get("/reorganisations", as: .em).body.contains("/reorganisations/new"))
        #expect(try await world.get(path, as: .dung).body.contains("thực hiện được từ 01/01/2026"))
        try await world.moveDay(to: "2026-01-01")
        #expect(try await world.get(path, as: .dung).body.contains("\(path)/execution"))
        #expect(try await !world.get(path, as: .an).body.contains("\(path)/execution"))
    }

    @Test("a place in the list that is none shows the first or the last heirs", arguments: ["-5", "0", "999", "x", "9223372036854775807"])
    func from(place: String) async throws {
        let world = try await World.made()
        let path = try await world.post("/reorganisations", as: .dung, form()).location
        let answer = try await world.get("\(path)?from=\(place)", as: .binh)
        #expect(answer.status == 200 && answer.body.contains("Sở Y tế tỉnh An"))
    }
}
