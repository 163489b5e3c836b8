/// Writes read words back as lines: case as on the paper, punctuation kept, specks dropped.
struct LineWriter {
    let lexicon: Lexicon

    func lines(_ sources: [String], _ tokens: [Token], _ words: [ReadWord?]) -> [ReadLine] {
        var pieces: [[String]] = Array(repeating: [], count: sources.count)
        var sums: [(sum: Double, count: Int)] = Array(repeating: (0, 0), count: sources.count)
        let capitals = sources.map(Self.isInCapitals)
        for (index, (token, word)) in zip(tokens, words).enumerated() {
            guard let word else { continue }
            var token = token
            if word.candidate.span == 2, index + 1 < tokens.count { token.trail = tokens[index + 1].trail }
            // A star is a speck unless it opens its line before a capital.
            let opensEntry = token.core == "*" && pieces[token.line].isEmpty && index + 1 < tokens.count && tokens[index + 1].core.first?.isUppercase == true
            pieces[token.line].append(opensEntry ? "*" : written(token, word, inCapitals: capitals[token.line]))
            guard token.kind == .word else { continue }
            sums[token.line].sum += word.confidence
            sums[token.line].count += 1
        }
        return sources.indices.map { index in
            let (sum, count) = sums[index]
            let text = pieces[index].filter { !$0.isEmpty }.joined(separator: " ")
            return ReadLine(source: sources[index], text: text, confidence: count == 0 ? 1 : sum / Double(count))
        }
    }

    private func written(_ token: Token, _ word: ReadWord, inCapitals: Bool) -> String {
        switch token.kind {
        case .sign: return Self.bounds.contains(token.core) ? token.core : Self.clean(token.core)
        case .figure: return Self.lead(token) + token.core + Self.clean(token.trail)
        case .word: break
        }
        let text = word.candidate.syllables.map { id in
            token.isFirm || id <= LanguageModel.kept ? token.core : cased(id, token.core, inCapitals)
        }
        return Self.lead(token) + text.joined(separator: " ") + Self.clean(token.trail)
    }

    /// The syllable with the capitals of the written word; `BO` in a line of small letters is `Bộ`, `BCD` is `BCĐ`.
    private func cased(_ id: Int32, _ core: String, _ inCapitals: Bool) -> String {
        let syllable = lexicon.model.syllables[Int(id)]
        let letters = core.filter(\.isLetter)
        let isUpper = letters.count > 1 && letters.allSatisfy(\.isUppercase)
        let isMostlyUpper = letters.filter(\.isUppercase).count * 2 > letters.count
        if inCapitals && isMostlyUpper || isUpper && !lexicon.isSpelled(id) { return syllable.uppercased() }
        return core.first?.isUppercase == true ? syllable.prefix(1).uppercased() + syllable.dropFirst() : syllable
    }

    private static func isInCapitals(_ line: String) -> Bool {
        let letters = line.filter(\.isLetter)
        return letters.count > 3 && letters.filter(\.isUppercase).count * 10 > letters.count * 7
    }

    /// Signs that say which way a figure is meant, when they stand whole and alone.
    private static let bounds: Set<String> = ["≥", "≤", "<", ">", "│"]

    /// What clings to the front of a token: `≤` of a figure is no speck.
    private static func lead(_ token: Token) -> String {
        bounds.contains(token.lead) && token.core.first?.isNumber == true ? token.lead : clean(token.lead)
    }

    /// Punctuation without the specks of a scan.
    private static func clean(_ signs: String) -> String {
        signs.filter { ".,;:()-–/%“”\"+?!&…‘’'[]".contains($0) }
    }
}
