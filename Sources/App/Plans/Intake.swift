import Domain
import Reader

/// Turns a reading into a plan under review: every proposal with its place on the paper, names looked up on the chart.
struct Intake {
    let tx: Tx
    let province: String
    let office: ID<Body>

    /// Stores the reading.
    /// - Throws: `Refusal.conflict` if a plan of the province bears the number already.
    func take(_ read: ReadPlan) throws -> Plan {
        let plan = plan(read.reading.document)
        try tx.plans.refuseSecond(plan)
        try tx.insert(plan, in: .plans)
        for (i, line) in read.lines.enumerated() {
            let kept = PlanLine(
                planId: plan.id, number: i + 1, source: line.source, text: line.text, confidence: bounded(line.confidence), page: line.page)
            try tx.add(kept, to: .planLines)
        }
        try takeHead(read.reading, plan)
        let duties = try takeDuties(read.reading, plan)
        try takeRules(read.reading, plan, duties)
        // Once more, now that the documents that they name are there.
        try tx.search.index(plan)
        for duty in duties { try tx.search.index(duty) }
        return plan
    }

    private func plan(_ document: ReadDocument) -> Plan {
        Plan(
            id: tx.newID(), province: province, officeId: office, number: document.number, issuer: document.issuer, signedOn: document.date.flatMap { Day($0) },
            kind: document.kind, title: document.title, year: document.year, state: .read, issuedAt: nil, version: 1)
    }

    private func takeHead(_ reading: Reading, _ plan: Plan) throws {
        for (i, reference) in reading.document.legalBasis.enumerated() {
            try tx.add(
                PlanReference(planId: plan.id, position: i, number: reference.number, date: reference.date, issuer: reference.issuer), to: .planReferences)
        }
        for (i, item) in reading.objectives.enumerated() {
            try tx.insert(
                Objective(
                    id: tx.newID(), planId: plan.id, position: i, code: item.id, text: item.text, firstLine: item.source?.firstLine,
                    lastLine: item.source?.lastLine),
                in: .objectives)
        }
        for (i, target) in reading.targets.enumerated() {
            guard let comparator = Target.Comparator(rawValue: target.comparator.rawValue) else { continue }
            try tx.insert(
                Target(
                    id: tx.newID(), planId: plan.id, position: i, code: target.id, text: target.text, comparator: comparator, value: target.value,
                    unit: target.unit, firstLine: target.source?.firstLine, lastLine: target.source?.lastLine, measure: .guess(target.text)),
                in: .targets)
        }
        for (i, finding) in reading.findings.enumerated() {
            let kept = Domain.Finding(
                id: tx.newID(), planId: plan.id, position: i, kind: finding.kind.rawValue, message: finding.message, firstLine: finding.source?.firstLine,
                isSettled: false, version: 1)
            try tx.add(kept, to: .findings)
        }
    }

    private func takeDuties(_ reading: Reading, _ plan: Plan) throws -> [Duty] {
        let chart = try tx.bodies.chart(of: province, on: plan.signedOn ?? tx.today)
        var duties: [Duty] = [], codes: Set<String> = []
        for (i, read) in (reading.tasks + reading.duties).enumerated() {
            var code = read.id
            while !codes.insert(code).inserted { code += "'" }
            let duty = Duty(
                id: tx.newID(), planId: plan.id, position: (i + 1) * 10, code: code, section: read.section, heading: read.heading, text: read.text,
                firstLine: read.source.firstLine, lastLine: read.source.lastLine, startsOn: read.from.flatMap { Day($0) },
                endsOn: Self.lastDay(read), officeDueOn: nil, isInherited: read.inheritedAssignment, confidence: bounded(read.confidence),
                review: .proposed, version: 1)
            try tx.insert(duty, in: .duties)
            let rules = reading.reporting.filter { $0.dueIs == .before && (read.source.firstLine...read.source.lastLine).contains($0.source.firstLine) }
            var befores = Set(rules.flatMap(\.due))
            if let to = read.to, read.isBefore { befores.insert(String(to.suffix(5))) }
            try takeParts(read, of: duty, year: plan.year, befores: befores, chart)
            duties.append(duty)
        }
        return duties
    }

    /// The last day of the period. A day that the duty must be done before is kept among its days, which say so; here only where they lack it.
    private static func lastDay(_ read: ReadDuty) -> Day? {
        guard let to = read.to, let day = Day(to), read.isBefore else { return read.to.flatMap { Day($0) } }
        return read.dates.contains { $0.date == to } ? nil : day.adding(days: -1)
    }

    /// - Parameter befores: days that the duty or its report rules call "trước ngày", as `06-18`.
    private func takeParts(_ read: ReadDuty, of duty: Duty, year: Int?, befores: Set<String>, _ chart: Chart) throws {
        for (i, read) in read.dates.enumerated() {
            guard let day = Self.day(read.date, year: year) else { continue }
            let before = befores.contains(String(day.description.suffix(5)))
            let date = DutyDate(dutyId: duty.id, position: i, day: day, what: read.what, isDue: before || Day(read.date) != nil, isBefore: before)
            try tx.add(date, to: .dutyDates)
        }
        for (i, text) in read.references.enumerated() { try tx.add(DutyReference(dutyId: duty.id, position: i, text: text), to: .dutyReferences) }
        for (i, assignment) in read.assignments.enumerated() {
            var assignee = Assignee(
                id: tx.newID(), dutyId: duty.id, position: i, role: Assignee.Role(rawValue: assignment.role.rawValue) ?? .implement, name: assignment.org,
                asWritten: assignment.asWritten, bodyId: nil, groupCode: nil, isOpen: false, version: 1)
            assignee.resolve(to: chart.find(assignment.org) ?? chart.find(assignment.asWritten))
            try tx.insert(assignee, in: .assignees)
        }
    }

    private func takeRules(_ reading: Reading, _ plan: Plan, _ duties: [Duty]) throws {
        var position = 0
        for read in reading.reporting {
            let stated = duties.last { ($0.firstLine ?? .max) <= read.source.firstLine && read.source.firstLine <= ($0.lastLine ?? 0) }
            guard let duty = stated ?? duties.last, let period = ReportRule.Period(rawValue: read.period.rawValue) else { continue }
            for due in read.due.isEmpty ? [nil] : read.due.map(Optional.some) {
                try tx.insert(
                    ReportRule(
                        id: tx.newID(), planId: plan.id, position: position, dutyId: duty.id, period: period, dueDay: due, isBefore: read.dueIs == .before,
                        windowFrom: (read.window?.from).flatMap { Day($0) }, windowTo: (read.window?.to).flatMap { Day($0) }),
                    in: .reportRules)
                position += 1
            }
        }
    }

    /// `2024-07-30`, or `07-30` in the plan's year.
    private static func day(_ text: String, year: Int?) -> Day? {
        Day(text) ?? year.flatMap { Day("\($0)-\(text)") }
    }

    private func bounded(_ share: Double) -> Double { min(1, max(0, share)) }
}
