import Domain

/// The chart of a day, filtered by text without diacritics.
struct BodyList: View {
    struct Member: Sendable {
        var group: BodyGroup
        var count: Int
    }

    struct Province: Sendable {
        var code: String
        var groups: [Member]
    }

    var text: String
    var day: Day
    var bodies: [Body]
    var provinces: [Province]

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Ai là ai?"), lead: "\(t("{0} cơ quan vào ngày {1}", String(bodies.count), day.written))",
            """
            <form class="filter" method="get" action="/bodies"><label class="visually-hidden" for="q">\(t("Tìm cơ quan"))</label>
            <input class="form-control" id="q" name="q" value="\(text)" placeholder="\(t("Tên cơ quan, gõ không dấu cũng được"))">
            <button class="btn btn-outline-secondary">\(t("Tìm"))</button></form>
            <div class="sheet mb-3 table-responsive" tabindex="0" role="region" aria-label="\(t("Cơ quan"))"><table class="table"><thead><tr><th>\(t("Tên"))</th><th>\(t("Loại"))</th>
            <th>\(t("Cấp"))</th><th>\(t("Nơi"))</th><th>\(t("Có hiệu lực"))</th></tr></thead><tbody>\(bodies, { line($0, t) })</tbody></table></div>
            \(provinces, { groups($0, t) })
            """)
    }

    private func line(_ body: Body, _ t: Language) -> HTML {
        """
        <tr><td><a href="/bodies/\(body.id)">\(body.name)</a></td><td>\(body.kind.label(t))</td><td>\(body.level.label(t))</td><td>\(body.place)</td>
        <td class="nowrap">\(body.span(t))</td></tr>
        """
    }

    private func groups(_ province: Province, _ t: Language) -> HTML {
        """
        <section class="sheet mb-3"><div class="bar"><h2>\(t("Nhóm mà văn bản gọi chung"))</h2><span class="soft">\(t("mã tỉnh {0}; mở rộng theo ngày, không chép danh sách", province.code))</span></div>
        <ul class="plain">\(province.groups, { member in
            "<li><b>\(member.group.name)</b>: \(t("{0} cơ quan", String(member.count))) <span class='soft'>(\(member.group.rule(t)))</span></li>"
        })</ul></section>
        """
    }

    static var samples: [BodyList] {
        [
            BodyList(
                text: "", day: .sample, bodies: [.sample],
                provinces: [Province(code: "01", groups: BodyGroup.all.prefix(2).map { Member(group: $0, count: 19) })]),
            BodyList(text: "khong co", day: .sample, bodies: [], provinces: []),
        ]
    }
}

/// One body: what it is, what it owes, its history.
struct BodyShow: View {
    var body: Body
    var otherNames: [String]
    var parent: Body?
    var groups: [BodyGroup]
    var children: [Body]
    var owed: [OwedLine]
    var today: Day
    var history: [ChangeLine]

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            body.name, lead: "\(body.kind.label(t)) · \(body.level.label(t)) · \(body.place) · \(body.span(t))",
            """
            <div class="two"><div><section class="sheet mb-3"><div class="bar"><h2>\(t("Đang nợ gì?"))</h2><span class="soft">\(owed.count)</span></div>
            \(if: owed.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Chưa được giao việc nào."))</p>")\(owed, { $0.html(f, on: today) })</section></div>
            <div><section class="sheet mb-3"><div class="bar"><h2>\(t("Trong bộ máy"))</h2></div><dl class="facts">
            <dt>\(t("Mã"))</dt><dd>\(body.code)</dd>
            <dt>\(t("Cấp trên"))</dt><dd>\(parent.map { "<a href='/bodies/\($0.id)'>\($0.name)</a>" as HTML } ?? "–")</dd>
            <dt>\(t("Trực thuộc"))</dt><dd>\(children.isEmpty ? "–" : "\(children, { "<a href='/bodies/\($0.id)'>\($0.name)</a><br>" })")</dd>
            <dt>\(t("Thuộc nhóm"))</dt><dd>\(groups.isEmpty ? "–" : groups.map(\.name).joined(separator: "; "))</dd>
            <dt>\(t("Tên khác"))</dt><dd>\(otherNames.isEmpty ? "–" : otherNames.joined(separator: "; "))</dd></dl></section>
            \(ChangeLine.panel(history, f))</div></div>
            """)
    }

    static var samples: [BodyShow] {
        [
            BodyShow(
                body: .sample, otherNames: ["Sở Tư pháp TP"], parent: nil, groups: [BodyGroup.all[0]], children: [], owed: OwedLine.samples, today: .sample,
                history: ChangeLine.samples)
        ]
    }
}

extension BodyGroup {
    func rule(_ t: Language) -> String {
        let kinds = Body.Kind.allCases.filter(kinds.contains).map { $0.label(t) }.joined(separator: ", ")
        return "\(kinds); \(level.label(t))" + (isBorderOnly ? "; " + t("giáp biên giới") : "")
    }
}

extension Body {
    func span(_ t: Language) -> String { t("từ {0}", validFrom.written) + (validTo.map { " " + t("đến {0}", $0.written) } ?? "") }

    static let sample = Body(
        id: ID("b1"), code: "hn.so-tu-phap", name: "Sở Tư pháp thành phố Hà Nội", shortName: "Sở Tư pháp", kind: .department, level: .province, province: "01",
        place: "Hà Nội", isBorder: false, parentId: nil, validFrom: Day(number: 14_000), validTo: nil, version: 1)
}

extension Day {
    static let sample = Day(number: 19_890)
}

extension Body.Kind {
    func label(_ t: Language) -> String {
        switch self {
        case .peoplesCommittee: t("Ủy ban nhân dân")
        case .department: t("Sở")
        case .agency: t("Ban, ngành")
        case .police: t("Công an")
        case .policeOffice: t("Phòng nghiệp vụ Công an")
        case .borderGuard: t("Bộ đội Biên phòng")
        case .procuracy: t("Viện kiểm sát")
        case .court: t("Tòa án")
        case .massOrganisation: t("Tổ chức chính trị - xã hội")
        case .steeringCommittee: t("Ban Chỉ đạo")
        case .partyBody: t("Cơ quan Đảng")
        case .press: t("Báo, đài")
        case .ministry: t("Bộ, cơ quan trung ương")
        }
    }
}

extension Body.Level {
    func label(_ t: Language) -> String {
        switch self {
        case .national: t("trung ương")
        case .province: t("cấp tỉnh")
        case .district: t("cấp huyện")
        case .commune: t("cấp xã")
        }
    }
}
