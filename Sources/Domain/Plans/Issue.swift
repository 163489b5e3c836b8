/// All that is needed to turn a reviewed plan into what bodies owe.
public struct ReviewedPlan: Sendable {
    public var duties: [Duty]
    public var dates: [ID<Duty>: [DutyDate]]
    public var assignees: [ID<Duty>: [Assignee]]
    public var rules: [ReportRule]

    public init(duties: [Duty], dates: [ID<Duty>: [DutyDate]], assignees: [ID<Duty>: [Assignee]], rules: [ReportRule]) {
        self.duties = duties
        self.dates = dates
        self.assignees = assignees
        self.rules = rules
    }

    public var kept: [Duty] { duties.filter { $0.review != .dropped } }

    /// Duties with a name on paper that is not yet found on the chart.
    public var unresolved: [Duty] {
        kept.filter { duty in (assignees[duty.id] ?? []).contains { !$0.isResolved } }
    }

    /// Duties with a body that does not exist on the chart's day.
    func namingGone(from chart: Chart) -> [Duty] {
        let there = Set(chart.bodies.map(\.id))
        return kept.filter { duty in (assignees[duty.id] ?? []).contains { $0.bodyId.map { !there.contains($0) } ?? false } }
    }

    /// Duties that name nobody.
    public var unassigned: [Duty] { kept.filter { (assignees[$0.id] ?? []).isEmpty } }
}

extension Plan {
    /// Issues the plan: each duty becomes assignments, one a body and role, and each report rule one a reporter and period.
    ///
    /// Reports whose last day had passed before the plan was signed are not owed under it. A body that bears a duty in several roles
    /// sends each report once, in the first of them that reports; rules that ask for the same report ask once.
    /// - Parameter makeID: gives the ids of the new assignments.
    /// - Throws: `.conflict` if already issued, without duties, or while a name is unresolved; `.invalid` naming `number`, `signedOn` or `year`.
    public mutating func issue(
        _ reviewed: ReviewedPlan, chart: Chart, at moment: Moment, makeID: () -> ID<Assignment>
    ) throws(Refusal) -> [Assignment] {
        try refuseUnlessOpen()
        let (signedOn, year) = try heading()
        guard !reviewed.kept.isEmpty else { throw .conflict("Kế hoạch chưa có nhiệm vụ nào.") }
        guard reviewed.unresolved.isEmpty else {
            throw .conflict("Còn cơ quan chưa xác định trong: " + reviewed.unresolved.map(\.code).joined(separator: ", ") + ".")
        }
        let gone = reviewed.namingGone(from: chart)
        guard gone.isEmpty else {
            throw .conflict("Có cơ quan không còn (hoặc chưa có) vào ngày ký trong: " + gone.map(\.code).joined(separator: ", ") + ".")
        }
        var made: [Assignment] = []
        for duty in reviewed.kept {
            let rules = reviewed.rules.filter { $0.dutyId == duty.id && $0.dueDay != nil }
            let due = duty.due(dates: reviewed.dates[duty.id] ?? [], year: year)
            var reporters: Set<ID<Body>> = []
            for (body, role) in Self.bearers(of: reviewed.assignees[duty.id] ?? [], chart: chart) {
                let template = Assignment(
                    id: makeID(), planId: id, dutyId: duty.id, bodyId: body, province: province, role: role, period: nil, windowFrom: nil, windowTo: nil,
                    dueOn: due.on, dueBecause: due.because, state: .given, answeredAt: nil, doneOn: nil, holderId: nil, version: 1)
                let isReporter = body != officeId && role != .coordinate
                if isReporter && reporters.contains(body) { continue }
                let reports = isReporter ? template.reports(under: rules, year: year, signedOn: signedOn, makeID: makeID) : []
                if !reports.isEmpty { reporters.insert(body) }
                made += reports.isEmpty ? [template] : reports
            }
        }
        state = .issued
        issuedAt = moment
        return made
    }

    private func heading() throws(Refusal) -> (Day, Int) {
        var wrong: [String: String] = [:]
        if number == nil { wrong["number"] = "Cần số, ký hiệu văn bản trước khi ban hành." }
        if signedOn == nil { wrong["signedOn"] = "Trên giấy để trống ngày ký; cần ngày ký trước khi ban hành." }
        if year == nil { wrong["year"] = "Cần năm kế hoạch trước khi ban hành." }
        guard let signedOn, let year, wrong.isEmpty else { throw .invalid(wrong) }
        return (signedOn, year)
    }

    /// Bodies and roles of one duty: a body that is named keeps its own roles and is left out of the groups.
    ///
    /// Bodies of the centre bear nothing: a province's plan names them as partners and cannot give them work.
    static func bearers(of assignees: [Assignee], chart: Chart) -> [(ID<Body>, Assignee.Role)] {
        let own = Set(chart.bodies.filter { $0.province == chart.province }.map(\.id))
        var list: [(ID<Body>, Assignee.Role)] = []
        func add(_ body: ID<Body>, _ role: Assignee.Role) {
            if !list.contains(where: { $0.0 == body && $0.1 == role }) { list.append((body, role)) }
        }
        for assignee in assignees {
            if let body = assignee.bodyId, own.contains(body) { add(body, assignee.role) }
        }
        let named = Set(list.map(\.0))
        var roleInGroups: [ID<Body>: Set<Assignee.Role>] = [:]
        for assignee in assignees {
            guard let group = assignee.groupCode.flatMap(BodyGroup.named) else { continue }
            for body in chart.members(of: group) where !named.contains(body.id) {
                guard roleInGroups[body.id, default: []].insert(assignee.role).inserted else { continue }
                add(body.id, assignee.role)
            }
        }
        return list
    }
}

extension Assignment {
    /// This assignment once for each report that falls due after the plan was signed.
    fileprivate func reports(under rules: [ReportRule], year: Int, signedOn: Day, makeID: () -> ID<Assignment>) -> [Assignment] {
        var asked: Set<[String?]> = []
        return rules.flatMap { rule in
            rule.dues(in: year).filter { $0.on >= signedOn }.compactMap { due in
                let key = [due.period, due.on.description, rule.windowFrom?.description, rule.windowTo?.description]
                guard asked.insert(key).inserted else { return nil }
                var report = self
                report.id = makeID()
                report.period = due.period
                report.windowFrom = rule.windowFrom
                report.windowTo = rule.windowTo
                report.dueOn = due.on
                report.dueBecause = rule.isBefore ? .reportBefore : .reportOn
                return report
            }
        }
    }
}
