/// Puts the words of a page in lines: rows of a table are one line each, its cells told apart.
enum PageLayout {
    /// Stands between the cells of a row.
    static let cellBound = "│"

    /// - Parameter pieces: words that are known to stand in one line; a single word where nothing is known.
    static func lines(_ pieces: [[PaperWord]], _ tables: [Ruling.Table]) -> [PaperLine] {
        var rest = pieces, lines: [PaperLine] = []
        for table in tables {
            let above = rest.filter { middle(of: $0) < table.box.top }
            let (inside, below) = (rest.filter { holds(table, middle(of: $0)) }, rest.filter { middle(of: $0) > table.box.bottom })
            lines += Rows.of(above)
            if !lines.isEmpty { lines.append(PaperLine(words: [])) }
            lines += rows(of: table, inside.flatMap { $0 })
            if !below.isEmpty { lines.append(PaperLine(words: [])) }
            rest = below
        }
        return Rows.withoutPageNumber(lines + Rows.of(rest))
    }

    private static func middle(of piece: [PaperWord]) -> Double { PaperLine(words: piece).box?.middle ?? 0 }

    private static func holds(_ table: Ruling.Table, _ middle: Double) -> Bool { middle >= table.box.top && middle <= table.box.bottom }

    private static func rows(of table: Ruling.Table, _ words: [PaperWord]) -> [PaperLine] {
        (0..<table.rows.count - 1).compactMap { row in
            let edges = table.edges(ofRow: row)
            let here = words.filter { word in word.box.map { $0.middle >= table.rows[row] && $0.middle < table.rows[row + 1] } ?? false }
            guard !here.isEmpty, edges.count >= 2 else { return here.isEmpty ? nil : PaperLine(words: here) }
            let cells = zip(edges, edges.dropFirst()).map { left, right in
                Rows.of(here.filter { word in word.box.map { ($0.left + $0.right) / 2 >= left && ($0.left + $0.right) / 2 < right } ?? false }.map { [$0] })
                    .flatMap(\.words)
            }
            return PaperLine(words: Array(cells.joined(separator: [PaperWord(text: cellBound, box: nil)])))
        }
    }
}
