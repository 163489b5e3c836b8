internal import Foundation

/// How sure each chosen reading is, beside the other readings of the same token between the same neighbours.
struct Confidence {
    let model: LanguageModel
    let tokens: [Token]
    let candidates: [[Candidate]]
    let chosen: [Int?]

    func all() -> [Double] {
        let words = tokens.indices.map { index -> [Int32] in
            guard tokens[index].kind != .sign, let pick = chosen[index] else { return [] }
            return candidates[index][pick].syllables
        }
        return tokens.indices.map { index in
            guard tokens[index].kind == .word, let pick = chosen[index] else { return 1 }
            return share(of: pick, at: index, words)
        }
    }

    private func share(of pick: Int, at index: Int, _ words: [[Int32]]) -> Double {
        var before: [Int32] = []
        var place = index
        while before.count < 2, place > 0, !tokens[place].startsSentence {
            place -= 1
            before = words[place] + before
        }
        before = Array(([LanguageModel.start, LanguageModel.start] + before).suffix(2))
        var after: [Int32] = []
        place = index + candidates[index][pick].span
        while after.count < 2, place < tokens.count, !tokens[place].startsSentence {
            after += words[place]
            place += 1
        }
        let span = candidates[index][pick].span
        let context = model.context(before[0], before[1])
        let following = Array(after.prefix(2))
        let costs = candidates[index].map { $0.span == span ? cost($0, before, context, following) : Float.infinity }
        let least = costs[pick]
        let sum = costs.reduce(0) { $0 + exp(Double(least - $1)) }
        return 1 / max(sum, 1)
    }

    private func cost(_ candidate: Candidate, _ before: [Int32], _ context: LanguageModel.Context, _ after: [Int32]) -> Float {
        var cost = candidate.cost
        var (u, v) = (before[0], before[1])
        for (place, syllable) in (candidate.syllables + after).enumerated() {
            cost -= place == 0 ? model.logProbability(syllable, in: context) : model.logProbability(syllable, after: u, v)
            (u, v) = (v, syllable)
        }
        return cost
    }
}
