import Testing

@testable import Reader

@Suite("Doubts for the reviewer")
struct FindingTests {
    private func kinds(_ paragraph: String) throws -> [Finding.Kind] {
        try facts("II. NHIỆM VỤ\n1. Nhóm\n- " + paragraph).findings.map(\.kind).filter { $0 != .missingInHeader }
    }

    @Test(
        "what a reader of flesh and blood would ask back",
        arguments: [
            ("Tổ chức hội nghị chuyên đề.", [Finding.Kind.noAssignee]), ("Tổ chức hội nghị (Công an tỉnh, Sở Y tế thực hiện).", [.noLead]),
            ("Tổ chức hội nghị (Sở Biển Đảo chủ trì thực hiện).", [.unresolvedBody]),
            ("Tổ chức tuyên truyền sau khi Luật được Quốc hội thông qua (Sở Tư pháp thực hiện).", [.conditional]),
            ("Tổ chức mít tinh ngày 30/7 (Sở Tư pháp thực hiện).", [.dateWithoutYear]), ("Tổ chức mít tinh ngày 30/7/2024 (Sở Tư pháp thực hiện).", []),
            ("Công an tỉnh chủ trì, phối hợp với Sở Y tế rà soát.", []), ("Tổ chức hội nghị (Công an tỉnh thực hiện).", []),
        ])
    func kinds(paragraph: String, expected: [Finding.Kind]) throws {
        #expect(try kinds(paragraph) == expected)
    }

    @Test("a doubt says where it stands, and quotes no more than one needs to find it")
    func place() throws {
        let long = "Tổ chức hội nghị chuyên đề " + String(repeating: "rất dài ", count: 40) + "cho cán bộ."
        let finding = try #require(try facts("II. NHIỆM VỤ\n1. Nhóm\n- Việc khác (Sở Y tế thực hiện).\n- " + long).findings.first { $0.kind == .noAssignee })
        #expect(finding.source == SourcePlace(firstLine: 4, lastLine: 4, page: nil))
        #expect(finding.message.count < 130)
        #expect(finding.message.hasSuffix("…"))
    }

    @Test("each gap in the head is told by its own name")
    func head() throws {
        let findings = try facts("KẾ HOẠCH\n\nI. MỤC TIÊU\n- Nâng cao.").findings
        for missing in ["số", "cơ quan ban hành", "ngày ban hành", "tên kế hoạch"] {
            #expect(findings.filter { $0.message.contains("Không đọc được \(missing) ở đầu") }.count == 1, "\(missing)")
        }
    }

    @Test("a line read with doubt is shown as it came, and a line read well is not")
    func unclear() throws {
        let read = [
            ReadLine(source: "I. MUC TIEU", text: "I. MỤC TIÊU", confidence: 0.9), ReadLine(source: " - Nng ca0 ", text: "- Nâng cao", confidence: 0.74),
            ReadLine(source: "- B6o dam", text: "- Bảo đảm", confidence: 0.75),
        ]
        let unclear = try FactReader.read(read).findings.filter { $0.kind == .unclearWords }
        #expect(unclear.map(\.message) == ["Dòng khó đọc: - Nng ca0"])
        #expect(unclear.first?.source?.firstLine == 2)
    }

    @Test("a duty is as sure as its lines and the way its bodies were found")
    func confidence() throws {
        let found = try tasks(
            "1. Công an tỉnh\n- Tổ chức hội nghị chuyên đề.\n2. Nhóm\n- Tổ chức hội nghị (Sở Y tế thực hiện).\n- Xây dựng tài liệu tuyên truyền.")
        #expect(found[0].confidence < found[1].confidence, "named by the heading alone")
        #expect(found[2].confidence < found[0].confidence, "named by nobody")
        #expect(found.allSatisfy { (0...1).contains($0.confidence) })
    }
}

@Suite("Bodies that a paper names")
struct OrganisationTests {
    @Test("each is listed once, with its ways of writing")
    func once() throws {
        let found = try facts(
            "II. NHIỆM VỤ\n1. Nhóm\n- Công an tỉnh phối hợp với Sở LĐTB&XH rà soát.\n- Sở Lao động, Thương binh và Xã hội hỗ trợ nạn nhân.\n- Các sở, ngành phối hợp."
        ).organisations
        #expect(found.map(\.name) == ["Công an tỉnh", "Sở Lao động, Thương binh và Xã hội", "Các sở, ban, ngành"])
        #expect(found[1].asWritten == ["Sở LĐTB&XH", "Sở Lao động, Thương binh và Xã hội"])
        #expect(found.map(\.kind) == ["police", "department", "department"])
        #expect(found.map(\.isGroup) == [false, false, true])
    }

    @Test("a body that only an assignment names is listed too, without a kind")
    func unknown() throws {
        let found = try facts("II. NHIỆM VỤ\n1. Nhóm\n- Tổ chức hội nghị (Hội Người cao tuổi tỉnh, Sở Y tế thực hiện).").organisations
        #expect(found.contains { $0.name == "Hội Người cao tuổi tỉnh" && $0.kind == nil })
    }
}

@Suite("The reading in print")
struct OutlineTests {
    private let paper = """
        Số: 56/KH-UBND
        Quảng Trị, ngày 12 tháng 3 năm 2025

        KẾ HOẠCH
        Phòng, chống mua bán người năm 2025

        I. MỤC TIÊU
        - Giải quyết trên 98,5% tin báo.
        II. NHIỆM VỤ
        1. Công an tỉnh
        - Rà soát, lập danh sách địa bàn phức tạp.
        III. TỔ CHỨC THỰC HIỆN
        1. Sở Y tế báo cáo 6 tháng trước ngày 15/6.
        """

    @Test("the outline has a line for each fact, in the order of the paper")
    func outline() throws {
        let lines = try facts(paper).outline().split(separator: "\n").map(String.init)
        #expect(
            lines.filter { !$0.hasPrefix("?") } == [
                "Kế hoạch 56/KH-UBND: Phòng, chống mua bán người năm 2025", "  Ủy ban nhân dân tỉnh Quảng Trị, 2025-03-12",
                "  I-1  > 98.5%  Giải quyết trên 98,5% tin báo",
                "Nhiệm vụ", "  II.1-1  Rà soát, lập danh sách địa bàn phức tạp.", "      implement: Công an tỉnh (chung)", "Tổ chức thực hiện",
                "  III.1-1  Sở Y tế báo cáo 6 tháng trước ngày 15/6.", "      implement: Sở Y tế", "Báo cáo half-year: 06-15",
            ])
    }

    @Test("what could not be read is said to be missing")
    func missing() throws {
        let outline = try facts("KẾ HOẠCH\n\nI. MỤC TIÊU\n- Nâng cao.").outline()
        #expect(outline.hasPrefix("Kế hoạch (không số): \n  (không rõ cơ quan), (không ngày)\n"))
        #expect(!outline.contains("Nhiệm vụ"))
    }

    @Test("the same paper gives the same JSON, to the byte: readings are compared")
    func stable() throws {
        #expect(try facts(paper).json() == facts(paper).json())
        #expect(try facts(paper).json().contains("\"from_orgs\" : \"Sở Y tế\""))
    }
}
