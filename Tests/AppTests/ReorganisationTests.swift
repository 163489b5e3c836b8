import Domain
import Storage
import Testing

@testable import App

@Suite struct ReorganisationTests {
    /// A world with an issued plan on the day after the reorganisation.
    private func made() async throws -> (World, Plan, ID<Reorganisation>) {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        _ = try await world.app.importReorganisations(World.reorganisation)
        let id = try await world.app.read(as: .program) { tx in try tx.reorganisations.list()[0].id }
        return (world, plan, id)
    }

    private func moveDay(_ world: World, to day: String) async throws {
        #expect(try await world.post("/demonstration-day", as: .dung, [("day", day)]).status == 303)
    }

    private func carryOut(_ world: World, _ id: ID<Reorganisation>) async throws {
        try await moveDay(world, to: "2025-07-01")
        #expect(try await world.post("/reorganisations/\(id)/execution", as: .dung).status == 303)
    }

    private func body(_ code: String, _ world: World) async throws -> Body {
        try await world.app.read(as: .program) { tx in try #require(try tx.bodies.find(code: code)) }
    }

    @Test("before its day it is rehearsed: what would move is shown, nothing moves")
    func rehearsal() async throws {
        let (world, plan, id) = try await made()
        let page = try await world.get("/reorganisations/\(id)", as: .dung).body
        // Department: 4 open assignments (2 reports, 2 works); district: 1, coordinating the training.
        #expect(page.contains("Sẽ bàn giao gì?") && page.contains("5 phần việc đang mở, 1 tài khoản, 0 kế hoạch"))
        #expect(try await world.post("/reorganisations/\(id)/execution", as: .dung).status == 409, "not before its day")
        #expect(try await world.assignment("II.1-2", of: plan).holderId == nil)
        for person in [Person.an, .binh, .em] { #expect(try await world.post("/reorganisations/\(id)/execution", as: person).status == 403) }
    }

    @Test("one act moves open work and accounts to the heirs; both sides see it, and what was recorded stays")
    func carriedOut() async throws {
        let (world, plan, id) = try await made()
        let path = "/assignments/\(try await world.assignment("II.1-2", of: plan).id)"
        _ = try await world.post(path + "/progress", as: .em, [("text", "Trước sắp xếp"), ("figure", "Lượt"), ("value", "7")])
        let closed = "/assignments/\(try await world.assignment("II.1-1", of: plan).id)"
        _ = try await world.post(closed + "/completion", as: .em, [("text", "Đã xong")])
        try await carryOut(world, id)
        let (before, after) = (try await body("a.tu-phap", world), try await body("a.y-te", world))
        let moved = try await world.app.read(as: .program) { tx in try tx.assignments.list(.init(plan: plan.id)).filter { $0.bodyId == before.id } }
        #expect(moved.count { $0.holderId == after.id } == 3 && moved.count { $0.holderId == nil } == 1, "what was declared done stays where it was")
        #expect(try await world.viewer(.em).body == after.id, "the account has moved along")
        let desk = try await world.get("/desk", as: .em).body
        #expect(desk.contains("nhận bàn giao từ Sở Tư pháp tỉnh An"))
        #expect(try await world.post(path + "/progress", as: .em, [("text", "Sau sắp xếp")]).status == 303, "the heir goes on")
        let page = try await world.get(path, as: .binh).body
        #expect(page.contains("Trước sắp xếp") && page.contains("Sau sắp xếp") && page.contains("nay do Sở Y tế") == false)
        #expect(try await world.get("/bodies/\(before.id)", as: .binh).body.contains("nhập nguyên trạng"))
        #expect(try await world.get("/bodies/\(after.id)", as: .binh).body.contains("Sở Tư pháp tỉnh An</a> →"))
        #expect(try await world.get("/reorganisations/\(id)", as: .dung).body.contains("Đã bàn giao gì?"))
        #expect(try await world.get(path, as: .an).body.contains("Sắp xếp tỉnh An"), "the history names the reorganisation")
    }

    @Test("it is undone while nothing has been built on it, and then no longer")
    func undone() async throws {
        let (world, plan, id) = try await made()
        try await carryOut(world, id)
        #expect(try await world.post("/reorganisations/\(id)/undoing", as: .dung).status == 303)
        let assignment = try await world.assignment("II.1-2", of: plan)
        let department = try await body("a.tu-phap", world).id
        #expect(assignment.holderId == nil)
        #expect(try await world.viewer(.em).body == department)
        #expect(try await world.post("/reorganisations/\(id)/execution", as: .dung).status == 303, "and carried out again")
        #expect(try await world.post("/assignments/\(assignment.id)/acceptance", as: .em).status == 303)
        let refused = try await world.post("/reorganisations/\(id)/undoing", as: .dung)
        #expect(refused.status == 409 && refused.body.contains("không hoàn tác được nữa"))
    }

    @Test("figures add up on both charts: 7 and 5 where they were recorded, 12 with the heir, and a split by its shares")
    func figures() async throws {
        let (world, plan, id) = try await made()
        for (code, value) in [("a.tu-phap", "7"), ("a.y-te", "5"), ("a.huyen-mot", "10")] {
            let body = try await body(code, world).id, an = try await world.viewer(.an)
            try await world.app.write(as: an) { tx in
                let assignment = try #require(try tx.assignments.list(.init(plan: plan.id, body: body)).first)
                try tx.assignments.tell(.progress, about: assignment.id, text: "x", figures: [("Buổi", Double(value) ?? 0)])
            }
        }
        try await carryOut(world, id)
        func rolled(on day: String) async throws -> [String: Double] {
            try await world.app.read(as: try await world.viewer(.an)) { tx in
                let shown = try FiguresShow.load(plan.id, on: Day(day), tx)
                return Dictionary(uniqueKeysWithValues: shown.figures[0].roll.lines.map { (shown.bodies[$0.body]?.code ?? "", $0.count) })
            }
        }
        #expect(try await rolled(on: "2025-06-30") == ["a.tu-phap": 7, "a.y-te": 5, "a.huyen-mot": 10])
        #expect(try await rolled(on: "2025-07-01") == ["a.y-te": 18, "a.phu-nu": 4])
        let page = try await world.get("/plans/\(plan.id)/figures?on=2025-07-01", as: .binh).body
        #expect(page.contains("chia 60/40") && page.contains("Sở Tư pháp tỉnh An, ") && page.contains("<b>22</b>"))
        let board = try await world.get("/plans/\(plan.id)?on=2025-07-01", as: .binh).body
        #expect(!board.contains("Sở Tư pháp:") && board.contains("Sở Y tế: "))
        #expect(try await world.get("/plans/\(plan.id)", as: .binh).body.contains("Sở Tư pháp:"), "a plan of 2024 still shows its bodies of 2024")
    }

    @Test("an administrator plans one on a page; what will not do is told beside what was typed")
    func planned() async throws {
        let world = try await World.made()
        func form(to: String, share: String, main: Bool = true) -> [(String, String)] {
            [
                ("code", "a-2026"), ("name", "Sáp nhập hai sở"), ("source", "NQ 1, điều 2"), ("day", "2026-01-01"), ("act", "merge"),
                ("from", "Sở Tư pháp tỉnh An"),
                ("to", to), ("share", share), ("note", "nhập"),
            ] + (main ? [("main", "0")] : [])
        }
        let unknown = try await world.post("/reorganisations", as: .dung, form(to: "Sở Không Có", share: ""))
        #expect(unknown.status == 422 && unknown.body.contains("Sở Không Có") && unknown.body.contains("Sáp nhập hai sở"))
        #expect(try await world.post("/reorganisations", as: .dung, form(to: "a.y-te", share: "120")).status == 422)
        #expect(try await world.post("/reorganisations", as: .dung, form(to: "a.y-te", share: "", main: false)).body.contains("đúng một cơ quan kế thừa chính"))
        #expect(try await world.post("/reorganisations", as: .an, form(to: "a.y-te", share: "")).status == 403)
        let made = try await world.post("/reorganisations", as: .dung, form(to: "so y te tinh an", share: ""))
        #expect(made.status == 303)
        #expect(try await world.get(made.location, as: .dung).body.contains("Sáp nhập hai sở"))
    }

    @Test(
        "a file that names bodies that are not there on the day is refused line by line, and nothing is planned",
        arguments: [
            ("a.khong-co,a.y-te,,,yes", "không có cơ quan mang mã a.khong-co"), ("a.tu-phap,a.huyen-mot,,,yes", "không có cơ quan mang mã a.huyen-mot"),
            ("a.tu-phap,a.y-te,,,", "đúng một cơ quan kế thừa chính"), ("a.tu-phap,a.y-te,nothing,,yes", "function"), ("a.tu-phap,a.y-te,,1.5,yes", "share"),
        ])
    func badFile(row: String, told: String) async throws {
        let world = try await World.made()
        let heading = World.reorganisation.split(separator: "\n")[0]
        let refusal = await #expect(throws: StartRefusal.self) {
            try await world.app.importReorganisations("\(heading)\nx,X,Y,2025-07-01,merge,\(row),ghi chú\n")
        }
        #expect(refusal?.description.contains(told) == true && refusal?.description.contains("Dòng 2") == true)
        #expect(try await world.app.read(as: .program) { tx in try tx.reorganisations.list() }.isEmpty)
    }

    @Test("who does this here on that day has one answer; a file that would give two is refused")
    func functions() async throws {
        let world = try await World.made()
        let places =
            "code,name,kind,level,parent,valid_from,valid_to,latitude,longitude\n"
            + "01,Tỉnh An,tinh,province,,2021-01-01,,21,105\n00001,Xã Một,xa,commune,01,2025-07-01,,21.1,105.1\n"
        _ = try await world.app.importPlaces(places, heirs: "day,from,to,part,is_main,share\n")
        let chart = "code,name,short_name,kind,level,province,place,border,parent,valid_from,valid_to,other_names,place_code\n"
        let line = { (code: String) in "\(code),Sở \(code),Sở,department,province,01,An,,,2021-01-01,,,01\n" }
        _ = try await world.app.importBodies(chart + line("cu") + line("moi"))
        let heading = "body,function,valid_from,valid_to,source,mark\n"
        let old = "cu,victim-support,2021-01-01,2025-02-28,QĐ,sure\n", new = "moi,victim-support,2025-03-01,,NĐ 45/2025,sure\n"
        await #expect(throws: StartRefusal.self) {
            try await world.app.importFunctions(heading + old + "moi,victim-support,2025-02-28,,NĐ,sure\n")
        }
        #expect(try await world.app.importFunctions(heading + old + new) == 2)
        func who(_ code: String, on day: String) async throws -> String {
            try await world.app.read(as: .program) { tx in
                let day = try #require(Day(day))
                return try tx.bodies.body(for: .victimSupport, in: tx.places.find(code: code, on: day), on: day).code
            }
        }
        #expect(try await who("01", on: "2025-02-28") == "cu")
        #expect(try await who("01", on: "2025-03-01") == "moi")
        #expect(try await who("00001", on: "2025-07-01") == "moi", "a commune without one is served by its province")
        await #expect(throws: Refusal.notFound) {
            try await world.app.read(as: .program) { tx in
                let day = try #require(Day("2025-07-01"))
                _ = try tx.bodies.body(for: .legalAid, in: tx.places.find(code: "01", on: day), on: day)
            }
        }
    }
}

/// Lists as organised on a chosen day, and what one body gives to one heir.
@Suite struct ChartDayTests {
    private func made() async throws -> (World, Plan, ID<Reorganisation>) {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        _ = try await world.app.importReorganisations(World.reorganisation)
        return (world, plan, try await world.app.read(as: .program) { tx in try tx.reorganisations.list()[0].id })
    }

    private func carryOut(_ world: World, _ id: ID<Reorganisation>) async throws {
        try await world.moveDay(to: "2025-07-01")
        #expect(try await world.post("/reorganisations/\(id)/execution", as: .dung).status == 303)
    }

    private func id(_ code: String, _ world: World) async throws -> ID<Body> {
        try await world.app.read(as: .program) { tx in try #require(try tx.bodies.find(code: code)).id }
    }

    @Test("on any day each assignment stands with exactly one body: none is lost, none is counted twice", arguments: ["2025-06-30", "2025-07-01"])
    func conserved(day: String) async throws {
        let (world, plan, id) = try await made()
        try await carryOut(world, id)
        let chart = try #require(Day(day)), an = try await world.viewer(.an)
        let (all, byBody) = try await world.app.read(as: an) { tx in
            let bodies: [Body] = try tx.all("SELECT * FROM bodies")
            return (
                try tx.assignments.list(.init(plan: plan.id)).map(\.id.text).sorted(),
                try bodies.map { ($0.code, try tx.assignments.lines(.init(body: $0.id, chart: chart)).map(\.assignment.id.text)) }
            )
        }
        #expect(byBody.flatMap(\.1).sorted() == all)
        let codes = Set(byBody.filter { !$0.1.isEmpty }.map(\.0))
        #expect(codes.contains("a.tu-phap") == (day == "2025-06-30") && codes.contains("a.huyen-mot") == (day == "2025-06-30"))
    }

    @Test("desk, body, duty and period say who stands for whom on the day, closed work included; nothing is done on another day's desk")
    func pages() async throws {
        let (world, plan, id) = try await made()
        let closed = try await world.assignment("II.1-1", of: plan)
        _ = try await world.post("/assignments/\(closed.id)/completion", as: .em, [("text", "Đã xong")])
        try await carryOut(world, id)
        let now = try await world.get("/desk", as: .em).body, then = try await world.get("/desk?on=2025-07-01", as: .em).body
        #expect(!now.contains("/assignments/\(closed.id)\""), "what was done before stays with the department that is gone")
        #expect(
            then.contains("/assignments/\(closed.id)\"") && then.contains("nhận bàn giao từ Sở Tư pháp tỉnh An")
                && then.contains("theo tổ chức ngày 01/07/2025"))
        #expect(!then.contains("/acceptance\"") && now.contains("/acceptance\""))
        let before = try await world.get("/desk?on=2025-06-30", as: .em).body
        #expect(!before.contains("nhận bàn giao từ"))
        let body = try await self.id("a.tu-phap", world)
        #expect(try await world.get("/bodies/\(body)?on=2025-06-30", as: .binh).body.contains("/assignments/\(closed.id)\""))
        #expect(try await !world.get("/bodies/\(body)?on=2025-07-01", as: .binh).body.contains("/assignments/\(closed.id)\""))
        let duty = try await world.get("/duties/\(closed.dutyId)?body=a.y-te&on=2025-07-01", as: .binh).body
        #expect(duty.contains("nay do Sở Y tế") && duty.contains("Sở Tư pháp tỉnh An</a>"))
        let report = try #require(try await world.owed(plan).first { $0.period != nil && $0.bodyId == body })
        let period = try await world.get("/reports?plan=\(plan.id)&period=\(report.period ?? "")&on=2025-06-30", as: .binh).body
        #expect(period.contains("Sở Tư pháp tỉnh An</a>") && !period.contains("nay do"))
        let board = try await world.get("/plans/\(plan.id)?on=2025-07-01", as: .binh).body
        #expect(board.contains("?body=a.y-te&amp;on=2025-07-01\""), "a cell leads to those that it counts")
    }

    @Test("a cell of the board leads to what it counts after the hand-over too, and choosing a day keeps what was asked for")
    func cell() async throws {
        let (world, plan, id) = try await made()
        let training = try await world.assignment("II.1-2", of: plan)
        try await carryOut(world, id)
        for code in ["a.tu-phap", "a.y-te"] {
            let page = try await world.get("/duties/\(training.dutyId)?body=\(code)", as: .binh).body
            #expect(page.contains("/assignments/\(training.id)\"") && page.contains("name='body' value='\(code)'"), "\(code)")
        }
        #expect(try await !world.get("/duties/\(training.dutyId)?body=a.phu-nu", as: .binh).body.contains("/assignments/\(training.id)\""))
    }

    @Test("what a list reads by position is what one record reads by name")
    func byPosition() async throws {
        let (world, plan, id) = try await made()
        let done = try await world.assignment("II.1-1", of: plan)
        _ = try await world.post("/assignments/\(done.id)/completion", as: .em, [("text", "Đã xong")])
        try await carryOut(world, id)
        let (listed, found) = try await world.app.read(as: try await world.viewer(.an)) { tx in
            let listed = try tx.assignments.list(.init(plan: plan.id))
            return (listed, try listed.map { try tx.assignments.find($0.id) })
        }
        #expect(listed == found && listed.contains { $0.holderId != nil } && listed.contains { $0.doneOn != nil } && listed.contains { $0.period != nil })
    }

    @Test("the hand-over list leads to each record, before and after, as far as each may see it")
    func handOver() async throws {
        let (world, plan, id) = try await made()
        let (from, to) = (try await self.id("a.tu-phap", world), try await self.id("a.y-te", world))
        let path = "/reorganisations/\(id)/hand-over?from=\(from)&to=\(to)", training = try await world.assignment("II.1-2", of: plan)
        let planned = try await world.get(path, as: .binh).body
        #expect(planned.contains("Sẽ bàn giao những gì?") && planned.contains("/assignments/\(training.id)") && planned.contains("1 mục bạn không được xem"))
        #expect(try await world.get("/reorganisations/\(id)", as: .binh).body.contains("hand-over?from=\(from)&amp;to=\(to)"))
        try await carryOut(world, id)
        let done = try await world.get(path, as: .em).body
        #expect(done.contains("Đã bàn giao những gì?") && done.contains("/assignments/\(training.id)") && !done.contains("em.01"))
        let administrator = try await world.get(path, as: .dung).body
        #expect(administrator.contains("em.01") && !administrator.contains("/assignments/") && administrator.contains("4 mục bạn không được xem"))
        #expect(try await world.get("/reorganisations/\(id)/hand-over?from=khong&to=khong", as: .an).status == 404)
    }
}
