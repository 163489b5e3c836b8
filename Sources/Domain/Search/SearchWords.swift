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

    /// Whether one letter is changed, missing or added, or two neighbours have changed places; words of a letter or two are never near.
    public static func isNear(_ a: String, _ b: String) -> Bool {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        guard a != b, min(a.count, b.count) > 2, abs(a.count - b.count) <= 1 else { return false }
        let head = zip(a, b).prefix { $0 == $1 }.count, tail = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
        if head + tail >= max(a.count, b.count) - 1 { return true }
        return a.count == b.count && head + tail == a.count - 2 && a[head] == b[head + 1] && a[head + 1] == b[head]
    }

    /// Groups of letters that reading a page by machine takes for each other.
    private static let alike = [("rn", "m"), ("ri", "n"), ("cl", "d"), ("li", "h"), ("ii", "u"), ("vv", "w"), ("nn", "rm"), ("tl", "d")]

    /// The words that this one may have been before a page was misread, or after: one such group changed.
    public static func misread(_ word: String) -> Set<String> {
        var found: Set<String> = []
        for (a, b) in alike + alike.map({ ($1, $0) }) {
            for range in word.ranges(of: a) { found.insert(String(word[..<range.lowerBound] + b + word[range.upperBound...])) }
        }
        return found
    }
}
