/// Parses the words that hand out work: `A chủ trì, phối hợp với B, C thực hiện`.
struct AssignmentPhrase {
    private enum Verb {
        case lead, coordinate, advise, implement
    }

    private enum Piece {
        case body(Body)
        case verb(Verb)
    }

    private static let verbs: [(words: [String], verb: Verb)] = [
        (["chu", "tri"], .lead), (["phoi", "hop"], .coordinate), (["tham", "muu"], .advise), (["thuc", "hien"], .implement), (["trien", "khai"], .implement),
    ]

    private var result: [ReadAssignment] = []
    private var pending: [Body] = []
    private var subject: [Body] = []
    private var isLed = false
    private var isAdvised = false
    /// The role that bodies take as they come, after `phối hợp với` or a label such as `chủ trì:`.
    private var current: ReadAssignment.Role?

    /// The assignments of a phrase; empty if it names no body.
    static func assignments(in text: String) -> [ReadAssignment] {
        let phrase = Phrase(text)
        let bodies = BodyFinder.bodies(in: phrase)
        guard !bodies.isEmpty else { return [] }
        var parser = AssignmentPhrase()
        let pieces = pieces(phrase, bodies + unknownBodies(phrase, bodies))
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .body(let body): parser.take(body)
            case .verb(let verb): parser.take(verb, bodiesFollow: bodiesFollow(pieces, index))
            }
        }
        return parser.finish()
    }

    private static func pieces(_ phrase: Phrase, _ bodies: [Body]) -> [Piece] {
        let inside = Set(bodies.flatMap { Array($0.range) })
        var placed: [(Int, Piece)] = bodies.map { ($0.range.lowerBound, .body($0)) }
        for place in phrase.words.indices where !inside.contains(place) {
            if let verb = verbs.first(where: { phrase.has($0.words, at: place) })?.verb { placed.append((place, .verb(verb))) }
        }
        return placed.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
    }

    /// Names between commas that the catalogue does not have, taken as they stand.
    private static func unknownBodies(_ phrase: Phrase, _ bodies: [Body]) -> [Body] {
        let inside = Set(bodies.flatMap { Array($0.range) })
        var found: [Body] = []
        var start: Int?
        for place in phrase.words.indices {
            let breaks =
                inside.contains(place) || ["va", "-", "voi", "hop"].contains(phrase.folded(place)) || verbs.contains { phrase.has($0.words, at: place) }
            if breaks { start = nil } else if start == nil { start = place }
            if let from = start, phrase.words[place].trail.contains(where: { ",;".contains($0) }) {
                if place - from >= 1, place - from <= 7, isNameLike(phrase, from) { found.append(unknown(phrase, from..<(place + 1))) }
                start = nil
            }
        }
        return found
    }

    private static func isNameLike(_ phrase: Phrase, _ place: Int) -> Bool {
        let first = phrase.words[place]
        return ["cac", "cuc", "so", "ban", "hoi", "phong", "chi", "trung", "to", "doan", "lien"].contains(first.folded) && first.trail.isEmpty
            && !phrase.has(["co", "lien", "quan"], at: place) && !phrase.has(["cac", "to", "chuc", "thanh", "vien"], at: place)
            && !phrase.has(["cac", "thanh", "vien"], at: place)
    }

    private static func unknown(_ phrase: Phrase, _ range: Range<Int>) -> Body {
        let text = phrase.text(range)
        return Body(
            name: text.prefix(1).uppercased() + text.dropFirst(), kind: nil, isGroup: text.folded.hasPrefix("cac "), range: range, asWritten: text,
            isKnown: false)
    }

    private static func bodiesFollow(_ pieces: [Piece], _ index: Int) -> Bool {
        for piece in pieces[(index + 1)...] {
            if case .body = piece { return true }
            return false
        }
        return false
    }

    private mutating func take(_ body: Body) {
        if let current { add(current, [body]) } else { pending.append(body) }
    }

    private mutating func take(_ verb: Verb, bodiesFollow: Bool) {
        switch verb {
        case .lead:
            isLed = true
            close(with: .lead)
            current = subject.isEmpty ? .lead : nil
        case .coordinate:
            let isShared = !pending.isEmpty && !subject.isEmpty && !bodiesFollow
            close(with: isShared ? .coordinate : .implement)
            current = bodiesFollow ? .coordinate : nil
        case .advise:
            isAdvised = true
            if current != .coordinate { current = nil }
            let advisers = pending.isEmpty ? subject : pending
            add(.advise, advisers)
            (subject, pending) = (advisers, [])
        case .implement:
            if isAdvised, !isLed, current == nil, pending.isEmpty { add(.implement, subject) }
            close(with: .implement)
            current = nil
        }
    }

    /// Gives the waiting bodies a role and makes them the subject.
    private mutating func close(with role: ReadAssignment.Role) {
        guard !pending.isEmpty else { return }
        add(role, pending)
        if subject.isEmpty { subject = pending }
        pending = []
    }

    private mutating func add(_ role: ReadAssignment.Role, _ bodies: [Body]) {
        for body in bodies where !result.contains(where: { $0.role == role && $0.org.folded == body.key }) {
            result.append(ReadAssignment(role: role, org: body.name, asWritten: body.asWritten, confidence: body.isKnown ? 0.95 : 0.6))
        }
    }

    private mutating func finish() -> [ReadAssignment] {
        close(with: .implement)
        return result
    }
}
