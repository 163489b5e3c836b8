/// Tells the lines that the scan has left whole, and in them the words that mending could only make worse.
struct SoundLines {
    let lexicon: Lexicon

    /// The tokens with the words that stand as written marked.
    func marked(_ tokens: [Token]) -> [Token] {
        var tokens = tokens
        var start = 0
        while start < tokens.count {
            let end = tokens[start...].firstIndex { $0.line != tokens[start].line } ?? tokens.count
            if isSound(tokens[start..<end]) {
                for index in start..<end { tokens[index].isFirm = stands(tokens[index]) }
            }
            start = end
        }
        return tokens
    }

    /// Whether nearly all small words of a line are words of the language, marks and all; names prove nothing either way.
    private func isSound(_ line: ArraySlice<Token>) -> Bool {
        let words = line.filter { $0.kind == .word && $0.core.first?.isLowercase == true && !$0.core.contains { "@.".contains($0) } }
        guard words.count >= 3 else { return false }
        let known = words.count { lexicon.model.id(of: $0.core.lowercased()).map(lexicon.model.isAttested) ?? false }
        let marked = words.count { Self.hasMarks($0.core) }
        return known * 20 >= words.count * 17 && marked * 2 >= words.count
    }

    /// A word spelt with marks, or a name: a capital inside the sentence, or capitals within the word.
    private func stands(_ token: Token) -> Bool {
        guard token.kind == .word, token.core.allSatisfy(\.isLetter) else { return false }
        let isSpelled = lexicon.model.id(of: token.core.lowercased()).map(lexicon.isSpelled) ?? false
        if isSpelled, Self.hasMarks(token.core) { return true }
        if Self.isForeign(token.core) { return true }
        let capitals = token.core.count(where: \.isUppercase)
        if capitals > 1 { return capitals < token.core.count && token.core.dropFirst().contains(where: \.isUppercase) }
        return capitals == 1 && token.core.first?.isUppercase == true && !token.startsSentence
    }

    /// `email`, `livestream`: plain letters that no syllable, nor two run together, would leave if they lost their marks.
    private static func isForeign(_ word: String) -> Bool {
        let letters = word.lowercased()
        guard letters.count >= 5, letters.allSatisfy(\.isASCII), !plainSyllables.contains(letters) else { return false }
        return !(1..<letters.count).contains { plainSyllables.contains(String(letters.prefix($0))) && plainSyllables.contains(String(letters.dropFirst($0))) }
    }

    private static let plainSyllables = Set(Syllables.all().map(\.folded))

    private static func hasMarks(_ word: String) -> Bool { word.lowercased() != word.folded }
}
