import Testing

@testable import Domain

@Suite struct PlanFactTests {
    private func target() -> Target {
        Target(
            id: ID("t"), planId: ID("plan"), position: 0, code: "I.2-1", text: "giải quyết đạt trên 90%", comparator: .over, value: 90, unit: "%",
            firstLine: 4, lastLine: 4)
    }

    @Test("a target is corrected to what the paper says, its words tidied")
    func target1() throws {
        var target = target()
        try target.correct(code: " I.2-2 ", text: "ít nhất  95 vụ", comparator: .atLeast, value: 95, unit: "vụ ")
        #expect(target.code == "I.2-2" && target.text == "ít nhất 95 vụ" && target.unit == "vụ" && target.comparator == .atLeast && target.value == 95)
    }

    @Test("a share over 100 %, a level that is no number, empty words: each is named, nothing changes")
    func wrongTarget() {
        var target = self.target()
        let refusal = #expect(throws: Refusal.self) { try target.correct(code: "", text: " ", comparator: .over, value: 100.5, unit: "%") }
        #expect(refusal?.fields == ["code", "text", "value"])
        let other = #expect(throws: Refusal.self) { try target.correct(code: "I", text: "x", comparator: .over, value: nil, unit: "") }
        #expect(other?.fields == ["unit", "value"])
        #expect(target == self.target())
        #expect(throws: Never.self) { try target.correct(code: "I", text: "x", comparator: .exactly, value: 1_200, unit: "lượt") }
    }

    @Test("an objective needs its code and its words")
    func objective() throws {
        var objective = Objective(id: ID("o"), planId: ID("plan"), position: 0, code: "I.1-1", text: "Nâng cao", firstLine: 1, lastLine: 2)
        let refusal = #expect(throws: Refusal.self) { try objective.correct(code: " ", text: "") }
        #expect(refusal?.fields == ["code", "text"])
        try objective.correct(code: "I.1-2", text: " Giảm nguy cơ ")
        #expect(objective.code == "I.1-2" && objective.text == "Giảm nguy cơ")
    }

    @Test(
        "a report day is written as people write it and read back the same",
        arguments: [
            (ReportRule.Period.halfYear, "18/6", "06-18"), (.year, "5/12", "12-05"), (.quarter, "29/2", "02-29"), (.month, "18", "18"), (.month, "5", "05"),
        ])
    func due(period: ReportRule.Period, written: String, kept: String) throws {
        var rule = ReportRule.made()
        try rule.correct(period: period, written: written, isBefore: true, windowFrom: nil, windowTo: nil)
        #expect(rule.dueDay == kept && rule.writtenDue == written)
    }

    @Test(
        "a day that does not go with its period is refused",
        arguments: [
            (ReportRule.Period.halfYear, "18"), (.halfYear, ""), (.halfYear, "31/6"), (.halfYear, "18/6/2024"), (.month, "18/6"), (.month, ""), (.month, "32"),
            (.adHoc, "18/6"), (.year, "/12"), (.year, "0/12"), (.year, "12/13"),
        ])
    func wrongDue(period: ReportRule.Period, written: String) {
        var rule = ReportRule.made()
        let before = rule
        let refusal = #expect(throws: Refusal.self) { try rule.correct(period: period, written: written, isBefore: true, windowFrom: nil, windowTo: nil) }
        #expect(refusal?.fields == ["due"] && rule == before)
    }

    @Test("a report on demand has no day, and is due when it is asked for")
    func onDemand() throws {
        var rule = ReportRule.made()
        try rule.correct(period: .adHoc, written: "", isBefore: false, windowFrom: nil, windowTo: nil)
        #expect(rule.dueDay == nil && rule.writtenDue.isEmpty && rule.dues(in: 2024).isEmpty)
    }

    @Test("figures do not close before their first day")
    func window() {
        var rule = ReportRule.made()
        let refusal = #expect(throws: Refusal.self) {
            try rule.correct(period: .year, written: "18/12", isBefore: true, windowFrom: .on("2024-06-01"), windowTo: .on("2024-05-31"))
        }
        #expect(refusal?.fields == ["windowTo"])
    }

    @Test("a plan under review is withdrawn once, with a reason, and taken up again; an issued one is not")
    func withdrawal() throws {
        var plan = Plan.made()
        let now = Moment(.on("2024-06-16"))
        let refusal = #expect(throws: Refusal.self) { try plan.withdraw(because: "  ", at: now) }
        #expect(refusal?.fields == ["reason"] && plan.isOpen)
        try plan.withdraw(because: "Đưa nhầm", at: now)
        #expect(!plan.isOpen && plan.withdrawnAt == now)
        #expect(#expect(throws: Refusal.self) { try plan.withdraw(because: "Lần nữa", at: now) }?.isConflict == true)
        #expect(#expect(throws: Refusal.self) { try plan.refuseUnlessOpen() }?.isConflict == true)
        try plan.takeUp()
        #expect(plan.isOpen)
        #expect(#expect(throws: Refusal.self) { try plan.takeUp() }?.isConflict == true)
        var issued = Plan.made(state: .issued)
        #expect(#expect(throws: Refusal.self) { try issued.withdraw(because: "Nhầm", at: now) }?.isConflict == true)
    }

    @Test("a paragraph that another took up does not come back")
    func merged() throws {
        var duty = Duty.made()
        duty.drop(mergedInto: ID("other"))
        #expect(duty.review == .dropped)
        #expect(#expect(throws: Refusal.self) { try duty.restore() }?.isConflict == true)
        duty.drop()
        try duty.restore()
        #expect(duty.review == .proposed)
    }

    @Test("near names are asked about, nearest first; far ones are not")
    func near() {
        let chart = Chart.made([
            .made(code: "a", kind: .steeringCommittee, level: .district, name: "Ban Chỉ đạo 138 huyện Bến Cầu"),
            .made(code: "b", kind: .steeringCommittee, level: .district, name: "Ban Chỉ đạo 138 huyện Tân Biên"),
            .made(code: "c", name: "Sở Tư pháp"),
        ])
        #expect(chart.find("Ban Chỉ đạo huyện Bản Cầu") == nil)
        #expect(chart.near("Ban Chỉ đạo huyện Bản Cầu").first == "Ban Chỉ đạo 138 huyện Bến Cầu")
        #expect(!chart.near("Ban Chỉ đạo huyện Bản Cầu").contains("Sở Tư pháp"))
        #expect(chart.near("Interpol").isEmpty)
    }
}
