import Domain

/// The second question before a plan is issued: what will be owed by whom, and what a person should know first.
struct IssueShow: View {
    var plan: Plan
    var reviewed: ReviewedPlan
    /// What issuing would make.
    var made: [Assignment]
    var today: Day

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Ban hành kế hoạch này?"), lead: "<a href='/plans/\(plan.id)/review'>\(plan.label)</a> · \(plan.title)",
            """
            <section class="sheet p-3 narrow"><p>\(t("Sẽ giao {0} phần việc của {1} nhiệm vụ cho {2} cơ quan.", NumberText.of(Double(made.count)), String(reviewed.kept.count), String(Set(made.map(\.bodyId)).count)))</p>
            \(if: !notes(t).isEmpty, "<p class='mb-1'>\(t("Cần biết")):</p><ul>\(notes(t), { "<li>\($0)</li>" })</ul>")
            <p class="soft">\(t("Khi ban hành, mỗi nhiệm vụ thành phần việc của từng cơ quan; bản đọc không sửa được nữa."))</p>
            <form method="post" action="/plans/\(plan.id)/issue">\(f.token)<input type="hidden" name="seen" value="\(Review.seal(of: made))"><button class="btn btn-primary">\(t("Ban hành kế hoạch"))</button>
            <a class="btn btn-outline-secondary" href="/plans/\(plan.id)/review">\(t("Duyệt tiếp"))</a></form></section>
            \(ReportCalendar.table(ReportCalendar.periods(of: made, on: today), plan, f, leads: false))
            """)
    }

    private func notes(_ t: Language) -> [String] {
        let unseen = reviewed.kept.count { $0.review == .proposed }
        let open = reviewed.kept.filter { duty in (reviewed.assignees[duty.id] ?? []).contains(where: \.isOpen) }
        let late = made.count { $0.dueOn < today }
        let given = Set(made.map(\.dutyId))
        let nobody = reviewed.kept.filter { !given.contains($0.id) }
        return [
            unseen == 0 ? nil : t("chưa ai xem {0} đoạn", String(unseen)),
            nobody.isEmpty ? nil : t("không cơ quan nào nhận: {0}", nobody.map(\.code).joined(separator: ", ")),
            open.isEmpty ? nil : t("có tên để ngỏ: {0}", open.map(\.code).joined(separator: ", ")),
            late == 0 ? nil : t("{0} phần việc có hạn trước hôm nay: giao là đã quá hạn", String(late)),
        ].compactMap { $0 }
    }

    static var samples: [IssueShow] {
        var draft = Plan.sample
        draft.state = .read
        var other = Duty.sample
        (other.id, other.code) = (ID("d2"), "II.4(4)")
        return [
            IssueShow(
                plan: draft, reviewed: ReviewedPlan(duties: [.sample, other], dates: [:], assignees: [:], rules: []), made: OwedLine.samples.map(\.assignment),
                today: .sample)
        ]
    }
}
