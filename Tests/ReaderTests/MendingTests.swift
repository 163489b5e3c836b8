import Testing

@testable import Reader

@Suite("Mending damaged lines")
struct MendingTests {
    private func mend(_ lines: [String]) throws -> [String] {
        let reader = try Shared.reader.get()
        return reader.mended(lines).map(\.text)
    }

    @Test(
        "lost and wrong marks come back",
        arguments: [
            ("Cong an tinh chu tri, phoi hop voi cac so, ban, nganh thuc hien", "Công an tỉnh chủ trì, phối hợp với các sở, ban, ngành thực hiện"),
            ("phong, chéng mua ban ngudi", "phòng, chống mua bán người"),
            ("d4u tranh phong, ch6ng t6i pham", "đấu tranh phòng, chống tội phạm"),
            ("h6 trg nan nhan bi mua ban", "hỗ trợ nạn nhân bị mua bán"),
            ("thgc hien Ke hoach", "thực hiện Kế hoạch"),
        ])
    func marks(damaged: String, true text: String) throws {
        #expect(try mend([damaged]) == [text])
    }

    @Test("letters that fell apart are put together", arguments: [("ban ngtroi", "bán người"), ("phong ngtra t6i pham", "phòng ngừa tội phạm")])
    func apart(damaged: String, true text: String) throws {
        #expect(try mend([damaged]) == [text])
    }

    @Test("a word goes on being understood across the end of a line")
    func acrossLines() throws {
        #expect(try mend(["phong, chong mua", "ban nguoi"]) == ["phòng, chống mua", "bán người"])
    }

    @Test("figures, dates and abbreviations are left alone")
    func figures() throws {
        #expect(try mend(["UBND tinh, 138/CP, 90%, 30/ 7/2024"]) == ["UBND tỉnh, 138/CP, 90%, 30/7/2024"])
    }

    @Test("capitals stay where they are")
    func capitals() throws {
        #expect(try mend(["KE HOACH", "Ban Chi dao"]) == ["KẾ HOẠCH", "Ban Chỉ đạo"])
    }

    @Test("clean text is not made worse")
    func clean() throws {
        let line = "Công an tỉnh phối hợp với Sở Tư pháp tổ chức tuyên truyền phòng, chống mua bán người."
        #expect(try mend([line]) == [line])
    }

    @Test("items keep their letters, abbreviations their capitals")
    func items() throws {
        #expect(try mend(["a) Ban hanh van ban", "BCD 138 tinh"]) == ["a) Ban hành văn bản", "BCĐ 138 tỉnh"])
    }

    @Test("one line comes out for each that goes in, blank ones too, and confidence is a share")
    func lineForLine() throws {
        let read = try Shared.reader.get().mended(["", "mua ban nguoi", "", "|~"])
        #expect(read.map(\.source) == ["", "mua ban nguoi", "", "|~"])
        #expect(read.allSatisfy { (0...1).contains($0.confidence) })
    }
}

@Suite("Figures")
struct FigureTests {
    @Test(
        "document numbers take their usual form",
        arguments: [
            ("193/QP-TTg", "193/QĐ-TTg"), ("19/KH-BCP", "19/KH-BCĐ"), ("47O/KH-UBND", "470/KH-UBND"), ("04/QD-BCD", "04/QĐ-BCĐ"),
            ("01/2021/TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDT", "01/2021/TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDTC"), ("138/CP", "138/CP"),
        ])
    func numbers(written: String, form: String) {
        #expect(Figures.normal(written) == form)
    }

    @Test("what only has a digit in it is a word", arguments: ["t6i", "d4u", "1a", "o1", "x4"])
    func words(written: String) {
        #expect(Figures.normal(written) == nil)
    }

    @Test("figures torn apart are drawn together")
    func torn() {
        #expect(Figures.prepared("193/Qb- TTg, 30/ 7/2024, 133 /KH-UBND") == "193/Qb-TTg, 30/7/2024, 133/KH-UBND")
    }

    @Test("the number of a part is known however its strokes came out", arguments: [("I", "I"), ("lI", "II"), ("1II", "III"), ("IV", "IV")])
    func parts(written: String, number: String) {
        #expect(Figures.partNumber(written) == number)
    }
}
