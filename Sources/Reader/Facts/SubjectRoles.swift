/// Gives roles to the bodies that open a paragraph, by the verbs of the paragraph.
enum SubjectRoles {
    static func assignments(_ subject: [Body], text: String, isHeading: Bool) -> [ReadAssignment] {
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

    /// The bodies that gather the reports of the paragraph.
    static func collectors(_ text: String, besides made: [ReadAssignment]) -> [ReadAssignment] {
        Subject.collector(text).filter { body in !made.contains { $0.org.folded == body.key } }.map { assignment(.implement, $0, true) }
    }

    private static func assignment(_ role: ReadAssignment.Role, _ body: Body, _ isHeading: Bool) -> ReadAssignment {
        ReadAssignment(role: role, org: body.name, asWritten: body.asWritten, confidence: body.isKnown ? (isHeading ? 0.8 : 0.85) : 0.5)
    }
}
