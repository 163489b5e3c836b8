import Testing

@testable import Domain

@Suite("Folding of text")
struct FoldingTests {
    @Test(
        "case, accents and đ are folded away",
        arguments: [
            ("Tây Ninh", "tay ninh"), ("ĐỒNG ĐĂNG", "dong dang"), ("Đắk Lắk", "dak lak"), ("ƯỜNG ượng Ỡ", "uong uong o"), ("Uỷ ban", "uy ban"),
            ("Ủy ban", "uy ban"),
            ("mua bán người", "mua ban nguoi"), ("138/CP – 06", "138/cp – 06"), ("", ""),
        ])
    func folded(text: String, folded: String) {
        #expect(text.folded == folded)
    }

    @Test("letters with their accents apart fold as letters in one piece")
    func decomposed() {
        #expect("Nguye\u{302}\u{303}n".folded == "Nguyễn".folded)
        #expect("Nguyễn".folded.unicodeScalars.count == 6)
    }

    @Test(
        "words are folded and lose their punctuation",
        arguments: [
            ("UBND các quận, huyện, thị xã", ["ubnd", "cac", "quan", "huyen", "thi", "xa"]), ("Đề án 06/CP (đợt 2)", ["de", "an", "06", "cp", "dot", "2"]),
            (" – ; … ", []),
        ])
    func words(text: String, words: [String]) {
        #expect(text.foldedWords == words)
    }

    @Test("white space of every kind is tidied, the rest is left", arguments: [("  Sở \n\t Y  tế ", "Sở Y tế"), ("Sở\u{a0}Y tế", "Sở Y tế"), (" \n ", "")])
    func tidied(text: String, tidied: String) {
        #expect(text.tidied == tidied)
    }

    @Test("the table of Latin letters says what Unicode says, alone and within a word")
    func table() {
        for scalar in (1...0x3000 as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init) {
            let alone = String(Character(scalar)), within = "Đ" + alone + "ẳ"
            #expect(alone.folded == alone.foldedByTheBook, "U+\(String(scalar.value, radix: 16))")
            #expect(within.folded == within.foldedByTheBook, "U+\(String(scalar.value, radix: 16))")
        }
    }
}
