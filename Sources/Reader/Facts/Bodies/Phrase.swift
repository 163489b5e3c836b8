/// A text as words that can be compared without marks and case, each with the punctuation around it.
struct Phrase: Sendable {
    struct Word: Equatable, Sendable {
        var text: String
        var folded: String
        var lead: String
        var trail: String

        /// Whether a list or name may not run on past this word.
        var isStop: Bool { trail.contains { ".;:)".contains($0) } }
    }

    let words: [Word]

    init(_ text: some StringProtocol) {
        words = text.split(separator: " ").map { chunk in
            let core = chunk.drop { !$0.isLetter && !$0.isNumber }
            guard let last = core.lastIndex(where: { $0.isLetter || $0.isNumber || $0 == "%" }) else {
                return Word(text: String(chunk), folded: String(chunk), lead: "", trail: "")
            }
            let word = String(core[...last])
            return Word(text: word, folded: word.folded, lead: String(chunk[..<core.startIndex]), trail: String(core[core.index(after: last)...]))
        }
    }

    var count: Int { words.count }

    /// The folded word at a place; empty outside.
    func folded(_ index: Int) -> String { words.indices.contains(index) ? words[index].folded : "" }

    /// Whether these folded words stand at a place, one after the other, with no stop between.
    func has(_ pattern: [String], at index: Int) -> Bool {
        guard index >= 0, index + pattern.count <= words.count else { return false }
        for (step, word) in pattern.enumerated() {
            if words[index + step].folded != word { return false }
            if step > 0, words[index + step - 1].isStop || words[index + step].lead.contains("(") { return false }
        }
        return true
    }

    /// The first place at or after `start` where the words stand.
    func first(_ pattern: [String], from start: Int = 0) -> Int? {
        guard start <= words.count else { return nil }
        return (start..<words.count).first { has(pattern, at: $0) }
    }

    /// The words of a range as they stand, without the punctuation at its ends.
    func text(_ range: Range<Int>) -> String {
        range.map { index in
            (index == range.lowerBound ? "" : words[index].lead) + words[index].text + (index == range.upperBound - 1 ? "" : words[index].trail)
        }.joined(separator: " ")
    }
}
