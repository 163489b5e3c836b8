import Domain

/// One paragraph beside what was proposed for it; everything about it in one form.
struct DutyReviewShow: View {
    var duty: Duty
    var plan: Plan
    /// Its place among all paragraphs, from 1.
    var place: Int
    var count: Int
    var previous: ID<Duty>?
    var next: ID<Duty>?
    /// Its lines on the paper with some around them.
    var lines: [PlanLine]
    var assignees: [Assignee]
    /// Rows as they were sent and refused; `nil` when shown fresh.
    var named: [Review.Correction.Named]?
    var dates: [DutyDate]
    var findings: [Finding]
    var chart: Chart
    var filled: Filled?
    var history: [LedgerLine]
    /// The page that it begins on, and which lines of it are its own, from 0; `nil` for a text without pictures.
    var plate: (page: PagePlate, marked: Set<Int>)?

    private static let emptyRows = 2

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Mục {0}: đọc đúng chưa?", duty.code),
            lead: "<a href='/plans/\(plan.id)/review'>\(plan.label)</a> · \(t("đoạn {0} trên {1}", String(place), String(count))) · \(duty.heading)",
            acts: "\(step(previous, t("Đoạn trước")))\(step(next, t("Đoạn sau")))",
            """
            <div class="review"><section class="paper sheet p-3" aria-label="\(t("Trên giấy"))">\(plate.map { plate in
                "<a href='/plans/\(plan.id)/paper?from=\(duty.firstLine ?? 1)&amp;to=\(duty.lastLine ?? 1)'>\(plate.page.html(t, marked: plate.marked, isCut: true))</a>" as HTML
            })\(lines, { line in
                """
                <div class="pair\(if: isOwn(line), " hot")"><span class="number">\(line.number)</span><p class="source">\(line.source)</p><p\(if: isDoubtful(line), " class='doubt'")>\(line.text)\(if: isDoubtful(line), " <span class='unsure'>? \(t("chắc {0} %", String(Int(line.confidence * 100))))</span>")</p></div>
                """
            })\(if: lines.isEmpty, "<p class='soft'>\(t("Do người duyệt thêm, không có trên giấy."))</p>")</section>
            <section>\(if: duty.review == .dropped, dropped(f))\(if: duty.review != .dropped, form(f))
            \(if: !findings.isEmpty, "<div class='sheet mb-3'><div class='bar'><h2>\(t("Cần xem"))</h2></div><ul class='plain'>\(findings, { $0.line(plan, f) })</ul></div>")
            \(LedgerLine.panel(history, f))</section></div>
            """)
    }

    private func isOwn(_ line: PlanLine) -> Bool {
        line.number >= duty.firstLine ?? .max && line.number <= duty.lastLine ?? 0
    }

    /// Below this a person should look at the scan.
    private func isDoubtful(_ line: PlanLine) -> Bool { line.confidence < 0.97 && !line.text.isEmpty }

    private func step(_ id: ID<Duty>?, _ label: String) -> HTML {
        id.map { "<a class='btn btn-outline-secondary' href='/duties/\($0)/review'>\(label)</a> " } ?? .nothing
    }

    private var current: Filled {
        filled
            ?? Filled(values: [
                "text": duty.text, "heading": duty.heading, "startsOn": duty.startsOn?.description ?? "", "endsOn": duty.endsOn?.description ?? "",
                "officeDueOn": duty.officeDueOn?.description ?? "",
            ])
    }

    private func form(_ f: Frame) -> HTML {
        let t = f.t, current = current
        return """
            <form class="sheet mb-3" method="post" action="/duties/\(duty.id)/correction">\(f.token)\(version)
            <div class="bar"><h2>\(t("Nhiệm vụ {0}", duty.code))</h2>\(duty.review.badge(t))<span class="soft">\(t("chắc {0} %", String(Int((duty.confidence * 100).rounded()))))</span></div><div class="p-3">
            \(f.refused(current, shown: ["text", "heading", "startsOn", "endsOn", "officeDueOn", "assignees", "opening"]))
            \(meanwhile(t))\(f.area(t("Nội dung"), "text", current, rows: 8))\(f.input(t("Tiêu đề mục"), "heading", current))
            <fieldset class="mb-3" id="assignees"><legend>\(t("Phân công"))</legend>\(rows(f))\(current.errors["assignees"].map { "<div class='wrong'>\(t($0))</div>" as HTML })
            <div class="form-text">\(t("Tên cơ quan hay nhóm như trong danh mục; để trống tên là bỏ dòng."))</div></fieldset><datalist id="names">\(names, { "<option value='\($0)'>" })</datalist>
            \(days(t))<div class="dates">\(f.input(t("Từ ngày"), "startsOn", current, type: "date"))\(f.input(t("Đến hết ngày"), "endsOn", current, type: "date"))
            \(f.input(t("Hạn do Cơ quan Thường trực ấn định"), "officeDueOn", current, type: "date", help: due(t)))</div>
            <button class="btn btn-primary">\(t("Đúng, đoạn sau"))</button></div></form>
            \(others(f, current))
            """
    }

    /// The version that the person saw: a form that was refused keeps its own.
    private var version: HTML { "<input type='hidden' name='version' value='\(filled?.values["version"] ?? String(duty.version))'>" }

    /// What somebody else saved while this form was open.
    private func meanwhile(_ t: Language) -> HTML {
        guard let seen = filled?.values["version"], seen != String(duty.version) else { return .nothing }
        return """
            <div class="refused"><p><b>\(t("Bản vừa được lưu"))</b>: \(duty.text)</p><p><a href="/duties/\(duty.id)/review">\(t("Mở bản vừa được lưu"))</a></p></div>
            """
    }

    private func days(_ t: Language) -> HTML {
        guard !dates.isEmpty else { return .nothing }
        return """
            <fieldset class="mb-3"><legend>\(t("Ngày ghi trong đoạn: đánh dấu ngày là hạn"))</legend>\(dates, { date in
                """
                <label class="d-block"><input type="checkbox" name="due" value="\(date.position)"\(if: date.isDue, " checked")> \(date.isBefore ? t("trước ngày {0}", date.day.written) : date.day.written)\(date.what.map { ": \($0)" as HTML })</label>
                """
            })</fieldset>
            """
    }

    private func due(_ t: Language) -> String {
        guard let year = plan.year else { return t("Để trống nếu theo văn bản.") }
        return t("Để trống nếu theo văn bản: {0}.", duty.due(dates: dates, year: year).on.written)
    }

    private var names: [String] { BodyGroup.all.map(\.name) + chart.bodies.map(\.name) }

    private func rows(_ f: Frame) -> HTML {
        let given =
            named.map { named in named.map { row(f, id: $0.id, role: $0.role, name: $0.name, mark: mark($0, f.t), isOpen: $0.isOpen) } }
            ?? assignees.map { row(f, id: $0.id, role: $0.role, name: $0.name, mark: mark($0, f.t), isOpen: $0.isOpen) + meant($0, f.t) }
        let empty = (0..<Self.emptyRows).map { _ in row(f, id: nil, role: .coordinate, name: "", mark: .nothing, isOpen: false) }
        return (given + empty).reduce(.nothing, +)
    }

    private func row(_ f: Frame, id: ID<Assignee>?, role: Assignee.Role, name: String, mark: HTML, isOpen: Bool) -> HTML {
        let t = f.t
        return """
            <div class="who-row"><input type="hidden" name="assignee" value="\(id?.text ?? "")"><select class="form-select" name="role" aria-label="\(t("Vai trò"))">\(Assignee.Role.allCases, { option in
                "<option value='\(option.rawValue)'\(if: option == role, " selected")>\(option.label(t))</option>"
            })</select><input class="form-control" name="name" list="names" value="\(name)" aria-label="\(id == nil ? t("Thêm cơ quan") : t("Cơ quan"))">
            \(mark)\(id.map { "<label class='open'><input type='checkbox' name='open' value='\($0)'\(if: isOpen, " checked")> \(t("để ngỏ"))</label>" as HTML })</div>
            """
    }

    /// Of a row as it was sent: what its name means on the chart.
    private func mark(_ named: Review.Correction.Named, _ t: Language) -> HTML {
        mark(found: chart.find(named.name), isOpen: named.isOpen, t)
    }

    private func mark(_ assignee: Assignee, _ t: Language) -> HTML {
        mark(found: assignee.groupCode.map { .group($0) } ?? assignee.bodyId.map { .body($0) }, isOpen: assignee.isOpen, t)
    }

    private func mark(found: Chart.Found?, isOpen: Bool, _ t: Language) -> HTML {
        switch found {
        case .group(let code):
            BodyGroup.named(code).map { "<span class='sure'>✓ \(t("nhóm: {0}", String(chart.members(of: $0).count)))</span>" } ?? .nothing
        case .body: "<span class='sure'>✓</span>"
        case nil: isOpen ? .nothing : "<span class='unsure'>\(t("chưa xác định"))</span>"
        }
    }

    /// Near names of a body that was not found: marked, one of them takes the place of what was read.
    private func meant(_ assignee: Assignee, _ t: Language) -> HTML {
        let near = assignee.isResolved ? [] : chart.near(assignee.name)
        guard !near.isEmpty else { return .nothing }
        return """
            <div class="meant">\(t("Có phải là:")) \(near, { "<label><input type='checkbox' name='meant' value='\(assignee.id)|\($0)'> \($0)</label> " })</div>
            """
    }

    private func others(_ f: Frame, _ current: Filled) -> HTML {
        let t = f.t
        return """
            <details class="sheet mb-3"\(if: current.errors["opening"] != nil, " open")><summary class="bar"><h2>\(t("Tách, gộp, bỏ"))</h2></summary><div class="p-3">
            <form method="post" action="/duties/\(duty.id)/split">\(f.token)\(version)\(f.input(t("Tách: phần thứ hai mở đầu bằng"), "opening", current))
            <button class="btn btn-outline-secondary mb-3">\(t("Tách"))</button></form>
            <form class="inline" method="post" action="/duties/\(duty.id)/merger">\(f.token)\(version)<button class="btn btn-outline-secondary">\(t("Gộp với đoạn sau"))</button></form>
            <form class="inline" method="post" action="/duties/\(duty.id)/drop">\(f.token)\(version)<button class="btn btn-outline-danger">\(t("Bỏ đoạn này"))</button></form></div></details>
            """
    }

    private func dropped(_ f: Frame) -> HTML {
        """
        \(filled.map { f.refused($0, shown: []) })<form class="sheet mb-3 p-3" method="post" action="/duties/\(duty.id)/restoration">\(f.token)\(version)<p>\(duty.review.badge(f.t)) \(duty.text)</p>
        <button class="btn btn-outline-secondary">\(f.t("Khôi phục"))</button></form>
        """
    }

    static var samples: [DutyReviewShow] {
        let lines = [
            PlanLine(planId: ID("p1"), number: 301, source: "", text: "", confidence: 1),
            PlanLine(planId: ID("p1"), number: 302, source: "(3) Tang cudng <b>", text: "(3) Tăng cường", confidence: 0.8),
        ]
        let assignee = Assignee(
            id: ID("g1"), dutyId: ID("d1"), position: 0, role: .lead, name: "Sở Tư pháp", asWritten: nil, bodyId: ID("b1"), groupCode: nil, isOpen: false,
            version: 1)
        let chart = Chart(province: "01", day: .sample, bodies: [.sample], names: [])
        let fresh = DutyReviewShow(
            duty: .sample, plan: .sample, place: 27, count: 44, previous: ID("d0"), next: ID("d2"), lines: lines, assignees: [assignee], named: nil,
            dates: [DutyDate(dutyId: ID("d1"), position: 0, day: .sample, what: "Ngày toàn dân", isDue: false)],
            findings: [], chart: chart, filled: nil, history: LedgerLine.samples)
        var refused = fresh, dropped = fresh
        refused.filled = Filled(values: ["text": "", "opening": "x", "version": "0"], errors: ["text": "Nội dung nhiệm vụ không được để trống."])
        refused.named = [.init(id: nil, role: .lead, name: "Sở X", isOpen: false)]
        dropped.duty.review = .dropped
        dropped.lines = []
        var scanned = fresh
        scanned.plate = (.sample, [0])
        return [fresh, refused, dropped, scanned]
    }
}
