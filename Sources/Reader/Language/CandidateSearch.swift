/// Proposes, for every damaged word, the syllables it may stand for; remembers words it has met.
struct CandidateSearch {
    let lexicon: Lexicon
    let noise: NoiseModel
    private var known: [String: [Candidate]] = [:]
    private var knownPieces: [String: [Candidate]] = [:]

    private static let most = 26
    private static let splitPenalty: Float = 4
    private static let joinPenalty: Float = 3.5

    /// Words found near each piece by an earlier search with other noise; they are only weighed again.
    private let earlier: [String: [Candidate]]

    init(lexicon: Lexicon, noise: NoiseModel, after search: CandidateSearch? = nil) {
        self.lexicon = lexicon
        self.noise = noise
        earlier = search?.knownPieces ?? [:]
    }

    /// All readings that begin at the token: of the token alone, and of it joined with the next.
    mutating func candidates(for token: Token, next: Token?) -> [Candidate] {
        switch token.kind {
        case .figure, .sign: return [Candidate(syllables: [token.kind == .figure ? LanguageModel.number : LanguageModel.kept], cost: 0)]
        case .word: break
        }
        if token.isFirm { return [Candidate(syllables: [lexicon.model.id(of: token.core.lowercased()) ?? LanguageModel.kept], cost: 0)] }
        var found = readings(of: token.core)
        if let next, mayJoin(token, next) {
            found += pieces(of: token.core + next.core).prefix(4).map {
                Candidate(syllables: $0.syllables, cost: $0.cost + Self.joinPenalty, span: 2)
            }
        }
        return found
    }

    /// Readings of one token as one syllable, as two, or as it stands.
    private mutating func readings(of core: String) -> [Candidate] {
        if let met = known[core] { return met }
        var found = pieces(of: core)
        if isAbbreviation(core) { for index in found.indices where lexicon.isSpelled(found[index].syllables[0]) { found[index].cost += 4 } }
        let best = found.first?.cost ?? NoiseModel.never
        if best > 4.5, core.count >= 5 { found += splits(of: core) }
        found.append(Candidate(syllables: [LanguageModel.kept], cost: costOfKeeping(core)))
        if Figures.mayBeWord(core) { found.append(Candidate(syllables: [LanguageModel.number], cost: core.count < 3 ? 1.5 : 0.2)) }
        known[core] = found
        return found
    }

    /// Single syllables near the word, the likeliest first.
    private mutating func pieces(of core: String) -> [Candidate] {
        if let met = knownPieces[core] { return met }
        if let weighed = weighedAgain(core) {
            knownPieces[core] = weighed
            return weighed
        }
        let marks = Alphabet.codes(of: core)
        let found = marks.count <= 12 ? lexicon.words(near: marks, noise: noise) : []
        let ranked = found.map { (candidate: Candidate(syllables: [$0.id], cost: $0.cost), rank: lexicon.rank($0)) }
        let kept = ranked.sorted { $0.rank < $1.rank }.prefix(Self.most).map(\.candidate).sorted { $0.cost < $1.cost }
        knownPieces[core] = kept
        return kept
    }

    private func weighedAgain(_ core: String) -> [Candidate]? {
        guard let before = earlier[core] else { return nil }
        let marks = MarkCosts(Alphabet.codes(of: core), noise)
        return before.map { Candidate(syllables: $0.syllables, cost: lexicon.cost(of: $0.syllables[0], near: marks)) }.sorted { $0.cost < $1.cost }
    }

    private mutating func splits(of core: String) -> [Candidate] {
        let letters = Array(core)
        var found: [Candidate] = []
        for cut in 2...(letters.count - 2) where cut <= 9 && letters.count - cut <= 9 {
            let isSign = !letters[cut].isLetter && !letters[cut].isNumber
            for first in pieces(of: String(letters[..<cut])).prefix(4) where first.cost < 6 {
                for second in pieces(of: String(letters[(isSign ? cut + 1 : cut)...])).prefix(4) where second.cost < 6 {
                    let penalty = isSign ? 1 : Self.splitPenalty
                    found.append(Candidate(syllables: first.syllables + second.syllables, cost: first.cost + second.cost + penalty))
                }
            }
        }
        return Array(found.sorted { $0.cost < $1.cost }.prefix(12))
    }

    /// Abbreviations are kept cheaply, words of small letters only when nothing is near.
    private func costOfKeeping(_ core: String) -> Float {
        if isAbbreviation(core) { return 3 }
        let capitals = core.filter(\.isUppercase).count
        return capitals >= 2 && capitals * 2 > core.count ? 4 + 0.5 * Float(core.count) : 13
    }

    /// Capitals that spell no syllable: no vowel among them, or more than a syllable's worth.
    private func isAbbreviation(_ core: String) -> Bool {
        guard core.count > 1, core.first?.isLetter == true, core.allSatisfy({ $0.isUppercase || $0.isNumber }) else { return false }
        return core.count <= 6 && !core.contains { "AEIOUY".contains(Alphabet.upperPlain($0)) }
    }

    private mutating func mayJoin(_ token: Token, _ next: Token) -> Bool {
        guard next.kind == .word, !next.isFirm, next.line == token.line, token.trail.allSatisfy({ "'.:\"•".contains($0) }), next.lead.isEmpty else {
            return false
        }
        guard token.core.count + next.core.count <= 8, next.core.contains(where: \.isLetter) else { return false }
        let first = pieces(of: token.core).first?.cost ?? NoiseModel.never
        let second = pieces(of: next.core).first?.cost ?? NoiseModel.never
        return first > 3 || second > 3
    }
}
