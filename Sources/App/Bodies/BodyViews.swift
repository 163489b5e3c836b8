import Domain

/// The chart of one province on a day, as a tree that filters without diacritics.
struct BodyList: View {
    struct Member: Sendable {
        var group: BodyGroup
        var count: Int
    }

    var text: String
    var day: Day
    /// Codes of the provinces that may be chosen.
    var provinces: [String]
    var province: String?
    /// In the order of the page.
    var bodies: [Body]
    /// Those that the text finds; `nil` where nothing was asked for.
    var found: Set<ID<Body>>?
    var groups: [Member]
    var mayAdd: Bool

    func html(_ f: Frame) -> HTML {
        let t = f.t, tree = Tree(bodies: bodies, found: found)
        return f.page(
            t("Ai là ai?"),
            lead:
                "\(t("{0} cơ quan vào ngày {1}", String(found?.count ?? bodies.count), day.written)) · <a href='/reorganisations'>\(t("Sắp xếp tổ chức"))</a> · <a href='/places'>\(t("Địa bàn"))</a>",
            acts: mayAdd ? "<a class='btn btn-primary' href='/bodies/new'>\(t("Thêm cơ quan"))</a>" : .nothing,
            """
            <form class="filter" method="get" action="/bodies" data-live="#tree"><label class="visually-hidden" for="q">\(t("Tìm cơ quan"))</label>
            <input class="form-control" id="q" name="q" value="\(text)" placeholder="\(t("Tên cơ quan, gõ không dấu cũng được"))">
            \(if: provinces.count > 1, choice(t))<label class="visually-hidden" for="on">\(t("Theo tổ chức ngày"))</label><input class="form-control" type="date" id="on" name="on" value="\(day.description)">
            <button class="btn btn-outline-secondary">\(t("Tìm"))</button></form>
            <div class="sheet mb-3 tree" id="tree">\(if: tree.roots.isEmpty, "<p>\(t("Không có cơ quan nào."))</p>")\(tree.roots, { node($0, tree, t) })</div>
            \(if: !groups.isEmpty && found == nil, groupSheet(t))
            """)
    }

    private func choice(_ t: Language) -> HTML {
        """
        <label class="visually-hidden" for="province">\(t("Mã tỉnh"))</label><select class="form-select" id="province" name="province">\(provinces, { code in
            "<option value='\(code)'\(if: code == province, " selected")>\(code)</option>"
        })</select>
        """
    }

    /// What is shown, by parent.
    private struct Tree {
        var roots: [Body] = []
        var children: [ID<Body>: [Body]] = [:]

        init(bodies: [Body], found: Set<ID<Body>>?) {
            let byID = Dictionary(uniqueKeysWithValues: bodies.map { ($0.id, $0) })
            var shown = found ?? Set(byID.keys)
            // Whoever is found brings those above along.
            for id in found ?? [] {
                var above = byID[id]?.parentId
                while let parent = above, shown.insert(parent).inserted { above = byID[parent]?.parentId }
            }
            for body in bodies where shown.contains(body.id) {
                if let parent = body.parentId, byID[parent] != nil { children[parent, default: []].append(body) } else { roots.append(body) }
            }
        }
    }

    private func node(_ body: Body, _ tree: Tree, _ t: Language) -> HTML {
        let below = tree.children[body.id] ?? []
        let line: HTML = "<a href='/bodies/\(body.id)'>\(body.name)</a> <span class='soft'>\(body.kind.label(t))</span>"
        guard !below.isEmpty else { return "<p>\(line)</p>" }
        let isOpen = found != nil || below.count <= 40
        return """
            <details\(if: isOpen, " open")><summary aria-label="\(body.name)">\(body.shortName) <span class="soft">\(below.count)</span></summary><p>\(line)</p>\(below, { node($0, tree, t) })</details>
            """
    }

    private func groupSheet(_ t: Language) -> HTML {
        """
        <section class="sheet mb-3"><div class="bar"><h2>\(t("Nhóm mà văn bản gọi chung"))</h2><span class="soft">\(t("mã tỉnh {0}; mở rộng theo ngày, không chép danh sách", province ?? ""))</span></div>
        <ul class="plain">\(groups, { member in
            "<li><b>\(member.group.name)</b>: \(t("{0} cơ quan", String(member.count))) <span class='soft'>(\(member.group.rule(t)))</span></li>"
        })</ul></section>
        """
    }

    static var samples: [BodyList] {
        var below = Body.sample
        (below.id, below.parentId, below.name) = (ID("b2"), ID("b1"), "Trung tâm trợ giúp pháp lý <1>")
        return [
            BodyList(
                text: "", day: .sample, provinces: ["01", "72"], province: "01", bodies: [.sample, below], found: nil,
                groups: BodyGroup.all.prefix(2).map { Member(group: $0, count: 19) }, mayAdd: true),
            BodyList(
                text: "tro giup", day: .sample, provinces: ["01"], province: "01", bodies: [.sample, below], found: [ID("b2")], groups: [], mayAdd: false),
            BodyList(text: "khong co", day: .sample, provinces: ["01"], province: "01", bodies: [], found: [], groups: [], mayAdd: false),
        ]
    }
}

/// One body: what it is, what it is there for, who came before and after it, what it owes, its history.
struct BodyShow: View {
    var body: Body
    var otherNames: [String]
    var parent: Body?
    var groups: [BodyGroup]
    var children: [Body]
    var functions: [BodyFunction]
    /// Reorganisations that it is part of, as one that ends or as an heir.
    var around: [Succession]
    var others: [ID<Body>: Body]
    var reorganisations: [ID<Reorganisation>: Reorganisation]
    /// Who has a way in for it; only for administrators.
    var people: [Account]
    var owed: [OwedLine]
    /// The day as of which it answers for others or others for it; `nil`: as it is now.
    var chart: Day?
    var today: Day
    var history: [LedgerLine]

    private static let shownChildren = 40

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            body.name, lead: "\(body.kind.label(t)) · \(body.level.label(t)) · \(body.place) · \(body.span(t))",
            """
            <div class="two"><div>\(f.asOf(chart ?? today, path: "/bodies/\(body.id)"))<section class="sheet mb-3"><div class="bar"><h2>\(t("Đang nợ gì?"))</h2><span class="soft">\(owed.count)</span></div>
            \(if: owed.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Chưa được giao việc nào."))</p>")\(owed, { $0.html(f, on: today) })</section></div>
            <div><section class="sheet mb-3"><div class="bar"><h2>\(t("Trong bộ máy"))</h2></div><dl class="facts">
            <dt>\(t("Mã"))</dt><dd>\(body.code)</dd>
            <dt>\(t("Cấp trên"))</dt><dd>\(parent.map { "<a href='/bodies/\($0.id)'>\($0.name)</a>" as HTML } ?? "–")</dd>
            <dt>\(t("Trực thuộc"))</dt><dd>\(below(t))</dd>
            <dt>\(t("Thuộc nhóm"))</dt><dd>\(groups.isEmpty ? "–" : groups.map(\.name).joined(separator: "; "))</dd>
            <dt>\(t("Tên khác"))</dt><dd>\(otherNames.isEmpty ? "–" : otherNames.joined(separator: "; "))</dd></dl></section>
            \(if: !functions.isEmpty, functionSheet(t))\(if: !around.isEmpty, lineage(t))\(if: !people.isEmpty, peopleSheet(t))\(LedgerLine.panel(history, f))</div></div>
            """)
    }

    private func below(_ t: Language) -> HTML {
        guard !children.isEmpty else { return "–" }
        let more = children.count - Self.shownChildren
        return """
            \(Array(children.prefix(Self.shownChildren)), { "<a href='/bodies/\($0.id)'>\($0.name)</a><br>" })\(if: more > 0, "<a href='/bodies?province=\(body.province)'>\(t("và {0} cơ quan nữa", String(more)))</a>")
            """
    }

    private func functionSheet(_ t: Language) -> HTML {
        """
        <section class="sheet mb-3"><div class="bar"><h2>\(t("Chức năng"))</h2></div><ul class="plain">\(functions, { function in
            "<li><b>\(function.function.label(t))</b> \(t("từ {0}", function.validFrom.written))\(function.validTo.map { " \(t("đến {0}", $0.written))" as HTML }) <span class='soft'>\(function.source) (\(function.mark.label(t)))</span></li>"
        })</ul></section>
        """
    }

    private func lineage(_ t: Language) -> HTML {
        """
        <section class="sheet mb-3"><div class="bar"><h2>\(t("Trước và sau"))</h2></div><ul class="plain">\(around, { heir in
            "<li>\(reorganisations[heir.reorganisationId].map { "<a href='/reorganisations/\($0.id)'>\($0.takesEffectOn)</a> " as HTML })\(heir.act.label(t)): \(name(heir.fromId)) → \(heir.toId.map(name) ?? "–") <span class='soft'>\(heir.function?.label(t)) \(heir.note)</span></li>"
        })</ul></section>
        """
    }

    private func name(_ id: ID<Body>) -> HTML {
        id == body.id ? "<b>\(body.shortName)</b>" : "<a href='/bodies/\(id)'>\(others[id]?.name ?? id.text)</a>"
    }

    private func peopleSheet(_ t: Language) -> HTML {
        """
        <section class="sheet mb-3"><div class="bar"><h2>\(t("Tài khoản"))</h2></div><ul class="plain">\(people, { "<li>\($0.name) <span class='soft'>\($0.displayName)</span></li>" })</ul></section>
        """
    }

    static var samples: [BodyShow] {
        var heir = Body.sample
        (heir.id, heir.name) = (ID("b2"), "Sở Y tế <mới>")
        return [
            BodyShow(
                body: .sample, otherNames: ["Sở Tư pháp TP"], parent: nil, groups: [BodyGroup.all[0]], children: [],
                functions: [
                    BodyFunction(
                        bodyId: ID("b1"), function: .legalAid, validFrom: .sample, validTo: Day(number: 20_270), source: "Luật Trợ giúp pháp lý 2017",
                        mark: .sure)
                ],
                around: [
                    Succession(
                        reorganisationId: ID("r1"), position: 0, act: .merge, fromId: ID("b1"), toId: ID("b2"), function: nil, share: nil, isMain: true,
                        note: "nhập")
                ], others: [ID("b2"): heir], reorganisations: [ID("r1"): .sample], people: [.sample], owed: OwedLine.samples, chart: nil,
                today: .sample, history: LedgerLine.samples)
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
