import Domain
import Testing

@testable import App
@testable import Reader

@Suite struct ReviewTests {
    private func correction(_ duty: Duty, text: String, rows: [(id: String, role: String, name: String)], version: Int? = nil) -> [(String, String)] {
        [("text", text), ("heading", duty.heading), ("startsOn", ""), ("endsOn", ""), ("officeDueOn", ""), ("version", String(version ?? duty.version))]
            + rows.flatMap { [("assignee", $0.id), ("role", $0.role), ("name", $0.name)] }
    }

    private func assignees(_ world: World, _ duty: Duty) async throws -> [Assignee] {
        try await world.app.read(as: try await world.viewer(.an)) { tx in try tx.duties.assignees(of: duty.id) }
    }

    @Test("names on paper are looked up on the chart when the paper comes in")
    func intake() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let found = try await assignees(world, try await world.duty("II.1-1", of: plan))
        #expect(found.map(\.groupCode) == ["departments", "district-committees"])
        let unknown = try await assignees(world, try await world.duty("II.1-2", of: plan))
        #expect(unknown.map(\.isResolved) == [true, false])
        #expect(try await world.get("/plans/\(plan.id)/review", as: .an).body.contains("còn cơ quan chưa xác định: II.1-2"))
    }

    @Test("the same plan is not taken in twice")
    func twice() async throws {
        let world = try await World.made()
        _ = try await world.addPlan()
        await #expect(throws: Refusal.conflict("Kế hoạch này đã được đưa vào; hãy mở bản đó: 7/KH-UBND, 2024.")) { _ = try await world.addPlan() }
    }

    @Test("a correction changes text and bodies, marks the paragraph as seen and goes on to the next")
    func correct() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let duty = try await world.duty("II.1-2", of: plan), next = try await world.duty("III.1-1", of: plan)
        let lead = try await assignees(world, duty)[0]
        let answer = try await world.post(
            "/duties/\(duty.id)/correction", as: .an,
            correction(
                duty, text: "Hỗ trợ nạn nhân trở về",
                rows: [(lead.id.text, "lead", "Sở Tư pháp"), ("", "coordinate", "hoi lien hiep phu nu tinh An"), ("", "coordinate", "")]))
        #expect(answer.status == 303 && answer.location == "/duties/\(next.id)/review")
        let corrected = try await world.duty("II.1-2", of: plan)
        #expect(corrected.text == "Hỗ trợ nạn nhân trở về" && corrected.review == .checked)
        #expect(try await assignees(world, duty).map(\.isResolved) == [true, true])
        let page = try await world.get("/duties/\(duty.id)/review", as: .an).body
        #expect(page.contains("“Hỗ trợ nạn nhân” → “Hỗ trợ nạn nhân trở về”") && page.contains("<b>An</b>"), "who, what, before, after")
    }

    @Test("an unknown body is refused, and everything that was typed stays on the page")
    func unknownBody() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let duty = try await world.duty("II.1-2", of: plan)
        let answer = try await world.post("/duties/\(duty.id)/correction", as: .an, correction(duty, text: "Chữ mới", rows: [("", "lead", "Cục Không Có")]))
        #expect(answer.status == 422)
        #expect(
            answer.body.contains("Không có trong danh mục cơ quan: Cục Không Có.") && answer.body.contains("Chữ mới")
                && answer.body.contains("value=\"Cục Không Có\""))
        #expect(try await world.duty("II.1-2", of: plan) == duty, "nothing half-written")
        #expect(try await assignees(world, duty).count == 2)
    }

    @Test("all that is wrong in one form is refused at once, above the form and beside its fields; what was typed keeps its marks")
    func manyWrong() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let duty = try await world.duty("II.1-2", of: plan)
        var form = correction(duty, text: "", rows: [("", "lead", "Cục Không Có"), ("", "coordinate", "Sở Y tế")])
        form[2] = ("startsOn", "32/13/2024")
        let answer = try await world.post("/duties/\(duty.id)/correction", as: .an, form)
        #expect(answer.status == 422)
        for field in ["text", "startsOn", "assignees"] { #expect(answer.body.contains("<a href='#\(field)'>"), "\(field) is named on top") }
        #expect(answer.body.contains("id='startsOn-wrong'") && answer.body.contains("id='text-wrong'"))
        #expect(answer.body.contains("chưa xác định") && answer.body.contains("<span class='sure'>✓</span>"))
        #expect(try await world.duty("II.1-2", of: plan) == duty, "nothing half-written")
    }

    @Test("“trước ngày 30/6/2024” is due on the 29th, “chậm nhất ngày 30/6/2024” on the 30th; a day that is not among the named days is not lost")
    func strict() async throws {
        let world = try await World.made()
        var paper = SmallPlan.read
        for (i, isBefore, isNamed) in [(0, true, true), (1, false, true)] {
            paper.reading.tasks[i].to = "2024-06-30"
            paper.reading.tasks[i].isBefore = isBefore
            paper.reading.tasks[i].dates = isNamed ? [ReadDate(date: "2024-06-30", what: "hoàn thành")] : []
        }
        paper.reading.duties[0].to = "2024-11-30"
        paper.reading.duties[0].isBefore = true
        let plan = try await world.addPlan(paper)
        func due(_ code: String) async throws -> String {
            let duty = try await world.duty(code, of: plan)
            let dates = try await world.app.read(as: try await world.viewer(.an)) { tx in try tx.duties.dates(of: duty.id) }
            let due = duty.due(dates: dates, year: 2024)
            return "\(due.on) \(due.because)"
        }
        #expect(try await due("II.1-1") == "2024-06-29 reportBefore")
        #expect(try await due("II.1-2") == "2024-06-30 endOfPeriod")
        #expect(try await due("III.1-1") == "2024-11-29 endOfPeriod")
    }

    @Test("the standing office's day lies on or after the day of signing")
    func officeDay() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        try await world.app.write(as: try await world.viewer(.an)) { tx in
            var signed = try tx.plans.find(plan.id)
            try signed.correct(number: "7/KH-UBND", issuer: "UBND tỉnh An", title: signed.title, signedOn: Day("2024-02-19"), year: 2024)
            try tx.plans.save(signed)
        }
        let duty = try await world.duty("II.1-1", of: plan)
        var form = correction(duty, text: duty.text, rows: [("", "lead", "Sở Y tế")])
        form[4] = ("officeDueOn", "2024-02-18")
        let early = try await world.post("/duties/\(duty.id)/correction", as: .an, form)
        #expect(early.status == 422 && early.body.contains("Hạn phải từ ngày ký kế hoạch trở đi: 19/02/2024."))
        form[4] = ("officeDueOn", "2024-02-19")
        #expect(try await world.post("/duties/\(duty.id)/correction", as: .an, form).status == 303)
    }

    @Test("who comes second with an old version is told so")
    func stale() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let duty = try await world.duty("II.1-1", of: plan)
        let form = correction(duty, text: "Một", rows: [("", "lead", "Sở Y tế")])
        #expect(try await world.post("/duties/\(duty.id)/correction", as: .an, form).status == 303)
        let second = try await world.post("/duties/\(duty.id)/correction", as: .an, correction(duty, text: "Hai", rows: []))
        #expect(second.status == 409 && second.body.contains("Người khác vừa sửa mục này"))
        #expect(second.body.contains("Bản vừa được lưu") && second.body.contains("name='version' value='1'"), "a second press is refused as well")
        #expect(try await world.duty("II.1-1", of: plan).text == "Một")
    }

    @Test("a paragraph is split, merged, dropped and restored, and keeps its bodies")
    func shape() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let duty = try await world.duty("II.1-1", of: plan)
        #expect(try await world.post("/duties/\(duty.id)/split", as: .an, [("opening", "gibt es nicht"), ("version", "1")]).status == 422)
        #expect(try await world.post("/duties/\(duty.id)/split", as: .an, [("opening", "mở các lớp"), ("version", "1")]).status == 303)
        let second = try await world.duty("II.1-1b", of: plan)
        #expect(second.text == "mở các lớp bồi dưỡng")
        #expect(try await assignees(world, second).count == 2)
        #expect(try await world.post("/duties/\(duty.id)/merger", as: .an, [("version", "2")]).status == 303)
        #expect(try await world.duty("II.1-1", of: plan).text == "Tổ chức tập huấn; mở các lớp bồi dưỡng")
        #expect(try await world.duty("II.1-1b", of: plan).review == .dropped)
        #expect(try await assignees(world, duty).count == 2)
        let twice = try await world.post("/duties/\(second.id)/restoration", as: .an, [("version", "2")])
        #expect(twice.status == 409 && twice.body.contains("Đoạn này đã gộp vào đoạn trước"), "its text does not come back a second time")
        let other = try await world.duty("II.1-2", of: plan)
        #expect(try await world.post("/duties/\(other.id)/drop", as: .an, [("version", "1")]).status == 303)
        #expect(try await world.post("/duties/\(other.id)/restoration", as: .an, [("version", "2")]).status == 303)
        #expect(try await world.duty("II.1-2", of: plan).review == .proposed)
    }

    @Test("a paragraph split twice keeps its order and its days")
    func splitTwice() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let duty = try await world.duty("III.1-1", of: plan)
        for (opening, version) in [("năm trước ngày", 1), ("6 tháng", 2)] {
            #expect(try await world.post("/duties/\(duty.id)/split", as: .an, [("opening", opening), ("version", "\(version)")]).status == 303)
        }
        let texts = try await world.app.read(as: try await world.viewer(.an)) { tx in
            try tx.duties.of(plan: plan.id).filter { $0.section == "III.1" }.map(\.text)
        }
        #expect(texts == ["Báo cáo", "6 tháng trước ngày 18/6,", "năm trước ngày 18/12"])
        for _ in 0..<2 {
            let version = try await world.duty("III.1-1", of: plan).version
            #expect(try await world.post("/duties/\(duty.id)/merger", as: .an, [("version", "\(version)")]).status == 303)
        }
        #expect(try await world.duty("III.1-1", of: plan).text == duty.text)
    }

    @Test("who was taken out of a paragraph stays in its history")
    func removed() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let duty = try await world.duty("II.1-2", of: plan)
        _ = try await world.post("/duties/\(duty.id)/correction", as: .an, correction(duty, text: duty.text, rows: [("", "lead", "Sở Y tế")]))
        #expect(try await world.get("/duties/\(duty.id)/review", as: .an).body.contains("“các hội quần chúng khác” → <i>–</i>"))
    }

    @Test("a day is a last day or a mention, as the reviewer says")
    func days() async throws {
        let world = try await World.made()
        var read = SmallPlan.read
        read.reading.tasks[0].dates = [ReadDate(date: "2024-07-30", what: "Ngày toàn dân"), ReadDate(date: "08-01", what: "nhắc tới")]
        let (sent, an) = (read, try await world.viewer(.an))
        let plan = try await world.app.write(as: an) { tx in try Intake(tx: tx, province: "01", office: try #require(an.body)).take(sent) }
        let duty = try await world.duty("II.1-1", of: plan)
        func due() async throws -> String {
            try await world.app.read(as: an) { tx in duty.due(dates: try tx.duties.dates(of: duty.id), year: 2024).on.description }
        }
        #expect(try await due() == "2024-07-30", "a day with its year is a last day, a day without one a mention")
        _ = try await world.post("/duties/\(duty.id)/correction", as: .an, correction(duty, text: duty.text, rows: []) + [("due", "1")])
        #expect(try await due() == "2024-08-01")
        let page = try await world.get("/duties/\(duty.id)/review", as: .an).body
        #expect(page.contains("ngày là hạn: “30/07/2024” → “01/08/2024”"), "the history says so")
    }

    @Test("a duty that was missed is added; a taken code is refused with what was typed")
    func add() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let refused = try await world.post("/plans/\(plan.id)/duties", as: .an, [("code", "II.1-1"), ("heading", ""), ("newText", "Việc mới")])
        #expect(refused.status == 422 && refused.body.contains("Mục này đã có: II.1-1.") && refused.body.contains("Việc mới"))
        #expect(try await world.post("/plans/\(plan.id)/duties", as: .an, [("code", "II.1-9"), ("heading", ""), ("newText", "Việc mới")]).status == 303)
        let added = try await world.duty("II.1-9", of: plan)
        #expect(added.section == "II.1" && added.firstLine == nil)
    }

    @Test("a plan with a blank day or an unknown body is not issued, and nothing is owed")
    func hindered() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let answer = try await world.post("/plans/\(plan.id)/issue", as: .an)
        #expect(answer.status == 422 && answer.body.contains("Trên giấy để trống ngày ký"))
        #expect(try await world.app.read(as: try await world.viewer(.an)) { tx in try tx.assignments.list(.init(plan: plan.id)) }.isEmpty)
    }

    @Test("after issuing the reading no longer changes")
    func closed() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let duty = try await world.duty("II.1-1", of: plan)
        #expect(try await world.post("/duties/\(duty.id)/drop", as: .an, [("version", "1")]).status == 409)
        #expect(try await world.get("/duties/\(duty.id)/review", as: .an).status == 409)
        #expect(try await world.duty("II.1-1", of: plan) == duty)
    }

    @Test("a settled doubt leaves the list")
    func finding() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let finding = try await world.app.read(as: try await world.viewer(.an)) { tx in try tx.plans.findings(of: plan.id)[0] }
        #expect(try await world.get("/plans/\(plan.id)/review", as: .an).body.contains(finding.message))
        #expect(try await world.post("/findings/\(finding.id)/settlement", as: .an).status == 303)
        #expect(try await !world.get("/plans/\(plan.id)/review", as: .an).body.contains(finding.message))
    }

    @Test("what is no plan is refused with what was expected", arguments: [("", "không có chữ nào"), ("Chào các bạn", "Cần có")])
    func noPlan(text: String, told: String) async throws {
        let world = try await World.made()
        let answer = try await world.post("/plans", as: .an, [("text", text)])
        #expect(answer.status == 422 && answer.body.contains(told))
        #expect(try await world.get("/plans", as: .an).body.contains("Chưa có kế hoạch"))
    }
}
