import Testing

@testable import Reader

@Suite("Tokens")
struct TokenTests {
    /// `lead|core|trail` of each token, with `#` before a figure and `~` before a sign.
    private func tokens(_ line: String) -> [String] {
        Token.tokens(of: line, number: 0).map { token in
            let mark =
                switch token.kind {
                case .word: ""
                case .figure: "#"
                case .sign: "~"
                }
            return mark + [token.lead, token.core, token.trail].joined(separator: "|")
        }
    }

    @Test(
        "a line is cut into words, figures and signs, each with the punctuation that clings to it",
        arguments: [
            ("- Công an (tỉnh);", ["~|-|", "|Công|", "|an|", "(|tỉnh|);"]), ("“Ngày 30/7”:", ["“|Ngày|", "#|30/7|”:"]),
            ("Số: 133 /KH - UBND", ["|Số|:", "#|133/KH-UBND|"]), ("(trước ngày 15/6),", ["(|trước|", "|ngày|", "#|15/6|),"]),
            ("ngày .... tháng 02", ["|ngày|", "~|....|", "|tháng|", "#|02|"]), ("…/KH-UBND", ["…/|KH-UBND|"]), ("\t ", []), ("|~", ["~||~|"]),
        ])
    func cut(line: String, expected: [String]) {
        #expect(tokens(line) == expected)
    }

    @Test(
        "a share keeps its sign, since 98,5 and 98,5 % are not the same",
        arguments: [("98,5%", "#|98,5%|"), ("98,5%;", "#|98,5%|;"), ("2.400%.", "#|2.400%|.")])
    func percent(line: String, expected: String) {
        #expect(tokens(line) == [expected])
    }

    @Test(
        "the number of a part and the letter of an item stand for themselves at the head of a line",
        arguments: [("II. NHIỆM VỤ", "#|II|."), ("IIl. NHIEM VU", "#|III|."), ("V) TỔ CHỨC", "#|V|."), ("a) Ban hành", "#|a|)"), ("(1) Mở đợt", "#(|1|)")])
    func openings(line: String, first: String) {
        #expect(tokens(line).first == first)
    }

    @Test("in the middle of a line the same signs are words: nobody numbers there")
    func inside() {
        #expect(tokens("điểm a) khoản 1").dropFirst().first == "|a|)")
        #expect(tokens("mục I. nêu trên").dropFirst().first == "|I|.")
    }

    @Test("signs that a scan writes for letters stay inside the word they damage", arguments: ["&ong", "Trie\"n", "ph§ng", "£inh", "b©o"])
    func damaged(word: String) {
        #expect(tokens(word) == ["|\(word)|"])
    }
}

@Suite("Numbers of documents")
struct DocumentCodeTests {
    @Test(
        "a code a stroke away from a known one is that one",
        arguments: [("QD", "QĐ"), ("QP", "QĐ"), ("NP", "NĐ"), ("TTG", "TTg"), ("UBNP", "UBND"), ("BCP", "BCĐ"), ("BLDTBXH", "BLĐTBXH"), ("VKSNDT", "VKSNDTC")])
    func near(written: String, code: String) {
        #expect(DocumentCodes.nearest(written) == code)
    }

    @Test("a code that is known, or like none, is left as it stands", arguments: ["KH", "BCA", "CT", "CTr", "UBND", "XY", "KSTT", "ABCDEF", ""])
    func left(written: String) {
        #expect(DocumentCodes.nearest(written) == written)
    }

    @Test("every known code is its own nearest: mending twice changes nothing", arguments: DocumentCodes.kinds + DocumentCodes.bodies)
    func own(code: String) {
        #expect(DocumentCodes.nearest(code) == code)
    }

    @Test(
        "only figures, a stroke and letters make a document number",
        arguments: [
            ("12/KH", "12/KH"), ("l2/KH-UBND", "12/KH-UBND"), ("53/2024/QH15", "53/2024/QH15"), ("/KH-UBND", "/KH-UBND"), ("/KH", nil), ("24/7", nil),
            ("a/b", nil), ("12", nil), ("12/", nil), ("x2/KH-UBND", nil),
        ] as [(String, String?)])
    func numbers(written: String, form: String?) {
        #expect(Figures.documentNumber(written) == form)
    }

    @Test(
        "long figures, days and shares are figures whatever the scan made of their noughts and ones",
        arguments: [
            ("2O24", "2024"), ("15/O6/2024", "15/06/2024"), ("98,5", "98,5"), ("1.234.567", "1.234.567"), ("0l", "01"), ("III", "III"), ("XXIX", "XXIX"),
            ("XXXIX", "XXXIX"),
        ])
    func figures(written: String, form: String) {
        #expect(Figures.normal(written) == form)
    }

    @Test("short figures stay open: a scan writes 14 for là and 130 for Bộ", arguments: ["7", "14", "130", "95"])
    func short(written: String) {
        #expect(Figures.mayBeWord(written))
        #expect(Figures.normal(written) == nil)
    }

    @Test("figures that are not short, or begin with nought, are no words", arguments: ["2024", "05", "1a", "1.5"])
    func long(written: String) {
        #expect(!Figures.mayBeWord(written))
    }

    @Test(
        "figures torn apart are drawn together, whatever stands around them",
        arguments: [
            ("Số: 56 /KH -UBND", "Số: 56/KH-UBND"), ("ngày 30/ 7", "ngày 30/7"), ("trước 15 / 6;", "trước 15/6;"), ("1 / 2 tổng số", "1/2 tổng số"),
            ("phố…Số", "phố… Số"), ("15 6", "15 6"), ("và / hoặc", "và / hoặc"), ("giai đoạn 2021 - 2025", "giai đoạn 2021 - 2025"),
        ])
    func torn(line: String, expected: String) {
        #expect(Figures.prepared(line) == expected)
    }

    @Test("what is no roman number up to thirty-nine numbers no part", arguments: ["XL", "IIII", "VX", "L", "", "l", "1", "Ia"])
    func noPart(written: String) {
        #expect(Figures.partNumber(written) == nil)
    }

    @Test(
        "what opens a line is a figure, so that no word is made of it",
        arguments: [
            ("1I. NHIỆM VỤ", "II"), ("1II. TỔ CHỨC", "III"), ("lI. NHIỆM VỤ", "II"), ("II.1. Truyền thông", "II.1"), ("a. Việc", "a"), ("1/ Việc", "1"),
            ("2- Việc", "2"), ("đ/ Việc", "đ"),
        ])
    func openings(line: String, core: String) {
        let first = Token.tokens(of: line, number: 0)[0]
        #expect(first.kind == .figure)
        #expect(first.core == core)
    }

    @Test("the same letters inside a line, or before a small letter, may be words", arguments: ["a. việc", "11. Việc", "12/ tháng"])
    func noOpenings(line: String) {
        let first = Token.tokens(of: line, number: 0)[0]
        #expect(first.core == String(line.prefix { $0.isLetter || $0.isNumber }))
    }
}
