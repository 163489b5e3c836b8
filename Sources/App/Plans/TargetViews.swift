import Domain

extension Target {
    /// What is asked, strictly as worded, and what there is: no register feeds it yet, which is said so.
    func html(_ plan: Plan, _ f: Frame) -> HTML {
        let t = f.t
        return """
            <div class="target"><div class="line"><span>\(text)</span><span class="figure">\(t("chưa có số liệu"))</span></div>
            <svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" rx="2" class="track"/><rect x="\(String(min(99, max(0, value - 0.5))))" width="1" height="8" class="mark"/></svg>
            <small>\(t("yêu cầu")) <b>\(comparator.label(t)) \(NumberText.of(value)) \(unit)</b> · \(place(plan, t))</small></div>
            """
    }

    private func place(_ plan: Plan, _ t: Language) -> HTML {
        guard let first = firstLine else { return "\(code)" }
        return "<a href='/plans/\(plan.id)/paper?from=\(first)&amp;to=\(lastLine ?? first)#L\(first)'>\(code)</a>"
    }

    static let samples = [
        Target(
            id: ID("t1"), planId: ID("p1"), position: 0, code: "I.2-1b", text: "tỷ lệ giải quyết đạt trên 90%", comparator: .over, value: 90, unit: "%",
            firstLine: 47, lastLine: 47)
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
        var targets: [Target]
    }

    var plans: [Section]

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Chỉ tiêu có đạt không?"), lead: "\(t("Chưa sổ nào nối vào chỉ tiêu: nơi nào chưa có số liệu thì ghi rõ là chưa có."))",
            """
            \(if: plans.isEmpty, "<p class='sheet p-3'>\(t("Chưa có kế hoạch nào được ban hành."))</p>")
            \(plans, { section in
                "<section class='sheet mb-3'><div class='bar'><h2>\(t("KH {0}", section.plan.label))</h2></div>\(section.targets, { $0.html(section.plan, f) })</section>"
            })
            """)
    }

    static var samples: [TargetList] { [TargetList(plans: [Section(plan: .sample, targets: Target.samples)]), TargetList(plans: [])] }
}
