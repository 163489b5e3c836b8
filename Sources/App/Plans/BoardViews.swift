import Domain

/// Where a plan stands: the year, duties × bodies, targets, reports.
struct BoardShow: View {
    var plan: Plan
    var today: Day
    /// Those shown.
    var duties: [Duty]
    var dutyCount: Int
    /// What is late, by body, where only that is asked for.
    var late: [OwedLine]
    var board: Board
    var bodyCount: Int
    var assignmentCount: Int
    var lateCount: Int
    var targets: [TargetLine]
    var reports: [ReportCalendar.Period]
    var marks: [YearLine.Mark]
    var onlyLate: Bool
    /// The day whose bodies make the columns; `nil`: those that it was given to.
    var chart: Day?
    var history: [LedgerLine]

    /// - Parameter chart: the day whose bodies make the columns; `nil` leaves each assignment with the body that it was given to.
    static func load(_ id: ID<Plan>, _ tx: Tx, onlyLate: Bool, chart: Day? = nil) throws -> BoardShow {
        let plan = try tx.plans.find(id), lineage = try chart.map { _ in try tx.reorganisations.lineage() }
        func now(_ body: ID<Body>) -> ID<Body> { chart.flatMap { lineage?.main(of: body, on: $0) } ?? body }
        let assignments = try tx.assignments.list(.init(plan: id)).map { assignment in
            var shown = assignment
            shown.bodyId = now(assignment.bodyId)
            return shown
        }
        let bodies: [Body] = try tx.bodies.those(Set(assignments.map(\.bodyId)))
        let named = Set(try tx.duties.assignees(ofPlan: id).values.joined().compactMap(\.bodyId).map(now))
        let late = Set(assignments.filter { $0.standing(on: tx.today).rank == 0 }.map(\.dutyId))
        let duties = try tx.duties.of(plan: id).filter { $0.review != .dropped }
        let dates = try tx.duties.dates(ofPlan: id), reporting = Set(try tx.plans.rules(of: id).map(\.dutyId))
        return BoardShow(
            plan: plan, today: tx.today, duties: duties.filter { !onlyLate || late.contains($0.id) }, dutyCount: duties.count,
            late: onlyLate ? try tx.assignments.lines(.init(plan: id, chart: chart)).filter { $0.assignment.standing(on: tx.today).rank == 0 } : [],
            board: Board(
                assignments: assignments, bodies: Dictionary(uniqueKeysWithValues: bodies.map { ($0.id, $0) }),
                named: named.intersection(assignments.map(\.bodyId)), on: tx.today),
            bodyCount: bodies.count, assignmentCount: assignments.count,
            lateCount: assignments.count { $0.standing(on: tx.today).rank == 0 }, targets: try TargetLine.of(plan, tx),
            reports: ReportCalendar.periods(of: assignments, on: tx.today),
            marks: YearLine.marks(duties: duties.filter { duty in !reporting.contains(duty.id) }, dates: dates, year: plan.year ?? 0),
            onlyLate: onlyLate, chart: chart, history: try tx.ledger.of(record: id.text))
    }

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Chương trình {0} đang ở đâu?", plan.year.map(String.init) ?? ""),
            lead: """
                \(t("KH {0}", plan.label)) · \(plan.issuer) · \(t("{0} nhiệm vụ, {1} phần việc, {2} cơ quan", String(dutyCount), NumberText.of(Double(assignmentCount)), String(bodyCount))) ·
                <a href="/plans/\(plan.id)/paper">\(t("đọc văn bản"))</a> · <a href="/plans/\(plan.id)/figures">\(t("số liệu đã báo"))</a> · <a href="/plans/\(plan.id)/assignments.csv">\(t("tải bảng (CSV)"))</a>
                """,
            acts: lateCount == 0 && !onlyLate
                ? .nothing
                : onlyLate
                    ? "<a class='btn btn-outline-secondary' href='/plans/\(plan.id)'>\(t("Mọi nhiệm vụ"))</a>"
                    : "<a class='btn btn-primary' href='?only=late'>\(t("Xem {0} phần việc quá hạn", NumberText.of(Double(lateCount))))</a>",
            """
            \(YearLine(plan: plan.id, year: plan.year ?? today.year, today: today, marks: marks, reports: reports).html(f))
            \(if: onlyLate, "<section class='sheet mb-3'><div class='bar'><h2>\(t("Ai đang quá hạn?"))</h2><span class='soft'>\(late.count)</span></div>\(late, { $0.html(f, on: today, showsBody: true) })</section>")
            \(f.asOf(chart ?? plan.signedOn ?? today, path: "/plans/\(plan.id)"))<section class="sheet mb-3 wide"><div class="bar"><h2>\(t("Nhiệm vụ × cơ quan"))</h2>\(legend(t))</div>\(matrix(t))</section>
            <div class="two"><div>\(ReportCalendar.table(reports, plan, f))</div>
            <div><section class="sheet mb-3"><div class="bar"><h2>\(t("Chỉ tiêu, đúng như văn bản"))</h2></div>\(targets, { $0.html(plan, f) })</section>
            \(LedgerLine.panel(history, f))</div></div>
            """)
    }

    private func legend(_ t: Language) -> HTML {
        let shown: [Standing] = [.done, .declared, .inHand, .nothingYet]
        return """
            <span class="legend">\(shown, { $0.badge(t) })<span class="state soon">◔ \(t("sắp hạn"))</span><span class="state late">✕ \(t("quá hạn"))</span>
            <span class="soft">\(t("viền đậm: chủ trì; số: xong / tổng"))</span></span>
            """
    }

    private func matrix(_ t: Language) -> HTML {
        """
        <div class="table-responsive" tabindex="0" role="region" aria-label="\(t("Nhiệm vụ × cơ quan"))"><table class="matrix"><thead><tr><th scope="col">\(t("Nhiệm vụ"))</th>\(board.columns, { column in
            "<th scope='col' class='body'><span>\(column.label(t))</span></th>"
        })</tr></thead><tbody>\(duties, { row($0, t) })</tbody></table></div>
        """
    }

    private func row(_ duty: Duty, _ t: Language) -> HTML {
        let cells = Array(zip(board.columns, board.rows[duty.id] ?? Array(repeating: nil, count: board.columns.count)))
        return """
            <tr><th scope="row" class="duty"><a href="/duties/\(duty.id)">\(duty.code)</a> \(duty.text.shortened(to: 80))\(if: board.rows[duty.id] == nil, " <span class='unsure'>\(t("không cơ quan nào nhận"))</span>")</th>\(cells, { column, cell in
                cell.map { self.cell($0, column, duty, t) } ?? "<td>"
            })</tr>
            """
    }

    private func cell(_ cell: BoardCell, _ column: BoardColumn, _ duty: Duty, _ t: Language) -> HTML {
        let isMany = column.body == nil
        let words =
            "\(duty.code), \(column.label(t)): \(cell.standing.label(t))"
            + (isMany ? ", " + t("{0} trên {1} xong", String(cell.doneCount), String(cell.total)) : "")
        return """
            <td class="cell \(cell.standing.style)\(if: cell.isLead, " lead-mark")"><a href="/duties/\(duty.id)?\(column.query)\(chart.map { "&amp;on=\($0.description)" as HTML })" aria-label="\(words)">\
            \(cell.standing.sign)\(if: isMany, "<small>\(cell.doneCount)/\(cell.total)</small>")</a></td>
            """
    }

    static var samples: [BoardShow] {
        var other = Body.sample, assignments = OwedLine.samples.map(\.assignment)
        other.id = ID("b2")
        other.level = .district
        other.kind = .peoplesCommittee
        for i in assignments.indices.dropFirst(2) { assignments[i].bodyId = other.id }
        assignments[0].role = .lead
        let board = Board(assignments: assignments, bodies: [ID("b1"): .sample, other.id: other], named: [ID("b1")], on: .sample)
        return [
            BoardShow(
                plan: .sample, today: .sample, duties: [.sample], dutyCount: 39, late: [], board: board, bodyCount: 2, assignmentCount: assignments.count,
                lateCount: 1,
                targets: TargetLine.samples, reports: ReportCalendar.periods(of: assignments, on: .sample),
                marks: [YearLine.Mark(from: Day(number: 19_905), to: Day(number: 19_996), label: "Cao điểm", duty: ID("d1"))], onlyLate: false, chart: .sample,
                history: LedgerLine.samples)
        ]
    }
}
