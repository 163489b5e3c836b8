internal import CLeptonica

/// The tables of a page, by the lines that are drawn around their cells.
struct Ruling: Sendable {
    /// A table: where its rows and columns lie, in shares of the page.
    struct Table: Equatable, Sendable {
        var box: Box
        /// From top to bottom, the upper and the lower edge among them.
        var rows: [Double]
        /// Lines down, each with where it begins and ends.
        var lines: [Line]

        /// The edges of the cells of a row: where several columns are one, no line is drawn between them.
        func edges(ofRow row: Int) -> [Double] {
            let (top, bottom) = (rows[row], rows[row + 1])
            return lines.filter { min($0.bottom, bottom) - max($0.top, top) > 0.6 * (bottom - top) }.map(\.x).sorted().reduce(into: []) { edges, x in
                if edges.last.map({ x - $0 > Ruling.near }) ?? true { edges.append(x) }
            }
        }
    }

    struct Line: Equatable, Sendable {
        var x: Double
        var top: Double
        var bottom: Double
    }

    /// Lines that are so near are one.
    static let near = 0.006

    private(set) var tables: [Table]

    /// - Parameters:
    ///   - across: lines across, as boxes.
    ///   - down: lines down.
    init(across: [Box], down: [Line]) {
        var groups: [[Line]] = []
        // The edge of the paper touches no line across.
        let down = down.filter { line in
            across.contains {
                $0.left < line.x + 2 * Self.near && $0.right > line.x - 2 * Self.near && $0.middle > line.top - Self.near && $0.middle < line.bottom + Self.near
            }
        }
        // Lines down that stand beside each other are of one table.
        for line in down.sorted(by: { $0.top < $1.top }) {
            if let last = groups.indices.last, line.top < (groups[last].map(\.bottom).max() ?? 0) + Self.near {
                groups[last].append(line)
            } else {
                groups.append([line])
            }
        }
        tables = groups.compactMap { Self.table($0, across) }
    }

    private static func table(_ lines: [Line], _ across: [Box]) -> Table? {
        guard let left = lines.map(\.x).min(), let right = lines.map(\.x).max(), let top = lines.map(\.top).min(), let bottom = lines.map(\.bottom).max(),
            Set(lines.map { Int($0.x / (2 * near)) }).count >= 3, right - left > 0.3
        else { return nil }
        // What is drawn in pieces counts by all of them together.
        var levels: [(y: Double, width: Double)] = []
        for box in across.sorted(by: { $0.middle < $1.middle }) where box.middle > top - 2 * near && box.middle < bottom + 2 * near {
            let width = min(box.right, right) - max(box.left, left)
            guard width > 0 else { continue }
            if let last = levels.last, box.middle - last.y < near { levels[levels.count - 1].width += width } else { levels.append((box.middle, width)) }
        }
        let rows = levels.filter { $0.width > 0.6 * (right - left) }.map(\.y)
        guard rows.count >= 3 else { return nil }
        return Table(box: Box(left: left, top: rows[0], right: right, bottom: rows[rows.count - 1]), rows: rows, lines: lines)
    }
}

extension Ruling {
    /// The lines of the page: what is black over so long a way that no letter is.
    init(_ lines: (across: Dots, down: Dots)) {
        let (width, height) = (Double(pixGetWidth(lines.across.pix)), Double(pixGetHeight(lines.across.pix)))
        let down = Self.boxes(lines.down, width, height).filter { $0.right - $0.left < 0.01 && $0.left > 0.02 && $0.right < 0.98 }
        self.init(
            across: Self.boxes(lines.across, width, height).filter { $0.height < 0.01 },
            down: down.map { Line(x: ($0.left + $0.right) / 2, top: $0.top, bottom: $0.bottom) })
    }

    /// What is drawn on a page across and down, each as a picture of its own.
    static func drawn(on grey: Dots) -> (across: Dots, down: Dots)? {
        let (width, height) = (Double(pixGetWidth(grey.pix)), Double(pixGetHeight(grey.pix)))
        guard let black = Dots(pixThresholdToBinary(grey.pix, 170)), let across = Dots(pixOpenBrick(nil, black.pix, Int32(0.05 * width), 1)),
            let down = Dots(pixOpenBrick(nil, black.pix, 1, Int32(0.022 * height)))
        else { return nil }
        return (across, down)
    }

    /// Makes the lines as white as the paper: recognition takes pieces of them for letters.
    static func erase(_ lines: (across: Dots, down: Dots), from grey: Dots) {
        guard let both = Dots(pixOr(nil, lines.across.pix, lines.down.pix)), let wide = Dots(pixDilateBrick(nil, both.pix, 5, 5)) else { return }
        _ = pixSetMasked(grey.pix, wide.pix, 255)
    }

    private static func boxes(_ page: Dots, _ width: Double, _ height: Double) -> [Box] {
        page.pieces.map { piece in
            Box(
                left: Double(piece.left) / width, top: Double(piece.top) / height, right: Double(piece.left + piece.width) / width,
                bottom: Double(piece.top + piece.height) / height)
        }
    }
}
