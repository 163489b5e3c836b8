/// Gathers every body the paper names, each once, with its ways of writing.
enum OrganisationReader {
    static func organisations(_ paper: Paper, _ duties: [ReadDuty]) -> [ReadOrganisation] {
        var found: [ReadOrganisation] = []
        var places: [String: Int] = [:]
        func add(_ name: String, _ kind: String?, _ isGroup: Bool, _ written: String) {
            if let place = places[name.folded] {
                if !found[place].asWritten.contains(written) { found[place].asWritten.append(written) }
                return
            }
            places[name.folded] = found.count
            found.append(ReadOrganisation(name: name, kind: kind, isGroup: isGroup, asWritten: [written]))
        }
        let texts = [paper.head.map(\.text).joined(separator: " ")] + paper.parts.flatMap { $0.clauses.map(\.text) }
        for text in texts {
            for body in BodyFinder.bodies(in: Phrase(text)) { add(body.name, body.kind, body.isGroup, body.asWritten) }
        }
        for assignment in duties.flatMap(\.assignments) { add(assignment.org, nil, assignment.org.hasPrefix("Các "), assignment.asWritten) }
        return found
    }
}
