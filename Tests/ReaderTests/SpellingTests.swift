import Foundation
import Testing

@testable import Reader

@Suite("Letters and marks")
struct AlphabetTests {
    @Test("every letter and every mark of a scan has a number of its own")
    func distinct() {
        #expect(Set(Alphabet.all).count == Alphabet.all.count)
        #expect(Alphabet.all.map { Int(Alphabet.code($0)) } == Array(Alphabet.all.indices))
        #expect(Alphabet.code("漢") == Alphabet.unknown)
    }

    @Test("the vowels stand in twelve rows of six tones, as they are written and as they sound without marks")
    func vowels() throws {
        #expect(Alphabet.vowelRows.map(\.count) == Array(repeating: 6, count: 12))
        for (row, vowels) in Alphabet.vowelRows.enumerated() {
            for (tone, vowel) in vowels.enumerated() {
                let place = try #require(Alphabet.vowel(vowel))
                #expect(place == (row, tone))
                // The marks of a tone are those of "a" with the same tone, so a table that is out of step shows here.
                let marks = String(vowel).decomposedStringWithCanonicalMapping.unicodeScalars.filter(\.properties.isDiacritic)
                let tones = marks.filter { ["\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"].contains($0) }.map(\.value)
                #expect(tones == [[], [0x300], [0x301], [0x309], [0x303], [0x323]][tone])
            }
        }
    }

    @Test(
        "marks are taken off letter by letter, in capitals too",
        arguments: [("ệ", "e"), ("Đ", "D"), ("đ", "d"), ("Ữ", "U"), ("ỹ", "y"), ("b", "b"), ("7", "7")])
    func plain(letter: Character, plain: Character) {
        #expect(Alphabet.plain(Character(letter.lowercased())) == Character(plain.lowercased()))
        #expect(Alphabet.upperPlain(letter) == Character(plain.uppercased()))
    }

    @Test("folding keeps every letter in its place, so that places found in folded text fit the text itself")
    func folding() {
        let text = "ĐẤU TRANH phòng, chống – “mua bán” người; Ỷ lại"
        #expect(text.folded == "dau tranh phong, chong – “mua ban” nguoi; y lai")
        #expect(text.folded.count == text.count)
    }

    @Test("what look-alikes name are letters, and dearer than the letter itself, cheaper than any other mark")
    func confusions() {
        for (letters, _, cost) in Confusions.singles + Confusions.doubles {
            #expect(letters.allSatisfy { Int(Alphabet.code($0)) < NoiseModel.letterCount }, "\(letters)")
            #expect(cost > 0.7 && cost < 7, "\(letters)")
        }
        #expect(Confusions.doubles.allSatisfy { $0.marks.count == 2 })
    }
}

@Suite("Spelling of syllables")
struct SyllableTests {
    private static let all = Syllables.all()
    private static let set = Set(all)

    @Test("each is made of letters that the search can follow, and short enough for it")
    func letters() {
        #expect(Self.all.allSatisfy { $0.count <= 8 })
        #expect(Self.all.allSatisfy { $0.allSatisfy { Int(Alphabet.code($0)) < NoiseModel.letterCount } })
    }

    @Test(
        "words of many papers are among them",
        arguments: [
            "đấu", "tranh", "phòng", "chống", "tội", "phạm", "mua", "bán", "người", "nghiêm", "ngoại", "khuyến", "quyết", "quản", "giải", "giáo", "gìn", "xuất",
            "thuyền", "khuỷu", "ngoằn", "rượu", "hướng", "luật", "yêu", "ước", "của", "nghĩa", "giếng", "quý", "kỳ", "hằng", "chủ", "trì",
        ])
    func known(word: String) {
        #expect(Self.set.contains(word))
    }

    @Test("spelling keeps k from a, gh from o, c from e, and ng from i", arguments: ["ka", "gho", "nghư", "ce", "ci", "ngi", "gê", "quu", "giia", "iêu"])
    func fits(word: String) {
        #expect(!Self.set.contains(word))
    }

    @Test("a syllable that a stop closes has the rising tone or the heavy one, and no other")
    func stopped() {
        for rime in ["at", "ac", "ach", "up", "iêt", "ươc"] {
            let found = Self.set.filter { $0.folded == "t" + rime.folded && $0.count == rime.count + 1 }
            #expect(!found.isEmpty)
            let tones = found.compactMap { $0.compactMap { Alphabet.vowel($0)?.tone }.max() }
            #expect(tones.allSatisfy { $0 == 2 || $0 == 5 }, "\(found)")
        }
    }

    @Test(
        "the tone sits where official papers put it",
        arguments: [
            ("hóa", "hoá"), ("thủy", "thuỷ"), ("của", "cuả"), ("mía", "miá"), ("toán", "tóan"), ("quyền", "qụyên"), ("khuỷu", "khủyu"), ("ngoài", "ngòai"),
            ("xoáy", "xóay"), ("hoặc", "họăc"),
        ])
    func tones(right: String, wrong: String) {
        #expect(Self.set.contains(right))
        #expect(!Self.set.contains(wrong))
    }
}
