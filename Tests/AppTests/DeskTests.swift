import Domain
import Testing

@testable import App

@Suite struct DeskTests {
    private func told(_ world: World, _ id: ID<Assignment>) async throws -> [AssignmentStore.Told] {
        try await world.app.read(as: try await world.viewer(.an)) { tx in try tx.assignments.told(about: id) }
    }

    @Test("a desk shows what is due soon before what is due later, and reports by their period")
    func order() async throws {
        let world = try await World.made()
        _ = try await world.issuePlan()
        let desk = try await world.get("/desk", as: .em).body
        let report = try #require(desk.firstRange(of: "Báo cáo 6 tháng đầu năm 2024")), work = try #require(desk.firstRange(of: "Tổ chức tập huấn"))
        #expect(report.lowerBound < work.lowerBound)
        #expect(desk.contains("còn 1 ngày") && desk.contains("ngày cuối còn đúng hạn là 17/06/2024"), "trước ngày 18/6 is due on the 17th")
    }

    @Test("an assignment goes from given to confirmed, and each step is told")
    func whole() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let path = "/assignments/\(try await world.assignment("II.1-2", of: plan).id)"
        #expect(try await world.post(path + "/acceptance", as: .em).location == "/desk")
        let progress = try await world.post(
            path + "/progress", as: .em, [("text", "Đã hỗ trợ"), ("figure", "Lượt tư vấn"), ("value", "1.234,5"), ("figure", ""), ("value", "")],
            file: ("file", "bao cao.pdf", "%PDF-1.4"))
        #expect(progress.status == 303)
        #expect(try await world.post(path + "/completion", as: .em, [("text", "Xong")]).status == 303)
        #expect(try await world.post(path + "/confirmation", as: .an).status == 303)
        let assignment = try await world.assignment("II.1-2", of: plan)
        #expect(assignment.state == .confirmed && assignment.doneOn == World.day)
        let entries = try await told(world, assignment.id)
        #expect(entries.map(\.answer.act) == [.accepted, .progress, .done, .confirmed])
        #expect(entries[1].figures.map(\.value) == [1234.5])
        let file = try #require(entries[1].files.first)
        let answer = try await world.get("/files/\(file.id)", as: .binh)
        #expect(answer.body == "%PDF-1.4" && answer.header("Content-Disposition").hasPrefix("attachment; filename=\"tep-"))
        #expect(try await world.get("/files/\(file.id)", as: .chi).status == 404)
        #expect(try await world.get("/plans/\(plan.id)", as: .binh).body.contains("xong"))
    }

    @Test("an answer that was refused keeps what was typed, figures and all")
    func typed() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let path = "/assignments/\(try await world.assignment("II.1-2", of: plan).id)"
        let answer = try await world.post(
            path + "/progress", as: .em,
            [
                ("text", "Đã mở lớp"), ("figure", "Lớp"), ("value", "2"), ("figure", "Buổi"), ("value", "12.5"), ("figure", "Tờ rơi"), ("value", "300"),
                ("figure", "Pa nô"), ("value", "4"),
            ])
        #expect(answer.status == 422)
        for typed in ["Đã mở lớp", "value=\"Lớp\"", "value=\"12.5\"", "value=\"Tờ rơi\"", "value=\"Pa nô\"", "value=\"4\""] {
            #expect(answer.body.contains(typed), "\(typed) stays")
        }
        #expect(answer.body.contains("hãy chọn lại"), "a file must be chosen again")
    }

    @Test("a second press of one button is kept once; the same words said later, or by another, are kept again")
    func pressedTwice() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let assignment = try await world.assignment("II.1-2", of: plan), path = "/assignments/\(assignment.id)"
        for seen in ["0", "0", "1"] {
            #expect(try await world.post(path + "/progress", as: .em, [("text", "Đã mở lớp"), ("seen", seen)]).status == 303)
        }
        #expect(try await told(world, assignment.id).map(\.answer.text) == ["Đã mở lớp", "Đã mở lớp"])
        let corrected = [("text", "Đã mở lớp"), ("figure", "Lớp"), ("value", "3"), ("seen", "1")]
        for _ in 1...2 { #expect(try await world.post(path + "/progress", as: .em, corrected).status == 303) }
        let file = ("file", "a.pdf", "%PDF-1.4")
        for _ in 1...2 { #expect(try await world.post(path + "/progress", as: .em, corrected, file: file).status == 303) }
        let kept = try await told(world, assignment.id)
        #expect(kept.map { $0.figures.map(\.value) } == [[], [], [3], [3]], "other figures are no repeat")
        #expect(kept.map(\.files.count) == [0, 0, 0, 1], "nor is a file")
        #expect(try await world.post(path + "/completion", as: .em, [("text", "Đã mở lớp"), ("seen", "4")]).status == 303)
        #expect(try await world.post(path + "/completion", as: .em, [("text", "Đã mở lớp"), ("seen", "4")]).status == 303, "no conflict on a second press")
        #expect(try await told(world, assignment.id).map(\.answer.act) == [.progress, .progress, .progress, .progress, .done])
    }

    @Test("what is given back needs a reason and can be declared again")
    func givenBack() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let path = "/assignments/\(try await world.assignment("II.1-2", of: plan).id)"
        _ = try await world.post(path + "/completion", as: .em, [("text", "Xong")])
        #expect(try await world.post(path + "/return", as: .an, [("text", " ")]).status == 422)
        #expect(try await world.post(path + "/return", as: .an, [("text", "Thiếu số liệu")]).status == 303)
        #expect(try await world.get(path, as: .em).body.contains("Thiếu số liệu"))
        #expect(try await world.post(path + "/completion", as: .em, [("text", "Đã bổ sung")]).status == 303)
        #expect(try await world.assignment("II.1-2", of: plan).state == .declared)
    }

    @Test(
        "a figure or file that will not do is refused and nothing is half-written",
        arguments: [("abc", "a.pdf", "số không âm"), ("12.5", "a.pdf", "số không âm"), ("1", "a.exe", "Chỉ nhận tệp")])
    func refused(value: String, file: String, told reason: String) async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let before = try await world.assignment("II.1-2", of: plan)
        let answer = try await world.post(
            "/assignments/\(before.id)/progress", as: .em, [("text", "Giữ lại chữ này"), ("figure", "Lượt"), ("value", value)], file: ("file", file, "x"))
        #expect(answer.status == 422 && answer.body.contains(reason) && answer.body.contains("Giữ lại chữ này"))
        #expect(try await world.assignment("II.1-2", of: plan) == before)
        #expect(try await told(world, before.id).isEmpty)
    }

    @Test("what is done after its day is shown as late for good")
    func late() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let report = try await world.assignment("III.1-1", of: plan, period: "2024-H1")
        _ = try await world.post("/demonstration-day", as: .em, [("day", "2024-06-20")])
        _ = try await world.post("/assignments/\(report.id)/completion", as: .em, [("text", "Báo cáo")])
        #expect(try await world.get("/reports?plan=\(plan.id)&period=2024-H1", as: .binh).body.contains("muộn 3 ngày"))
        let assignments = try await world.app.read(as: try await world.viewer(.an)) { tx in try tx.assignments.list(.init(plan: plan.id)) }
        #expect(ReportCalendar.periods(of: assignments, on: World.day.adding(days: 4)).first?.sentLate == 1)
    }

    @Test("nobody answers for another body", arguments: [Person.an, .binh, .dung])
    func others(person: Person) async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let before = try await world.assignment("II.1-2", of: plan)
        #expect(try await world.post("/assignments/\(before.id)/completion", as: person, [("text", "Xong")]).status == 403)
        #expect(try await world.assignment("II.1-2", of: plan) == before)
    }

    @Test("all that is new is accepted in one act")
    func acceptAll() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        #expect(try await world.post("/desk/acceptance", as: .em).status == 303)
        let body = try await world.viewer(.em).body
        let states = try await world.app.read(as: try await world.viewer(.an)) { tx in try tx.assignments.list(.init(plan: plan.id, body: body)).map(\.state) }
        #expect(states.count == 4 && states.allSatisfy { $0 == .accepted })
    }

    @Test("the reporting calendar counts expected, received and missing")
    func calendar() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let report = try await world.assignment("III.1-1", of: plan, period: "2024-H1")
        _ = try await world.post("/assignments/\(report.id)/completion", as: .em, [("text", "Báo cáo")])
        _ = try await world.post("/assignments/\(report.id)/confirmation", as: .an)
        let assignments = try await world.app.read(as: try await world.viewer(.an)) { tx in try tx.assignments.list(.init(plan: plan.id)) }
        let period = try #require(ReportCalendar.periods(of: assignments, on: World.day).first)
        #expect(period == .init(code: "2024-H1", dueOn: Day(number: 19_891), expected: 3, confirmed: 1, declared: 0, late: 0))
        #expect(try await world.get("/reports?plan=\(plan.id)&period=2024-H1", as: .binh).body.contains("Công an tỉnh An"))
    }
}
