/// Finds the measurable targets of a paragraph: shares in per cent, with what the words before them ask.
enum TargetReader {
    // Made once: a pattern written where it is used is parsed anew at each use.
    nonisolated(unsafe) private static let share = /([0-9]{1,3}([.,][0-9]+)?) ?(%|[Pp]hần trăm)/
    nonisolated(unsafe) private static let about = /(^|[^a-z])(gan|gan dat|khoang|xap xi|ngot|uoc|tam)( muc| la)? $/
    nonisolated(unsafe) private static let boundAndShare = /((trên|dưới|ít nhất|đạt) |[≥≤<>]=? ?)*[0-9]{1,3}([.,][0-9]+)? ?(%|[Pp]hần trăm) ?/
    nonisolated(unsafe) private static let andLess = /^ ?tro xuong/
    nonisolated(unsafe) private static let forbidden = /khong de (ty le|so|muc)\s/

    /// The targets of a paragraph, without those that name no bound (`gần 100%`); ids are its own with letters where there are several.
    static func targets(in clause: Clause, id: String) -> [ReadTarget] {
        let text = clause.text
        let matches = figures(text)
        let bounds = matches.indices.filter { !isVague(text, matches[$0].range) }
        return bounds.enumerated().compactMap { place, index in
            let match = matches[index]
            guard let value = Double(match.1.replacing(",", with: ".")) else { return nil }
            let start = index == 0 ? text.startIndex : cut(text, matches[index - 1].range.upperBound..<match.range.lowerBound)
            let end =
                index + 1 < matches.count ? cut(text, match.range.upperBound..<matches[index + 1].range.lowerBound) : sentenceEnd(text, match.range.upperBound)
            let part = text[start..<end].trimmed.trimmingPunctuation
            let asked = comparator(value, before: text[..<match.range.lowerBound].suffix(Self.near), after: text[match.range.upperBound...].prefix(Self.near))
            return ReadTarget(
                id: id + (bounds.count > 1 ? letters(place) : ""), text: part, measure: measure(part), comparator: asked, value: value, unit: "%",
                source: clause.source)
        }
    }

    /// A finding for each figure of a paragraph that is only about so much: it can be reached and missed by the same result.
    static func doubts(in clause: Clause) -> [Finding] {
        figures(clause.text).filter { isVague(clause.text, $0.range) }.map { match in
            let words = clause.text[..<match.range.lowerBound].split(separator: " ").suffix(6).joined(separator: " ")
            return Finding(kind: .vagueTarget, message: "Chỉ tiêu không nêu mức chính xác: \(words) \(match.0)", source: clause.source)
        }
    }

    private static func figures(_ text: String) -> [Regex<(Substring, Substring, Substring?, Substring)>.Match] {
        text.matches(of: share)
    }

    private static func isVague(_ text: String, _ range: Range<String.Index>) -> Bool {
        text[..<range.lowerBound].suffix(24).folded.contains(about)
    }

    /// `a`, `b` … `z`, `aa`, `ab` …: as many as a paragraph may need, none twice.
    private static func letters(_ place: Int) -> String {
        let last = String(UnicodeScalar(UInt8(97 + place % 26)))
        return place < 26 ? last : letters(place / 26 - 1) + last
    }

    private static func measure(_ part: String) -> String {
        part.replacing(boundAndShare, with: "").trimmed
    }

    /// Characters around a figure within which stands what it asks: looking further would read a long paragraph anew for each of its figures.
    private static let near = 200

    private static let signs: [(sign: String, meaning: ReadTarget.Comparator)] = [
        ("≥", .atLeast), (">=", .atLeast), ("=>", .atLeast), ("≤", .atMost), ("<=", .atMost), ("=<", .atMost), (">", .over), ("<", .under),
    ]
    private static let upward: Set<String> = ["tren", "hon", "vuot", "qua", "lon", "cao", "nhieu"]
    private static let downward: Set<String> = ["duoi", "it", "thap", "nho", "kem"]

    /// What stands around the figure asks: `trên` is over, `ít nhất` and a bare figure at least, 100 is equal; `không` turns a bound round.
    static func comparator(_ value: Double, before: Substring, after: Substring = "") -> ReadTarget.Comparator {
        if let sign = signs.first(where: { before.trimmed.hasSuffix($0.sign) }) { return sign.meaning }
        if after.folded.contains(andLess) { return .atMost }
        var words = before.folded.split(separator: " ").map(String.init)
        // `tối thiểu là 95%`, `không quá mức 5%`: words that only lead to the figure.
        while let last = words.last, ["la", "muc", "den"].contains(last) { words.removeLast() }
        let near = words.suffix(4).joined(separator: " ")
        guard let last = words.last else { return value == 100 ? .equal : .atLeast }
        if near.hasSuffix("toi da") || near.hasSuffix("cao nhat") || near.hasSuffix("nhieu nhat") { return .atMost }
        if ["it nhat", "thap nhat", "toi thieu", "dat tu", "giam"].contains(where: near.hasSuffix) { return .atLeast }
        if let bound = bound(words) { return bound }
        if value == 100 { return .equal }
        return isDamagedOver(last, words.suffix(4)) ? .over : .atLeast
    }

    /// `trên`, `lớn hơn`, `vượt quá`, `dưới`, `ít hơn` right before the figure, and what `không` before them makes of it.
    private static func bound(_ words: [String]) -> ReadTarget.Comparator? {
        var start = words.count
        // `hơn`, `quá` only end such a pair; the word before them says which way.
        if let last = words.last, upward.contains(last) || last == "duoi" { start -= 1 } else { return nil }
        var isDown = words[start] == "duoi"
        if start > 0, ["hon", "qua"].contains(words[start]), upward.contains(words[start - 1]) || downward.contains(words[start - 1]) {
            start -= 1
            isDown = downward.contains(words[start])
        }
        if isNegated(words[..<start]) { return isDown ? .atLeast : .atMost }
        return isDown ? .under : .over
    }

    /// Whether `không` stands before the bound, or `không để` before what is measured.
    private static func isNegated(_ before: ArraySlice<String>) -> Bool {
        var before = before
        while let last = before.last, ["duoc", "de", "phai", "co", "bi"].contains(last) { before.removeLast() }
        if before.last == "khong" || before.last == "chua" { return true }
        let sentence = before.suffix { !$0.hasSuffix(";") && !$0.hasSuffix(".") }.joined(separator: " ")
        // A comma ends what `không để` forbids, unless it is a share that may not pass the bound.
        return sentence.contains(forbidden) || (sentence.split(separator: ", ").last ?? "").contains("khong de ")
    }

    /// `đạt … ten 90%`: a word one letter from `tren` after `đạt`.
    private static func isDamagedOver(_ last: String, _ words: ArraySlice<String>) -> Bool {
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

extension ArraySlice {
    /// The longest end of which every element fits.
    func suffix(while fits: (Element) -> Bool) -> ArraySlice { self[(lastIndex { !fits($0) }.map { $0 + 1 } ?? startIndex)...] }
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
