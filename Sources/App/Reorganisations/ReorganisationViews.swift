import Domain

/// What has been and will be reorganised.
struct ReorganisationList: View {
    var lines: [Reorganisation]
    var today: Day
    var mayPlan: Bool

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Tổ chức thay đổi khi nào?"), lead: "<a href='/bodies'>\(t("Cơ quan"))</a>",
            acts: mayPlan ? "<a class='btn btn-primary' href='/reorganisations/new'>\(t("Lập việc sắp xếp"))</a>" : .nothing,
            """
            \(if: lines.isEmpty, "<p class='sheet p-3'>\(t("Chưa có việc sắp xếp nào."))</p>")
            \(lines, { line in
                """
                <section class="sheet p-3 mb-3"><h2><a href="/reorganisations/\(line.id)">\(line.name)</a> \(line.badge(t, on: today))</h2>
                <p class="mb-0 soft">\(t("có hiệu lực từ {0}", line.takesEffectOn.written)) · \(line.source)</p></section>
                """
            })
            """)
    }

    static var samples: [ReorganisationList] {
        [ReorganisationList(lines: [.sample], today: .sample, mayPlan: true), ReorganisationList(lines: [], today: .sample, mayPlan: false)]
    }
}

/// One reorganisation: who becomes whom, and what goes with it.
struct ReorganisationShow: View {
    /// How many records of a kind go from one body to its heir.
    struct Move: Equatable, Sendable {
        var from: ID<Body>
        var to: ID<Body>
        var counts: [HandOver.Noun: Int]
    }

    var reorganisation: Reorganisation
    /// Some at a time: a province has a thousand.
    var heirs: [Succession]
    /// Place of the first of them, from 0, and how many there are.
    var from: Int
    var heirCount: Int
    var endingCount: Int
    var moves: [Move]
    var bodies: [ID<Body>: Body]
    var today: Day
    var mayCarryOut: Bool
    var isBuiltOn: Bool
    var filled: Filled?
    var history: [LedgerLine]

    static func counted(_ moves: [HandOver]) -> [Move] {
        var list: [Move] = [], places: [String: Int] = [:]
        for move in moves {
            let key = move.fromId.text + move.toId.text
            if places[key] == nil {
                places[key] = list.count
                list.append(Move(from: move.fromId, to: move.toId, counts: [:]))
            }
            if let at = places[key] { list[at].counts[move.noun, default: 0] += 1 }
        }
        return list
    }

    func html(_ f: Frame) -> HTML {
        let t = f.t, isDone = reorganisation.state == .done
        return f.page(
            reorganisation.name,
            lead:
                "<a href='/reorganisations'>\(t("Sắp xếp tổ chức"))</a> · \(t("có hiệu lực từ {0}", reorganisation.takesEffectOn.written)) · \(reorganisation.source)",
            acts: mayCarryOut ? act(f) : .nothing,
            """
            \(filled.map { f.refused($0, shown: []) })<p>\(reorganisation.badge(t, on: today)) \(t("{0} cơ quan kết thúc hoặc giao chức năng", String(endingCount)))</p>
            <section class="sheet mb-3"><div class="bar"><h2>\(isDone ? t("Đã bàn giao gì?") : t("Sẽ bàn giao gì?"))</h2><span class="soft">\(totals(t))</span></div>
            \(if: moves.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Không có việc đang mở, tài khoản hay kế hoạch nào phải bàn giao."))</p>")\(if: !moves.isEmpty, moveTable(t))</section>
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Ai kế thừa ai?"))</h2><span class="soft">\(heirCount)</span></div>\(heirTable(t))\(if: heirCount > heirs.count, pager(t))</section>
            \(LedgerLine.panel(history, f))
            """)
    }

    private func act(_ f: Frame) -> HTML {
        let t = f.t, path = "/reorganisations/\(reorganisation.id)"
        switch reorganisation.state {
        case .planned where today >= reorganisation.takesEffectOn:
            return "<form method='post' action='\(path)/execution'>\(f.token)<button class='btn btn-primary'>\(t("Thực hiện và bàn giao"))</button></form>"
        case .planned: return "<span class='soft'>\(t("thực hiện được từ {0}", reorganisation.takesEffectOn.written))</span>"
        case .done where isBuiltOn: return "<span class='soft'>\(t("đã có việc làm tiếp: không hoàn tác được"))</span>"
        case .done: return "<form method='post' action='\(path)/undoing'>\(f.token)<button class='btn btn-outline-danger'>\(t("Hoàn tác"))</button></form>"
        }
    }

    private func totals(_ t: Language) -> String {
        func sum(_ noun: HandOver.Noun) -> String { NumberText.of(Double(moves.compactMap { $0.counts[noun] }.reduce(0, +))) }
        return t("{0} phần việc đang mở, {1} tài khoản, {2} kế hoạch", sum(.assignments), sum(.accounts), sum(.plans))
    }

    private func moveTable(_ t: Language) -> HTML {
        """
        <div class="table-responsive" tabindex="0" role="region" aria-label="\(t("Bàn giao"))"><table class="table"><thead><tr><th>\(t("Từ"))</th><th>\(t("Đến"))</th><th class="number">\(t("Phần việc"))</th>
        <th class="number">\(t("Tài khoản"))</th><th class="number">\(t("Kế hoạch"))</th></tr></thead><tbody>\(moves, { move in
            """
            <tr><td>\(link(move.from))</td><td>\(link(move.to))</td><td class="number"><a href="/reorganisations/\(reorganisation.id)/hand-over?from=\(move.from)&amp;to=\(move.to)" aria-label="\(t("{0} phần việc, xem từng mục", String(move.counts[.assignments] ?? 0)))">\(move.counts[.assignments] ?? 0)</a></td><td class="number">\(move.counts[.accounts] ?? 0)</td><td class="number">\(move.counts[.plans] ?? 0)</td></tr>
            """
        })</tbody></table></div>
        """
    }

    private func heirTable(_ t: Language) -> HTML {
        """
        <div class="table-responsive" tabindex="0" role="region" aria-label="\(t("Kế thừa"))"><table class="table"><thead><tr><th>\(t("Kết thúc hoặc giao"))</th><th>\(t("Cách"))</th><th>\(t("Kế thừa"))</th>
        <th>\(t("Phần"))</th><th>\(t("Quy tắc"))</th></tr></thead><tbody>\(heirs, { heir in
            """
            <tr><td>\(link(heir.fromId))</td><td>\(heir.act.label(t))</td><td>\(heir.toId.map(link) ?? "–")\(if: heir.isMain, " <span class='soft'>(\(t("chính")))</span>")</td>
            <td>\(heir.function?.label(t) ?? heir.share.map { NumberText.of($0 * 100) + " %" } ?? "")</td><td>\(heir.note)</td></tr>
            """
        })</tbody></table></div>
        """
    }

    static let pageLength = 100

    private func pager(_ t: Language) -> HTML {
        let last = from + heirs.count
        return """
            <p class="p-3 mb-0">\(if: from > 0, "<a href='?from=\(max(0, from - Self.pageLength))'>\(t("Trước"))</a> · ")\(t("{0} đến {1} trên {2}", String(from + 1), String(last), String(heirCount)))\(if: last < heirCount, " · <a href='?from=\(last)'>\(t("Sau"))</a>")</p>
            """
    }

    private func link(_ id: ID<Body>) -> HTML { "<a href='/bodies/\(id)'>\(bodies[id]?.name ?? id.text)</a>" }

    static var samples: [ReorganisationShow] {
        var heir = Body.sample
        (heir.id, heir.name) = (ID("b2"), "Sở Tư pháp mới")
        let successions = [
            Succession(
                reorganisationId: ID("r1"), position: 0, act: .split, fromId: ID("b1"), toId: ID("b2"), function: nil, share: 0.6, isMain: true,
                note: "chia theo địa bàn"),
            Succession(
                reorganisationId: ID("r1"), position: 1, act: .dissolve, fromId: ID("b1"), toId: nil, function: .victimSupport, share: nil, isMain: false,
                note: ""),
        ]
        let planned = ReorganisationShow(
            reorganisation: .sample, heirs: successions, from: 100, heirCount: 855, endingCount: 586,
            moves: [Move(from: ID("b1"), to: ID("b2"), counts: [.assignments: 12, .accounts: 1])],
            bodies: [ID("b1"): .sample, ID("b2"): heir], today: .sample, mayCarryOut: true, isBuiltOn: false, filled: nil, history: [])
        var done = planned
        (done.reorganisation.state, done.moves) = (.done, [])
        return [planned, done]
    }
}

extension Reorganisation {
    func badge(_ t: Language, on day: Day) -> HTML {
        switch state {
        case .done: "<span class='state done'>✓ \(t("đã thực hiện"))</span>"
        case .planned where day >= takesEffectOn: "<span class='state late'>◔ \(t("đã đến ngày, chưa thực hiện"))</span>"
        case .planned: "<span class='state soon'>◔ \(t("dự kiến"))</span>"
        }
    }

    static let sample = Reorganisation(
        id: ID("r1"), code: "hn-2025-07-01", name: "Bỏ cấp huyện, sắp xếp cấp xã của Hà Nội", source: "NQ 202/2025/QH15",
        takesEffectOn: Day(number: 20_270), state: .planned, doneAt: nil, version: 1)
}

extension Succession.Act {
    func label(_ t: Language) -> String {
        switch self {
        case .merge: t("nhập")
        case .split: t("chia")
        case .rename: t("đổi tên")
        case .move: t("chuyển")
        case .dissolve: t("giải thể")
        }
    }
}

extension BodyFunction.Kind {
    func label(_ t: Language) -> String {
        switch self {
        case .victimSupport: t("tiếp nhận, hỗ trợ nạn nhân")
        case .childProtection: t("bảo vệ trẻ em")
        case .labourAbroad: t("lao động ngoài nước")
        case .vocationalEducation: t("giáo dục nghề nghiệp")
        case .drugRehabilitation: t("cai nghiện ma túy")
        case .telecoms: t("viễn thông")
        case .press: t("báo chí")
        case .legalAid: t("trợ giúp pháp lý")
        case .hotline: t("đường dây nóng")
        case .foreignAffairs: t("ngoại vụ")
        case .crimeReports: t("tiếp nhận tố giác, tin báo")
        case .genderEquality: t("bình đẳng giới")
        }
    }
}

extension BodyFunction.Mark {
    func label(_ t: Language) -> String {
        switch self {
        case .sure: t("chắc chắn")
        case .likely: t("nhiều khả năng")
        case .unverified: t("chưa kiểm chứng")
        }
    }
}
