import Domain

/// What bodies have counted in their answers to one plan, as organised on a chosen day.
struct FiguresShow: View {
    /// One figure with its sum and the bodies that make it up.
    struct Figure: Sendable {
        var name: String
        var roll: RollUp
    }

    var plan: Plan
    var day: Day
    var figures: [Figure]
    var bodies: [ID<Body>: Body]
    /// Bodies that gave a figure, and all that bear the plan: a total never travels alone.
    var givenCount: Int
    var bearerCount: Int

    /// - Parameter day: `nil` keeps every figure with the body that recorded it.
    static func load(_ id: ID<Plan>, on day: Day?, _ tx: Tx) throws -> FiguresShow {
        let plan = try tx.plans.find(id), recorded = try tx.assignments.figures(of: id), lineage = try tx.reorganisations.lineage()
        let chart = day ?? plan.signedOn ?? tx.today
        var names: [String: String] = [:]
        for figure in recorded where names[figure.name.folded] == nil { names[figure.name.folded] = figure.name }
        let figures = Dictionary(grouping: recorded, by: { $0.name.folded }).map { key, lines in
            Figure(name: names[key] ?? key, roll: RollUp(lines.map { ($0.bodyId, $0.value) }, through: lineage, on: chart))
        }.sorted { $0.name.folded < $1.name.folded }
        let shown = Set(figures.flatMap { $0.roll.lines.flatMap { [$0.body] + $0.from } })
        return FiguresShow(
            plan: plan, day: chart, figures: figures, bodies: Dictionary(uniqueKeysWithValues: try tx.bodies.those(shown).map { ($0.id, $0) }),
            givenCount: Set(recorded.map(\.bodyId)).count, bearerCount: Set(try tx.assignments.list(.init(plan: id)).map(\.bodyId)).count)
    }

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Các cơ quan đã báo những số nào?"),
            lead:
                "<a href='/plans/\(plan.id)'>\(t("KH {0}", plan.label))</a> · \(t("{0} trên {1} cơ quan có báo số; cộng mọi lần báo", String(givenCount), String(bearerCount)))",
            """
            \(f.asOf(day, path: "/plans/\(plan.id)/figures"))
            \(if: figures.isEmpty, "<p class='sheet p-3'>\(t("Chưa cơ quan nào báo số liệu."))</p>")\(figures, { sheet($0, t) })
            """)
    }

    private func sheet(_ figure: Figure, _ t: Language) -> HTML {
        """
        <section class="sheet mb-3"><div class="bar"><h2>\(figure.name)</h2><b>\(NumberText.of(figure.roll.sum))</b><span class="soft">\(t("{0} cơ quan", String(figure.roll.lines.count)))</span></div>
        <div class="table-responsive" tabindex="0" role="region" aria-label="\(figure.name)"><table class="table"><thead><tr><th>\(t("Cơ quan"))</th><th class="number">\(t("Số"))</th><th>\(t("Ghi bởi"))</th>
        <th>\(t("Quy tắc"))</th></tr></thead><tbody>\(figure.roll.lines.sorted { name($0.body) < name($1.body) }, { line in
            """
            <tr><td><a href="/bodies/\(line.body)">\(name(line.body))</a></td><td class="number">\(NumberText.of(line.count))</td><td>\(line.from.map(name).joined(separator: ", "))</td><td>\(line.rules.joined(separator: "; "))</td></tr>
            """
        })</tbody></table></div></section>
        """
    }

    private func name(_ id: ID<Body>) -> String { bodies[id]?.name ?? id.text }

    static var samples: [FiguresShow] {
        var heir = Body.sample
        (heir.id, heir.name) = (ID("b2"), "Sở Tư pháp mới")
        let lineage = Lineage(
            successions: [
                Succession(
                    reorganisationId: ID("r"), position: 0, act: .merge, fromId: ID("b1"), toId: ID("b2"), function: nil, share: nil, isMain: true,
                    note: "nhập nguyên trạng")
            ], days: [ID("r"): .sample])
        let figure = Figure(name: "Buổi tuyên truyền", roll: RollUp([(ID("b1"), 21)], through: lineage, on: .sample))
        return [
            FiguresShow(plan: .sample, day: .sample, figures: [figure], bodies: [ID("b1"): .sample, ID("b2"): heir], givenCount: 1, bearerCount: 65),
            FiguresShow(plan: .sample, day: .sample, figures: [], bodies: [:], givenCount: 0, bearerCount: 65),
        ]
    }
}
