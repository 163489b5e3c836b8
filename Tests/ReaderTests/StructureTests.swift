import Testing

@testable import Reader

@Suite("Structure")
struct StructureTests {
    @Test(
        "markers are told from text",
        arguments: [
            ("II. NHIỆM VỤ", Marker.part("II"), "NHIỆM VỤ"), ("2.1. Công tác", .section("2.1"), "Công tác"),
            ("4.1 Công an tỉnh", .section("4.1"), "Công an tỉnh"),
            ("(3) Mở đợt", .item("3"), "Mở đợt"), ("a) Sở Tư pháp", .item("a"), "Sở Tư pháp"), ("- Duy trì", .dash, "Duy trì"),
            ("+ Tập huấn", .plus, "Tập huấn"),
            ("100% tố giác", .none, "100% tố giác"), ("15/01/2024 của", .none, "15/01/2024 của"),
        ])
    func markers(line: String, marker: Marker, rest: String) {
        let found = Marker.split(line)
        #expect(found.marker == marker)
        #expect(found.rest == rest)
    }

    @Test("lines join into paragraphs; page numbers and specks drop out")
    func paragraphs() {
        let clauses = ClauseReader.clauses(of: lines("- Tổ chức tuyên truyền cho người dân\n\n4\n\ntrên địa bàn tỉnh.\n- Duy trì giao ban.")[...])
        #expect(clauses.map(\.text) == ["Tổ chức tuyên truyền cho người dân trên địa bàn tỉnh.", "Duy trì giao ban."])
        #expect(clauses.map(\.firstLine) == [1, 6])
        #expect(clauses.first?.lastLine == 5)
    }

    @Test("a short heading without number of lines ends before the capital of the next paragraph")
    func heading() {
        let clauses = ClauseReader.clauses(
            of: lines(
                "3.3. Đề nghị Tòa án nhân dân tỉnh\nPhối hợp chặt chẽ với Cơ quan điều tra trong xác minh, đánh giá chứng cứ và giải quyết tin báo về tội phạm."
            )[...])
        #expect(clauses.count == 2)
        #expect(clauses.last?.marker == Marker.none)
    }

    @Test("the parts know what they are about")
    func roles() {
        let paper = Paper(lines("I. MỤC TIÊU, YÊU CẦU\n- A.\nII. NỘI DUNG VÀ PHÂN CÔNG NHIỆM VỤ\n- B.\nIII. TỔ CHỨC THỰC HIỆN\n- C.\nNơi nhận:\n- Như trên;"))
        #expect(paper.parts.map(\.role) == [.objectives, .tasks, .organisation])
        #expect(paper.foot.count == 2)
    }

    @Test("a heading in capitals that lost its number still opens a part")
    func lostNumber() {
        let paper = Paper(lines("I. MỤC ĐÍCH, YÊU CẦU\n- A.\nNHIỆM VỤ TRỌNG TÂM\n- B."))
        #expect(paper.parts.map(\.number) == ["I", "II"])
    }

    @Test("ids follow sections and items")
    func ids() throws {
        let found = try tasks(
            """
            1. Công tác chỉ đạo
            - Duy trì giao ban.
            - Tổ chức kiểm tra.
            2.1. Công tác truyền thông
            (1) Đẩy mạnh tuyên truyền.
            (2) Khảo sát, đánh giá thực trạng tình hình trên toàn địa bàn của tỉnh hằng năm.

            Lồng ghép nội dung.
            (4) Đổi mới các hoạt động trên các lĩnh vực:
            - Tổ chức hội nghị.
            - Xây dựng tài liệu.
            """)
        #expect(found.map(\.id) == ["II.1-1", "II.1-2", "II.2.1(1)", "II.2.1(2)-1", "II.2.1(2)-2", "II.2.1(4)-1", "II.2.1(4)-2"])
        #expect(found.last?.section == "II.2.1")
        #expect(found.last?.heading == "Công tác truyền thông")
    }

    @Test("a numbered paragraph is work, a numbered heading is not")
    func numbered() throws {
        let reading = try facts(
            "III. TỔ CHỨC THỰC HIỆN\n1. Các sở, ban, ngành xây dựng kế hoạch và báo cáo kết quả về Công an tỉnh.\n2. Công an tỉnh:\n- Theo dõi, đôn đốc.")
        #expect(reading.duties.map(\.id) == ["III.1-1", "III.2-1"])
    }
}
