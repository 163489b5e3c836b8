import Testing

@testable import Reader

@Suite("Markers")
struct MarkerTests {
    @Test(
        "what opens a paragraph is told from what only looks like it",
        arguments: [
            ("I. MỤC ĐÍCH", Marker.part("I"), "MỤC ĐÍCH"), ("IV) TỔ CHỨC", .part("IV"), "TỔ CHỨC"), ("II. Nhiệm vụ", .part("II"), "Nhiệm vụ"),
            ("X. KHÁC", .part("X"), "KHÁC"), ("1. Một", .section("1"), "Một"), ("12. Một", .section("12"), "Một"), ("1.1 Một", .section("1.1"), "Một"),
            ("1.1.1. Một", .section("1.1.1"), "Một"), ("2.1: Một", .section("2.1"), "Một"), ("(12) Một", .item("12"), "Một"), ("(a) Một", .item("a"), "Một"),
            ("1) Một", .item("1"), "Một"), ("đ) Một", .item("đ"), "Một"), ("-Một", .dash, "Một"), ("– Một", .dash, "Một"), (".- Một", .dash, "Một"),
            ("+Một", .plus, "Một"), ("• Một", .plus, "Một"),
            ("a. Một", .item("a"), "Một"), ("đ/ Một", .item("đ"), "Một"), ("* Một", .dash, "Một"), ("1/ Một", .section("1"), "Một"),
            ("12- Một", .section("12"), "Một"), ("1/ MỘT", .section("1"), "MỘT"), ("PHẦN I. MỤC TIÊU", .part("I"), "MỤC TIÊU"),
            ("Phần II: Nhiệm vụ", .part("II"), "Nhiệm vụ"), ("PHẦN III", .part("III"), ""), ("II.1. Một", .section("1"), "Một"),
            ("II.1 Một", .section("1"), "Một"), ("III.2.1. Một", .section("2.1"), "Một"), ("I. Mục đích, yêu cầu", .part("I"), "Mục đích, yêu cầu"),
            ("V. Tổ chức thực hiện", .part("V"), "Tổ chức thực hiện"), ("I. Nhiệm vụ trọng tâm", .part("I"), "Nhiệm vụ trọng tâm"),
        ])
    func opens(line: String, marker: Marker, rest: String) {
        #expect(Marker.split(line).marker == marker)
        #expect(Marker.split(line).rest == rest)
    }

    @Test(
        "figures, dates and running text open nothing, and lose nothing",
        arguments: [
            "5% số vụ", "1,5 triệu", "1.500 người", "15/6 trước", "2024 là năm", "123. Một", "I là một", "Xã hội", "Văn phòng", "Chương trình",
            "(Công an tỉnh)", "a. một", "12/ KH-UBND", "06-NQ/TW ngày", "V. I. Lê-nin", "I. Hội nghị", "Phần lớn các vụ", "Phát huy vai trò", "1/6 và 15/6",
            ") một", "I", "ỦY BAN NHÂN DÂN", "xã) một", "",
        ])
    func none(line: String) {
        #expect(Marker.split(line).marker == .none)
        #expect(Marker.split(line).rest == line)
    }
}

@Suite("Paragraphs")
struct ClauseTests {
    private func clauses(_ text: String) -> [String] { ClauseReader.clauses(of: lines(text)[...]).map(\.text) }

    @Test("the lines of a paragraph are counted on the paper, whatever part of it is read")
    func places() {
        let all = lines("KẾ HOẠCH\n\n- Tổ chức\nhội nghị.\n- Duy trì.")
        let found = ClauseReader.clauses(of: all[2...])
        #expect(found.map(\.firstLine) == [3, 5])
        #expect(found.map(\.lastLine) == [4, 5])
    }

    @Test("a paragraph is as sure as its lines are on the whole")
    func confidence() {
        let read = [ReadLine(source: "", text: "- Tổ chức", confidence: 0.5), ReadLine(source: "", text: "hội nghị.", confidence: 1)]
        #expect(ClauseReader.clauses(of: read[...]).map(\.confidence) == [0.75])
    }

    @Test("a page may end anywhere: blank lines, page numbers and specks do not cut a sentence")
    func pages() {
        #expect(clauses("- Việc một kéo dài sang\n\n3\n\ntrang sau.\n|\n- Việc hai.") == ["Việc một kéo dài sang trang sau.", "Việc hai."])
    }

    @Test("a figure that is part of the sentence is no page number")
    func figures() {
        #expect(clauses("- Tỷ lệ đạt\n90%\nsố vụ.") == ["Tỷ lệ đạt 90% số vụ."])
    }

    @Test("a dash or a number inside the running sentence opens nothing")
    func running() {
        #expect(
            clauses("1. Hội đồng phối hợp phổ biến pháp luật tỉnh\n- thường trực là Sở Tư pháp.") == [
                "Hội đồng phối hợp phổ biến pháp luật tỉnh - thường trực là Sở Tư pháp."
            ])
        #expect(clauses("- Kết quả của quý 1 và\n6. tháng đầu năm.") == ["Kết quả của quý 1 và 6. tháng đầu năm."])
        #expect(clauses("- Giao ban:\n- trong tháng.") == ["Giao ban:", "trong tháng."], "after a colon a dash opens an entry, capital or not")
    }

    @Test("a bracket that closes a paragraph stays with it, also on a line of its own")
    func bracket() {
        #expect(clauses("- Tổ chức hội nghị\n(Sở Y tế thực hiện).\n- Việc hai.") == ["Tổ chức hội nghị (Sở Y tế thực hiện).", "Việc hai."])
    }

    @Test("a heading over two lines is one heading")
    func longHeading() {
        #expect(
            clauses("II. NHIỆM VỤ VÀ\nGIẢI PHÁP\n1. Công tác chỉ đạo,\nđiều hành\n- Việc.") == [
                "NHIỆM VỤ VÀ GIẢI PHÁP", "Công tác chỉ đạo, điều hành", "Việc.",
            ])
    }

    @Test("nothing makes no paragraph", arguments: ["", "\n\n", "|\n~\n…", "12"])
    func nothing(text: String) {
        #expect(clauses(text).isEmpty)
    }
}

@Suite("Sections")
struct SectionTests {
    /// `number heading` of each section, with its paragraphs under it.
    private func sections(_ text: String) throws -> [String] {
        let part = try #require(Paper(lines("II. NHIỆM VỤ\n\n" + text)).parts.first)
        return Section.sections(of: part).flatMap { section in
            ["\(section.number) \(section.heading)"] + section.paragraphs.map { "  \($0.item ?? "-") \($0.clause.text)" }
        }
    }

    @Test("headings of two levels cut a part, and what stands before the first belongs to the part itself")
    func levels() throws {
        #expect(
            try sections("- Việc chung.\n1. Truyền thông\n- Việc một.\n1.1. Trường học\n- Việc hai.") == [
                "II NHIỆM VỤ", "  - Việc chung.", "II.1 Truyền thông", "  - Việc một.", "II.1.1 Trường học", "  - Việc hai.",
            ])
    }

    @Test("a heading without work under it is no section")
    func empty() throws {
        #expect(try sections("1. Truyền thông\n1.1. Trường học\n- Việc hai.") == ["II.1.1 Trường học", "  - Việc hai."])
    }

    @Test("a line that leads in is heading, not work; the work under it knows its item")
    func leadIns() throws {
        #expect(
            try sections("1. Các nội dung sau:\na) Rà soát:\n- Việc một;\n- Việc hai.\nb) Việc ba.") == [
                "II.1 Các nội dung sau", "  a Việc một;", "  a Việc hai.", "  b Việc ba.",
            ])
    }

    @Test("a long numbered paragraph with a colon early in it is heading and work on one line")
    func headingAndWork() throws {
        let work =
            "Sở Thông tin và Truyền thông chủ trì xây dựng chuyên mục, tăng thời lượng phát sóng, đăng tải các tin bài về phòng, chống mua bán người trên báo chí."
        #expect(try sections("10. Công tác tuyên truyền: " + work) == ["II.10 Công tác tuyên truyền", "  - " + work])
    }

    @Test(
        "entries under a lead-in, or right under a heading, stand for themselves",
        arguments: [
            ("1. Nhóm\n- Việc một.\n- Rà soát:\n+ Việc hai.\n+ Việc ba.", ["Việc một.", "Việc hai.", "Việc ba."]),
            ("1. Nhóm\na) Việc một.\nb) Rà soát:\n+ Việc hai;\n+ Việc ba.", ["Việc một.", "Việc hai;", "Việc ba."]),
            ("1. Nhóm\n+ Việc một.\n+ Việc hai.", ["Việc một.", "Việc hai."]),
            ("1. Nhóm\n- Rà soát:\n+ Việc một.\n- Việc hai\n+ ở tỉnh.", ["Việc một.", "Việc hai + ở tỉnh."]),
            ("1. Nhóm\n* Việc một.\n* Việc hai.", ["Việc một.", "Việc hai."]),
        ])
    func entries(text: String, expected: [String]) throws {
        #expect(try tasks(text).map(\.text) == expected)
    }

    @Test("an entry under a lead-in that names a body is that body's")
    func entriesOfBody() throws {
        let found = try tasks("1. Nhóm\n- Sở Y tế có trách nhiệm:\n+ Tổ chức hội nghị.\n+ Xây dựng tài liệu.\n- Khảo sát thực trạng.")
        #expect(found.map { $0.assignments.map(\.org) } == [["Sở Y tế"], ["Sở Y tế"], []])
    }

    @Test("the words that close a paper are no duty, unless they ask for a report")
    func closing() throws {
        let text = "1. Sở Y tế theo dõi việc thực hiện.\n\nTrên đây là Kế hoạch phòng, chống mua bán người, yêu cầu các sở, ban, ngành thực hiện."
        #expect(try tasks(text).map(\.text) == ["Sở Y tế theo dõi việc thực hiện."])
        #expect(try tasks(text + " Định kỳ 6 tháng báo cáo về Công an tỉnh.").count == 2)
    }

    @Test(
        "markers of every kind cut a paper into the same duties",
        arguments: [
            "I. Mục tiêu\n- Nâng cao.\nII. Nhiệm vụ\n1/ Truyền thông\na. Việc một.\nb. Việc hai.",
            "PHẦN I. MỤC TIÊU\n- Nâng cao.\nPHẦN II. NHIỆM VỤ\n1- Truyền thông\na/ Việc một.\nb/ Việc hai.",
            "PHẦN I\nMỤC TIÊU\n- Nâng cao.\nPHẦN II\nNHIỆM VỤ\nII.1. Truyền thông\na) Việc một.\nb) Việc hai.",
            "I. MỤC TIÊU\n- Nâng cao.\n1I. NHIỆM VỤ\n1. Truyền thông\n(a) Việc một.\n(b) Việc hai.",
        ])
    func markers(text: String) throws {
        let mended = try Shared.reader.get().mended(text.split(separator: "\n").map(String.init))
        let found = try FactReader.read(mended).tasks
        #expect(found.map(\.id) == ["II.1(a)", "II.1(b)"])
        #expect(found.map(\.heading) == ["Truyền thông", "Truyền thông"])
    }

    @Test("entries under a dash go with the paragraph that they spell out")
    func plus() throws {
        #expect(try sections("1. Nhóm\n- Tổ chức hội nghị\n+ ở tỉnh;\n+ ở huyện.") == ["II.1 Nhóm", "  - Tổ chức hội nghị + ở tỉnh; + ở huyện."])
    }

    @Test(
        "lines that only say who, when or with what result go with the work above them",
        arguments: [
            "Cơ quan chủ trì: Sở Y tế", "Đơn vị phối hợp: Sở Y tế", "Cơ quan thực hiện: Sở Y tế", "Chủ trì: Sở Y tế", "Phối hợp: Sở Y tế",
            "Thời gian thực hiện: Quý I", "Thời gian hoàn thành: Tháng 6", "Thời hạn: Tháng 6", "Sản phẩm: Báo cáo", "Kết quả đầu ra: Báo cáo",
        ])
    func attributes(line: String) throws {
        #expect(try sections("1. Nhóm\n- Tổ chức hội nghị.\n- \(line)") == ["II.1 Nhóm", "  - Tổ chức hội nghị. \(line)"])
    }

    @Test("such a line stands right below its work: what is further down is of something else")
    func farBelow() throws {
        #expect(try sections("1. Nhóm\n- Tổ chức hội nghị.\n\n\n\n- Thời hạn: Tháng 6").count == 3)
    }

    @Test("an entry under a lead-in has its own number even if it is the only one")
    func single() throws {
        #expect(try tasks("1. Nhóm\na) Rà soát:\n- Lập danh sách địa bàn.\nb) Tổng kết công tác.").map(\.id) == ["II.1(a)-1", "II.1(b)"])
    }

    @Test("the same words without a colon are work of their own")
    func noAttribute() throws {
        #expect(try sections("1. Nhóm\n- Tổ chức hội nghị.\n- Sản phẩm truyền thông được phát hành.").count == 3)
    }
}
