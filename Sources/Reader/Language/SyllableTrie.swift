/// The syllables of the language as a tree of letters, so that those near a damaged word are found without trying them all.
struct SyllableTrie: Sendable {
    private var firstChild: [Int32] = [-1]
    private var sibling: [Int32] = [-1]
    private var letters: [UInt8] = [0]
    private var words: [Int32] = [-1]
    /// The least rarity of any word at or below each node: what a way through it costs at least besides the noise.
    private var ease: [Float] = [0]
    private var rarities: [Float] = [0]
    private(set) var depth = 1

    mutating func insert(_ word: String, id: Int32, rarity: Float = 0) {
        let codes = Alphabet.codes(of: word)
        guard !codes.isEmpty, codes.count <= 12, codes.allSatisfy({ Int($0) < NoiseModel.letterCount }) else { return }
        var node = 0
        for code in codes {
            node = child(of: node, code)
            ease[node] = min(ease[node], rarity)
        }
        rarities[node] = rarity
        words[node] = id
        depth = max(depth, codes.count + 1)
    }

    /// Every word whose cost and rarity, taken together, are at most `bound`.
    func words(near marks: MarkCosts, bound: Float) -> [(id: Int32, cost: Float)] {
        var search = Search(marks: marks, bound: bound, depth: depth)
        search.start()
        visit(0, 0, &search)
        return search.found
    }

    /// What it would have cost the noise to turn this one word into the marks.
    static func cost(of word: [UInt8], near marks: MarkCosts) -> Float {
        var search = Search(marks: marks, bound: NoiseModel.never, depth: word.count)
        search.start()
        for (level, letter) in word.enumerated() { _ = search.extend(level, by: Int(letter), within: NoiseModel.never) }
        search.note(0, word.count, within: NoiseModel.never)
        return search.found.first?.cost ?? NoiseModel.never
    }

    private func visit(_ node: Int, _ level: Int, _ search: inout Search) {
        var next = Int(firstChild[node])
        while next >= 0 {
            if search.extend(level, by: Int(letters[next]), within: search.bound - ease[next]) {
                if words[next] >= 0 { search.note(words[next], level + 1, within: search.bound - rarities[next]) }
                visit(next, level + 1, &search)
            }
            next = Int(sibling[next])
        }
    }

    private mutating func child(of node: Int, _ code: UInt8) -> Int {
        var next = firstChild[node]
        while next >= 0 {
            if letters[Int(next)] == code { return Int(next) }
            next = sibling[Int(next)]
        }
        firstChild.append(-1)
        sibling.append(firstChild[node])
        letters.append(code)
        words.append(-1)
        ease.append(.infinity)
        rarities.append(0)
        firstChild[node] = Int32(letters.count - 1)
        return letters.count - 1
    }
}

/// One search of the tree: a table with a row for each letter of the word so far, a column for each mark written.
///
/// Only the columns still within the bound are kept up: `low...high` of each row.
private struct Search {
    let bound: Float
    let width: Int
    private let drop: [Float]
    private let insert: [Float]
    private let single: [Float]
    private let double: [Float]
    var table: [Float]
    var low: [Int]
    var high: [Int]
    var found: [(id: Int32, cost: Float)] = []

    init(marks: MarkCosts, bound: Float, depth: Int) {
        self.bound = bound
        width = marks.width
        drop = marks.drop
        insert = marks.insert
        single = marks.single
        double = marks.double
        table = Array(repeating: NoiseModel.never, count: width * (depth + 1))
        low = Array(repeating: 0, count: depth + 1)
        high = Array(repeating: -1, count: depth + 1)
    }

    mutating func start() {
        table[0] = 0
        high[0] = 0
        for column in 1..<width {
            table[column] = table[column - 1] + insert[column]
            if table[column] <= bound { high[0] = column }
        }
    }

    /// Fills the row below `level` for one more letter; false if no way through it stays within the bound.
    mutating func extend(_ level: Int, by letter: Int, within bound: Float) -> Bool {
        let above = level * width
        let row = above + width
        let from = low[level]
        let to = high[level]
        var first = width
        var last = -1
        for column in from..<width {
            let cost = best(column, above, row, from, to, letter)
            table[row + column] = cost
            if cost <= bound {
                first = min(first, column)
                last = column
            } else if column > to + 2 {
                break
            }
        }
        low[level + 1] = first
        high[level + 1] = last
        return last >= 0
    }

    /// The cheapest way into a cell; cells of the row above outside `from...to` do not count.
    private mutating func best(_ column: Int, _ above: Int, _ row: Int, _ from: Int, _ to: Int, _ letter: Int) -> Float {
        var cost = column <= to ? table[above + column] + drop[letter] : NoiseModel.never
        guard column > from else { return cost }
        let place = letter * width + column
        cost = min(cost, table[row + column - 1] + insert[column])
        if column - 1 <= to { cost = min(cost, table[above + column - 1] + single[place]) }
        if column > from + 1, column - 2 <= to { cost = min(cost, table[above + column - 2] + double[place]) }
        return cost
    }

    mutating func note(_ id: Int32, _ level: Int, within bound: Float) {
        guard high[level] == width - 1, table[level * width + width - 1] <= bound else { return }
        found.append((id, table[level * width + width - 1]))
    }
}
