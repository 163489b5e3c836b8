import Foundation
import Testing

@testable import Reader

/// The whole way from bytes to facts, on a paper that is none of the two samples. Province and letterhead are real, every word of the plan is invented.
@Suite("A plan of a third province")
struct PlanReaderTests {
    private static let paper = """
        ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        TỈNH QUẢNG TRỊ                     Độc lập - Tự do - Hạnh phúc

        Số: 56/KH-UBND                     Quảng Trị, ngày 12 tháng 3 năm 2025

        KẾ HOẠCH
        Phòng, chống mua bán người trên địa bàn tỉnh Quảng Trị năm 2025

        Thực hiện Quyết định số 193/QĐ-TTg ngày 09/02/2021 của Thủ tướng Chính phủ,
        Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

        I. MỤC TIÊU, YÊU CẦU
        1. Mục tiêu
        - Nâng cao nhận thức của cán bộ và người dân về phòng, chống mua bán người.
        2. Chỉ tiêu
        - Tối thiểu 95% số xã tổ chức tuyên truyền; tỷ lệ giải quyết tin báo đạt trên 90%.
        - Hỗ trợ 100% nạn nhân được tiếp nhận.

        II. NHIỆM VỤ, GIẢI PHÁP
        1. Công tác chỉ đạo
        - Xây dựng kế hoạch kiểm tra liên ngành (Công an tỉnh chủ trì, phối hợp với các
        sở, ban, ngành thực hiện).
        - Mở đợt cao điểm tấn công trấn áp tội phạm từ ngày 01/7/2025 đến hết ngày
        30/9/2025 (Công an tỉnh, Bộ Chỉ huy Bộ đội Biên phòng tỉnh thực hiện).
        2. Công tác truyền thông
        - Sở Thông tin và Truyền thông chủ trì, phối hợp với Báo Quảng Trị, Đài Phát
        thanh và Truyền hình tỉnh tăng thời lượng tin bài.
        - Hội Liên hiệp Phụ nữ tỉnh tuyên truyền trong cộng đồng.
        3. Tiếp nhận, hỗ trợ nạn nhân
        a) Tiếp nhận, xác minh, xác định nạn nhân.
        - Cơ quan chủ trì: Công an tỉnh.
        - Cơ quan phối hợp: Bộ Chỉ huy Bộ đội Biên phòng tỉnh.
        b) Hỗ trợ nạn nhân hòa nhập cộng đồng.
        - Cơ quan chủ trì: Sở Nội vụ.
        - Thời gian thực hiện: Quý IV/2025.

        III. TỔ CHỨC THỰC HIỆN
        1. Sở Tài chính
        - Tham mưu Ủy ban nhân dân tỉnh bố trí kinh phí thực hiện.
        2. Các sở, ban, ngành, Ủy ban nhân dân các huyện, thị xã, thành phố xây dựng kế
        hoạch; định kỳ 6 tháng (trước ngày 15/6), 01 năm (trước ngày 15/12) báo cáo kết
        quả về Công an tỉnh để tổng hợp.
        3. Đề nghị Viện kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh phối hợp đẩy nhanh
        tiến độ truy tố, xét xử.

        Nơi nhận:
        - Bộ Công an;
        - Các sở, ban, ngành;
        - Lưu: VT.
        """

    private func read(_ text: String) throws -> ReadPlan { try Shared.reader.get().read([UInt8](text.utf8)) }

    /// Code, bodies with their roles, and last day of each duty: what a province must not get wrong.
    private func duties(_ reading: Reading) -> [String] {
        (reading.tasks + reading.duties).map { duty in "\(duty.id) " + (roles(duty) + [duty.to ?? "–"]).joined(separator: " | ") }
    }

    private static let duties = [
        "II.1-1 lead: Công an tỉnh | coordinate: Các sở, ban, ngành | –",
        "II.1-2 implement: Công an tỉnh | implement: Bộ Chỉ huy Bộ đội Biên phòng tỉnh | 2025-09-30",
        "II.2-1 lead: Sở Thông tin và Truyền thông | coordinate: Báo Quảng Trị | coordinate: Đài Phát thanh và Truyền hình tỉnh | –",
        "II.2-2 implement: Hội Liên hiệp Phụ nữ tỉnh | –", "II.3(a) lead: Công an tỉnh | coordinate: Bộ Chỉ huy Bộ đội Biên phòng tỉnh | –",
        "II.3(b) lead: Sở Nội vụ | 2025-12-31", "III.1-1 implement: Sở Tài chính | advise: Sở Tài chính | –",
        "III.2-1 implement: Các sở, ban, ngành | implement: UBND các huyện, thị xã, thành phố | implement: Công an tỉnh | –",
        "III.3-1 implement: Viện kiểm sát nhân dân tỉnh | implement: Tòa án nhân dân tỉnh | –",
    ]

    @Test("brackets, openings, labels and headings hand out work in one paper")
    func clean() throws {
        let reading = try read(Self.paper).reading
        #expect(duties(reading) == Self.duties)
        #expect(reading.document.number == "56/KH-UBND")
        #expect(reading.document.issuer == "Ủy ban nhân dân tỉnh Quảng Trị")
        #expect(reading.document.date == "2025-03-12")
        #expect(reading.targets.map { "\($0.id) \($0.comparator.rawValue) \(Int($0.value))" } == ["I.2-1a >= 95", "I.2-1b > 90", "I.2-2 = 100"])
        #expect(reading.reporting.map { "\($0.period.rawValue) \($0.due.joined())" } == ["half-year 06-15", "year 12-15"])
        #expect(reading.document.recipients == ["Bộ Công an", "Các sở, ban, ngành", "Lưu: VT"])
    }

    @Test("mending leaves a clean paper as it is, but for the spaces")
    func unchanged() throws {
        // Of the letterhead, whose two columns share their lines, only the words are kept, not the capitals.
        for line in try read(Self.paper).lines.dropFirst(2) {
            #expect(line.text == line.source.split(separator: " ").joined(separator: " "))
        }
    }

    @Test("the paper says the same after it lost all its marks")
    func withoutMarks() throws {
        let bare = String(Self.paper.map { $0.isUppercase ? Alphabet.upperPlain($0) : Alphabet.plain($0) })
        let (clean, mended) = (try read(Self.paper).reading, try read(bare).reading)
        #expect(duties(mended) == Self.duties)
        #expect(mended.document == clean.document)
        #expect(mended.reporting.map(\.due) == clean.reporting.map(\.due))
        #expect(mended.targets.map(\.value) == clean.targets.map(\.value))
    }

    @Test("and after the scan took letters for figures and let others fall apart")
    func damaged() throws {
        let damage: [Character: [String]] = [
            "ộ": ["6"], "ố": ["6", "o"], "ư": ["tr", "u"], "đ": ["d", "dp"], "ả": ["a"], "ạ": ["a", "@"], "ề": ["e"], "ớ": ["o'", "o"], "ị": ["i", "j"],
            "á": ["a", "d"], "ệ": ["e", "ê"],
        ]
        var count = 0
        let damaged = Self.paper.map { letter in
            guard let marks = damage[letter] else { return String(letter) }
            count += 1
            return marks[count % marks.count]
        }.joined()
        #expect(count > 120)
        #expect(duties(try read(damaged).reading) == Self.duties)
    }

    @Test("line ends of another system, a mark of byte order and accents apart change nothing")
    func spellings() throws {
        let reading = try read(Self.paper).reading
        #expect(try read(Self.paper.replacing("\n", with: "\r\n")).reading == reading)
        #expect(try read("\u{FEFF}" + Self.paper).reading == reading)
        #expect(try read(Self.paper.decomposedStringWithCanonicalMapping).reading == reading)
    }

    @Test("one line comes out for each that goes in, in the same order, and is as it came")
    func lines() throws {
        let read = try read(Self.paper).lines
        #expect(read.map(\.source) == Self.paper.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        #expect(read.allSatisfy { (0...1).contains($0.confidence) })
    }

    @Test("reading is the same each time: what one paper taught does not stay for the next")
    func again() throws {
        let first = try read(Self.paper).reading
        _ = try read("KE HOACH\n\nI. MVC TIEU\n- Nang ca0 nhqn thirc cua ngtroi dan.\n- Bao dam hieu qua.")
        #expect(try read(Self.paper).reading == first)
    }

    @Test("a line as long as a chapter is read, and nothing of it is lost")
    func longLine() throws {
        let sentence = "Công an tỉnh phối hợp với Sở Tư pháp tuyên truyền phòng, chống mua bán người. "
        let text = "KẾ HOẠCH\n\nII. NHIỆM VỤ\n- " + String(repeating: sentence, count: 120)
        let plan = try read(text)
        #expect(plan.lines.count == 4)
        #expect(plan.reading.tasks.count == 1)
        #expect(plan.reading.tasks.first?.text.count == sentence.count * 120 - 1)
    }

    @Test(
        "what is no plan is refused, however much text it is",
        arguments: [
            "Kính gửi các đồng chí,\n\nChiều nay họp lúc 14 giờ.", "name;value\nan;1\nbinh;2", "<html><body><p>Kế hoạch</p></body></html>",
            "{\"ke\": \"hoach\"}", "....\n----\n1234\n",
        ])
    func refused(text: String) {
        let refusal = #expect(throws: Unreadable.self) { try read(text) }
        if case .notAPlan(let missing) = refusal {
            #expect(!missing.isEmpty)
        } else {
            Issue.record("expected .notAPlan, got \(String(describing: refusal))")
        }
    }

    @Test("a plan is known by its parts even if its head is lost, and by its head and sections if it has no parts")
    func traces() throws {
        #expect(try read("II. NHIỆM VỤ\n1. Truyền thông\n- Tổ chức tập huấn (Sở Y tế thực hiện).").reading.tasks.count == 1)
        #expect(
            try read("KẾ HOẠCH\n\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n1. Truyền thông\n- Tổ chức tập huấn (Sở Y tế thực hiện).").reading.tasks
                .count == 1)
    }
}
