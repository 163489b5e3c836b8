internal import Foundation

/// Mends the lines of a paper: reads it once with the damage any scan has, learns from that how this paper is damaged, and reads it again.
struct Mender: Sendable {
    let lexicon: Lexicon
    private static let rounds = 2
    /// Weight of the paper's own sentences, which are guesses, beside those of the corpus.
    private static let ownWeight: Float = 0.4

    func mend(_ lines: [String]) -> [ReadLine] {
        let tokens = SoundLines(lexicon: lexicon).marked(Self.tokens(of: lines))
        var noise = NoiseModel().tempered(soundness: soundness(of: tokens))
        var lexicon = lexicon
        var search = CandidateSearch(lexicon: lexicon, noise: noise)
        var words = read(tokens, &search)
        for _ in 1..<Self.rounds {
            noise = noise.adapted(to: traces(tokens, words, noise))
            lexicon.model = self.lexicon.model
            for sentence in sentences(tokens, words) { lexicon.model.learn(sentence, weight: Self.ownWeight) }
            search = CandidateSearch(lexicon: lexicon, noise: noise, after: search)
            words = read(tokens, &search)
        }
        return LineWriter(lexicon: lexicon).lines(lines, tokens, words)
    }

    /// The share of words that the corpus knows just as they are written.
    private func soundness(of tokens: [Token]) -> Float {
        let words = tokens.filter { $0.kind == .word }
        let known = words.filter { lexicon.model.id(of: $0.core.lowercased()).map(lexicon.model.isAttested) ?? false }
        return words.isEmpty ? 0 : Float(known.count) / Float(words.count)
    }

    /// The tokens of all lines, with the beginnings of sentences marked.
    private static func tokens(of lines: [String]) -> [Token] {
        var tokens: [Token] = []
        for (number, line) in lines.enumerated() {
            var added = Token.tokens(of: line, number: number)
            for index in added.indices {
                let before = index > 0 ? added[index - 1] : tokens.last
                let opensLine = index == 0 && (added[index].kind != .word || !added[index].lead.isEmpty)
                let afterStop = before.map { $0.trail.contains(".") && !$0.trail.contains("..") || $0.trail.contains(":") } ?? true
                added[index].startsSentence = opensLine || afterStop && added[index].core.first?.isUppercase == true || isAfterSign(index, added)
            }
            tokens += added
        }
        return tokens
    }

    /// Whether the token follows the dash or number that opens a line.
    private static func isAfterSign(_ index: Int, _ line: [Token]) -> Bool {
        index == 1 && line[0].kind != .word
    }

    private func read(_ tokens: [Token], _ search: inout CandidateSearch) -> [ReadWord?] {
        let model = search.lexicon.model
        let candidates = tokens.indices.map { search.candidates(for: tokens[$0], next: $0 + 1 < tokens.count ? tokens[$0 + 1] : nil) }
        let chosen = Decoder.decode(tokens, candidates, model: model)
        let confidences = Confidence(model: model, tokens: tokens, candidates: candidates, chosen: chosen).all()
        return tokens.indices.map { index in
            chosen[index].map { ReadWord(candidate: candidates[index][$0], confidence: confidences[index]) }
        }
    }

    /// What the letters of the surely read words have left on the paper.
    private func traces(_ tokens: [Token], _ words: [ReadWord?], _ noise: NoiseModel) -> [Trace: Float] {
        var counts: [Trace: Float] = [:]
        for (token, word) in zip(tokens, words) where token.kind == .word {
            guard let word, word.confidence > 0.8, word.candidate.span == 1, word.candidate.syllables.count == 1 else { continue }
            let id = word.candidate.syllables[0]
            guard id > LanguageModel.kept else { continue }
            for trace in Alignment.traces(of: lexicon.model.syllables[Int(id)], in: token.core, noise: noise) { counts[trace, default: 0] += 1 }
        }
        return counts
    }

    private func sentences(_ tokens: [Token], _ words: [ReadWord?]) -> [[Int32]] {
        var sentences: [[Int32]] = [[]]
        for (token, word) in zip(tokens, words) {
            if token.startsSentence { sentences.append([]) }
            guard token.kind != .sign, let word else { continue }
            sentences[sentences.count - 1] += word.candidate.syllables
        }
        return sentences.filter { $0.count > 2 }
    }
}

/// What a token was read as, and how sure that is.
struct ReadWord: Equatable, Sendable {
    var candidate: Candidate
    var confidence: Double
}
