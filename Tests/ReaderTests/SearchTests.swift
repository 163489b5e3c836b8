import Foundation
import Testing

@testable import Reader

/// The language of the module, learnt once for the tests of its parts.
enum Learnt {
    static let lexicon = Result { try Lexicon(corpus: folder) }
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/Reader/Language/Corpus")
}

@Suite("The tree of syllables")
struct SyllableTrieTests {
    private static let words = ["tội", "tới", "tôi", "thôi", "nghiêng", "an", "ang", "á"]
    private static let trie: SyllableTrie = {
        var trie = SyllableTrie()
        for (id, word) in words.enumerated() { trie.insert(word, id: Int32(id)) }
        return trie
    }()

    private func near(_ marks: String, bound: Float, trie: SyllableTrie = trie) -> [String: Float] {
        let found = trie.words(near: MarkCosts(Alphabet.codes(of: marks), NoiseModel()), bound: bound)
        return Dictionary(uniqueKeysWithValues: found.map { (Self.words[Int($0.id)], $0.cost) })
    }

    @Test("a word written whole is found and costs least", arguments: words)
    func whole(word: String) {
        let found = near(word, bound: 20)
        #expect(found[word] == found.values.min())
    }

    @Test("the search through the tree costs what laying the word out alone costs")
    func sameCosts() {
        for marks in ["t6i", "nghieng", "an", "%", "tthoi"] {
            let costs = MarkCosts(Alphabet.codes(of: marks), NoiseModel())
            for (word, cost) in near(marks, bound: 60) { #expect(abs(SyllableTrie.cost(of: Alphabet.codes(of: word), near: costs) - cost) < 0.001, "\(word)") }
        }
    }

    @Test("nothing beyond the bound is found, and nothing within it is missed")
    func bound() {
        let all = near("toi", bound: 60)
        #expect(all.count == Self.words.count)
        for bound: Float in [0.5, 2, 5, 9, 14] {
            #expect(Set(near("toi", bound: bound).keys) == Set(all.filter { $0.value <= bound }.keys), "bound \(bound)")
        }
    }

    @Test("a seldom word must be nearer than a frequent one to be found")
    func rarity() {
        var trie = SyllableTrie()
        trie.insert("tội", id: 0, rarity: 8)
        trie.insert("tôi", id: 2, rarity: 1)
        #expect(Set(near("toi", bound: 5, trie: trie).keys) == ["tôi"])
        #expect(Set(near("toi", bound: 14, trie: trie).keys) == ["tội", "tôi"])
    }

    @Test("a seldom word stays hidden also where a frequent one goes on from it")
    func rarePrefix() {
        var trie = SyllableTrie()
        trie.insert("an", id: 5, rarity: 8)
        trie.insert("ang", id: 6, rarity: 0)
        #expect(near("an", bound: 7, trie: trie).keys.sorted() == ["ang"])
    }

    @Test("a letter that fell apart into two marks is found within a bound that neither mark alone would pass")
    func fallenApart() {
        var trie = SyllableTrie()
        trie.insert("mua", id: 0)
        let marks = MarkCosts(Alphabet.codes(of: "rnua"), NoiseModel())
        #expect(trie.words(near: marks, bound: 4).map(\.id) == [0])
    }

    @Test("the beginning of a word is no word, and a word may go on in another")
    func prefixes() {
        #expect(near("nghi", bound: 4).isEmpty)
        #expect(near("ang", bound: 1)["ang"] != nil)
        #expect(near("an", bound: 1)["an"] != nil)
    }

    @Test("what is too long or has other than letters is not taken in", arguments: ["", "abcdefghijklm", "a-b", "a.b"])
    func refused(word: String) {
        var trie = SyllableTrie()
        trie.insert(word, id: 0)
        #expect(near("abc", bound: 60, trie: trie).isEmpty)
    }
}

@Suite("Readings of a damaged word")
struct CandidateSearchTests {
    private func token(_ core: String, lead: String = "", trail: String = "", kind: Token.Kind = .word, line: Int = 0) -> Token {
        Token(line: line, kind: kind, lead: lead, core: core, trail: trail)
    }

    /// The readings as text, the cheapest first; a word kept is `=`, a number `#`, a joined word ends in `+`.
    private func readings(_ token: Token, next: Token? = nil) throws -> [String] {
        let lexicon = try Learnt.lexicon.get()
        var search = CandidateSearch(lexicon: lexicon, noise: NoiseModel())
        return search.candidates(for: token, next: next).sorted { $0.cost < $1.cost }.map { candidate in
            let words = candidate.syllables.map { $0 == LanguageModel.kept ? "=" : $0 == LanguageModel.number ? "#" : lexicon.model.syllables[Int($0)] }
            return words.joined(separator: " ") + (candidate.span == 2 ? "+" : "")
        }
    }

    @Test(
        "the true syllable is among the readings",
        arguments: [("ngtroi", "người"), ("t6i", "tội"), ("ch6ng", "chống"), ("Cong", "công"), ("d4u", "đấu"), ("tinh", "tỉnh"), ("giCru", "giữ")])
    func found(written: String, syllable: String) throws {
        #expect(try readings(token(written)).contains(syllable))
    }

    @Test("figures and signs have one reading: what they are")
    func certain() throws {
        #expect(try readings(token("30/7", kind: .figure)) == ["#"])
        #expect(try readings(token("–", kind: .sign)) == ["="])
    }

    @Test("every word may also stay as it is, a short figure may be a number")
    func kept() throws {
        #expect(try readings(token("Facebook")).contains("="))
        #expect(try readings(token("14")).contains("#"))
        #expect(try !readings(token("t6i")).contains("#"))
    }

    @Test("abbreviations are kept more cheaply than they are read as syllables", arguments: ["BCH", "UBND", "PC02", "VKSND"])
    func abbreviations(written: String) throws {
        let found = try readings(token(written))
        let kept = try #require(found.firstIndex(of: "="))
        // A name of the corpus such as `ubnd` may stand before it; a Vietnamese syllable may not.
        #expect(found[..<kept].allSatisfy { $0.count >= written.count - 1 })
    }

    @Test("two words run together are taken apart")
    func splits() throws {
        #expect(try readings(token("muabán")).contains("mua bán"))
        #expect(try readings(token("phòng-chống")).contains("phòng chống"))
        #expect(try !readings(token("mua")).contains { $0.contains(" ") })
        let found = try readings(token("muabán"))
        #expect(try #require(found.firstIndex(of: "mua bán")) < #require(found.firstIndex(of: "=")))
    }

    @Test("a word torn in two is put together, only where no punctuation and no line end stands between")
    func joins() throws {
        let torn = token("ngh"), rest = token("iệp")
        #expect(try readings(torn, next: rest).contains("nghiệp+"))
        #expect(try !readings(token("ngh", trail: ","), next: rest).contains { $0.hasSuffix("+") })
        #expect(try !readings(torn, next: token("iệp", line: 1)).contains { $0.hasSuffix("+") })
        #expect(try !readings(torn, next: token("iệp", lead: "(")).contains { $0.hasSuffix("+") })
        #expect(try !readings(torn, next: token("30/7", kind: .figure)).contains { $0.hasSuffix("+") })
    }

    @Test("two sound words are never put together")
    func sound() throws {
        #expect(try !readings(token("công"), next: token("an")).contains { $0.hasSuffix("+") })
    }

    @Test("a second search weighs the words of the first anew, by the damage it has learnt")
    func again() throws {
        let lexicon = try Learnt.lexicon.get()
        var first = CandidateSearch(lexicon: lexicon, noise: NoiseModel())
        let before = first.candidates(for: token("t#i"), next: nil)
        let trace = Trace(letter: Int(Alphabet.code("ộ")), marks: [Int(Alphabet.code("#"))])
        var second = CandidateSearch(lexicon: lexicon, noise: NoiseModel().adapted(to: [trace: 50]), after: first)
        let after = second.candidates(for: token("t#i"), next: nil)
        let word = try #require(lexicon.model.id(of: "tội"))
        let costs = [before, after].map { $0.first { $0.syllables == [word] }?.cost ?? .infinity }
        #expect(costs[1] < costs[0] - 3)
    }
}

@Suite("The lexicon")
struct LexiconTests {
    @Test("words that spelling allows are told from abbreviations and foreign names")
    func spelled() throws {
        let lexicon = try Learnt.lexicon.get()
        let isSpelled = { (word: String) in lexicon.model.id(of: word).map(lexicon.isSpelled) }
        #expect(isSpelled("tỉnh") == true)
        #expect(isSpelled("khuỷu") == true)
        #expect(isSpelled("ubnd") == false)
    }

    @Test("what the corpus often has is less rare than what spelling only allows")
    func rarity() throws {
        let lexicon = try Learnt.lexicon.get()
        let rarity = try ["công", "khuỷu"].map { lexicon.rarity[Int(try #require(lexicon.model.id(of: $0)))] }
        #expect(rarity[0] + 3 < rarity[1])
    }

    @Test("a syllable nobody has heard of is found only where no known word is near")
    func unheard() throws {
        let lexicon = try Learnt.lexicon.get()
        let near = { (word: String) in
            lexicon.words(near: Alphabet.codes(of: word), noise: NoiseModel()).map { lexicon.model.syllables[Int($0.id)] }
        }
        #expect(near("công").allSatisfy { lexicon.model.id(of: $0).map(lexicon.model.isAttested) == true })
        #expect(near("khuỷu").contains("khuỷu"))
    }
}
