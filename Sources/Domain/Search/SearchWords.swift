/// How texts and questions are made comparable: folded words, with spellings that Vietnamese writes either way made one.
public enum SearchWords {
    /// Case, marks and đ folded; "y" and "i" made one (Lý and Lí, Quy and Qui).
    public static func of(_ text: String) -> [String] {
        text.foldedWords.map { $0.replacing("y", with: "i") }
    }

    /// The word and its forms with one letter left out; two words that differ in one letter share a form. Short words have only themselves.
    public static func forms(of word: String) -> Set<String> {
        guard word.count > 2, word.count <= 24 else { return [word] }
        var forms: Set<String> = [word]
        for at in word.indices {
            var shorter = word
            shorter.remove(at: at)
            forms.insert(shorter)
        }
        return forms
    }

    /// Whether one letter is changed, missing or added; words of a letter or two are never near.
    public static func isOneLetterOff(_ a: String, _ b: String) -> Bool {
        guard a != b, min(a.count, b.count) > 2, abs(a.count - b.count) <= 1 else { return false }
        let head = zip(a, b).prefix { $0 == $1 }.count, tail = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
        return head + tail >= max(a.count, b.count) - 1
    }
}
