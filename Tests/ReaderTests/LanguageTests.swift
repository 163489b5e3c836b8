import Testing

@testable import Reader

@Suite("The language")
struct LanguageTests {
    @Test("spelling allows what is written and nothing else")
    func spelling() {
        let all = Set(Syllables.all())
        #expect(["nghiệp", "người", "quốc", "hóa", "thủy", "khuyến", "giữ", "ươm", "yêu"].allSatisfy(all.contains))
        #expect(["ngiệp", "kông", "cếp", "mact", "tóch"].allSatisfy { !all.contains($0) })
    }

    @Test("what was learnt is likelier than what was not")
    func order() {
        var model = LanguageModel()
        let words = ["mua", "bán", "người", "nguồn"].map { model.admit($0) }
        model.learn(Array(words[0...2]))
        model.learn(Array(words[0...2]))
        #expect(model.logProbability(words[2], after: words[0], words[1]) > model.logProbability(words[3], after: words[0], words[1]))
    }

    @Test("counts survive the growth of their table")
    func counts() {
        var table = CountTable()
        for key in 1...5000 { table.add(Float(key), to: UInt64(key)) }
        #expect(table[4321] == 4321)
        #expect(table[6000] == 0)
    }

    @Test("the true word is among the nearest, and a lost mark costs less than a wrong letter")
    func nearest() throws {
        var trie = SyllableTrie()
        for (id, word) in ["tội", "tới", "tôi", "thôi"].enumerated() { trie.insert(word, id: Int32(id)) }
        let found = trie.words(near: MarkCosts(Alphabet.codes(of: "t6i"), NoiseModel()), bound: 12).sorted { $0.cost < $1.cost }
        #expect(found.prefix(2).contains { $0.id == 0 })
        #expect(found.last?.id == 3)
    }

    @Test("an alignment tells which marks each letter left")
    func traces() {
        let traces = Alignment.traces(of: "người", in: "ngtroi", noise: NoiseModel())
        let letter = Int(Alphabet.code("ư"))
        #expect(traces.contains { $0.letter == letter && $0.marks == Alphabet.codes(of: "tr").map(Int.init) })
    }

    @Test("damage seen often in a paper becomes cheap")
    func adapted() {
        let trace = Trace(letter: Int(Alphabet.code("ủ")), marks: Alphabet.codes(of: "#").map(Int.init))
        let noise = NoiseModel()
        let adapted = noise.adapted(to: [trace: 40])
        #expect(adapted.cost(trace.letter, trace.marks[0]) < 1)
        #expect(noise.cost(trace.letter, trace.marks[0]) > 5)
    }
}
