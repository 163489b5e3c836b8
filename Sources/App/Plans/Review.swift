import Domain
import Storage
import Vault

/// What a person does to a plan under review; pages and the demonstration's file of corrections go through here alike.
struct Review {
    let tx: Tx

    /// What a form says about one duty.
    struct Correction: Sendable {
        var text: String
        var heading: String
        var startsOn: Day?
        var endsOn: Day?
        var officeDueOn: Day?
        /// In the order of the paper; those that are missing here are taken out.
        var assignees: [Named]
        /// Positions of the named days that are last days; `nil` leaves them as they are.
        var duePositions: Set<Int>?

        struct Named: Sendable {
            /// `nil` for one that the person adds.
            var id: ID<Assignee>?
            var role: Assignee.Role
            /// A body or group as the person wrote it.
            var name: String
            var isOpen: Bool
        }
    }

    /// Corrects a duty and marks it as checked.
    /// - Throws: `Refusal`; `.invalid` names every field that is wrong, "assignees" what is not on the chart.
    func correct(_ id: ID<Duty>, _ correction: Correction, version: Int? = nil, because reason: String? = nil) throws {
        var (duty, plan) = try open(id, version)
        let chart = try tx.bodies.chart(of: plan.province, on: plan.signedOn ?? tx.today)
        try Refusal.together([
            {
                try duty.correct(
                    text: correction.text, heading: correction.heading, startsOn: correction.startsOn, endsOn: correction.endsOn,
                    officeDueOn: correction.officeDueOn, signedOn: plan.signedOn)
            },
            { try assign(duty, correction.assignees, on: chart) },
        ])
        try tx.duties.save(duty, because: reason)
        if let positions = correction.duePositions { try tx.duties.setDue(positions, of: duty) }
    }

    private func assign(_ duty: Duty, _ named: [Correction.Named], on chart: Chart) throws {
        var unknown: [String] = []
        let known = try tx.duties.assignees(of: duty.id)
        for gone in known where !named.contains(where: { $0.id == gone.id }) { try tx.remove(gone, from: .assignees) }
        for (i, name) in named.enumerated() {
            let old = known.first { $0.id == name.id }
            let blank = Assignee(
                id: tx.newID(), dutyId: duty.id, position: i, role: name.role, name: name.name, asWritten: nil, bodyId: nil, groupCode: nil, isOpen: false,
                version: 1)
            var assignee = old ?? blank
            assignee.role = name.role
            assignee.position = i
            if name.isOpen {
                assignee.leaveOpen()
            } else if old == nil || name.name != old?.name || !assignee.isResolved || assignee.isOpen {
                guard let found = chart.find(name.name) else {
                    unknown.append(name.name)
                    continue
                }
                assignee.resolve(to: found)
                assignee.name = name.name
            }
            try old == nil ? tx.insert(assignee, in: .assignees) : tx.update(assignee, in: .assignees)
        }
        if !unknown.isEmpty {
            throw Refusal.invalid(["assignees": "Không có trong danh mục cơ quan: " + unknown.joined(separator: "; ") + "."])
        }
    }

    func check(_ id: ID<Duty>, version: Int? = nil) throws {
        var (duty, _) = try open(id, version)
        try duty.check()
        try tx.duties.save(duty)
    }

    func drop(_ id: ID<Duty>, version: Int? = nil) throws {
        var (duty, _) = try open(id, version)
        duty.drop()
        try tx.duties.save(duty)
    }

    func restore(_ id: ID<Duty>, version: Int? = nil) throws {
        var (duty, _) = try open(id, version)
        try duty.restore()
        try tx.duties.save(duty)
    }

    /// - Returns: the second part.
    func split(_ id: ID<Duty>, before opening: String, version: Int? = nil) throws -> Duty {
        var (duty, _) = try open(id, version)
        var second = try duty.split(before: opening, id: tx.newID())
        let codes = Set(try tx.duties.of(plan: duty.planId).map(\.code))
        while codes.contains(second.code) { second.code += "b" }
        try tx.duties.save(duty)
        try tx.duties.makeRoom(after: duty)
        try tx.insert(second, in: .duties)
        for var date in try tx.duties.dates(of: id) {
            date.dutyId = second.id
            try tx.add(date, to: .dutyDates)
        }
        for var reference in try tx.duties.references(of: id) {
            reference.dutyId = second.id
            try tx.add(reference, to: .dutyReferences)
        }
        for var assignee in try tx.duties.assignees(of: id) {
            assignee.id = tx.newID()
            assignee.dutyId = second.id
            assignee.version = 1
            try tx.insert(assignee, in: .assignees)
        }
        return second
    }

    /// Takes the next paragraph of the section up; that one is dropped.
    func mergeNext(_ id: ID<Duty>, version: Int? = nil) throws {
        var (duty, _) = try open(id, version)
        let later = try tx.duties.of(plan: duty.planId).filter { $0.position > duty.position && $0.review != .dropped }
        guard var next = later.first else { throw Refusal.conflict("Sau đoạn này không còn đoạn nào để gộp.") }
        try duty.merge(next)
        next.drop(mergedInto: id)
        try tx.duties.save(duty)
        try tx.duties.save(next)
        try tx.duties.hand(over: next.id, to: duty.id)
    }

    /// Adds a duty that the Reader did not see, at the end of its section.
    /// - Throws: `.invalid` naming `code` or `text`.
    func add(to planID: ID<Plan>, code: String, heading: String, text: String) throws -> Duty {
        let plan = try tx.plans.find(planID)
        try plan.refuseUnlessOpen()
        let duties = try tx.duties.of(plan: planID)
        var wrong: [String: String] = [:]
        if code.tidied.isEmpty { wrong["code"] = "Cần ký hiệu mục, ví dụ II.1-7." }
        if code.tidied.wholeMatch(of: #/[\p{L}\d.()'\-]{1,30}/#) == nil {
            wrong["code"] = "Ký hiệu mục chỉ gồm chữ, số và dấu . ( ) -, dài nhất 30, ví dụ II.1-7."
        }
        if duties.contains(where: { $0.code == code.tidied }) { wrong["code"] = "Mục này đã có: \(code.tidied)." }
        if text.tidied.isEmpty { wrong["text"] = "Nội dung nhiệm vụ không được để trống." }
        guard wrong.isEmpty else { throw Refusal.invalid(wrong) }
        let section = String(code.tidied.prefix { $0 != "-" && $0 != "(" })
        let last = duties.last { $0.section == section } ?? duties.last
        let duty = Duty(
            id: tx.newID(), planId: planID, position: (last?.position ?? 0) + 2, code: code.tidied, section: section,
            heading: heading.tidied.isEmpty ? last?.heading ?? "" : heading.tidied, text: text.tidied, firstLine: nil, lastLine: nil, startsOn: nil,
            endsOn: nil, officeDueOn: nil, isInherited: false, confidence: 1, review: .checked, version: 1)
        try tx.insert(duty, in: .duties)
        return duty
    }

    /// Issues the plan and gives every body what it owes.
    /// - Parameter seen: `seal` of what the person looked at; `nil` where nobody looked at a page.
    /// - Returns: how many assignments were made.
    /// - Throws: `.conflict` if it would be other work by now.
    func issue(_ id: ID<Plan>, seen: String? = nil) throws -> Int {
        let (plan, made) = try rehearseIssue(id)
        if let seen, seen != Self.seal(of: made) { throw Refusal.conflict("Kế hoạch vừa được sửa; hãy xem lại trước khi ban hành.") }
        try tx.plans.save(plan)
        try tx.assignments.add(made)
        return made.count
    }

    /// Tells whether issuing would still make what a person has seen: who owes what, in which role, for which period, until when.
    static func seal(of made: [Assignment]) -> String {
        let lines = made.map { "\($0.dutyId) \($0.bodyId) \($0.role) \($0.period ?? "") \($0.dueOn)" }
        return Digest.sha256(Array(lines.sorted().joined(separator: "\n").utf8))
    }

    /// What issuing would make; nothing is stored.
    func rehearseIssue(_ id: ID<Plan>) throws -> (plan: Plan, made: [Assignment]) {
        guard tx.viewer.mayReviewPlans else { throw Refusal.forbidden }
        var plan = try tx.plans.find(id)
        let chart = try tx.bodies.chart(of: plan.province, on: plan.signedOn ?? tx.today)
        let made = try plan.issue(tx.duties.reviewed(plan: id), chart: chart, at: tx.now) { tx.newID() }
        return (plan, made)
    }

    /// - Parameter version: the one that the person saw; `nil` where nobody looked at a page.
    /// - Throws: `.conflict` if it has changed since.
    private func open(_ id: ID<Duty>, _ version: Int? = nil) throws -> (Duty, Plan) {
        guard tx.viewer.mayReviewPlans else { throw Refusal.forbidden }
        let duty = try tx.duties.find(id)
        if let version, version != duty.version { throw Refusal.conflict("Người khác vừa sửa mục này; hãy tải lại trang rồi làm tiếp.") }
        let plan = try tx.plans.find(duty.planId)
        try plan.refuseUnlessOpen()
        return (duty, plan)
    }
}

extension Tx {
    var review: Review { Review(tx: self) }
}
