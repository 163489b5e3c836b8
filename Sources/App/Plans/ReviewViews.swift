import Domain

/// A plan under review: what was read, what is in doubt, what keeps it from being issued.
struct ReviewShow: View {
    var plan: Plan
    var reviewed: ReviewedPlan
    var references: [PlanReference]
    var targets: [Target]
    var objectiveCount: Int
    var findings: [Finding]
    /// What was typed and refused; `nil` when the page is shown fresh.
    var filled: Filled?
    var history: [LedgerLine]

    func html(_ f: Frame) -> HTML {
        let t = f.t
        let open = reviewed.kept.count { $0.review == .proposed }
        let firstOpen = reviewed.kept.first { $0.review == .proposed }
        return f.page(
            t("Đọc đúng chưa?"),
            lead: """
                \(plan.label) · \(t("{0} nhiệm vụ, còn {1} chưa xem", String(reviewed.kept.count), String(open))) · \(t("{0} mục đích, {1} chỉ tiêu", String(objectiveCount), String(targets.count))) ·
                <a href="/plans/\(plan.id)/paper">\(t("đọc văn bản"))</a>
                """,
            acts: firstOpen.map { "<a class='btn btn-primary' href='/duties/\($0.id)/review'>\(t("Duyệt từng đoạn"))</a>" as HTML } ?? .nothing,
            """
            \(filled.map { f.refused($0, shown: Self.shown(in: $0)) })
            <div class="two"><div><section class="sheet mb-3"><div class="bar"><h2>\(t("Nhiệm vụ"))</h2></div>\(reviewed.duties, { line($0, t) })</section>\(adding(f))</div>
            <div>\(plan.isOpen ? issuing(f) : withdrawn(f))\(headingForm(f))\(targetSheet(t))\(findingSheet(f))\(if: plan.isOpen, withdrawing(f))\(LedgerLine.panel(history, f))</div></div>
            """)
    }

    private func line(_ duty: Duty, _ t: Language) -> HTML {
        let assignees = reviewed.assignees[duty.id] ?? []
        let unresolved = assignees.filter { !$0.isResolved }.count
        return """
            <div class="owed">\(duty.review.badge(t))<div><p class="what"><a href="/duties/\(duty.id)/review">\(duty.code) \(duty.text.shortened(to: 120))</a></p>
            <p class="from">\(assignees.isEmpty ? t("không nêu cơ quan") : assignees.map { "\($0.role.label(t)): \($0.name)" }.joined(separator: " · "))\
            \(if: unresolved > 0, " · <span class='unsure'>\(t("{0} cơ quan chưa xác định", String(unresolved)))</span>")</p></div>
            <span class="soft nowrap">\(t("chắc {0} %", String(Int((duty.confidence * 100).rounded()))))</span></div>
            """
    }

    private func issuing(_ f: Frame) -> HTML {
        let t = f.t
        let hindrances = [
            plan.number == nil ? t("thiếu số, ký hiệu") : nil, plan.signedOn == nil ? t("thiếu ngày ký") : nil, plan.year == nil ? t("thiếu năm") : nil,
            reviewed.unresolved.isEmpty ? nil : t("còn cơ quan chưa xác định: {0}", reviewed.unresolved.map(\.code).joined(separator: ", ")),
        ].compactMap { $0 }
        let notes = [
            reviewed.unassigned.isEmpty ? nil : t("không nêu cơ quan nào: {0}", reviewed.unassigned.map(\.code).joined(separator: ", ")),
            reviewed.kept.contains { $0.review == .proposed } ? t("có đoạn chưa ai xem") : nil,
        ].compactMap { $0 }
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Ban hành"))</h2></div><div class="p-3">
            \(if: !hindrances.isEmpty, "<p>\(t("Chưa ban hành được")):</p><ul>\(hindrances, { "<li>\($0)</li>" })</ul>")
            \(if: !notes.isEmpty, "<p class='unsure'>\(t("Cần biết")): \(notes.joined(separator: "; ")).</p>")
            <p class="soft">\(t("Khi ban hành, mỗi nhiệm vụ thành phần việc của từng cơ quan; bản đọc không sửa được nữa."))</p>
            \(if: hindrances.isEmpty, "<a class='btn btn-primary' href='/plans/\(plan.id)/issue'>\(t("Xem trước khi ban hành"))</a>")</div></section>
            """
    }

    private func withdrawing(_ f: Frame) -> HTML {
        let t = f.t, form = filled?.values["reason"] == nil ? Filled() : filled ?? Filled()
        return """
            <section class="sheet mb-3"><details\(if: !form.errors.isEmpty, " open")><summary class="bar"><h2>\(t("Rút kế hoạch đưa nhầm"))</h2></summary>
            <form class="p-3" method="post" action="/plans/\(plan.id)/withdrawal">\(f.token)\(f.input(t("Lý do"), "reason", form))
            <button class="btn btn-outline-danger">\(t("Rút"))</button></form></details></section>
            """
    }

    private func withdrawn(_ f: Frame) -> HTML {
        let t = f.t
        return """
            <section class="sheet mb-3 p-3"><p><span class="state none">↩ \(t("đã rút"))</span> \(plan.withdrawnAt.map { "\($0)" as HTML })</p>
            <form method="post" action="/plans/\(plan.id)/restoration">\(f.token)<button class="btn btn-outline-secondary">\(t("Đưa lại"))</button></form></section>
            """
    }

    /// Fields of the form that was sent: their errors stand beside them.
    private static func shown(in filled: Filled) -> [String] {
        if filled.values["title"] != nil { return ["number", "issuer", "title", "signedOn", "year"] }
        if filled.values["reason"] != nil { return ["reason"] }
        return filled.values["newText"] == nil ? [] : ["code", "heading", "newText"]
    }

    private func headingForm(_ f: Frame) -> HTML {
        let t = f.t
        var form = Filled(values: [
            "number": plan.number ?? "", "issuer": plan.issuer ?? "", "title": plan.title, "signedOn": plan.signedOn?.description ?? "",
            "year": plan.year.map(String.init) ?? "", "version": String(plan.version),
        ])
        if let filled, filled.values["title"] != nil { form = filled }
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Đầu văn bản"))</h2></div><form class="p-3" method="post" action="/plans/\(plan.id)/heading">\(f.token)<input type="hidden" name="version" value="\(form.values["version"] ?? "")">
            \(f.input(t("Số, ký hiệu"), "number", form))\(f.input(t("Cơ quan ban hành"), "issuer", form))\(f.area(t("Trích yếu"), "title", form, rows: 2))
            \(f.input(t("Ngày ký"), "signedOn", form, type: "date", help: plan.signedOn == nil ? t("Trên giấy để trống ngày.") : nil))
            \(f.input(t("Năm kế hoạch"), "year", form))<button class="btn btn-outline-secondary">\(t("Lưu"))</button></form>
            \(if: !references.isEmpty, "<p class='px-3 soft'>\(t("Căn cứ")): \(references.map { [$0.number, $0.date?.withWrittenDays, $0.issuer].compactMap { $0 }.joined(separator: ", ") }.joined(separator: "; "))</p>")</section>
            """
    }

    private func adding(_ f: Frame) -> HTML {
        let t = f.t
        let form = filled?.values["newText"] == nil ? Filled() : filled ?? Filled()
        return """
            <section class="sheet mb-3"><details\(if: !form.errors.isEmpty, " open")><summary class="bar"><h2>\(t("Thêm nhiệm vụ máy đọc sót"))</h2></summary><form class="p-3" method="post" action="/plans/\(plan.id)/duties">\(f.token)
            \(f.input(t("Mục"), "code", form, help: t("Ví dụ II.1-7.")))\(f.input(t("Tiêu đề mục"), "heading", form))\(f.area(t("Nội dung"), "newText", form))
            <button class="btn btn-outline-secondary">\(t("Thêm"))</button></form></details></section>
            """
    }

    private func targetSheet(_ t: Language) -> HTML {
        """
        <section class="sheet mb-3"><div class="bar"><h2>\(t("Chỉ tiêu"))</h2>\(if: plan.isOpen, "<a class='more' href='/plans/\(plan.id)/facts'>\(t("Sửa mục đích, chỉ tiêu, báo cáo"))</a>")</div><ul class="plain">\(targets, { target in
            "<li><b>\(target.code)</b> \(target.text) <span class='soft'>\(target.comparator.label(t)) \(NumberText.of(target.value)) \(target.unit)</span></li>"
        })</ul></section>
        """
    }

    private func findingSheet(_ f: Frame) -> HTML {
        let t = f.t
        let open = findings.filter { !$0.isSettled }
        return """
            <section class="sheet mb-3" id="findings"><div class="bar"><h2>\(t("Chỗ ngờ"))</h2><span class="soft">\(t("còn {0} trên {1}", String(open.count), String(findings.count)))</span></div>
            <ul class="plain">\(open, { $0.line(plan, f) })</ul></section>
            """
    }

    static var samples: [ReviewShow] {
        var plan = Plan.sample
        plan.state = .read
        plan.signedOn = nil
        let assignee = Assignee(
            id: ID("g1"), dutyId: ID("d1"), position: 0, role: .lead, name: "các đơn vị liên quan", asWritten: nil, bodyId: nil, groupCode: nil, isOpen: false,
            version: 1)
        let finding = Finding(
            id: ID("x1"), planId: plan.id, position: 0, kind: "unclear-words", message: "“¢ lién quan”: đọc là có liên quan?", firstLine: 304, isSettled: false,
            version: 1)
        let reviewed = ReviewedPlan(duties: [.sample], dates: [:], assignees: [ID("d1"): [assignee]], rules: [])
        return [
            ReviewShow(
                plan: plan, reviewed: reviewed,
                references: [PlanReference(planId: plan.id, position: 0, number: "193/QĐ-TTg", date: "2021-02-09", issuer: nil)],
                targets: Target.samples, objectiveCount: 3, findings: [finding],
                filled: Filled(values: ["title": "", "number": "1"], errors: ["title": "Cần trích yếu của kế hoạch."]), history: [])
        ]
    }
}

extension Finding {
    func line(_ plan: Plan, _ f: Frame) -> HTML {
        """
        <li>\(if: f.t.code == .en, "<b>\(kindLabel(f.t))</b>: ")\(message)\(firstLine.map { " <a href='/plans/\(plan.id)/paper?from=\($0)&amp;to=\($0)#L\($0)'>\(f.t("dòng {0}", String($0)))</a>" as HTML })
        <form class="inline" method="post" action="/findings/\(id)/settlement">\(f.token)<button class="btn btn-sm btn-link">\(f.t("Đã xem"))</button></form></li>
        """
    }
}

extension Finding {
    /// The kind in the language of the page; the message itself speaks as the paper does.
    private func kindLabel(_ t: Language) -> String {
        switch kind {
        case "unclear-words": t("Chữ không rõ")
        case "unresolved-body": t("Cơ quan chưa xác định")
        case "no-lead": t("Không nêu chủ trì")
        case "no-assignee": t("Không nêu cơ quan")
        case "conditional-task": t("Nhiệm vụ có điều kiện")
        case "date-without-year": t("Ngày không ghi năm")
        case "window-meets-deadline": t("Mốc chốt trùng hạn gửi")
        case "missing-in-header": t("Thiếu ở đầu văn bản")
        case "no-part": t("Thiếu một phần")
        case "vague-target": t("Chỉ tiêu không nêu mức rõ")
        case "carried-assignment": t("Phân công theo đoạn trước")
        case "unread-row": t("Hàng của bảng chưa hiểu")
        case PaperStore.pageFinding: t("Trang cần xem")
        default: kind
        }
    }
}

extension Duty.Review {
    func badge(_ t: Language) -> HTML {
        switch self {
        case .proposed: "<span class='state none'>○ \(label(t))</span>"
        case .checked: "<span class='state done'>✓ \(label(t))</span>"
        case .dropped: "<span class='state late'>✕ \(label(t))</span>"
        }
    }

    func label(_ t: Language) -> String {
        switch self {
        case .proposed: t("chưa xem")
        case .checked: t("đã xem")
        case .dropped: t("đã bỏ")
        }
    }
}
