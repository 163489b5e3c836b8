/// Finds the measurable targets of a paragraph: shares in per cent, with what the words before them ask.
enum TargetReader {
    /// The targets of a paragraph; ids are its own with a letter where there are several.
    static func targets(in clause: Clause, id: String) -> [ReadTarget] {
        let text = clause.text
        let matches = text.matches(of: /([0-9]{1,3}([.,][0-9]+)?) ?%/)
        var found: [ReadTarget] = []
        for (index, match) in matches.enumerated() {
            guard let value = Double(match.1.replacing(",", with: ".")) else { continue }
            let start = index == 0 ? text.startIndex : cut(text, matches[index - 1].range.upperBound..<match.range.lowerBound)
            let end =
                index + 1 < matches.count ? cut(text, match.range.upperBound..<matches[index + 1].range.lowerBound) : sentenceEnd(text, match.range.upperBound)
            let part = text[start..<end].trimmed.trimmingPunctuation
            let letter = matches.count > 1 ? String(UnicodeScalar(UInt8(97 + min(index, 25)))) : ""
            found.append(
                ReadTarget(
                    id: id + letter, text: part, measure: part.replacing(/(trên |dưới |ít nhất |đạt )*[0-9]{1,3}([.,][0-9]+)? ?% ?/, with: "").trimmed,
                    comparator: comparator(value, before: text[..<match.range.lowerBound]), value: value, unit: "%", source: clause.source))
        }
        return found
    }

    /// What the words before the figure ask: `trên` is over, `ít nhất` and a bare figure at least, 100 is equal.
    static func comparator(_ value: Double, before: Substring) -> ReadTarget.Comparator {
        let words = before.folded.split(separator: " ").suffix(4).map(String.init)
        let near = words.joined(separator: " ")
        guard let last = words.last else { return value == 100 ? .equal : .atLeast }
        if ["tren", "hon", "vuot", "qua"].contains(last), !near.hasSuffix("khong qua"), !near.hasSuffix("khong vuot") { return .over }
        if near.hasSuffix("khong qua") || near.hasSuffix("toi da") || near.hasSuffix("khong vuot") { return .atMost }
        if ["it nhat", "toi thieu", "dat tu", "giam"].contains(where: near.hasSuffix) { return .atLeast }
        if last == "duoi" { return .under }
        if value == 100 { return .equal }
        return isDamagedOver(last, words) ? .over : .atLeast
    }

    /// `đạt … ten 90%`: a word one letter from `tren` after `đạt`.
    private static func isDamagedOver(_ last: String, _ words: [String]) -> Bool {
        guard words.dropLast().contains("dat") || words.dropLast().contains("le") else { return false }
        return last.count <= 4 && last.hasPrefix("t") && last.hasSuffix("n")
    }

    /// Where one target ends and the next begins: the last `;`, `.` or `,` between their figures.
    private static func cut(_ text: String, _ range: Range<String.Index>) -> String.Index {
        let between = text[range]
        let place = between.firstIndex(of: ";") ?? between.firstIndex { $0 == "." } ?? between.lastIndex(of: ",") ?? range.lowerBound
        return place == range.lowerBound ? place : text.index(after: place)
    }

    private static func sentenceEnd(_ text: String, _ start: String.Index) -> String.Index {
        text[start...].firstIndex(of: ".") ?? text.endIndex
    }
}

extension String {
    /// Without the punctuation left at its ends by a cut.
    var trimmingPunctuation: String {
        var text = self[...]
        while let last = text.last, " .;,:".contains(last) { text.removeLast() }
        while let first = text.first, " .;,:-".contains(first) { text.removeFirst() }
        return String(text)
    }
}
