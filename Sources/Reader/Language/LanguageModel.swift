internal import Foundation

/// Knows how likely one syllable is after the two before it, as counted in the corpus.
struct LanguageModel: Sendable {
    /// Start of a sentence, and any number.
    static let start: Int32 = 0
    static let number: Int32 = 1
    /// A word the model keeps as it stands: an abbreviation, a foreign name.
    static let kept: Int32 = 2

    private(set) var syllables: [String] = ["<s>", "<num>", "<kept>"]
    private var ids: [String: Int32] = ["<s>": 0, "<num>": 1, "<kept>": 2]
    private var unigrams: [Float] = [0, 0, 0]
    private var total: Float = 0
    private var bigrams = CountTable(capacity: 60_000)
    private var trigrams = CountTable(capacity: 120_000)
    /// How often, and before how many different syllables, one or two syllables stand as context.
    private var contexts1: [Float] = [0, 0, 0]
    private var kinds1: [Float] = [0, 0, 0]
    private var contexts2 = CountTable(capacity: 60_000)
    private var kinds2 = CountTable(capacity: 60_000)

    private static let discount: Float = 0.7
    /// Share of a syllable that spelling allows and the corpus never had.
    private static let floor: Float = 2e-7

    var count: Int { syllables.count }

    func id(of syllable: String) -> Int32? { ids[syllable] }

    func isAttested(_ id: Int32) -> Bool { unigrams[Int(id)] > 0 }

    /// Adds a syllable to the vocabulary and returns its number.
    @discardableResult
    mutating func admit(_ syllable: String) -> Int32 {
        if let id = ids[syllable] { return id }
        let id = Int32(syllables.count)
        ids[syllable] = id
        syllables.append(syllable)
        unigrams.append(0)
        contexts1.append(0)
        kinds1.append(0)
        return id
    }

    /// Counts one sentence; `weight` is less than 1 for text that is itself a guess.
    mutating func learn(_ sentence: [Int32], weight: Float = 1) {
        var u = Self.start
        var v = Self.start
        for w in sentence {
            unigrams[Int(w)] += weight
            total += weight
            let pair = Self.key(v, w)
            if bigrams[pair] == 0 { kinds1[Int(v)] += 1 }
            bigrams.add(weight, to: pair)
            contexts1[Int(v)] += weight
            let context = Self.key(u, v)
            let triple = Self.key(u, v, w)
            if trigrams[triple] == 0 { kinds2.add(1, to: context) }
            trigrams.add(weight, to: triple)
            contexts2.add(weight, to: context)
            (u, v) = (v, w)
        }
    }

    /// Two syllables as what stands before a third, with all that does not depend on the third.
    struct Context: Sendable {
        fileprivate let u: Int32
        fileprivate let v: Int32
        fileprivate let seen1: Float
        fileprivate let kinds1: Float
        fileprivate let seen2: Float
        fileprivate let kinds2: Float
    }

    func context(_ u: Int32, _ v: Int32) -> Context {
        let key = Self.key(u, v)
        let seen2 = contexts2[key]
        return Context(u: u, v: v, seen1: contexts1[Int(v)], kinds1: kinds1[Int(v)], seen2: seen2, kinds2: seen2 > 0 ? kinds2[key] : 0)
    }

    /// Natural logarithm of P(w | u v): absolute discounting, falling back from two syllables to one to none.
    func logProbability(_ w: Int32, in context: Context) -> Float {
        var share = (unigrams[Int(w)] + 0.02) / (total + 100) + Self.floor
        if context.seen1 > 0 {
            let pair = bigrams[Self.key(context.v, w)]
            share = (max(pair - Self.discount, 0) + (Self.discount * context.kinds1 + 0.3) * share) / (context.seen1 + 0.3)
            if context.seen2 > 0 {
                let triple = pair > 0 ? trigrams[Self.key(context.u, context.v, w)] : 0
                share = (max(triple - Self.discount, 0) + (Self.discount * context.kinds2 + 0.3) * share) / (context.seen2 + 0.3)
            }
        }
        return log(share)
    }

    func logProbability(_ w: Int32, after u: Int32, _ v: Int32) -> Float { logProbability(w, in: context(u, v)) }

    private static func key(_ v: Int32, _ w: Int32) -> UInt64 {
        1 << 62 | UInt64(UInt32(bitPattern: v)) << 20 | UInt64(UInt32(bitPattern: w))
    }

    private static func key(_ u: Int32, _ v: Int32, _ w: Int32) -> UInt64 {
        1 << 63 | UInt64(UInt32(bitPattern: u)) << 40 | UInt64(UInt32(bitPattern: v)) << 20 | UInt64(UInt32(bitPattern: w))
    }
}
