import Testing

@testable import Reader

@Suite("The damage of a scan")
struct NoiseTests {
    private static let noise = NoiseModel()

    private func cost(_ letter: Character, _ marks: String, _ noise: NoiseModel = noise) -> Float {
        let marks = Alphabet.codes(of: marks).map(Int.init)
        let letter = Int(Alphabet.code(letter))
        return marks.count == 1 ? noise.cost(letter, marks[0]) : noise.cost(letter, marks[0], marks[1])
    }

    @Test("a letter costs least as itself, then without its marks, then as another letter")
    func order() {
        for letter: Character in ["ộ", "ữ", "ạ", "ế", "đ"] {
            let plain = String(Alphabet.plain(letter))
            #expect(cost(letter, String(letter)) < 1)
            #expect(cost(letter, plain) < 1, "a lost mark is what any scan does")
            #expect(cost(letter, "x") > 3)
        }
        #expect(cost("b", "b") < cost("b", "d"))
    }

    @Test("marks are lost, seldom made: no plain letter grows one as cheaply as it is itself")
    func grown() {
        for letter in Alphabet.vowelRows.flatMap({ $0 }) where Alphabet.plain(letter) != letter {
            let plain = Alphabet.plain(letter)
            #expect(cost(letter, String(plain)) < cost(plain, String(letter)), "\(letter)")
        }
    }

    @Test(
        "look-alikes are cheaper than letters that are not alike",
        arguments: [("ộ", "6", "7"), ("đ", "p", "m"), ("l", "1", "g"), ("ư", "w", "x"), ("i", "|", "%")])
    func lookAlikes(letter: Character, near: String, far: String) {
        #expect(cost(letter, near) < cost(letter, far))
    }

    @Test(
        "a letter falls apart into the pairs that scans make of it, and into no others",
        arguments: [("m", "rn"), ("ữ", "tr"), ("b", "13"), ("đ", "cl"), ("ớ", "o'")])
    func pairs(letter: Character, marks: String) {
        #expect(cost(letter, marks) < 4)
        #expect(cost(letter, "zz") == NoiseModel.never)
    }

    @Test("the sounder a paper is, the dearer any damage in it, and what stands as it is costs no more")
    func tempered() {
        let sound = Self.noise.tempered(soundness: 1)
        #expect(cost("ộ", "6", sound) > cost("ộ", "6") + 3)
        #expect(cost("m", "rn", sound) > cost("m", "rn") + 3)
        #expect(cost("b", "b", sound) == cost("b", "b"))
        #expect(cost("ộ", "ộ", sound) == cost("ộ", "ộ"))
        #expect(cost("ộ", "6", Self.noise.tempered(soundness: 0.5)) == cost("ộ", "6"), "a paper half spoilt is what the costs were made for")
    }

    @Test("adapting believes what was seen often, and what was seen once hardly")
    func adapted() {
        let trace = { (marks: String) in Trace(letter: Int(Alphabet.code("ề")), marks: Alphabet.codes(of: marks).map(Int.init)) }
        let often = Self.noise.adapted(to: [trace("x"): 60]), once = Self.noise.adapted(to: [trace("x"): 1, trace("ề"): 60])
        #expect(cost("ề", "x", often) < 0.5)
        #expect(cost("ề", "x", once) > 3)
        #expect(cost("ể", "x", often) == cost("ể", "x"), "another letter is another matter")
    }

    @Test("a letter seen in its own shape alone is dearer in any other than before")
    func kept() {
        let whole = Trace(letter: Int(Alphabet.code("ộ")), marks: [Int(Alphabet.code("ộ"))])
        let adapted = Self.noise.adapted(to: [whole: 200])
        #expect(cost("ộ", "o", adapted) > cost("ộ", "o") + 1)
        #expect(cost("ộ", "ộ", adapted) < cost("ộ", "ộ"))
    }

    @Test("a pair of marks that no table has is learnt from the paper, once it is seen twice")
    func newPairs() {
        let trace = Trace(letter: Int(Alphabet.code("g")), marks: Alphabet.codes(of: "$%").map(Int.init))
        #expect(cost("g", "$%", Self.noise.adapted(to: [trace: 1])) == NoiseModel.never)
        #expect(cost("g", "$%", Self.noise.adapted(to: [trace: 30])) < 1)
    }

    @Test("the costs laid out for one word are those of the model, column by column")
    func laidOut() {
        let marks = Alphabet.codes(of: "t6i")
        let costs = MarkCosts(marks, Self.noise)
        #expect(costs.width == 4)
        for letter in [Int(Alphabet.code("t")), Int(Alphabet.code("ộ")), Int(Alphabet.code("đ"))] {
            for column in 1...3 {
                #expect(costs.single[letter * 4 + column] == Self.noise.cost(letter, Int(marks[column - 1])))
                let pair = column > 1 ? Self.noise.cost(letter, Int(marks[column - 2]), Int(marks[column - 1])) : NoiseModel.never
                #expect(costs.double[letter * 4 + column] == pair)
            }
        }
        #expect(Array(costs.insert.dropFirst()) == marks.map { Self.noise.insert[Int($0)] })
    }
}

@Suite("Letters beside marks")
struct AlignmentTests {
    /// `letter→marks` of each letter of the syllable, last letter first.
    private func traces(_ syllable: String, _ word: String) -> [String] {
        Alignment.traces(of: syllable, in: word, noise: NoiseModel()).map { trace in
            String(Alphabet.letters[trace.letter]) + "→" + String(trace.marks.map { Alphabet.all[$0] })
        }
    }

    @Test(
        "each letter is laid to the marks it left, one, two or none",
        arguments: [
            ("tội", "tội", ["i→i", "ộ→ộ", "t→t"]), ("tội", "t6i", ["i→i", "ộ→6", "t→t"]), ("mua", "rnua", ["a→a", "u→u", "m→rn"]),
            ("bán", "13án", ["n→n", "á→á", "b→13"]), ("phạm", "pham", ["m→m", "ạ→a", "h→h", "p→p"]), ("tinh", "tin", ["h→", "n→n", "i→i", "t→t"]),
        ])
    func laid(syllable: String, word: String, expected: [String]) {
        #expect(traces(syllable, word) == expected)
    }

    @Test("a mark from nowhere is no letter's trace")
    func fromNowhere() {
        #expect(traces("an", "a!n") == ["n→n", "a→a"])
    }

    @Test("every letter leaves exactly one trace, however odd the word", arguments: ["", "x", "%%%%%%%", "nghiêng"])
    func one(word: String) {
        #expect(traces("người", word).count == 5)
    }

    @Test("what is no letter cannot be laid to anything")
    func noLetter() {
        #expect(traces("a-b", "a-b").isEmpty)
    }
}
