internal import Foundation

/// Costs of what a scan writes in place of a true letter, in natural logarithms of odds against it: 0 is certain.
///
/// A true letter may come out as one mark, as two, or not at all; a mark may also come from nowhere.
struct NoiseModel: Sendable {
    static let letterCount = Alphabet.letters.count
    /// By true letter and written mark.
    private(set) var single: [Float]
    /// By true letter and number of a known pair of marks; pair 0 is no pair.
    private(set) var double: [Float]
    private(set) var pairs: [UInt16]
    private(set) var pairCount = 1
    /// A true letter that left no trace; a mark that stands for nothing.
    private(set) var drop: [Float]
    private(set) var insert: [Float]
    static let never: Float = 1000

    /// The damage to expect of any scan: marks lost or wrong, look-alikes, letters fallen apart.
    init() {
        single = Array(repeating: 7, count: Self.letterCount * Alphabet.size)
        double = []
        pairs = Array(repeating: 0, count: Alphabet.size * Alphabet.size)
        drop = Array(repeating: 5.5, count: Self.letterCount)
        insert = Array(repeating: 5, count: Alphabet.size)
        for (code, character) in Alphabet.letters.enumerated() { fill(code, character) }
        for character in Alphabet.noise { insert[Int(Alphabet.code(character))] = 2.5 }
        double = Array(repeating: Self.never, count: Self.letterCount)
        for (letters, marks, cost) in Confusions.doubles { addPair(letters, marks, cost) }
    }

    /// The same model for a paper of which a share of the words can be read as they stand: the sounder it is, the dearer any damage.
    func tempered(soundness: Float) -> NoiseModel {
        var tempered = self
        let extra = max(soundness - 0.8, 0) * 20
        for index in single.indices where single[index] > 0.75 { tempered.single[index] += extra }
        for index in double.indices { tempered.double[index] += extra }
        for index in drop.indices { tempered.drop[index] += extra }
        for index in insert.indices { tempered.insert[index] += extra }
        return tempered
    }

    func cost(_ letter: Int, _ mark: Int) -> Float { single[letter * Alphabet.size + mark] }

    func cost(_ letter: Int, _ first: Int, _ second: Int) -> Float {
        double[Int(pairs[first * Alphabet.size + second]) * Self.letterCount + letter]
    }

    private mutating func fill(_ code: Int, _ character: Character) {
        let place = Alphabet.vowel(character)
        for mark in 0..<Alphabet.size {
            single[code * Alphabet.size + mark] = Self.firstCost(code, character, place, mark)
        }
        let look = Confusions.singles.filter { $0.letters.contains(character) }
        for confusion in look {
            for mark in confusion.marks { set(code, mark, confusion.cost) }
        }
    }

    private static func firstCost(_ code: Int, _ character: Character, _ place: (row: Int, tone: Int)?, _ mark: Int) -> Float {
        let isPlain = Alphabet.plain(character) == character
        if mark == code { return isPlain ? 0.1 : 0.7 }
        guard mark < letterCount else { return 6 }
        let written = Alphabet.letters[mark]
        guard Alphabet.plain(written) == Alphabet.plain(character) else {
            return place != nil && Alphabet.vowel(written) != nil ? 5 : 7
        }
        if Alphabet.plain(written) == written { return character == "đ" ? 0.3 : 0.8 }
        guard let place, let other = Alphabet.vowel(written) else { return 1.5 }
        if isPlain { return 3 }
        return place.row == other.row || place.tone == other.tone ? 2 : 2.6
    }

    private mutating func set(_ code: Int, _ mark: Character, _ cost: Float) {
        let index = code * Alphabet.size + Int(Alphabet.code(mark))
        single[index] = min(single[index], cost)
    }

    private mutating func addPair(_ letters: String, _ marks: String, _ cost: Float) {
        let codes = Alphabet.codes(of: marks).map(Int.init)
        guard codes.count == 2 else { return }
        let pair = pairNumber(codes[0], codes[1])
        for letter in letters { double[pair * Self.letterCount + Int(Alphabet.code(letter))] = cost }
    }

    private mutating func pairNumber(_ first: Int, _ second: Int) -> Int {
        let index = first * Alphabet.size + second
        if pairs[index] == 0 {
            pairs[index] = UInt16(pairCount)
            pairCount += 1
            double += Array(repeating: Self.never, count: Self.letterCount)
        }
        return Int(pairs[index])
    }
}

extension NoiseModel {
    /// The same model bent towards the damage of one paper, from letters already told apart in it.
    func adapted(to observed: [Trace: Float]) -> NoiseModel {
        var adapted = self
        var totals = Array(repeating: Float(0), count: Self.letterCount)
        for (trace, count) in observed { totals[trace.letter] += count }
        let weight: Float = 20
        for letter in 0..<Self.letterCount where totals[letter] > 0 {
            for mark in 0..<Alphabet.size {
                let index = letter * Alphabet.size + mark
                let seen = observed[Trace(letter: letter, marks: [mark])] ?? 0
                adapted.single[index] = Self.blended(single[index], seen, totals[letter], weight)
            }
            let lost = observed[Trace(letter: letter, marks: [])] ?? 0
            adapted.drop[letter] = Self.blended(drop[letter], lost, totals[letter], weight)
        }
        for (trace, count) in observed where trace.marks.count == 2 && count > 1.5 {
            let pair = adapted.pairNumber(trace.marks[0], trace.marks[1])
            let index = pair * Self.letterCount + trace.letter
            adapted.double[index] = Self.blended(min(adapted.double[index], 7), count, totals[trace.letter], weight)
        }
        return adapted
    }

    private static func blended(_ cost: Float, _ seen: Float, _ total: Float, _ weight: Float) -> Float {
        min(-log((seen + weight * exp(-cost)) / (total + weight)), 9)
    }
}

/// One true letter and the marks it left on the paper.
struct Trace: Hashable, Sendable {
    var letter: Int
    var marks: [Int]
}
