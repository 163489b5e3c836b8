import Testing

@testable import Reader

/// Mending never makes a sound word worse: names of places, people and programs in lines that the scan has left whole.
@Suite("Sound lines")
struct SoundLineTests {
    private func mended(_ line: String) throws -> String { try Shared.reader.get().mended([line])[0].text }

    @Test(
        "a sound line comes out as it went in",
        arguments: [
            "- Công an tỉnh chỉ đạo Công an xã A Dơi, xã Tà Rụt, thị trấn Krông Klang tăng cường tuần tra trên tuyến biên giới.",
            "- Đồng chí Nguyễn Văn A làm đầu mối, tiếp nhận tố giác qua ứng dụng VNeID và trên TikTok, Facebook, Zalo.",
            "- Tổ chức tuyên truyền tại các xã Hướng Phùng, Lìa, Thanh, A Túc, Xy và A Ngo cho người dân.",
            "- Duy trì hoạt động của mô hình tại huyện Đakrông, Hướng Hóa, bản Ka Tăng, Lao Bảo và cửa khẩu La Lay.",
            "- Phối hợp với tổ chức Plan International, World Vision hỗ trợ nạn nhân bị mua bán.",
            "- Gửi báo cáo về Phòng Tham mưu (email: thammuu@congan.example) trước ngày 15/6/2024.",
            "- Gửi báo cáo về Công an tỉnh, email: tham.muu@congan.example, để tổng hợp theo quy định.",
            "- Xây dựng các trang fanpage, video clip, livestream trên website của các sở, ban, ngành.",
            "- Thời gian thực hiện: Quý II/2024; hoàn thành trong quý III/2024 hoặc quý I, IV/2025.",
            "- Tổ chức hội nghị tại xã Pờ Y, huyện Ngọc Hồi và xã Đắk Nhoong, huyện Đắk Glei cho cán bộ cơ sở.",
        ])
    func sound(line: String) throws {
        #expect(try mended(line) == line)
    }

    @Test(
        "a damaged line is mended as before, and a damaged word in a sound one too",
        arguments: [
            (
                "- To chuc tuyen truyen phong, chong mua ban nguoi tai cac xa bien gioi.",
                "- Tổ chức tuyên truyền phòng, chống mua bán người tại các xã biên giới."
            ),
            (
                "- Tổ chức tuyên truyền phòng, chống mua bán nguời tại các xã biên giới của huyện, thị xã, thành phố trên địa bàn tỉnh theo kế hoạch.",
                "- Tổ chức tuyên truyền phòng, chống mua bán người tại các xã biên giới của huyện, thị xã, thành phố trên địa bàn tỉnh theo kế hoạch."
            ),
        ])
    func damaged(line: String, expected: String) throws {
        #expect(try mended(line) == expected)
    }

    @Test(
        "only what is spelt with marks or is a name stands firm",
        arguments: [
            ("Dơi", true), ("Klang", true), ("TikTok", true), ("nguoi", false), ("UBND", false), ("chưc", false), ("tổ", true), ("email", true),
            ("theoquy", false),
        ])
    func firm(word: String, isFirm: Bool) throws {
        let lexicon = try Learnt.lexicon.get()
        var tokens = Token.tokens(of: "tổ chức tuyên truyền cho người dân tại \(word) theo kế hoạch của tỉnh trong năm nay, bảo đảm đúng quy định", number: 0)
        tokens[0].startsSentence = true
        let found = SoundLines(lexicon: lexicon).marked(tokens).first { $0.core == word }
        #expect(found?.isFirm == isFirm)
    }
}
