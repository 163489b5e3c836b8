import Domain
import Testing

@testable import App

/// One paragraph under review: what its form takes, and what it refuses.
@Suite struct DutyReviewTests {
    private func form(_ duty: Duty, _ changes: [String: String] = [:], rows: [(id: String, role: String, name: String)] = []) -> [(String, String)] {
        let right = ["text": duty.text, "heading": duty.heading, "startsOn": "", "endsOn": "", "officeDueOn": "", "version": "\(duty.version)"]
        return right.merging(changes) { $1 }.sorted { $0.key < $1.key } + rows.flatMap { [("assignee", $0.id), ("role", $0.role), ("name", $0.name)] }
    }

    private func assignees(_ world: World, _ duty: Duty) async throws -> [Assignee] {
        try await world.app.read(as: try await world.viewer(.an)) { tx in try tx.duties.assignees(of: duty.id) }
    }

    @Test("no act on a paragraph that has changed meanwhile is taken", arguments: ["correction", "drop", "restoration", "split", "merger"])
    func stale(act: String) async throws {
        let world = try await World.made()
        let plan = try await world.addPlan(), duty = try await world.duty("II.1-1", of: plan)
        #expect(try await world.post("/duties/\(duty.id)/correction", as: .an, form(duty, ["text": "Tập huấn; mở các lớp"])).status == 303)
        let (after, written) = (try await world.duty("II.1-1", of: plan), try await world.written())
        let answer = try await world.post("/duties/\(duty.id)/\(act)", as: .an, [("text", "x"), ("opening", "mở các lớp"), ("version", "1")])
        #expect(answer.status == 409 && answer.body.contains("Người khác vừa sửa mục này"))
        #expect(try await world.duty("II.1-1", of: plan) == after)
        #expect(try await world.written() == written)
    }

    @Test(
        "days that cannot be are told beside their field, and the paragraph stays as it was",
        arguments: [
            (["startsOn": "2024-07-01", "endsOn": "2024-06-30"], "endsOn", "Ngày kết thúc phải từ ngày bắt đầu trở đi: 01/07/2024."),
            (["startsOn": "2024-07-01", "officeDueOn": "2024-06-30"], "officeDueOn", "Hạn phải từ ngày bắt đầu trở đi: 01/07/2024."),
            (["startsOn": "ngày mai"], "startsOn", "Ngày viết như 30/07/2024."), (["text": "  "], "text", "Nội dung nhiệm vụ không được để trống."),
        ])
    func refused(changes: [String: String], field: String, told: String) async throws {
        let world = try await World.made()
        let plan = try await world.addPlan(), duty = try await world.duty("II.1-2", of: plan)
        let written = try await world.written()
        let answer = try await world.post("/duties/\(duty.id)/correction", as: .an, form(duty, changes))
        #expect(answer.status == 422 && answer.body.contains(told) && answer.body.contains("\(field)-wrong"))
        #expect(try await world.duty("II.1-2", of: plan) == duty)
        #expect(try await world.written() == written)
    }

    @Test("a body is chosen from the chart by code of group, name or other name; each keeps its role")
    func fromChart() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan(), duty = try await world.duty("II.1-2", of: plan)
        let rows = [("", "lead", "Công an tỉnh"), ("", "coordinate", "UBND huyện Một"), ("", "implement", "các sở, ban, ngành")].map {
            (id: $0.0, role: $0.1, name: $0.2)
        }
        #expect(try await world.post("/duties/\(duty.id)/correction", as: .an, form(duty, rows: rows)).status == 303)
        let found = try await assignees(world, duty)
        let police = try await world.body("a.cong-an").id, district = try await world.body("a.huyen-mot").id
        #expect(found.map(\.role) == [.lead, .coordinate, .implement] && found.map(\.bodyId) == [police, district, nil])
        #expect(found[2].groupCode == "departments")
    }

    @Test("a name may be left open, and then no longer keeps the plan from being issued")
    func leftOpen() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan(), duty = try await world.duty("II.1-2", of: plan)
        let known = try await assignees(world, duty)
        let rows = known.map { (id: $0.id.text, role: $0.role.rawValue, name: $0.name) }
        let open = form(duty, rows: rows) + [("open", known[1].id.text)]
        #expect(try await world.post("/duties/\(duty.id)/correction", as: .an, open).status == 303)
        #expect(try await assignees(world, duty)[1].isOpen)
        #expect(try await !world.get("/plans/\(plan.id)/review", as: .an).body.contains("còn cơ quan chưa xác định"))
        let again = form(try await world.duty("II.1-2", of: plan), rows: rows)
        #expect(try await world.post("/duties/\(duty.id)/correction", as: .an, again).status == 422, "unmarked it is unknown again")
        #expect(try await assignees(world, duty)[1].isOpen, "and what was refused changes nothing")
    }

    @Test("a role that is none, or rows that do not belong together, are refused")
    func rows() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan(), duty = try await world.duty("II.1-2", of: plan)
        let before = try await assignees(world, duty)
        let role = try await world.post("/duties/\(duty.id)/correction", as: .an, form(duty, rows: [("", "boss", "Sở Tư pháp")]))
        #expect(role.status == 422 && role.body.contains("Mỗi cơ quan cần một vai trò."))
        let torn = try await world.post("/duties/\(duty.id)/correction", as: .an, form(duty) + [("name", "Sở Tư pháp"), ("role", "lead")])
        #expect(torn.status == 422 && torn.body.contains("Biểu mẫu gửi lên không đầy đủ"))
        let long = try await world.post("/duties/\(duty.id)/correction", as: .an, form(duty, rows: [("", "lead", String(repeating: "s", count: 200))]))
        #expect(long.status == 422)
        #expect(try await assignees(world, duty) == before)
    }

    @Test("only what follows in the same section is merged")
    func merger() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        for (code, told) in [("II.1-2", "trong cùng mục"), ("III.1-1", "không còn đoạn nào")] {
            let duty = try await world.duty(code, of: plan)
            let answer = try await world.post("/duties/\(duty.id)/merger", as: .an, [("version", "1")])
            #expect(answer.status == 409 && answer.body.contains(told), "\(code)")
            #expect(try await world.duty(code, of: plan) == duty)
        }
    }

    @Test("merging passes over what was dropped, and takes each body once")
    func mergedBodies() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan(), first = try await world.duty("II.1-1", of: plan)
        _ = try await world.post("/duties/\(first.id)/split", as: .an, [("opening", "mở các lớp"), ("version", "1")])
        let second = try await world.duty("II.1-1b", of: plan), third = try await world.duty("II.1-2", of: plan)
        #expect(try await world.post("/duties/\(second.id)/drop", as: .an, [("version", "1")]).status == 303)
        #expect(try await world.post("/duties/\(first.id)/merger", as: .an, [("version", "2")]).status == 303)
        #expect(try await world.duty("II.1-1", of: plan).text == "Tổ chức tập huấn; Hỗ trợ nạn nhân")
        #expect(try await world.duty("II.1-2", of: plan).mergedInto == first.id)
        let names = try await assignees(world, first).map(\.name)
        #expect(names == ["Các sở, ban, ngành", "UBND các quận, huyện, thị xã", "Sở Tư pháp", "các hội quần chúng khác"])
        #expect(try await assignees(world, third).isEmpty)
    }

    @Test("a report rule goes along with the paragraph that takes up its own")
    func rules() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan(), duty = try await world.duty("III.1-1", of: plan)
        _ = try await world.post("/duties/\(duty.id)/split", as: .an, [("opening", "năm trước ngày"), ("version", "1")])
        let an = try await world.viewer(.an)
        let owners = try await world.app.read(as: an) { tx in try tx.plans.rules(of: plan.id).map(\.dutyId) }
        #expect(owners == [duty.id, duty.id], "a split leaves the rules where they stood")
    }

    @Test(
        "a paragraph is added only with a code that can be one, and words",
        arguments: [
            ("", "Việc mới", "code"), ("II 1/9", "Việc mới", "code"), (String(repeating: "9", count: 31), "Việc mới", "code"), ("II.1-9", " ", "text"),
            ("<b>", "Việc mới", "code"),
        ])
    func badCode(code: String, text: String, field: String) async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let written = try await world.written()
        let answer = try await world.post("/plans/\(plan.id)/duties", as: .an, [("code", code), ("heading", ""), ("newText", text)])
        #expect(answer.status == 422)
        #expect(answer.body.contains(field == "code" ? "ký hiệu mục" : "Nội dung nhiệm vụ không được để trống.") || answer.body.contains("Ký hiệu mục"))
        #expect(try await world.written() == written)
    }

    @Test("what is added stands at the end of its section, under its heading, and names nobody yet")
    func added() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        #expect(try await world.post("/plans/\(plan.id)/duties", as: .an, [("code", "II.1-3"), ("heading", ""), ("newText", "Việc mới")]).status == 303)
        let codes = try await world.app.read(as: try await world.viewer(.an)) { tx in try tx.duties.of(plan: plan.id).map(\.code) }
        #expect(codes == ["II.1-1", "II.1-2", "II.1-3", "III.1-1"])
        let duty = try await world.duty("II.1-3", of: plan)
        #expect(duty.heading == "Công tác chung" && duty.review == .checked)
        #expect(try await world.get("/plans/\(plan.id)/review", as: .an).body.contains("không nêu cơ quan nào: II.1-3"))
    }

    @Test("a reviewer is led through what nobody has seen, and back to the overview at the end")
    func next() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let codes = ["III.1-1", "II.1-1", "II.1-2"]
        let duties = try await [world.duty(codes[0], of: plan), world.duty(codes[1], of: plan), world.duty(codes[2], of: plan)]
        var went: [String] = []
        for duty in duties { went.append(try await world.post("/duties/\(duty.id)/drop", as: .an, [("version", "1")]).location) }
        #expect(went == ["/duties/\(duties[1].id)/review", "/duties/\(duties[2].id)/review", "/plans/\(plan.id)/review"])
    }

    @Test("nothing of a withdrawn plan is reviewed until it is taken up again")
    func withdrawn() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan(), duty = try await world.duty("II.1-2", of: plan)
        _ = try await world.post("/plans/\(plan.id)/withdrawal", as: .an, [("reason", "Nhầm")])
        let written = try await world.written()
        for act in ["correction", "drop", "split", "merger"] {
            #expect(try await world.post("/duties/\(duty.id)/\(act)", as: .an, form(duty) + [("opening", "nạn")]).status == 409, "\(act)")
        }
        #expect(try await world.post("/plans/\(plan.id)/duties", as: .an, [("code", "II.1-9"), ("newText", "Việc")]).status == 409)
        #expect(try await world.written() == written)
        #expect(try await world.post("/plans/\(plan.id)/restoration", as: .an).status == 303)
        #expect(try await world.post("/duties/\(duty.id)/drop", as: .an, [("version", "1")]).status == 303)
    }
}
