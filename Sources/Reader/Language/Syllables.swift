/// Makes every syllable that Vietnamese spelling allows: onset, rime, tone.
enum Syllables {
    private static let onsets = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr",
        "v", "x",
    ]
    private static let rimes = """
        a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
        i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen \
        oeo oet oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông \
        uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
        """.split(separator: " ").map(String.init)

    /// All of them, in lower case, with the tone where official papers put it (`hóa`, `thủy`).
    static func all() -> [String] {
        var made: [String] = []
        for onset in onsets {
            for rime in rimes where fits(onset, rime) {
                let tones = isStopped(rime) ? [2, 5] : [0, 1, 2, 3, 4, 5]
                made += tones.map { onset + toned(rime, $0) }
            }
        }
        return made + ["gì", "giết", "giêng", "giếng", "giữ", "quốc", "gìn"]
    }

    /// Whether the spelling joins the two: `k`, `gh`, `ngh` before e, ê, i, y; `c`, `g`, `ng` elsewhere.
    private static func fits(_ onset: String, _ rime: String) -> Bool {
        let front = rime.first.map { "eêiy".contains($0) } ?? false
        switch onset {
        case "k", "gh", "ngh": return front
        case "c", "g", "ng": return !front
        case "": return !rime.hasPrefix("iê")
        case "gi": return !rime.hasPrefix("i") && !rime.hasPrefix("y")
        case "qu": return !rime.hasPrefix("u") && !rime.hasPrefix("o") && !rime.hasPrefix("ư")
        default: return !rime.hasPrefix("yê")
        }
    }

    private static func isStopped(_ rime: String) -> Bool {
        ["c", "ch", "p", "t"].contains { rime.hasSuffix($0) }
    }

    /// Puts the tone on the vowel that carries it.
    private static func toned(_ rime: String, _ tone: Int) -> String {
        var letters = Array(rime)
        let vowels = letters.indices.filter { Alphabet.vowel(letters[$0]) != nil }
        guard tone > 0, let last = vowels.last, let first = vowels.first else { return rime }
        var place = last
        if let marked = vowels.last(where: { "ăâêôơ".contains(letters[$0]) }) ?? vowels.last(where: { letters[$0] == "ư" }) {
            place = marked
        } else if last == letters.count - 1, vowels.count > 1 {
            place = vowels.count == 3 ? vowels[1] : first
        }
        if let row = Alphabet.vowel(letters[place])?.row { letters[place] = Alphabet.vowelRows[row][tone] }
        return String(letters)
    }
}
