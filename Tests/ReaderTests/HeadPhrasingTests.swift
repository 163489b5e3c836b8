import Testing

@testable import Reader

@Suite("Phrasings: heads of papers")
struct HeadPhrasingTests {
    private func document(_ head: String, foot: String = "") throws -> ReadDocument {
        try facts(head + "\n\nI. MỤC TIÊU\n- Nâng cao nhận thức.\n- Bảo đảm hiệu quả.\n- Phối hợp chặt chẽ.\n" + foot).document
    }

    @Test(
        "the number, wherever the letterhead has it",
        arguments: [
            ("Số: 56/KH-UBND", "56/KH-UBND"), ("Số 3015/KH-UBND", "3015/KH-UBND"), ("Số:12/2025/KH-UBND", "12/2025/KH-UBND"),
            ("Số: 56/KH-UBND          Quảng Trị, ngày 12 tháng 3 năm 2025", "56/KH-UBND"), ("Số: 7/KH-BCĐ", "7/KH-BCĐ"), ("Số:      /KH-UBND", nil),
            ("Số: 56", nil),
        ] as [(String, String?)])
    func number(line: String, number: String?) throws {
        #expect(try document(line + "\n\nKẾ HOẠCH\nPhòng, chống mua bán người").number == number)
    }

    @Test("the number of a document that the text stands on is not that of the paper, once the paper has its own")
    func first() throws {
        let found = try document("Số: 56/KH-UBND\n\nKẾ HOẠCH\nNăm 2025\n\nThực hiện Kế hoạch số 12/KH-BCĐ ngày 03/01/2025, ban hành như sau:")
        #expect(found.number == "56/KH-UBND")
        #expect(found.legalBasis.map(\.number) == ["12/KH-BCĐ"])
    }

    @Test(
        "the day of signing, as far as the paper shows it",
        arguments: [
            ("Quảng Trị, ngày 12 tháng 3 năm 2025", "2025-03-12"), ("Quảng Trị, ngày 01 tháng 12 năm 2024", "2024-12-01"),
            ("Huế, ngày    tháng 01 năm 2026", "2026-01"),
            ("Huế, ngày ... tháng 01 năm 2026", "2026-01"), ("Huế, ngày … tháng … năm 2026", nil), ("Huế, 12/3/2025", nil),
        ] as [(String, String?)])
    func date(line: String, date: String?) throws {
        #expect(try document(line + "\n\nKẾ HOẠCH\nPhòng, chống mua bán người").date == date)
    }

    @Test(
        "who issues it, from the letterhead over one line or two",
        arguments: [
            ("ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ", "Ủy ban nhân dân tỉnh Quảng Trị"), ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HUẾ", "Ủy ban nhân dân Thành phố Huế"),
            ("UBND TỈNH SƠN LA", "Ủy ban nhân dân tỉnh Sơn La"), ("ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
            ("UỶ BAN NHÂN DÂN\nTỈNH THANH HOÁ", "Ủy ban nhân dân tỉnh Thanh Hóa"),
        ])
    func issuer(letterhead: String, issuer: String) throws {
        #expect(try document(letterhead + "\nSố: 5/KH-UBND\n\nKẾ HOẠCH\nPhòng, chống mua bán người").issuer == issuer)
    }

    @Test("the seat of a province may bear another name: the letterhead tells who issues, the day's line tells where")
    func seat() throws {
        let found = try document("ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nSố: 5/KH-UBND\nĐà Lạt, ngày 5 tháng 1 năm 2025\n\nKẾ HOẠCH\nNăm 2025")
        #expect(found.issuer == "Ủy ban nhân dân tỉnh Lâm Đồng")
        #expect(found.place == "Đà Lạt")
    }

    @Test("a paper of a steering committee is not its people's committee's")
    func steeringCommittee() throws {
        #expect(try document("BAN CHỈ ĐẠO 138\nSố: 7/KH-BCĐ\nSơn La, ngày 5 tháng 1 năm 2025\n\nKẾ HOẠCH\nNăm 2025").issuer == nil)
    }

    @Test(
        "what kind of paper it is: the word alone on its line",
        arguments: [
            ("KẾ HOẠCH", "Kế hoạch"), ("CHƯƠNG TRÌNH", "Chương trình"), ("ĐỀ ÁN", "Đề án"), ("PHƯƠNG ÁN", "Phương án"), ("Kế hoạch", "Kế hoạch"),
            ("HƯỚNG DẪN", "Hướng dẫn"),
        ])
    func kind(line: String, kind: String) throws {
        let found = try document("Số: 5/KH-UBND\n\n\(line)\nPhòng, chống mua bán người năm 2025")
        #expect(found.kind == kind)
        #expect(found.title == "Phòng, chống mua bán người năm 2025")
    }

    @Test("a title over several lines is one, and the year is the one it names")
    func title() throws {
        let found = try document(
            "Quảng Trị, ngày 28 tháng 12 năm 2024\n\nKẾ HOẠCH\nThực hiện công tác phòng, chống mua bán người\ntrên địa bàn tỉnh Quảng Trị năm 2025\n\nCăn cứ Luật, ban hành như sau:"
        )
        #expect(found.title == "Thực hiện công tác phòng, chống mua bán người trên địa bàn tỉnh Quảng Trị năm 2025")
        #expect(found.year == 2025, "signed in December for the year that follows")
    }

    @Test("a title ends with its year: the sentence below it is no title")
    func titleEnds() throws {
        let found = try document("KẾ HOẠCH\nPhòng, chống mua bán người năm 2025\n\nĐể triển khai công tác này, tỉnh tổ chức các hoạt động dưới đây")
        #expect(found.title == "Phòng, chống mua bán người năm 2025")
    }

    @Test("where the title names no year, the plan is of the year in which it was signed")
    func yearOfSigning() throws {
        #expect(try document("Huế, ngày 5 tháng 01 năm 2026\n\nKẾ HOẠCH\nPhòng, chống mua bán người").year == 2026)
        #expect(try document("KẾ HOẠCH\nPhòng, chống mua bán người").year == nil)
    }

    @Test("recipients are listed one by one, without dashes, points and the signature beside them")
    func recipients() throws {
        let foot = """
            Nơi nhận:
            - Thủ tướng Chính phủ;      TM. ỦY BAN NHÂN DÂN
            - TT Tỉnh ủy, TT HĐND tỉnh;    KT. CHỦ TỊCH
            - Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh,
            các đoàn thể;    PHÓ CHỦ TỊCH
            - Các sở, ban, ngành;    CHỦ TỊCH
            - Lưu: VT, NC.
            """
        #expect(
            try document("KẾ HOẠCH\nNăm 2025", foot: foot).recipients == [
                "Thủ tướng Chính phủ", "TT Tỉnh ủy, TT HĐND tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, các đoàn thể", "Các sở, ban, ngành",
                "Lưu: VT, NC",
            ])
    }
}
