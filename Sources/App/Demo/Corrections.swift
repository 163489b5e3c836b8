import Domain

/// What a person corrected in one reading, as a file: each entry goes through the rules of `Review`.
///
/// Duties that are not named are checked as they were read.
struct Corrections: Decodable, Sendable {
    struct Heading: Decodable, Sendable {
        var number: String
        var issuer: String
        var title: String
        var signedOn: Day
        var year: Int
    }

    struct DutyLine: Decodable, Sendable {
        var text: String?
        var heading: String?
        var startsOn: Day?
        var endsOn: Day?
        var officeDueOn: Day?
        /// All who bear the duty; `nil` leaves them as they were read.
        var assignees: [Named]?
        var reason: String?
    }

    struct Named: Decodable, Sendable {
        var role: Assignee.Role
        var name: String
        var isOpen: Bool?
    }

    struct Added: Decodable, Sendable {
        var code: String
        var heading: String
        var text: String
    }

    var heading: Heading?
    var drop: [String]?
    var add: [Added]?
    var duties: [String: DutyLine]?

    /// - Throws: `StartRefusal` if an entry names a duty that was not read.
    func apply(to id: ID<Plan>, _ tx: Tx) throws {
        if let heading {
            var plan = try tx.plans.find(id)
            try plan.correct(number: heading.number, issuer: heading.issuer, title: heading.title, signedOn: heading.signedOn, year: heading.year)
            try tx.plans.save(plan)
        }
        for added in add ?? [] { _ = try tx.review.add(to: id, code: added.code, heading: added.heading, text: added.text) }
        let read = try tx.duties.of(plan: id)
        func duty(_ code: String) throws -> Duty {
            guard let duty = read.first(where: { $0.code == code }) else { throw StartRefusal("corrections: \(code)?") }
            return duty
        }
        for code in drop ?? [] { try tx.review.drop(try duty(code).id) }
        for (code, line) in (duties ?? [:]).sorted(by: { $0.key < $1.key }) { try correct(try duty(code), line, tx) }
        for left in try tx.duties.of(plan: id) where left.review == .proposed { try tx.review.check(left.id) }
        for var finding in try tx.plans.findings(of: id) {
            finding.isSettled = true
            try tx.update(finding, in: .findings)
        }
    }

    private func correct(_ duty: Duty, _ line: DutyLine, _ tx: Tx) throws {
        let known = try tx.duties.assignees(of: duty.id)
        let named =
            line.assignees.map { lines in
                lines.map { line in
                    let same = known.first { $0.name == line.name && $0.role == line.role }
                    return Review.Correction.Named(id: same?.id, role: line.role, name: line.name, isOpen: line.isOpen ?? false)
                }
            } ?? known.map { .init(id: $0.id, role: $0.role, name: $0.name, isOpen: $0.isOpen) }
        let correction = Review.Correction(
            text: line.text ?? duty.text, heading: line.heading ?? duty.heading, startsOn: line.startsOn ?? duty.startsOn,
            endsOn: line.endsOn ?? duty.endsOn, officeDueOn: line.officeDueOn ?? duty.officeDueOn, assignees: named)
        try tx.review.correct(duty.id, correction, because: line.reason)
    }
}
