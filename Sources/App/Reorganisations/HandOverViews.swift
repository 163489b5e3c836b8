import Domain

/// All that one body gives to one heir, or would give.
struct HandOverShow: View {
    var reorganisation: Reorganisation
    var from: Body
    var to: Body
    /// What is open; empty for those who do not see the programme.
    var owed: [OwedLine]
    var plans: [Plan]
    /// Empty for those who do not manage accounts.
    var accounts: [Account]
    /// How many there are of each, shown to everyone.
    var counts: [HandOver.Noun: Int]
    var today: Day

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            reorganisation.state == .done ? t("Đã bàn giao những gì?") : t("Sẽ bàn giao những gì?"),
            lead: """
                <a href='/reorganisations/\(reorganisation.id)'>\(reorganisation.name)</a> · <a href='/bodies/\(from.id)'>\(from.name)</a> → <a href='/bodies/\(to.id)'>\(to.name)</a>
                """,
            """
            \(sheet(t("Phần việc"), .assignments, owed.count, owed.map { $0.html(f, on: today) }, t))
            \(sheet(t("Kế hoạch"), .plans, plans.count, plans.map { "<p class='px-3 py-2 mb-0'><a href='/plans/\($0.id)'>\(t("KH {0}", $0.label))</a></p>" }, t))
            \(sheet(t("Tin báo"), .crimeReports, 0, [], t))
            \(sheet(t("Tài khoản"), .accounts, accounts.count, accounts.map { "<p class='px-3 py-2 mb-0'>\($0.name) <span class='soft'>\($0.displayName)</span></p>" }, t))
            """)
    }

    /// One kind with its records; a count alone where the viewer may not see them.
    private func sheet(_ heading: String, _ noun: HandOver.Noun, _ shown: Int, _ lines: [HTML], _ t: Language) -> HTML {
        let count = counts[noun] ?? 0
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(heading)</h2><span class="soft">\(count)</span></div>\(lines, { $0 })
            \(if: count > shown, "<p class='p-3 mb-0 soft'>\(t("{0} mục bạn không được xem", String(count - shown)))</p>")</section>
            """
    }

    static var samples: [HandOverShow] {
        var heir = Body.sample
        (heir.id, heir.name) = (ID("b2"), "Sở Tư pháp <mới>")
        return [
            HandOverShow(
                reorganisation: .sample, from: .sample, to: heir, owed: Array(OwedLine.samples.prefix(2)), plans: [.sample], accounts: [],
                counts: [.assignments: 2, .plans: 1, .accounts: 3], today: .sample)
        ]
    }
}
