/// Gives roles to the bodies that open a paragraph, by the verbs of the paragraph.
enum SubjectRoles {
    static func assignments(_ subject: [Body], text: String, isHeading: Bool) -> [ReadAssignment] {
        if !isHeading, Subject.isAssignmentOnly(text) { return AssignmentPhrase.assignments(in: text) }
        let phrase = Phrase(text)
        let inside = Set(BodyFinder.bodies(in: phrase).flatMap { Array($0.range) })
        let free = phrase.words.indices.filter { !inside.contains($0) }
        let start = isHeading ? 0 : (subject.last?.range.upperBound ?? 0)
        let leads = free.contains { phrase.has(["chu", "tri"], at: $0) && $0 >= start && $0 <= start + 6 }
        let advises = free.contains { phrase.has(["tham", "muu"], at: $0) && $0 >= start }
        var made = subject.map { assignment(leads ? .lead : .implement, $0, isHeading) }
        if advises { made += subject.map { assignment(.advise, $0, isHeading) } }
        for partner in Subject.partners(text) where !made.contains(where: { $0.org.folded == partner.key }) {
            made.append(assignment(.coordinate, partner, isHeading))
        }
        return made + collectors(text, besides: made)
    }

    /// The assignments of a paragraph that only its heading assigns; roles that the heading states hold for all that stands under it.
    static func inherited(from heading: String, bodies: [Body], text: String) -> [ReadAssignment] {
        let own = assignments(bodies, text: text, isHeading: true)
        let stated = AssignmentPhrase.assignments(in: Subject.unbracketed(heading))
        guard stated.contains(where: { $0.role != .implement }) else { return own }
        let added = own.filter { one in one.role == .advise || !stated.contains { $0.org == one.org } }
        let new = added.filter { one in !stated.contains { $0.org == one.org && $0.role == one.role } }
        return stated.map { ReadAssignment(role: $0.role, org: $0.org, asWritten: $0.asWritten, confidence: min($0.confidence, 0.8)) } + new
    }

    /// The bodies that gather the reports of the paragraph.
    static func collectors(_ text: String, besides made: [ReadAssignment]) -> [ReadAssignment] {
        Subject.collector(text).filter { body in !made.contains { $0.org.folded == body.key } }.map { assignment(.implement, $0, true) }
    }

    private static func assignment(_ role: ReadAssignment.Role, _ body: Body, _ isHeading: Bool) -> ReadAssignment {
        ReadAssignment(role: role, org: body.name, asWritten: body.asWritten, confidence: body.isKnown ? (isHeading ? 0.8 : 0.85) : 0.5)
    }
}
