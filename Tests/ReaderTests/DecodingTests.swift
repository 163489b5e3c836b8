import Testing

@testable import Reader

@Suite("Choosing among readings")
struct DecodingTests {
    /// A language of a few sentences, and a reading of each of its words.
    private struct Language {
        var model = LanguageModel()

        init(_ sentences: String...) {
            for sentence in sentences { model.learn(sentence.split(separator: " ").map { model.admit(String($0)) }) }
        }

        func reading(_ words: String, cost: Float = 0, span: Int = 1) -> Candidate {
            Candidate(syllables: words.split(separator: " ").map { model.id(of: String($0)) ?? LanguageModel.kept }, cost: cost, span: span)
        }
    }

    private static let language = Language("mua bán người", "mua bán người", "phòng chống tội phạm", "bàn ghế", "người dân")

    private func tokens(_ words: Int, startingAt starts: Set<Int> = [0]) -> [Token] {
        (0..<words).map { Token(line: 0, kind: .word, core: "x", startsSentence: starts.contains($0)) }
    }

    /// The number of the reading chosen for each token.
    private func decode(_ tokens: [Token], _ candidates: [[Candidate]]) -> [Int?] {
        Decoder.decode(tokens, candidates, model: Self.language.model)
    }

    @Test("neighbours decide where the marks alone do not")
    func neighbours() {
        let language = Self.language
        let candidates = [[language.reading("mua")], [language.reading("bàn"), language.reading("bán")], [language.reading("người")]]
        #expect(decode(tokens(3), candidates) == [0, 1, 0])
    }

    @Test("marks that speak clearly are believed against the neighbours")
    func marks() {
        let language = Self.language
        let candidates = [[language.reading("mua")], [language.reading("bàn"), language.reading("bán", cost: 20)], [language.reading("người")]]
        #expect(decode(tokens(3), candidates) == [0, 0, 0])
    }

    @Test("a sentence does not look into the one before it")
    func sentences() {
        let language = Self.language
        let candidates = [[language.reading("mua")], [language.reading("bàn"), language.reading("bán", cost: 1)]]
        #expect(decode(tokens(2), candidates) == [0, 1])
        #expect(decode(tokens(2, startingAt: [0, 1]), candidates) == [0, 0], "“bàn” opens a sentence, “bán” never did")
    }

    @Test("where one reading covers two tokens, the second has none")
    func covered() {
        let language = Self.language
        let candidates = [
            [language.reading("tội", cost: 9), language.reading("phòng", cost: 0.5, span: 2)], [language.reading("dân", cost: 9)], [language.reading("chống")],
        ]
        #expect(decode(tokens(3), candidates) == [1, nil, 0])
    }

    @Test("no reading reaches over the end of the text")
    func overTheEnd() {
        let language = Self.language
        #expect(decode(tokens(1), [[language.reading("người", cost: 3), language.reading("người", cost: 0, span: 2)]]) == [0])
    }

    @Test("a sign is passed over: words on its two sides are neighbours still")
    func signs() {
        let language = Self.language
        var list = tokens(4)
        list[1].kind = .sign
        let sign = [Candidate(syllables: [LanguageModel.kept], cost: 0)]
        let candidates = [[language.reading("mua")], sign, [language.reading("bàn"), language.reading("bán")], [language.reading("người")]]
        #expect(decode(list, candidates) == [0, 0, 1, 0])
    }

    @Test("nothing is chosen where there is nothing, and a text without stops is cut rather than refused")
    func long() {
        #expect(decode([], []).isEmpty)
        let count = Decoder.longest * 2 + 5
        let chosen = decode(tokens(count), Array(repeating: [Self.language.reading("người"), Self.language.reading("mua", cost: 4)], count: count))
        #expect(chosen.count == count)
        #expect(chosen.allSatisfy { $0 != nil })
    }

    private func confidence(_ candidates: [[Candidate]], _ chosen: [Int?], _ tokens: [Token]) -> [Double] {
        Confidence(model: Self.language.model, tokens: tokens, candidates: candidates, chosen: chosen).all()
    }

    @Test("the only reading is sure, two alike are half as sure each, a covered token and a sign are no doubt")
    func confidence() {
        let language = Self.language
        let one = language.reading("người")
        #expect(confidence([[one]], [0], tokens(1)) == [1])
        #expect(abs(confidence([[one, one]], [0], tokens(1))[0] - 0.5) < 0.001)
        var list = tokens(3)
        list[2].kind = .sign
        let joined = [language.reading("mua", span: 2), language.reading("mua")]
        #expect(confidence([joined, [one], [one]], [0, nil, 0], list) == [1, 1, 1], "readings of another length are other tokens, not rivals")
    }

    @Test("the neighbours that decide make it surer")
    func surer() {
        let language = Self.language
        let rivals = [language.reading("bàn"), language.reading("bán")]
        let alone = confidence([rivals], [1], tokens(1))[0]
        let between = confidence([[language.reading("mua")], rivals, [language.reading("người")]], [0, 1, 0], tokens(3))[1]
        #expect(between > 0.9)
        #expect(alone < 0.6)
    }
}
