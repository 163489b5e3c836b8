import Domain

/// One duty: its paragraph on the paper, who owes it, how each stands.
struct DutyShow: View {
    var duty: Duty
    var plan: Plan
    var assignees: [Assignee]
    var dates: [DutyDate]
    var references: [String]
    /// Its lines on the paper.
    var paper: [PlanLine]
    var owed: [OwedLine]
    /// The field of the address that leaves only some of the bodies, and its value.
    var narrowed: (field: String, value: String)?
    var today: Day
    /// The day as of which bodies stand for those that it was given to; `nil`: who answers for it now.
    var chart: Day?
    var history: [LedgerLine]

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Mục {0}: ai làm, đến đâu?", duty.code), lead: "<a href='/plans/\(plan.id)'>\(t("KH {0}", plan.label))</a> · \(duty.heading)",
            """
            <div class="two"><div><section class="sheet p-3 mb-3"><p>\(duty.text)</p>\(chips(t))\(when(t))</section>
            \(f.asOf(chart ?? today, path: "/duties/\(duty.id)", more: asked))<section class="sheet mb-3"><div class="bar"><h2>\(t("Từng cơ quan"))</h2><span class="soft">\(tally(t))</span>
            \(if: narrowed != nil, "<a class='more' href='/duties/\(duty.id)'>\(t("Xem mọi cơ quan"))</a>")</div>
            \(if: owed.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Chưa giao cho cơ quan nào."))</p>")\(owed, { $0.html(f, on: today, showsBody: true) })</section></div>
            <div>\(paperSheet(t))\(LedgerLine.panel(history, f))</div></div>
            """)
    }

    private var asked: HTML { narrowed.map { "<input type='hidden' name='\($0.field)' value='\($0.value)'>" } ?? .nothing }

    private func chips(_ t: Language) -> HTML {
        "<p>\(assignees, { "<span class='chip'><b>\($0.role.label(t))</b> \($0.name)</span>" })\(if: assignees.isEmpty, "<span class='unsure'>\(t("Văn bản không nêu cơ quan nào."))</span>")</p>"
    }

    private func when(_ t: Language) -> HTML {
        let span = duty.endsOn.map { end in duty.startsOn.map { t("từ {0} đến {1}", $0.written, end.written) } ?? t("xong trước hết ngày {0}", end.written) }
        let days = dates.map { [$0.day.written, $0.what].compactMap { $0 }.joined(separator: ": ") }
        let lines = [span, duty.officeDueOn.map { t("hạn do Cơ quan Thường trực ấn định: {0}", $0.written) }].compactMap { $0 } + days
        return """
            \(if: !lines.isEmpty, "<p class='mb-1'>\(t("Thời gian")): \(lines.joined(separator: "; "))</p>")
            \(if: !references.isEmpty, "<p class='mb-0 soft'>\(t("Văn bản dẫn")): \(references.map(\.withWrittenDays).joined(separator: "; "))</p>")
            """
    }

    private func tally(_ t: Language) -> String {
        t("{0} phần việc, {1} xong", String(owed.count), String(owed.count { $0.assignment.state == .confirmed }))
    }

    private func paperSheet(_ t: Language) -> HTML {
        guard let first = paper.first else { return "<section class='sheet p-3 mb-3 soft'>\(t("Do người duyệt thêm, không có trên giấy."))</section>" }
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Trên giấy"))</h2><a class="more" href="/plans/\(plan.id)/paper?from=\(first.number)&amp;to=\(paper.last?.number ?? first.number)#L\(first.number)">\(t("dòng {0}–{1}", String(first.number), String(paper.last?.number ?? first.number)))</a></div>
            <div class="paper p-3">\(paper, { "<p>\($0.text)</p>" })</div></section>
            """
    }

    static var samples: [DutyShow] {
        let line = PlanLine(planId: ID("p1"), number: 302, source: "(3) Tang cudng phdi hop", text: "(3) Tăng cường phối hợp", confidence: 0.9)
        let assignee = Assignee(
            id: ID("g1"), dutyId: ID("d1"), position: 0, role: .lead, name: "Sở Tư pháp", asWritten: "Sở Tư pháp", bodyId: ID("b1"), groupCode: nil,
            isOpen: false, version: 1)
        return [
            DutyShow(
                duty: .sample, plan: .sample, assignees: [assignee], dates: [DutyDate(dutyId: ID("d1"), position: 0, day: .sample, what: "Ngày toàn dân")],
                references: ["193/QĐ-TTg"], paper: [line], owed: OwedLine.samples, narrowed: ("body", "hn.so-tu-phap"), today: .sample, chart: nil,
                history: LedgerLine.samples),
            DutyShow(
                duty: .sample, plan: .sample, assignees: [], dates: [], references: [], paper: [], owed: [], narrowed: nil, today: .sample, chart: nil,
                history: []),
        ]
    }
}
