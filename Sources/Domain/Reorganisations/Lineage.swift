/// Who stands for whom on a day, through all reorganisations: what was recorded by one body is shown at its heirs, never lost and never counted twice.
///
/// Only what is done counts. A body that is not among the heirs of any other stands for itself.
public struct Lineage: Sendable {
    /// One part of what a body recorded, and where it stands on the chosen day.
    public struct Part: Equatable, Sendable {
        public var body: ID<Body>
        /// 0…1 of the whole; the parts of one body sum to 1.
        public var share: Double
        /// How it came there, oldest first; empty where nothing happened.
        public var rules: [String]

        public init(body: ID<Body>, share: Double, rules: [String]) {
            (self.body, self.share, self.rules) = (body, share, rules)
        }
    }

    private struct Step: Sendable {
        var day: Day
        var heirs: [Succession]
    }

    /// By body that was succeeded.
    private let steps: [ID<Body>: Step]

    /// - Parameter days: of each reorganisation that is done.
    public init(successions: [Succession], days: [ID<Reorganisation>: Day]) {
        var steps: [ID<Body>: Step] = [:]
        for (from, heirs) in Dictionary(grouping: successions, by: \.fromId) {
            let done = heirs.compactMap { heir in days[heir.reorganisationId].map { (heir, $0) } }
            // A body that gave functions away twice is followed by the last that took all.
            guard let day = done.filter(\.0.isMain).map(\.1).max() else { continue }
            steps[from] = Step(day: day, heirs: done.filter { $0.1 == day }.map(\.0).sorted { $0.position < $1.position })
        }
        self.steps = steps
    }

    /// Where what the body recorded stands on the day.
    ///
    /// Heirs with shares get them, what the shares leave goes to the main heir; without shares the main heir bears all, with the rule said.
    /// - Parameter function: what it is about; an heir of that function bears all of it.
    public func parts(of body: ID<Body>, on day: Day, about function: BodyFunction.Kind? = nil) -> [Part] {
        var found: [Part] = []
        follow(Part(body: body, share: 1, rules: []), day, function, seen: [], into: &found)
        return found
    }

    /// The one body that bears on the day what cannot be divided: the main heir, whatever its share, as when work is handed over.
    public func main(of body: ID<Body>, on day: Day) -> ID<Body> {
        // The main heir is followed first.
        parts(of: body, on: day).first?.body ?? body
    }

    /// The bodies whose records stand with this one on the day: itself, unless it is succeeded by then, and those that it then stands for.
    public func origins(of body: ID<Body>, on day: Day) -> Set<ID<Body>> {
        Set((steps.keys + [body]).filter { main(of: $0, on: day) == body })
    }

    private func follow(_ part: Part, _ day: Day, _ function: BodyFunction.Kind?, seen: Set<ID<Body>>, into found: inout [Part]) {
        let next = steps[part.body].flatMap { $0.day <= day && !seen.contains(part.body) ? Self.division($0.heirs, function) : nil } ?? []
        guard !next.isEmpty else { return Self.add(part, to: &found) }
        for (heir, share) in next {
            guard let to = heir.toId else { continue }
            let rules = heir.note.isEmpty ? part.rules : part.rules + [heir.note]
            follow(Part(body: to, share: part.share * share, rules: rules), day, function, seen: seen.union([part.body]), into: &found)
        }
    }

    /// The heirs that get anything, with their shares of the whole.
    private static func division(_ heirs: [Succession], _ function: BodyFunction.Kind?) -> [(Succession, Double)] {
        if let function, let heir = heirs.first(where: { $0.function == function && $0.toId != nil }) { return [(heir, 1)] }
        let general = heirs.filter { $0.function == nil && $0.toId != nil }
        guard let main = general.first(where: \.isMain) ?? heirs.first(where: { $0.isMain && $0.toId != nil }) else { return [] }
        let others = general.filter { $0.toId != main.toId && $0.share != nil }.map { ($0, $0.share ?? 0) }
        return [(main, max(0, 1 - others.map(\.1).reduce(0, +)))] + others
    }

    private static func add(_ part: Part, to found: inout [Part]) {
        if let at = found.firstIndex(where: { $0.body == part.body }) {
            found[at].share += part.share
            found[at].rules += part.rules.filter { !found[at].rules.contains($0) }
        } else {
            found.append(part)
        }
    }

    /// Divides a count by the parts so that whole numbers stay whole and the sum stays the same: the largest remainders get what rounding left.
    public static func divided(_ count: Double, by parts: [Part]) -> [Double] {
        guard parts.count > 1, count == count.rounded(), count.magnitude < 1e15 else { return parts.map { count * $0.share } }
        let exact = parts.map { count * $0.share }
        var whole = exact.map { $0.rounded(.down) }
        let left = Int((count - whole.reduce(0, +)).rounded())
        for index in exact.indices.sorted(by: { (exact[$1] - whole[$1], $0) < (exact[$0] - whole[$0], $1) }).prefix(max(0, left)) { whole[index] += 1 }
        return whole
    }
}

/// Counts by body, shown as organised on a chosen day.
public struct RollUp: Sendable {
    public struct Line: Equatable, Sendable {
        public var body: ID<Body>
        public var count: Double
        /// Bodies that recorded it, where it was not the body itself.
        public var from: [ID<Body>]
        public var rules: [String]
    }

    public private(set) var lines: [Line] = []

    /// - Parameter counts: as recorded, by the body that recorded them.
    public init(_ counts: [(body: ID<Body>, count: Double)], through lineage: Lineage, on day: Day, about function: BodyFunction.Kind? = nil) {
        for (body, count) in counts {
            let parts = lineage.parts(of: body, on: day, about: function)
            for (part, share) in zip(parts, Lineage.divided(count, by: parts)) { add(share, recordedBy: body, to: part) }
        }
    }

    private mutating func add(_ count: Double, recordedBy body: ID<Body>, to part: Lineage.Part) {
        let at = lines.firstIndex { $0.body == part.body } ?? lines.endIndex
        if at == lines.endIndex { lines.append(Line(body: part.body, count: 0, from: [], rules: [])) }
        lines[at].count += count
        if body != part.body && !lines[at].from.contains(body) { lines[at].from.append(body) }
        lines[at].rules += part.rules.filter { !lines[at].rules.contains($0) }
    }

    public var sum: Double { lines.map(\.count).reduce(0, +) }
}
