import Testing

@testable import Reader

/// Plans of other provinces count, head and lay out their duties in other ways.
@Suite struct HabitTests {
    private func summary(_ duties: [ReadDuty]) -> [String] { duties.map { "\($0.id) | \($0.heading) | \(roles($0).joined(separator: ", "))" } }

    @Test("the articles of a decision are parts, their clauses sections, their points items; an article may be a sentence")
    func articles() throws {
        let read = try facts(
            """
            QUYẾT ĐỊNH
            Về việc ban hành Kế hoạch phòng, chống mua bán người năm 2024
            Căn cứ Quyết định số 193/QĐ-TTg ngày 09/02/2021 của Thủ tướng Chính phủ;
            QUYẾT ĐỊNH:
            Điều 1. Mục tiêu
            1. Nâng cao nhận thức theo Điều 150 Bộ luật Hình sự.
            Điều 2. Nhiệm vụ
            1. Công tác chỉ đạo
            a) Công an huyện chủ trì, phối hợp với Phòng Tư pháp kiện toàn Ban Chỉ đạo.
            b) Ủy ban nhân dân các xã, thị trấn ban hành kế hoạch.
            Điều 3. Quyết định này có hiệu lực kể từ ngày ký.
            Điều 4. Công an huyện, Phòng Tư pháp chịu trách nhiệm thi hành Quyết định này.
            """)
        #expect(read.document.title == "Về việc ban hành Kế hoạch phòng, chống mua bán người năm 2024" && read.document.kind == "Quyết định")
        #expect(
            summary(read.tasks) == [
                "Điều 2.1(a) | Công tác chỉ đạo | lead: Công an huyện, coordinate: Phòng Tư pháp",
                "Điều 2.1(b) | Công tác chỉ đạo | implement: UBND các xã, thị trấn",
            ])
        #expect(summary(read.duties) == ["Điều 4-1 |  | implement: Công an huyện, implement: Phòng Tư pháp"])
    }

    @Test("where nothing is counted in Roman numerals, 1., 1.1. and 1.1.1. are part, section and paragraph; a bracket in a heading is for all below it")
    func figures() throws {
        let read = try facts(
            """
            KẾ HOẠCH
            Phòng, chống mua bán người năm 2025
            Căn cứ Luật Phòng, chống mua bán người, Ủy ban nhân dân tỉnh ban hành Kế hoạch như
            sau:
            1. MỤC TIÊU
            1.1. Mục tiêu chung
            Giữ vững an ninh, trật tự.
            2. NHIỆM VỤ
            2.1. Công tác truyền thông
            2.1.1. Sở Tư pháp chủ trì tuyên truyền.
            2.2. Công tác điều tra (Công an tỉnh chủ trì; Viện kiểm sát nhân dân tỉnh phối hợp)
            2.2.1. Nắm tình hình các đường dây.
            2.2.2. Họp liên ngành.
            """)
        #expect(
            summary(read.tasks) == [
                "2.1.1-1 | Công tác truyền thông | lead: Sở Tư pháp",
                "2.2.1-1 | Công tác điều tra | lead: Công an tỉnh, coordinate: Viện kiểm sát nhân dân tỉnh",
                "2.2.2-1 | Công tác điều tra | lead: Công an tỉnh, coordinate: Viện kiểm sát nhân dân tỉnh",
            ])
        #expect(read.tasks.map(\.inheritedAssignment) == [false, true, true])
    }

    @Test("headings in capitals without numbers are parts in their order, though nothing sets them apart")
    func capitals() throws {
        let read = try facts(
            """
            KẾ HOẠCH
            Thực hiện công tác phòng, chống mua bán người năm 2024
            Thực hiện Quyết định số 193/QĐ-TTg ngày 09/02/2021 của Thủ tướng Chính phủ, Ban Thường vụ xây dựng Kế hoạch:
            MỤC ĐÍCH, YÊU CẦU
            - Nội dung, hình thức hoạt động thiết thực, phù hợp với từng vùng, bảo mật thông tin, tôn trọng sự lựa chọn của nạn nhân.
            NỘI DUNG HOẠT ĐỘNG
            1. Tập huấn kỹ năng truyền thông.
            - Chủ trì: Hội Liên hiệp Phụ nữ tỉnh; phối hợp: Sở Tư pháp.
            CHẾ ĐỘ THÔNG TIN, BÁO CÁO
            - Báo cáo năm gửi trước ngày 20/11.
            """)
        #expect(read.document.title == "Thực hiện công tác phòng, chống mua bán người năm 2024" && read.objectives.count == 1)
        #expect(read.tasks.map(\.id) == ["II.1-1"] && roles(read.tasks[0]) == ["lead: Hội Liên hiệp Phụ nữ tỉnh", "coordinate: Sở Tư pháp"])
        #expect(read.reporting.map(\.due) == [["11-20"]])
    }

    @Test("the heading of a part whose numeral a scan has misread is still one")
    func misread() throws {
        for heading in ["HỊ. NHIỆM VỤ VÀ PHÂN CÔNG THỰC HIỆN", "II NHIỆM VỤ VÀ PHÂN CÔNG THỰC HIỆN ý", "NHIỆM VỤ VÀ PHÂN CÔNG THỰC HIỆN"] {
            let read = try facts(
                "I. MỤC TIÊU\n- Nâng cao hiệu quả.\n\(heading)\n1. Sở Tư pháp tuyên truyền pháp luật.\nII. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh tổng hợp, báo cáo."
            )
            #expect(read.tasks.map(\.id) == ["II.1-1"] && read.duties.map(\.id) == ["III.1-1"], "\(heading)")
        }
        let read = try facts("I.MỤC ĐÍCH, YÊU CẦU đi\n- Nâng cao.\nII. NHIỆM VỤ\n1. Sở Y tế hỗ trợ.\nII. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh báo cáo.")
        #expect(read.objectives.count == 1 && read.duties.map(\.id) == ["III.1-1"])
    }

    private static let table = """
        KẾ HOẠCH
        Phòng, chống mua bán người năm 2024
        II. NHIỆM VỤ
        TT │ Nhiệm vụ │ Cơ quan chủ trì │ Cơ quan phối hợp │ Thời gian hoàn thành │ Sản phẩm
        A │ Công tác chỉ đạo
        1 │ Kiểm tra, đôn đốc tại các huyện biên giới │ Cơ quan Thường trực Ban Chỉ đạo 138 tỉnh │ Các sở, ban, ngành │ Quý III/2024 │ Báo cáo
        2 │ Khảo sát nhu cầu │ │ UBND các huyện, thành phố │ Trước ngày 15/11 │
        TT │ Nhiệm vụ │ Cơ quan chủ trì │ Cơ quan phối hợp │ Thời gian hoàn thành │ Sản phẩm
        │ việc làm của phụ nữ │ │ │ │ Danh sách
        B │ Công tác truyền thông
        1 │ Tổ chức lễ phát động ngày 30/7 │ Công an tỉnh; Hội Liên hiệp Phụ nữ tỉnh │ Tỉnh Đoàn │ Ngày 30/7 │ Buổi lễ
        III. TỔ CHỨC THỰC HIỆN
        1. Công an tỉnh tổng hợp, báo cáo.
        """

    @Test("each row of a table is a duty with the roles of its columns, below the heading of its group; a row goes on over the page")
    func rows() throws {
        let read = try facts(Self.table)
        #expect(
            summary(read.tasks) == [
                "II.A-1 | Công tác chỉ đạo | lead: Cơ quan Thường trực Ban Chỉ đạo 138 tỉnh, coordinate: Các sở, ban, ngành",
                "II.A-2 | Công tác chỉ đạo | coordinate: UBND các huyện, thành phố",
                "II.B-1 | Công tác truyền thông | lead: Công an tỉnh, lead: Hội Liên hiệp Phụ nữ tỉnh, coordinate: Tỉnh Đoàn",
            ])
        #expect(
            read.tasks.map(\.text) == ["Kiểm tra, đôn đốc tại các huyện biên giới", "Khảo sát nhu cầu việc làm của phụ nữ", "Tổ chức lễ phát động ngày 30/7"])
        #expect(read.tasks.map { [$0.from, $0.to] } == [["2024-07-01", "2024-09-30"], [nil, "2024-11-15"], [nil, "2024-07-30"]])
        #expect(read.tasks.map(\.isBefore) == [false, true, false] && read.tasks[1].source.lastLine == 9)
        #expect(read.duties.count == 1)
    }

    @Test("a row that does not fit its heading, and one of another table, is put before a person and not lost")
    func unreadRows() throws {
        let heading = "TT │ Nhiệm vụ │ Cơ quan chủ trì │ Thời gian\n"
        let read = try facts("II. NHIỆM VỤ\n\(heading)1 │ Tuyên truyền │ Sở Tư pháp │ Quý I/2024\n2 │ Tập huấn │ Công an tỉnh\n3 │ │ Sở Y tế │ Quý II/2024\n")
        #expect(read.tasks.map(\.id) == ["II-1"])
        #expect(read.findings.filter { $0.kind == .unreadRow }.map { $0.source?.firstLine } == [4, 5])
        let other = try facts("II. NHIỆM VỤ\n1. Sở Tư pháp tuyên truyền.\nHọ tên │ Năm sinh\nA │ 1990\n")
        #expect(other.tasks.count == 1 && other.findings.filter { $0.kind == .unreadRow }.count == 2)
    }

    @Test("a table in an annex behind the signature is read, numbered as printed; an annex without one is not")
    func annex() throws {
        let tasks = (1...8).map { "\($0). Sở Tư pháp tuyên truyền pháp luật lần \($0).\n" }.joined()
        let body = "I. NHIỆM VỤ\n\(tasks)\nNơi nhận:\n- Như trên;\nPHỤ LỤC\nPhân công nhiệm vụ\n"
        let rows = "STT │ Nội dung công việc │ Đơn vị thực hiện │ Thời gian\nI │ Truyền thông\n4 │ In tờ rơi │ Sở Y tế │ Tháng 5/2024\n"
        let read = try facts(body + rows)
        let last = try #require(read.tasks.last)
        #expect(read.tasks.count == 9 && last.id == "PL.I-4" && roles(last) == ["implement: Sở Y tế"])
        #expect(last.from == "2024-05-01" && last.to == "2024-05-31")
        #expect(try facts(body + "- Công an tỉnh chủ trì.\n").tasks.count == 8)
    }

    @Test(
        "a table is one of duties only by its heading",
        arguments: [
            ("TT │ Nhiệm vụ │ Thời hạn", true), ("STT │ Nội dung │ Đơn vị chủ trì │ Kết quả", true), ("Họ tên │ Năm sinh", false),
            ("Nhiệm vụ │ Ghi chú", false),
            ("Chủ trì │ Phối hợp", false),
        ])
    func headings(row: String, isHeading: Bool) { #expect((DutyTable(heading: DutyTable.cells(of: row)) != nil) == isHeading) }

    @Test(
        "bodies of districts and communes, and one that is named by its function",
        arguments: [
            ("Công an huyện tuần tra.", ["Công an huyện"]),
            ("Phòng Lao động - Thương binh và Xã hội, Trung tâm Y tế huyện hỗ trợ.", ["Phòng Lao động, Thương binh và Xã hội", "Trung tâm Y tế huyện"]),
            ("Hội Liên hiệp Phụ nữ xã, Hội Nông dân xã vận động.", ["Hội Liên hiệp Phụ nữ xã", "Hội Nông dân xã"]),
            ("Công an xã hội hóa công tác.", ["Công an"]), ("Các sở, ban, ngành quán triệt Kế hoạch.", ["Các sở, ban, ngành"]),
            ("Cơ quan được giao quản lý nhà nước về lao động chủ trì rà soát.", ["Cơ quan được giao quản lý nhà nước về lao động"]),
        ])
    func bodies(text: String, names: [String]) { #expect(BodyFinder.bodies(in: Phrase(text)).map(\.name) == names) }

    @Test("how much of a text is Vietnamese tells a sound layer from one without marks, from noise and from numbers")
    func soundness() throws {
        let reader = try Shared.reader.get()
        #expect(reader.soundness(of: "Thực hiện công tác phòng, chống mua bán người năm 2024 theo chỉ đạo của Thủ tướng Chính phủ") > 0.9)
        #expect(reader.soundness(of: "Thuc hien cong tac phong, chong mua ban nguoi nam 2024 theo chi dao cua Thu tuong Chinh phu") < 0.3)
        #expect(reader.soundness(of: "Thyc hi¢n c6ng tac phdng, ch6ng mua bdn nguoi theo chi dao") < 0.3)
        #expect(reader.soundness(of: "1 2 3 4 5 6") == 0 && reader.soundness(of: "") == 0)
    }

    @Test("facts of a paper in pages know theirs")
    func pages() throws {
        let first = ["KẾ HOẠCH", "Phòng, chống mua bán người năm 2024", "I. MỤC TIÊU", "- Nâng cao hiệu quả."]
        let read = try Shared.reader.get().read(pages: [first, ["II. NHIỆM VỤ", "1. Sở Tư pháp tuyên truyền pháp luật."]])
        #expect(read.lines.map(\.page) == [1, 1, 1, 1, 2, 2])
        #expect(read.reading.objectives.map { $0.source?.page } == [1] && read.reading.tasks.map(\.source.page) == [2])
    }
}
