import Testing

@testable import Reader

@Suite("Head and foot")
struct HeaderTests {
    private let head = """
        ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        TỈNH LÀO CAI Độc lập - Tự do - Hạnh phúc
        Số: 85/KH-UBND Lào Cai, ngày 6 tháng 3 năm 2025

        KẾ HOẠCH
        Phòng, chống mua bán người năm 2025

        Căn cứ Quyết định số 193/QĐ-TTg ngày 09/02/2021 của Thủ tướng Chính phủ phê duyệt Chương trình; Kế hoạch
        số 19/KH-BCĐ ngày 15/01/2024, Ủy ban nhân dân tỉnh Lào Cai ban hành kế hoạch như sau:

        I. MỤC TIÊU
        - Nâng cao hiệu quả.

        Nơi nhận: TM. ỦY BAN NHÂN DÂN
        - Bộ Công an; KT. CHỦ TỊCH
        - Các sở, ngành,
        đoàn thể tỉnh;
        - Lưu: VT, NC.
        """

    @Test("number, issuer, date, title and year")
    func document() throws {
        let document = try facts(head).document
        #expect(document.number == "85/KH-UBND")
        #expect(document.issuer == "Ủy ban nhân dân tỉnh Lào Cai")
        #expect(document.place == "Lào Cai")
        #expect(document.date == "2025-03-06")
        #expect(document.kind == "Kế hoạch")
        #expect(document.title == "Phòng, chống mua bán người năm 2025")
        #expect(document.year == 2025)
    }

    @Test("the acts it stands on, with date and issuer")
    func legalBasis() throws {
        #expect(
            try facts(head).document.legalBasis == [
                ReadReference(number: "193/QĐ-TTg", date: "2021-02-09", issuer: "Thủ tướng Chính phủ"),
                ReadReference(number: "19/KH-BCĐ", date: "2024-01-15", issuer: nil),
            ])
    }

    @Test("recipients without the signature beside them")
    func recipients() throws {
        #expect(try facts(head).document.recipients == ["Bộ Công an", "Các sở, ngành, đoàn thể tỉnh", "Lưu: VT, NC"])
    }

    @Test("a blank day leaves the month, and is noted")
    func blankDay() throws {
        let reading = try facts("Số: 470/KH-UBND Tây Ninh, ngày tháng 02 năm 2024\n\nKẾ HOẠCH\nNăm 2024\n\nI. MỤC TIÊU\n- Nâng cao.")
        #expect(reading.document.date == "2024-02")
        #expect(reading.document.issuer == "Ủy ban nhân dân tỉnh Tây Ninh")
        #expect(reading.findings.contains { $0.kind == .missingInHeader })
    }

    @Test("a head with nothing in it is noted, not refused")
    func bare() throws {
        let reading = try facts("KẾ HOẠCH\n\nI. MỤC TIÊU\n- Nâng cao.")
        #expect(reading.document.number == nil)
        #expect(reading.findings.filter { $0.kind == .missingInHeader }.count == 4)
    }
}
