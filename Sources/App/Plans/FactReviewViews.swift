import Domain

/// Objectives, targets and report rules as they were read, each with the form that corrects it.
struct FactReviewShow: View {
    var plan: Plan
    var objectives: [Objective]
    var targets: [Target]
    var rules: [ReportRule]
    /// Those that may state a report rule.
    var duties: [Duty]
    /// A form that was refused; `item` in its values says which.
    var filled: Filled?
    var history: [LedgerLine]

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Mục đích, chỉ tiêu, báo cáo: đọc đúng chưa?"),
            lead: "<a href='/plans/\(plan.id)/review'>\(plan.label)</a> · <a href='/plans/\(plan.id)/paper'>\(t("đọc văn bản"))</a>",
            """
            \(filled.map { f.refused($0, shown: Self.fields) })
            <div class="two"><div>\(sheet(t("Chỉ tiêu"), "targets", targets.map { item($0, f) }, adding: targetForm(nil, f), f))
            \(sheet(t("Chế độ báo cáo"), "report-rules", rules.map { item($0, f) }, adding: ruleForm(nil, f), f))
            \(sheet(t("Mục đích, yêu cầu"), "objectives", objectives.map { item($0, f) }, adding: objectiveForm(nil, f), f))</div>
            <div>\(LedgerLine.panel(history, f))</div></div>
            """)
    }

    private static let fields = ["code", "text", "comparator", "value", "unit", "period", "due", "windowFrom", "windowTo"]

    private func sheet(_ heading: String, _ noun: String, _ items: [HTML], adding form: HTML, _ f: Frame) -> HTML {
        """
        <section class="sheet mb-3" id="\(noun)"><div class="bar"><h2>\(heading)</h2><span class="soft">\(items.count)</span></div>\(items, { $0 })
        <details\(if: isRefused(noun), " open")><summary class="bar">\(f.t("Thêm mục máy đọc sót"))</summary>\(form)</details></section>
        """
    }

    /// Whether the form of this item is the one that was refused.
    private func isRefused(_ item: String) -> Bool { filled?.values["item"] == item && !(filled?.errors.isEmpty ?? true) }

    private func item(_ objective: Objective, _ f: Frame) -> HTML {
        let lines = place(objective.firstLine, objective.lastLine, f.t)
        return row(objective.id.text, "<b>\(objective.code)</b> \(objective.text.shortened(to: 160))", lines + objectiveForm(objective, f))
    }

    private func item(_ target: Target, _ f: Frame) -> HTML {
        let asked: HTML = "<span class='soft'>\(target.comparator.label(f.t)) \(NumberText.of(target.value)) \(target.unit)</span>"
        let lines = place(target.firstLine, target.lastLine, f.t)
        return row(target.id.text, "<b>\(target.code)</b> \(target.text.shortened(to: 160)) \(asked)", lines + targetForm(target, f))
    }

    private func item(_ rule: ReportRule, _ f: Frame) -> HTML {
        let t = f.t, code = duties.first { $0.id == rule.dutyId }?.code ?? "–"
        let due = rule.dueDay == nil ? t("khi được yêu cầu") : rule.isBefore ? t("trước ngày {0}", rule.writtenDue) : t("vào ngày {0}", rule.writtenDue)
        let window = rule.windowTo.map { to in " · " + t("số liệu từ {0} đến {1}", rule.windowFrom?.written ?? "…", to.written) } ?? ""
        return row(rule.id.text, "<b>\(rule.period.label(t))</b> \(due)\(window) <span class='soft'>\(t("mục {0}", code))</span>", ruleForm(rule, f))
    }

    private func row(_ id: String, _ said: HTML, _ form: HTML) -> HTML {
        "<details class='fact'\(if: isRefused(id), " open")><summary>\(said)</summary>\(form)</details>"
    }

    private func place(_ first: Int?, _ last: Int?, _ t: Language) -> HTML {
        guard let first else { return .nothing }
        return """
            <p class="px-3 mb-0"><a href="/plans/\(plan.id)/paper?from=\(first)&amp;to=\(last ?? first)#L\(first)">\(t("Trên giấy")): \(t("dòng {0}", String(first)))</a></p>
            """
    }

    // MARK: Forms

    private func objectiveForm(_ objective: Objective?, _ f: Frame) -> HTML {
        let form = current("objectives", objective?.id.text, ["code": objective?.code ?? "", "text": objective?.text ?? ""])
        return self.form("objectives", objective?.id.text, objective?.version, f) {
            "\(f.input(f.t("Mục"), "code", form))\(f.area(f.t("Nội dung"), "text", form))"
        }
    }

    private func targetForm(_ target: Target?, _ f: Frame) -> HTML {
        let t = f.t
        let form = current(
            "targets", target?.id.text,
            [
                "code": target?.code ?? "", "text": target?.text ?? "", "comparator": (target?.comparator ?? .atLeast).rawValue,
                "value": target.map { NumberText.of($0.value) } ?? "", "unit": target?.unit ?? "%",
                "measure": target?.measure?.rawValue ?? "",
            ])
        return self.form("targets", target?.id.text, target?.version, f) {
            """
            \(f.input(t("Mục"), "code", form))\(f.area(t("Nội dung"), "text", form))
            <div class="dates">\(f.select(t("So với mức"), "comparator", form, options: Target.Comparator.allCases.map { ($0.rawValue, $0.label(t)) }))
            \(f.input(t("Mức"), "value", form))\(f.input(t("Đơn vị"), "unit", form))</div>
            \(f.select(t("Số liệu lấy từ"), "measure", form, options: [("", t("chưa có sổ nào"))] + Measure.allCases.map { ($0.rawValue, $0.label(t)) }))
            """
        }
    }

    private func ruleForm(_ rule: ReportRule?, _ f: Frame) -> HTML {
        let t = f.t
        let form = current(
            "report-rules", rule?.id.text,
            [
                "duty": rule?.dutyId.text ?? duties.last?.id.text ?? "", "period": (rule?.period ?? .halfYear).rawValue, "due": rule?.writtenDue ?? "",
                "dueIs": rule?.isBefore ?? true ? "before" : "on", "windowFrom": rule?.windowFrom?.description ?? "",
                "windowTo": rule?.windowTo?.description ?? "",
            ])
        return self.form("report-rules", rule?.id.text, rule?.version, f) {
            """
            \(if: rule == nil, f.select(t("Mục nêu chế độ báo cáo"), "duty", form, options: duties.map { ($0.id.text, "\($0.code) \($0.text.shortened(to: 60))") }))
            <div class="dates">\(f.select(t("Kỳ"), "period", form, options: ReportRule.Period.allCases.map { ($0.rawValue, $0.label(t)) }))
            \(f.select(t("Hạn là"), "dueIs", form, options: [("before", t("trước ngày")), ("on", t("đúng ngày"))]))
            \(f.input(t("Ngày"), "due", form, help: t("Ví dụ 18/6; hằng tháng ghi 18; đột xuất để trống.")))</div>
            <div class="dates">\(f.input(t("Số liệu từ ngày"), "windowFrom", form, type: "date"))\(f.input(t("Chốt số liệu ngày"), "windowTo", form, type: "date"))</div>
            """
        }
    }

    /// What the form shows: as stored, or as it was typed and refused.
    private func current(_ noun: String, _ id: String?, _ stored: [String: String]) -> Filled {
        var form = filled.flatMap { $0.values["item"] == id ?? noun ? $0 : nil } ?? Filled(values: stored)
        form.prefix = (id ?? noun) + "-"
        return form
    }

    private func form(_ noun: String, _ id: String?, _ version: Int?, _ f: Frame, _ inputs: () -> HTML) -> HTML {
        let t = f.t
        guard let id, let version else {
            return """
                <form class="p-3" method="post" action="/plans/\(plan.id)/\(noun)">\(f.token)<input type="hidden" name="item" value="\(noun)">\(inputs())
                <button class="btn btn-outline-secondary">\(t("Thêm"))</button></form>
                """
        }
        let seen: HTML = "<input type='hidden' name='item' value='\(id)'><input type='hidden' name='version' value='\(version)'>"
        return """
            <form class="p-3 pb-0" method="post" action="/\(noun)/\(id)/correction">\(f.token)\(seen)\(inputs())<button class="btn btn-primary">\(t("Lưu"))</button></form>
            <form class="p-3" method="post" action="/\(noun)/\(id)/removal">\(f.token)\(seen)<button class="btn btn-sm btn-outline-danger">\(t("Bỏ mục này"))</button></form>
            """
    }

    static var samples: [FactReviewShow] {
        let objective = Objective(id: ID("o1"), planId: ID("p1"), position: 0, code: "I.1-1", text: "Nâng cao hiệu quả công tác", firstLine: 30, lastLine: 31)
        let rules = [
            ReportRule(
                id: ID("r1"), planId: ID("p1"), position: 0, dutyId: ID("d1"), period: .halfYear, dueDay: "06-18", isBefore: true,
                windowFrom: Day(number: 19_706), windowTo: Day(number: 19_888)),
            ReportRule(
                id: ID("r2"), planId: ID("p1"), position: 1, dutyId: ID("d1"), period: .adHoc, dueDay: nil, isBefore: false, windowFrom: nil, windowTo: nil),
        ]
        let fresh = FactReviewShow(
            plan: .sample, objectives: [objective], targets: Target.samples, rules: rules, duties: [.sample], filled: nil, history: LedgerLine.samples)
        var refused = fresh
        refused.filled = Filled(
            values: ["item": "targets", "code": "I.2-9", "text": "<b>", "value": "120", "unit": "%", "comparator": ">"],
            errors: ["value": "Tỷ lệ là một số từ 0 đến 100, viết như 90 hoặc 92,5."])
        return [fresh, refused]
    }
}

extension ReportRule.Period {
    func label(_ t: Language) -> String {
        switch self {
        case .month: t("hằng tháng")
        case .quarter: t("quý")
        case .halfYear: t("6 tháng")
        case .nineMonths: t("9 tháng")
        case .year: t("năm")
        case .adHoc: t("đột xuất")
        }
    }
}
