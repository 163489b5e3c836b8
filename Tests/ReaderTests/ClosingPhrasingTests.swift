import Testing

@testable import Reader

@Suite("Phrasings: brackets and labels at the end")
struct ClosingPhrasingTests {
    private static let work = "Tổ chức hội nghị tuyên truyền."

    @Test(
        "labels after the text, in the words of many papers",
        arguments: [
            ("Cơ quan chủ trì: Công an tỉnh; cơ quan phối hợp: Sở Y tế; thời gian thực hiện: tháng 6/2024.", ["lead: Công an tỉnh", "coordinate: Sở Y tế"]),
            ("Đơn vị thực hiện: Công an tỉnh.", ["implement: Công an tỉnh"]), ("Cơ quan tham mưu: Sở Nội vụ.", ["advise: Sở Nội vụ"]),
            ("Tổ chức thực hiện: Hội Nông dân tỉnh.", ["implement: Hội Nông dân tỉnh"]), ("Đơn vị được giao chủ trì: Sở Nội vụ.", ["lead: Sở Nội vụ"]),
            ("Cơ quan chủ trì thực hiện: Sở Y tế, Sở Nội vụ.", ["lead: Sở Y tế", "lead: Sở Nội vụ"]),
            ("Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ.", ["lead: Sở Y tế", "coordinate: Sở Nội vụ"]),
            ("Trách nhiệm thực hiện: Sở Y tế.", ["implement: Sở Y tế"]), ("Cơ quan chịu trách nhiệm: Sở Y tế.", ["implement: Sở Y tế"]),
            ("Đơn vị chịu trách nhiệm thực hiện: Sở Y tế.", ["implement: Sở Y tế"]),
            ("Đơn vị chủ trì, phối hợp: Sở Y tế, Sở Nội vụ.", ["lead: Sở Y tế", "coordinate: Sở Nội vụ"]),
            ("Phân công: Sở Y tế chủ trì; Sở Nội vụ phối hợp.", ["lead: Sở Y tế", "coordinate: Sở Nội vụ"]),
            ("Phân công thực hiện: Sở Y tế chủ trì, phối hợp với Sở Nội vụ.", ["lead: Sở Y tế", "coordinate: Sở Nội vụ"]),
            ("Đơn vị thực hiện: Sở Y tế. Sản phẩm: Báo cáo của Sở Nội vụ.", ["implement: Sở Y tế"]),
            ("[Sở Tư pháp thực hiện]", ["implement: Sở Tư pháp"]), ("[Sở Tư pháp thực hiện].", ["implement: Sở Tư pháp"]),
            ("(Công an tỉnh (Phòng CSHS) thực hiện)", ["implement: Công an tỉnh"]),
            ("(Công an tỉnh (Phòng CSHS) chủ trì, phối hợp với Sở Y tế (Phòng Nghiệp vụ) thực hiện).", ["lead: Công an tỉnh", "coordinate: Sở Y tế"]),
        ])
    func labels(text: String, expected: [String]) throws {
        let found = try tasks("1. Nhóm\na) \(Self.work) \(text)\nb) Xây dựng tài liệu.")
        #expect(roles(found[0]) == expected)
        #expect(found[0].text == Self.work)
    }

    @Test(
        "the same labels on lines of their own belong to the work above",
        arguments: [
            ("- Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ.", ["lead: Sở Y tế", "coordinate: Sở Nội vụ"]),
            ("- Trách nhiệm thực hiện: Sở Y tế.", ["implement: Sở Y tế"]), ("- Cơ quan chịu trách nhiệm: Sở Y tế.", ["implement: Sở Y tế"]),
            ("+ Cơ quan chủ trì: Sở Y tế;\n+ Cơ quan phối hợp: Sở Nội vụ.", ["lead: Sở Y tế", "coordinate: Sở Nội vụ"]),
            ("- Đơn vị chủ trì, phối hợp: Sở Y tế, Sở Nội vụ.", ["lead: Sở Y tế", "coordinate: Sở Nội vụ"]),
            ("- Phân công: Sở Y tế chủ trì; Sở Nội vụ phối hợp.", ["lead: Sở Y tế", "coordinate: Sở Nội vụ"]),
        ])
    func labelLines(lines: String, expected: [String]) throws {
        let found = try tasks("1. Nhóm\na) \(Self.work)\n\(lines)\nb) Xây dựng tài liệu.")
        #expect(found.map { roles($0) } == [expected, []])
        #expect(found[0].text == Self.work)
    }

    @Test("in a paper whose brackets assign, one that only names a body does too")
    func bare() throws {
        let found = try tasks(
            "1. Nhóm\n- Bố trí kinh phí (Sở Tài chính).\n- Tổ chức hội nghị (Công an tỉnh, Sở Y tế thực hiện).\n- Khảo sát (số liệu năm 2024).")
        #expect(found.map { roles($0) } == [["implement: Sở Tài chính"], ["implement: Công an tỉnh", "implement: Sở Y tế"], []])
        #expect(found.map(\.text) == ["Bố trí kinh phí", "Tổ chức hội nghị", "Khảo sát (số liệu năm 2024)."])
    }

    @Test(
        "a bracket that only names a body assigns nothing where it explains a word, or stands alone in its paper",
        arguments: [
            "1. Nhóm\n- Bố trí kinh phí (Sở Tài chính).",
            "1. Nhóm\n- Gửi cơ quan chủ trì là Công an tỉnh (Sở Y tế).\n- Tổ chức hội nghị (Sở Nội vụ thực hiện).\n- Tập huấn (Sở Nội vụ thực hiện).",
        ])
    func explaining(text: String) throws {
        #expect(try !tasks(text)[0].assignments.contains { ["Sở Tài chính", "Sở Y tế"].contains($0.org) })
    }

    @Test("a short paragraph before its bracket is kept", arguments: ["Tập huấn", "Sơ kết", "Kiểm tra"])
    func short(text: String) throws {
        let found = try tasks("1. Nhóm\n- Tổ chức hội nghị.\n- \(text) (Sở Y tế thực hiện).")
        #expect(found.map(\.text) == ["Tổ chức hội nghị.", text])
        #expect(found.map { roles($0) } == [[], ["implement: Sở Y tế"]])
    }

    @Test(
        "a bracket assigns whatever punctuation the typist or the scan has left around it",
        arguments: [
            "(Công an tỉnh thực hiện).", "(Công an tỉnh thực hiện);", "(Công an tỉnh thực hiện.)", "(Công an tỉnh thực hiện", "( Công an tỉnh thực hiện ) .",
            "(giao Công an tỉnh thực hiện, hoàn thành trước ngày 30/6/2024).",
        ])
    func punctuation(bracket: String) throws {
        let found = try tasks("1. Nhóm\n- \(Self.work) \(bracket)")
        #expect(roles(found[0]) == ["implement: Công an tỉnh"])
        #expect(found[0].text == Self.work)
    }

    @Test(
        "a bracket that assigns nobody is text of the paragraph",
        arguments: [
            "(theo Kế hoạch số 12/KH-UBND).", "(gồm các đại biểu phối hợp thực hiện).", "(Sở Y tế, Sở Nội vụ) theo kế hoạch đã duyệt.",
            "(có phụ lục kèm theo).",
            "(Công an tỉnh thực hiện) và các hoạt động khác.",
        ])
    func noAssignment(text: String) {
        #expect(ClosingBracket("Tổ chức hội nghị \(text)") == nil)
    }

    @Test("of two brackets the last assigns, the first is text")
    func two() throws {
        let found = try #require(ClosingBracket("Tổ chức hội thảo (theo Kế hoạch số 12/KH-UBND) (Công an tỉnh thực hiện)."))
        #expect(found.text == "Tổ chức hội thảo (theo Kế hoạch số 12/KH-UBND)")
        #expect(found.assignments.map(\.org) == ["Công an tỉnh"])
    }

    @Test("the days inside the bracket are days of the paragraph")
    func days() throws {
        let found = try tasks("1. Nhóm\n- \(Self.work) (Công an tỉnh chủ trì thực hiện; hoàn thành trong tháng 6/2024).")
        #expect(found[0].from == "2024-06-01")
        #expect(found[0].to == "2024-06-30")
    }

    @Test("a bracket under an item assigns all its paragraphs, and no paragraph of another item")
    func item() throws {
        let found = try tasks(
            """
            1. Nhóm
            (1) Tổ chức hội nghị tuyên truyền.
            (2) Xây dựng tài liệu tuyên truyền.

            Lồng ghép nội dung vào sinh hoạt cộng đồng (Sở Tư pháp thực hiện).
            (3) Rà soát văn bản quy phạm pháp luật (Sở Nội vụ thực hiện).
            """)
        #expect(found.map { $0.assignments.map(\.org) } == [[], ["Sở Tư pháp"], ["Sở Tư pháp"], ["Sở Nội vụ"]])
        #expect(found.map(\.inheritedAssignment) == [false, true, false, false])
    }

    @Test("what is assigned already keeps its own when a bracket assigns the rest")
    func rest() throws {
        let found = try tasks(
            "1. Nhóm\n- Tổ chức hội nghị (Sở Tư pháp thực hiện).\n- Xây dựng tài liệu.\n\n(Công an tỉnh chủ trì, phối hợp với Sở Y tế thực hiện)\n2. Nhóm khác\n- Việc khác."
        )
        #expect(found.map { $0.assignments.map(\.org) } == [["Sở Tư pháp"], ["Công an tỉnh", "Sở Y tế"], []])
    }
}
