internal import Foundation

/// What the module knows of the language: the model of word order, the words as a tree, and which of them are Vietnamese syllables.
struct Lexicon: Sendable {
    var model: LanguageModel
    /// The words the corpus has, and all that spelling allows besides.
    private let attested: SyllableTrie
    private let possible: SyllableTrie
    /// What it speaks against each word that the corpus seldom has it.
    let rarity: [Float]
    /// The letters of each word, by number.
    private let letters: [[UInt8]]
    /// Words that follow Vietnamese spelling; the others are abbreviations and foreign words.
    private let spelled: Set<Int32>

    /// - Throws: the error of the file system if the corpus cannot be read.
    init(corpus folder: URL) throws {
        var model = try Corpus.model(from: folder)
        spelled = Set(Syllables.all().map { model.admit($0) })
        let counted = model
        rarity = (0..<Int32(model.count)).map { -0.7 * counted.logProbability($0, after: LanguageModel.kept, LanguageModel.kept) }
        var attested = SyllableTrie()
        var possible = SyllableTrie()
        for id in 3..<Int32(model.count) {
            let word = model.syllables[Int(id)]
            if model.isAttested(id) {
                attested.insert(word, id: id, rarity: rarity[Int(id)])
            } else {
                possible.insert(word, id: id, rarity: rarity[Int(id)])
            }
        }
        letters = model.syllables.map { Alphabet.codes(of: $0) }
        self.model = model
        self.attested = attested
        self.possible = possible
    }

    func isSpelled(_ id: Int32) -> Bool { spelled.contains(id) }

    /// Whether the corpus has the word, just as it is written.
    func isKnown(_ word: String) -> Bool { model.id(of: word).map(model.isAttested) ?? false }

    /// What it would have cost the noise to turn the word into the marks.
    func cost(of id: Int32, near marks: MarkCosts) -> Float { SyllableTrie.cost(of: letters[Int(id)], near: marks) }

    /// Words the noise may have turned into `marks`; unheard-of syllables only where no known word is near.
    func words(near word: [UInt8], noise: NoiseModel) -> [(id: Int32, cost: Float)] {
        let marks = MarkCosts(word, noise)
        for bound: Float in [7, 11, 16] {
            let first = attested.words(near: marks, bound: bound)
            guard let best = first.min(by: { rank($0) < rank($1) }) else { continue }
            let near = attested.words(near: marks, bound: rank(best) + 8)
            return best.cost < 5 ? near : near + possible.words(near: marks, bound: rank(best) + 4)
        }
        return possible.words(near: marks, bound: 22)
    }

    /// What speaks against a word before its neighbours are asked: the damage it needs and how seldom it is.
    func rank(_ found: (id: Int32, cost: Float)) -> Float { found.cost + rarity[Int(found.id)] }
}
