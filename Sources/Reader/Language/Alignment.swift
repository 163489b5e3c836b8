/// Lays a true syllable beside what was written for it and tells which marks each letter left.
enum Alignment {
    static func traces(of syllable: String, in word: String, noise: NoiseModel) -> [Trace] {
        let letters = Alphabet.codes(of: syllable).map(Int.init)
        let marks = Alphabet.codes(of: word).map(Int.init)
        guard letters.allSatisfy({ $0 < NoiseModel.letterCount }) else { return [] }
        let width = marks.count + 1
        var costs = Array(repeating: NoiseModel.never, count: width * (letters.count + 1))
        var steps = Array(repeating: 0, count: costs.count)
        costs[0] = 0
        for row in 0...letters.count {
            for column in 0..<width where row + column > 0 {
                let (cost, step) = best(row, column, width, letters, marks, costs, noise)
                costs[row * width + column] = cost
                steps[row * width + column] = step
            }
        }
        return walk(steps, width, letters, marks)
    }

    /// The cheapest way into a cell: 0, 1 or 2 marks for the letter, or -1 for a mark from nowhere.
    private static func best(
        _ row: Int, _ column: Int, _ width: Int, _ letters: [Int], _ marks: [Int], _ costs: [Float], _ noise: NoiseModel
    ) -> (Float, Int) {
        var best: (cost: Float, step: Int) = (NoiseModel.never * 2, 0)
        func offer(_ cost: Float, _ step: Int) { if cost < best.cost { best = (cost, step) } }
        if column > 0 { offer(costs[row * width + column - 1] + noise.insert[marks[column - 1]], -1) }
        guard row > 0 else { return best }
        let above = (row - 1) * width
        let letter = letters[row - 1]
        offer(costs[above + column] + noise.drop[letter], 0)
        if column > 0 { offer(costs[above + column - 1] + noise.cost(letter, marks[column - 1]), 1) }
        if column > 1 {
            let apart = min(noise.cost(letter, marks[column - 2], marks[column - 1]), 7)
            offer(costs[above + column - 2] + apart, 2)
        }
        return best
    }

    private static func walk(_ steps: [Int], _ width: Int, _ letters: [Int], _ marks: [Int]) -> [Trace] {
        var traces: [Trace] = []
        var row = letters.count
        var column = marks.count
        while row > 0 || column > 0 {
            let step = steps[row * width + column]
            if step < 0 || row == 0 {
                column -= 1
            } else {
                traces.append(Trace(letter: letters[row - 1], marks: Array(marks[(column - step)..<column])))
                row -= 1
                column -= step
            }
        }
        return traces
    }
}
