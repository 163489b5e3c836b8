import Domain
import Hummingbird

struct RetentionPages {
    let app: App

    /// GET /retention
    func show(_ request: Request, context: Overseer) async throws -> Response { try await page(context, .ok, Filled()) }

    private func page(_ context: some ViewerContext, _ status: HTTPResponse.Status, _ filled: Filled) async throws -> Response {
        try await app.page(for: context, in: context.viewer.mayManageAccounts ? .system : .ledger, status: status) { tx in
            RetentionShow(
                rule: try tx.retention.rule(for: .crimeReports), today: tx.today, outlook: try tx.retention.outlook(), maySet: tx.viewer.mayManageAccounts,
                history: try tx.ledger.of(record: Table.crimeReports.rawValue), filled: filled)
        }
    }

    /// POST /retention
    func set(_ request: Request, context: Administrator) async throws -> Response {
        let form = try await request.form(context.visitor)
        do {
            try await app.write(as: context.viewer) { tx in
                var rule = try tx.retention.rule(for: .crimeReports)
                rule.version = try form.version()
                try rule.set(years: Int(form["years"]), source: form["source"], mark: BodyFunction.Mark(rawValue: form["mark"]) ?? .unverified, on: tx.today)
                try tx.retention.save(rule, because: rule.source)
                try tx.notices.tell(
                    .retentionSet, about: .retentionRules, rule.id.text, detail: rule.nextYears.map(String.init) ?? "", to: tx.notices.keepers())
            }
        } catch let refusal as Refusal where refusal.status == .unprocessableContent || refusal.status == .conflict {
            return try await page(context, refusal.status, Filled(form, refusal))
        }
        return .see("/retention")
    }
}

extension Leftover {
    func label(_ t: Language) -> String {
        switch self {
        case .notices: t("Thông báo, kể từ khi báo")
        case .invitations: t("Lời mời, kể từ khi hết hạn")
        case .tokens: t("Mã truy cập, kể từ khi hết hạn")
        case .jobs: t("Việc nền, kể từ khi xong")
        }
    }
}

/// What is kept how long, and what will go.
struct RetentionShow: View {
    var rule: RetentionRule
    var today: Day
    var outlook: RetentionOutlook
    var maySet: Bool
    var history: [LedgerLine]
    var filled: Filled

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Lưu bao lâu, bao giờ xóa?"),
            lead:
                "\(t("Đặt xong 30 ngày mới có hiệu lực. Hết hạn thì hủy khóa: tên người và lời kể mất hẳn, số đếm còn lại. Việc đang bị giữ thì không xóa."))",
            """
            <div class="two"><div><section class="sheet mb-3 p-3"><h2>\(t("Tin báo"))</h2><p class="mb-1">\(rule.years(on: today).map { t("{0} năm sau khi giải quyết", String($0)) } ?? t("chưa đặt thời hạn: không xóa gì"))</p>\(coming(t))
            <p class="mb-0 soft">\(rule.source) · \(rule.mark.label(t))</p></section>
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Sẽ xóa"))</h2></div><ul class="plain">\(outlook.byYear.sorted { $0.key < $1.key }, { "<li>\($0.key): \(t("{0} tin", String($0.value)))</li>" })
            <li class="soft">\(t("đang giữ: {0} tin", String(outlook.heldCount)))</li></ul></section>\(others(t))\(if: maySet, form(f))</div><div>\(LedgerLine.panel(history, f))</div></div>
            """)
    }

    private func others(_ t: Language) -> HTML {
        """
        <section class="sheet mb-3"><div class="bar"><h2>\(t("Thứ khác"))</h2></div><ul class="plain">\(Leftover.allCases, { "<li>\($0.label(t)): \(t("{0} ngày", String($0.days)))</li>" })
        <li>\(t("Kế hoạch, phần việc, trả lời, tài khoản, nhật ký: giữ mãi, vì là hồ sơ của chương trình."))</li></ul></section>
        """
    }

    private func coming(_ t: Language) -> HTML {
        guard let years = rule.nextYears, let day = rule.nextFrom, today < day else { return .nothing }
        return "<p class='mb-1'><b>\(t("từ {0}", day.written)): \(t("{0} năm sau khi giải quyết", String(years)))</b></p>"
    }

    private func form(_ f: Frame) -> HTML {
        let t = f.t
        var shown = filled
        if shown.values.isEmpty {
            shown.values = ["years": (rule.nextYears ?? rule.years).map(String.init) ?? "", "source": rule.source, "mark": rule.mark.rawValue]
        }
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Đặt thời hạn"))</h2></div><form class="p-3" method="post" action="/retention">\(f.token)<input type="hidden" name="version" value="\(rule.version)">\(f.refused(shown, shown: ["years", "source"]))
            \(f.input(t("Số năm sau khi giải quyết"), "years", shown, more: " inputmode='numeric'"))\(f.input(t("Căn cứ"), "source", shown))
            \(f.select(t("Độ chắc của căn cứ"), "mark", shown, options: BodyFunction.Mark.allCases.map { ($0.rawValue, $0.label(t)) }))<button class="btn btn-primary">\(t("Đặt"))</button></form></section>
            """
    }

    static var samples: [RetentionShow] {
        func show(_ years: Int?, filled: Filled = Filled()) -> RetentionShow {
            RetentionShow(
                rule: RetentionRule(
                    id: ID("r"), noun: "crime_reports", years: years, source: "QĐ <thử>", mark: .unverified, nextYears: 20,
                    nextFrom: Day.sample.adding(days: 30), version: 1),
                today: .sample, outlook: RetentionOutlook(heldCount: 1, byYear: [2034: 7, 2035: 2]), maySet: true, history: LedgerLine.samples, filled: filled)
        }
        return [show(10), show(nil, filled: Filled(values: ["years": "0"], errors: ["years": "Số năm từ 1 đến 100."]))]
    }
}
