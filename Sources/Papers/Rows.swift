/// Puts words in rows as they stand on the page: what stands beside each other is one row, from left to right, also across columns.
enum Rows {
    /// - Parameter pieces: words that are known to stand in one line; a single word where nothing is known.
    /// - Returns: the rows from top to bottom, an empty one where the paper leaves a gap.
    static func of(_ pieces: [[PaperWord]]) -> [PaperLine] {
        var rows: [Row] = []
        for row in pieces.compactMap(Row.init).sorted(by: { $0.box.middle < $1.box.middle }) {
            if let last = rows.last, last.stands(beside: row) { rows[rows.count - 1].add(row) } else { rows.append(row) }
        }
        return spaced(rows)
    }

    private struct Row {
        var words: [PaperWord]
        var box: Box
        /// Of its pieces, weighed by their words.
        private(set) var middle: Double
        private(set) var height: Double

        init?(_ piece: [PaperWord]) {
            guard let box = PaperLine(words: piece).box else { return nil }
            (words, self.box, middle, height) = (piece, box, box.middle, box.height)
        }

        /// Whether the middle of the smaller lies within the middle half of the taller.
        func stands(beside other: Row) -> Bool { abs(other.middle - middle) < 0.3 * max(height, other.height) }

        mutating func add(_ other: Row) {
            let share = Double(other.words.count) / Double(words.count + other.words.count)
            (middle, height) = (middle + share * (other.middle - middle), height + share * (other.height - height))
            words += other.words
            box = box.joined(other.box)
        }
    }

    private static func spaced(_ rows: [Row]) -> [PaperLine] {
        // The usual step from row to row; half as much again is a gap.
        let steps = zip(rows, rows.dropFirst()).map { $1.middle - $0.middle }.sorted()
        let usual = steps.isEmpty ? 1 : steps[steps.count / 2], margin = margin(of: rows)
        var lines: [PaperLine] = [], last: Row?
        for row in rows {
            let isApart = last.map { row.middle - $0.middle > 1.45 * max(usual, $0.height) } ?? false
            let isIndented = margin.map { indents.contains(row.box.left - $0) } ?? false
            if last != nil, isApart || isIndented { lines.append(PaperLine(words: [])) }
            lines.append(PaperLine(words: row.words.sorted { ($0.box?.left ?? 0) < ($1.box?.left ?? 0) }))
            last = row
        }
        return lines
    }

    /// How far the first line of a paragraph stands in, in shares of the width: 1 to 1.27 cm (Decree 30/2020, annex I; likely), not so far as what is centred.
    private static let indents = 0.025...0.1

    /// Where running lines begin; `nil` for a page without a full one.
    private static func margin(of rows: [Row]) -> Double? {
        let lefts = rows.filter { $0.box.right - $0.box.left > 0.6 }.map(\.box.left).sorted()
        return lefts.isEmpty ? nil : lefts[lefts.count / 4]
    }

    /// Without the number of the page, which stands alone in the margin above or below.
    static func withoutPageNumber(_ lines: [PaperLine]) -> [PaperLine] {
        var lines = lines
        for end in [lines.startIndex, lines.endIndex - 1] where lines.indices.contains(end) {
            let text = lines[end].text, box = lines[end].box
            guard let box, (1...3).contains(text.count), text.allSatisfy(\.isNumber), box.bottom < 0.12 || box.top > 0.9 else { continue }
            lines.remove(at: end)
            break
        }
        if lines.first?.words.isEmpty == true { lines.removeFirst() }
        if lines.last?.words.isEmpty == true { lines.removeLast() }
        return lines
    }
}
