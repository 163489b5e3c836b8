/// The costs of one damaged word laid out for the search: for every true letter, what it would cost to have left each mark.
struct MarkCosts {
    let width: Int
    /// By letter.
    let drop: [Float]
    /// By column; column 0 stands before the first mark.
    let insert: [Float]
    /// By letter and column: the mark of the column alone, and with the one before it.
    let single: [Float]
    let double: [Float]

    init(_ word: [UInt8], _ noise: NoiseModel) {
        let marks = word.map(Int.init)
        let width = marks.count + 1
        var single = Array(repeating: NoiseModel.never, count: NoiseModel.letterCount * width)
        var double = single
        for letter in 0..<NoiseModel.letterCount {
            for column in 1..<width {
                single[letter * width + column] = noise.cost(letter, marks[column - 1])
                if column > 1 { double[letter * width + column] = noise.cost(letter, marks[column - 2], marks[column - 1]) }
            }
        }
        self.width = width
        self.single = single
        self.double = double
        drop = noise.drop
        insert = [0] + marks.map { noise.insert[$0] }
    }
}
