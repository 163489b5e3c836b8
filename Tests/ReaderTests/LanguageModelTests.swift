import Foundation
import Testing

@testable import Reader

@Suite("What was counted")
struct LanguageModelTests {
    /// A model of a few sentences, and the numbers of their words.
    private func model(_ sentences: String...) -> LanguageModel {
        var model = LanguageModel()
        for sentence in sentences { model.learn(sentence.split(separator: " ").map { model.admit(String($0)) }) }
        return model
    }

    private func id(_ word: String, _ model: LanguageModel) throws -> Int32 { try #require(model.id(of: word)) }

    @Test("a word is admitted once, and only what was learnt is attested")
    func admit() throws {
        var model = model("công an tỉnh")
        let count = model.count
        #expect(model.admit("tỉnh") == model.id(of: "tỉnh"))
        #expect(model.count == count)
        #expect(model.isAttested(try id("tỉnh", model)))
        let admitted = model.admit("huyện")
        #expect(!model.isAttested(admitted))
        #expect(model.id(of: "xã") == nil)
    }

    @Test("all words together have no more than all the likelihood, after any context")
    func shares() throws {
        let model = model("công an tỉnh chủ trì", "công an huyện", "sở tư pháp chủ trì", "công an tỉnh")
        let contexts: [(Int32, Int32)] = [
            (LanguageModel.start, LanguageModel.start), (try id("công", model), try id("an", model)), (try id("tư", model), try id("pháp", model)),
            (LanguageModel.kept, LanguageModel.number), (try id("trì", model), try id("sở", model)),
        ]
        for (u, v) in contexts {
            let sum = (0..<Int32(model.count)).reduce(0.0) { $0 + exp(Double(model.logProbability($1, after: u, v))) }
            #expect(sum > 0 && sum < 1.02, "\(u) \(v): \(sum)")
        }
    }

    @Test("two words of context tell more than one, one more than none")
    func context() throws {
        let model = model("mua bán người", "mua bán người", "buôn bán hàng", "người dân", "hàng hóa")
        let (buy, trade, sell) = (try id("mua", model), try id("buôn", model), try id("bán", model))
        let (people, goods) = (try id("người", model), try id("hàng", model))
        #expect(model.logProbability(people, after: buy, sell) > model.logProbability(goods, after: buy, sell))
        #expect(model.logProbability(goods, after: trade, sell) > model.logProbability(goods, after: buy, sell))
        #expect(model.logProbability(people, after: LanguageModel.start, sell) > model.logProbability(people, after: people, buy))
    }

    @Test("how a sentence begins is learnt too")
    func start() throws {
        let model = model("sở tư pháp", "sở nội vụ", "tư pháp sở")
        let (at, law) = (LanguageModel.start, try id("tư", model))
        #expect(model.logProbability(try id("sở", model), after: at, at) > model.logProbability(law, after: at, at))
    }

    @Test("what a paper says of itself weighs less than what the corpus says, and more than nothing")
    func weight() {
        var unheard = model("công an tỉnh", "công an huyện")
        let sentence = ["công", "an", "xã"].map { unheard.admit($0) }
        var guessed = unheard, learnt = unheard
        guessed.learn(sentence, weight: 0.4)
        learnt.learn(sentence)
        let likelihoods = [unheard, guessed, learnt].map { $0.logProbability(sentence[2], after: sentence[0], sentence[1]) }
        #expect(likelihoods == likelihoods.sorted())
        #expect(Set(likelihoods).count == 3)
    }

    @Test("a sentence heard twice by half is a sentence heard once")
    func halves() {
        var half = model("công an huyện"), whole = half
        let sentence = ["công", "an", "tỉnh"].map { half.admit($0) }
        _ = ["công", "an", "tỉnh"].map { whole.admit($0) }
        for _ in 1...2 { half.learn(sentence, weight: 0.5) }
        whole.learn(sentence)
        for word in 0..<Int32(whole.count) {
            #expect(abs(half.logProbability(word, after: sentence[0], sentence[1]) - whole.logProbability(word, after: sentence[0], sentence[1])) < 0.0001)
        }
    }

    @Test("a context looked up once gives what looking it up each time gives")
    func contextOnce() throws {
        let model = model("công an tỉnh", "công an huyện")
        let (u, v) = (try id("công", model), try id("an", model))
        let context = model.context(u, v)
        for word in 0..<Int32(model.count) { #expect(model.logProbability(word, in: context) == model.logProbability(word, after: u, v)) }
    }

    @Test("words never learnt are unlikely, never impossible")
    func unseen() {
        var model = model("công an tỉnh")
        let word = model.admit("ngoằn")
        let likelihood = model.logProbability(word, after: LanguageModel.kept, LanguageModel.kept)
        #expect(likelihood.isFinite && likelihood < -3)
        #expect(LanguageModel().logProbability(LanguageModel.number, after: 0, 0).isFinite)
    }
}

@Suite("The table of counts")
struct CountTableTests {
    @Test("amounts to one key add up, also parts of one")
    func adding() {
        var table = CountTable()
        table.add(1, to: 7)
        table.add(0.4, to: 7)
        #expect(table[7] == 1.4)
        #expect(table[8] == 0)
    }

    @Test("keys that differ in their high bits alone are kept apart: so do those of pairs and triples")
    func highBits() {
        var table = CountTable()
        let keys = (0..<64).map { UInt64(1) << UInt64($0) }
        for (amount, key) in keys.enumerated() { table.add(Float(amount + 1), to: key) }
        #expect(keys.map { table[$0] } == (1...64).map(Float.init))
    }

    @Test("copies count by themselves: each paper begins with the counts of the corpus")
    func copies() {
        var table = CountTable()
        table.add(1, to: 7)
        var copy = table
        copy.add(1, to: 7)
        #expect(table[7] == 1)
    }
}

@Suite("The corpus")
struct CorpusTests {
    /// A corpus of these files in a folder that is removed afterwards.
    private func model(_ files: [String: String]) throws -> LanguageModel {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("corpus-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8) }
        return try Corpus.model(from: folder)
    }

    @Test("a line is a sentence, a line with # a remark, a file that is no text none of it")
    func files() throws {
        let model = try model(["a.txt": "# người viết\nCông an tỉnh.\nSở Tư pháp", "b.md": "huyện"])
        let attested = { (word: String) in model.id(of: word).map(model.isAttested) ?? false }
        #expect(["công", "an", "tỉnh", "sở", "tư", "pháp"].allSatisfy(attested))
        #expect(["người", "viết", "huyện"].allSatisfy { !attested($0) })
        let (an, province) = (try #require(model.id(of: "an")), try #require(model.id(of: "tỉnh")))
        #expect(model.logProbability(province, after: LanguageModel.start, an) > model.logProbability(LanguageModel.start, after: LanguageModel.start, an))
    }

    @Test("all that spelling allows is known, also what no sentence had")
    func admitted() throws {
        let model = try model(["a.txt": "Công an"])
        let word = try #require(model.id(of: "khuỷu"))
        #expect(!model.isAttested(word))
    }

    @Test("words lose their punctuation, figures and documents stay whole")
    func words() {
        #expect(
            Corpus.words(of: "- Quyết định số 193/QĐ-TTg (ngày 09/02/2021); “95%”, … –") == ["Quyết", "định", "số", "193/QĐ-TTg", "ngày", "09/02/2021", "95"])
    }

    @Test("a folder that is not there is an error, never an empty language")
    func missing() {
        #expect(throws: (any Error).self) { try Corpus.model(from: URL(fileURLWithPath: "/không/có")) }
    }
}
