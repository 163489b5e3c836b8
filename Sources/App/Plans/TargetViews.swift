import Domain

/// A target with what there is of it.
struct TargetLine: Sendable {
    var target: Target
    /// `nil` where no register feeds it.
    var share: Share?
    /// Reports that are suspended, and so not resolved.
    var suspendedCount = 0

    /// Of the plan, counted as the registers stand today.
    static func of(_ plan: Plan, _ tx: Tx) throws -> [TargetLine] {
        let targets = try tx.plans.targets(of: plan.id)
        guard targets.contains(where: { $0.measure != nil }), let year = plan.year, let first = Day(year: year, month: 1, day: 1),
            let last = Day(year: year, month: 12, day: 31)
        else { return targets.map { TargetLine(target: $0) } }
        let counts = try tx.crimeReports.counts(province: plan.province, from: first, to: last)
        return targets.map { target in
            TargetLine(target: target, share: target.measure?.share(of: counts), suspendedCount: target.measure == .crimeReportsResolved ? counts.suspended : 0)
        }
    }

    /// What is asked, strictly as worded, and what there is: where no register feeds it, that is said.
    func html(_ plan: Plan, _ f: Frame) -> HTML {
        let t = f.t, percent = share?.percent, met = share.flatMap { target.isMet(by: $0) }, value = target.value
        return """
            <div class="target"><div class="line"><span>\(target.text)</span><span class="figure">\(figure(share, met, t))</span></div>
            <svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" rx="2" class="track"/>\(percent.map { "<rect width='\(String(min(100, $0)))' height='8' rx='2' class='\(met == true ? "fill-done" : "fill-late")'/>" as HTML })<rect x="\(String(min(99, max(0, value - 0.5))))" width="1" height="8" class="mark"/></svg>
            <small>\(t("yêu cầu")) <b>\(target.comparator.label(t)) \(NumberText.of(value)) \(target.unit)</b> · \(place(plan, t))\(target.measure.map { " · \($0.label(t))" as HTML })\(if: suspendedCount > 0, " · \(t("{0} tin tạm đình chỉ, chưa tính là giải quyết", String(suspendedCount)))")</small></div>
            """
    }

    private func figure(_ share: Share?, _ met: Bool?, _ t: Language) -> HTML {
        guard let share else { return "\(t("chưa có số liệu"))" }
        guard let percent = share.percent, let met else { return "\(t("chưa có tin nào")) (0/0)" }
        let rounded = (percent * 10).rounded(.down) / 10
        return
            "<span class='state \(met ? "done" : "late")'>\(met ? "✓ " + t("đạt") : "✗ " + t("chưa đạt"))</span> \(NumberText.of(rounded)) % (\(share.part)/\(share.whole))"
    }

    private func place(_ plan: Plan, _ t: Language) -> HTML {
        guard let first = target.firstLine else { return "\(target.code)" }
        return "<a href='/plans/\(plan.id)/paper?from=\(first)&amp;to=\(target.lastLine ?? first)#L\(first)'>\(target.code)</a>"
    }

    static let samples = [
        TargetLine(target: Target.samples[0]), TargetLine(target: Target.samples[1], share: Share(part: 18, whole: 20), suspendedCount: 1),
        TargetLine(target: Target.samples[1], share: Share(part: 0, whole: 0)),
    ]
}

extension Target {
    static let samples = [
        Target(
            id: ID("t1"), planId: ID("p1"), position: 0, code: "I.2-1b", text: "tỷ lệ giải quyết đạt trên 90%", comparator: .over, value: 90, unit: "%",
            firstLine: 47, lastLine: 47),
        Target(
            id: ID("t2"), planId: ID("p1"), position: 1, code: "I.2-1b", text: "tỷ lệ giải quyết đạt trên 90%", comparator: .over, value: 90, unit: "%",
            firstLine: 47, lastLine: 47, measure: .crimeReportsResolved),
    ]
}

extension Target.Comparator {
    func label(_ t: Language) -> String {
        switch self {
        case .exactly: t("đúng")
        case .over: t("trên")
        case .atLeast: t("từ")
        case .under: t("dưới")
        case .atMost: t("không quá")
        }
    }
}

/// The targets of the plans in force.
struct TargetList: View {
    struct Section: Sendable {
        var plan: Plan
        var targets: [TargetLine]
    }

    var today: Day
    var plans: [Section]

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Chỉ tiêu có đạt không?"), lead: "\(t("Đến ngày {0}, theo sổ như đang có; nơi nào chưa có số liệu thì ghi rõ là chưa có.", today.written))",
            """
            \(if: plans.isEmpty, "<p class='sheet p-3'>\(t("Chưa có kế hoạch nào được ban hành."))</p>")
            \(plans, { section in
                "<section class='sheet mb-3'><div class='bar'><h2>\(t("KH {0}", section.plan.label))</h2></div>\(section.targets, { $0.html(section.plan, f) })</section>"
            })
            """)
    }

    static var samples: [TargetList] {
        [TargetList(today: .sample, plans: [Section(plan: .sample, targets: TargetLine.samples)]), TargetList(today: .sample, plans: [])]
    }
}

extension Measure {
    func label(_ t: Language) -> String {
        switch self {
        case .crimeReportsClassified: t("tin đã tiếp nhận và phân loại trên tổng số tin")
        case .crimeReportsResolved: t("tin đã giải quyết trên tổng số tin")
        }
    }
}
