import Domain

/// What reports are due when, and who has sent them.
struct ReportCalendar: View {
    /// One period with its coverage: a total never travels alone.
    struct Period: Equatable, Sendable {
        var code: String
        var dueOn: Day
        var expected: Int
        var confirmed: Int
        var declared: Int
        /// Not sent though the day has passed.
        var late: Int
        /// Sent, but after the day.
        var sentLate = 0

        var missing: Int { expected - confirmed - declared }
    }

    struct Section: Sendable {
        var plan: Plan
        var periods: [Period]
        /// Periods whose figures close on or after the day for sending them.
        var clashes: [String]

        static func load(_ plan: Plan, _ tx: Tx) throws -> Section {
            let year = plan.year ?? 0
            return Section(
                plan: plan, periods: ReportCalendar.periods(of: try tx.assignments.list(.init(plan: plan.id)), on: tx.today),
                clashes: try tx.plans.rules(of: plan.id).filter { $0.closesTooLate(in: year) }.flatMap { $0.dues(in: year).map(\.period) })
        }
    }

    var plans: [Section]
    var today: Day

    static func periods(of assignments: [Assignment], on day: Day) -> [Period] {
        let byCode = Dictionary(grouping: assignments.filter { $0.period != nil }, by: { $0.period ?? "" })
        return byCode.map { code, reports in
            Period(
                code: code, dueOn: reports[0].dueOn, expected: reports.count, confirmed: reports.count { $0.state == .confirmed },
                declared: reports.count { $0.state == .declared }, late: reports.count { $0.standing(on: day).rank == 0 },
                sentLate: reports.count { $0.lateDays != nil })
        }.sorted { ($0.dueOn, $0.code) < ($1.dueOn, $1.code) }
    }

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Báo cáo nào đến hạn khi nào?"),
            """
            \(if: plans.isEmpty, "<p class='sheet p-3'>\(t("Chưa có kế hoạch nào được ban hành."))</p>")
            \(plans, { section in
                """
                <h2 class="mt-3 mb-2"><a href="/plans/\(section.plan.id)">\(t("KH {0}", section.plan.label))</a></h2>\(Self.table(section.periods, section.plan, f))
                \(section.clashes, { code in
                    "<p class='unsure'>\(t("{0}: mốc chốt số liệu trùng hoặc sau ngày phải gửi; số gửi đúng hạn chỉ có thể là số tạm.", PeriodName.of(code, t)))</p>"
                })
                """
            })
            """)
    }

    /// - Parameter leads: whether a period leads to those who owe it; not while nothing is stored.
    static func table(_ periods: [Period], _ plan: Plan, _ f: Frame, leads: Bool = true) -> HTML {
        let t = f.t
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Lịch báo cáo"))</h2></div>
            \(if: periods.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Kế hoạch không đặt kỳ báo cáo nào còn phải nộp."))</p>")
            \(if: !periods.isEmpty, """
                <div class="table-responsive" tabindex="0" role="region" aria-label="\(t("Lịch báo cáo"))"><table class="table"><thead><tr><th>\(t("Kỳ"))</th><th>\(t("Chậm nhất"))</th><th class="number">\(t("Phải nộp"))</th>
                <th class="number">\(t("Đã nhận"))</th><th class="number">\(t("Chờ xem"))</th><th class="number">\(t("Còn thiếu"))</th><th class="number">\(t("Quá hạn"))</th><th class="number">\(t("Nộp muộn"))</th></tr></thead>
                <tbody>\(periods, { period in
                    """
                    <tr><td>\(name(of: period, plan, leads, t))</td><td>\(period.dueOn)</td><td class="number">\(period.expected)</td>
                    <td class="number">\(period.confirmed)</td><td class="number">\(period.declared)</td><td class="number">\(period.missing)</td><td class="number">\(period.late)</td><td class="number">\(period.sentLate)</td></tr>
                    """
                })</tbody></table></div>
                """)</section>
            """
    }

    private static func name(of period: Period, _ plan: Plan, _ leads: Bool, _ t: Language) -> HTML {
        let name: HTML = "\(PeriodName.of(period.code, t))"
        return leads ? "<a href='/reports?plan=\(plan.id)&amp;period=\(period.code)'>\(name)</a>" : name
    }

    static var samples: [ReportCalendar] {
        let period = Period(code: "2024-H1", dueOn: .sample, expected: 44, confirmed: 3, declared: 2, late: 0)
        return [
            ReportCalendar(plans: [Section(plan: .sample, periods: [period], clashes: ["2024-H1"])], today: .sample),
            ReportCalendar(plans: [], today: .sample),
        ]
    }
}

/// Who owes the report of one period.
struct ReportPeriodShow: View {
    var plan: Plan
    var period: String
    var owed: [OwedLine]
    var today: Day
    /// The day as of which bodies stand for those that owe it; `nil`: who answers for it now.
    var chart: Day?

    func html(_ f: Frame) -> HTML {
        let t = f.t, asked: HTML = "<input type='hidden' name='plan' value='\(plan.id)'><input type='hidden' name='period' value='\(period)'>"
        return f.page(
            t("Báo cáo {0}: ai đã nộp?", PeriodName.of(period, t)),
            lead: "<a href='/plans/\(plan.id)'>\(t("KH {0}", plan.label))</a> · \(t("{0} cơ quan phải nộp", String(owed.count)))",
            """
            \(f.asOf(chart ?? today, path: "/reports", more: asked))<section class="sheet">\(if: owed.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Không cơ quan nào phải nộp kỳ này."))</p>")\(owed, { $0.html(f, on: today, showsBody: true) })</section>
            """)
    }

    static var samples: [ReportPeriodShow] {
        [
            ReportPeriodShow(plan: .sample, period: "2024-H1", owed: [OwedLine.samples[1]], today: .sample, chart: Day(number: 20_270)),
            ReportPeriodShow(plan: .sample, period: "2024-Q3", owed: [], today: .sample, chart: nil),
        ]
    }
}
