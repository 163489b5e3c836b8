internal import Foundation

/// Finds the likeliest syllables for a run of tokens: a beam over readings, weighing damage against word order.
struct Decoder {
    /// A way of reading the tokens up to some place.
    private struct Path {
        var cost: Float
        var u: Int32
        var v: Int32
        var parent: Int
        var candidate: Int
        var token: Int
    }

    static let beam = 12
    /// A sentence longer than this is cut, so that memory does not grow with a text that has no stops.
    static let longest = 400
    /// Paths costlier than the best by more than this are given up.
    static let spread: Float = 14
    let model: LanguageModel
    let tokens: [Token]
    /// The readings that begin at each token.
    let candidates: [[Candidate]]
    private var paths: [Path] = []
    private var ends: [[Int]] = []

    private init(model: LanguageModel, tokens: [Token], candidates: [[Candidate]]) {
        self.model = model
        self.tokens = tokens
        self.candidates = candidates
    }

    /// The chosen reading of each token; `nil` for a token that the one before it covers. Sentences do not touch one another.
    static func decode(_ tokens: [Token], _ candidates: [[Candidate]], model: LanguageModel) -> [Int?] {
        var starts: [Int] = []
        for token in tokens.indices where tokens[token].startsSentence || token - (starts.last ?? -Self.longest) >= Self.longest { starts.append(token) }
        starts.append(tokens.count)
        return zip(starts, starts.dropFirst()).flatMap { start, end in
            var decoder = Decoder(model: model, tokens: Array(tokens[start..<end]), candidates: Array(candidates[start..<end]))
            return decoder.decode()
        }
    }

    private mutating func decode() -> [Int?] {
        paths = [Path(cost: 0, u: LanguageModel.start, v: LanguageModel.start, parent: -1, candidate: -1, token: -1)]
        ends = Array(repeating: [], count: tokens.count + 1)
        ends[0] = [0]
        for token in tokens.indices {
            let kept = prune(ends[token])
            for path in kept { extend(path, at: token) }
        }
        return trace()
    }

    private mutating func extend(_ index: Int, at token: Int) {
        var path = paths[index]
        if tokens[token].startsSentence { (path.u, path.v) = (LanguageModel.start, LanguageModel.start) }
        if tokens[token].kind == .sign {
            append(Path(cost: path.cost, u: path.u, v: path.v, parent: index, candidate: 0, token: token), end: token + 1)
            return
        }
        let context = model.context(path.u, path.v)
        for (number, candidate) in candidates[token].enumerated() where token + candidate.span <= tokens.count {
            var next = Path(cost: path.cost + candidate.cost, u: path.u, v: path.v, parent: index, candidate: number, token: token)
            for (place, syllable) in candidate.syllables.enumerated() {
                next.cost -= place == 0 ? model.logProbability(syllable, in: context) : model.logProbability(syllable, after: next.u, next.v)
                (next.u, next.v) = (next.v, syllable)
            }
            append(next, end: token + candidate.span)
        }
    }

    private mutating func append(_ path: Path, end: Int) {
        paths.append(path)
        ends[end].append(paths.count - 1)
    }

    /// The best paths, one for each last pair of syllables.
    private func prune(_ all: [Int]) -> [Int] {
        var seen: Set<UInt64> = []
        var kept: [Int] = []
        let least = all.map { paths[$0].cost }.min() ?? 0
        for index in all.filter({ paths[$0].cost < least + Self.spread }).sorted(by: { paths[$0].cost < paths[$1].cost }) {
            let key = UInt64(UInt32(bitPattern: paths[index].u)) << 32 | UInt64(UInt32(bitPattern: paths[index].v))
            if seen.insert(key).inserted { kept.append(index) }
            if kept.count == Self.beam { break }
        }
        return kept
    }

    private func trace() -> [Int?] {
        var chosen: [Int?] = Array(repeating: nil, count: tokens.count)
        var index = ends[tokens.count].min { paths[$0].cost < paths[$1].cost } ?? 0
        while index > 0 {
            chosen[paths[index].token] = paths[index].candidate
            index = paths[index].parent
        }
        return chosen
    }
}
