import Testing

@testable import Reader

@Suite("Who does the work")
struct AssignmentTests {
    @Test(
        "the words of a bracket give the roles",
        arguments: [
            ("Công an tỉnh chủ trì, phối hợp với Sở Tư pháp thực hiện", ["lead: Công an tỉnh", "coordinate: Sở Tư pháp"]),
            ("Sở Y tế phối hợp Công an tỉnh thực hiện", ["implement: Sở Y tế", "coordinate: Công an tỉnh"]),
            ("Các sở, ban, ngành và UBND các huyện, thị xã thực hiện", ["implement: Các sở, ban, ngành", "implement: UBND các huyện, thị xã"]),
            ("Công an tỉnh tham mưu triển khai thực hiện", ["advise: Công an tỉnh", "implement: Công an tỉnh"]),
            ("Sở Giáo dục và Đào tạo chủ trì tham mưu thực hiện", ["lead: Sở Giáo dục và Đào tạo", "advise: Sở Giáo dục và Đào tạo"]),
            ("Công an tỉnh chủ trì; Sở Tư pháp, Sở Nội vụ phối hợp", ["lead: Công an tỉnh", "coordinate: Sở Tư pháp", "coordinate: Sở Nội vụ"]),
            ("Chủ trì: Sở Tư pháp; phối hợp: Công an tỉnh", ["lead: Sở Tư pháp", "coordinate: Công an tỉnh"]),
        ])
    func phrase(text: String, expected: [String]) {
        #expect(AssignmentPhrase.assignments(in: text).map { "\($0.role.rawValue): \($0.org)" } == expected)
    }

    @Test("a closing bracket assigns its paragraph and leaves its text")
    func bracket() throws {
        let found = try tasks("1. Chỉ đạo\n- Tổ chức tập huấn nghiệp vụ (Công an tỉnh thực hiện).\n- Duy trì nhóm (gọi là nhóm 138).")
        #expect(found.map(\.text) == ["Tổ chức tập huấn nghiệp vụ", "Duy trì nhóm (gọi là nhóm 138)."])
        #expect(roles(found[0]) == ["implement: Công an tỉnh"])
        #expect(found[0].inheritedAssignment == false)
    }

    @Test("a bracket that stands alone assigns every paragraph of its section that has none")
    func sectionBracket() throws {
        let found = try tasks(
            "2. Phòng ngừa\n(1) Xây dựng kế hoạch.\n(2) Tăng cường quản lý (Sở Tư pháp thực hiện).\n(3) Khai thác dữ liệu.\n\n(Công an tỉnh chủ trì thực hiện)")
        #expect(found.map(\.inheritedAssignment) == [false, false, true])
        #expect(roles(found[1]) == ["implement: Sở Tư pháp"])
        #expect(roles(found[2]) == ["lead: Công an tỉnh"])
    }

    @Test("labels after the text assign it too")
    func labels() throws {
        let found = try tasks("1. Chỉ đạo\n- Tổ chức hội nghị. Cơ quan chủ trì: Công an tỉnh. Cơ quan phối hợp: Sở Tư pháp, Sở Nội vụ.")
        #expect(found[0].text == "Tổ chức hội nghị.")
        #expect(roles(found[0]) == ["lead: Công an tỉnh", "coordinate: Sở Tư pháp", "coordinate: Sở Nội vụ"])
    }

    @Test("lines that only say who and when belong to the work above them")
    func attributes() throws {
        let found = try tasks(
            "1. Chỉ đạo\na) Ban hành văn bản.\n- Cơ quan chủ trì: Công an tỉnh.\n- Cơ quan phối hợp: Sở Tư pháp.\n- Thời gian thực hiện: Quý I/2026.\nb) Tổng kết."
        )
        #expect(found.map(\.id) == ["II.1(a)", "II.1(b)"])
        #expect(roles(found[0]) == ["lead: Công an tỉnh", "coordinate: Sở Tư pháp"])
        #expect(found[0].to == "2026-03-31")
    }

    @Test("the bodies that open a paragraph do the work, those after `phối hợp với` help")
    func opening() throws {
        let found = try tasks(
            "1. Truyền thông\n- Sở Thông tin và Truyền thông phối hợp với Ban Tuyên giáo Tỉnh ủy đưa tin.\n- Công an tỉnh - Thường trực Ban Chỉ đạo 138 tỉnh tham mưu triển khai."
        )
        #expect(roles(found[0]) == ["implement: Sở Thông tin và Truyền thông", "coordinate: Ban Tuyên giáo Tỉnh ủy"])
        #expect(roles(found[1]) == ["implement: Công an tỉnh", "advise: Công an tỉnh"])
    }

    @Test("a heading that names bodies assigns what stands under it")
    func heading() throws {
        let found = try tasks(
            "3.3. Đề nghị Viện kiểm sát nhân dân, Tòa án nhân dân tỉnh\n- Phối hợp với Cơ quan điều tra.\n4.1. Công an tỉnh\n- Chủ trì phối hợp với Sở Ngoại vụ xác minh."
        )
        #expect(roles(found[0]) == ["implement: Viện kiểm sát nhân dân tỉnh", "implement: Tòa án nhân dân tỉnh", "coordinate: Cơ quan điều tra"])
        #expect(roles(found[1]) == ["lead: Công an tỉnh", "coordinate: Sở Ngoại vụ"])
        #expect(found.map(\.inheritedAssignment) == [true, true])
    }

    @Test("a list goes on past a word the scan has spoilt, and who gathers the reports is named too")
    func spoilt() throws {
        let found = try tasks(
            "5. Hợp tác\n- Căn cứ Kế hoạch này, Thủ trưởng các sở, ban, ngành, Ương Ban Chỉ đạo các huyện, thị xã báo cáo kết quả về Ban Chỉ đạo tỉnh để tổng hợp."
        )
        #expect(roles(found[0]) == ["implement: Các sở, ban, ngành", "implement: Ban Chỉ đạo các huyện, thị xã", "implement: Ban Chỉ đạo tỉnh"])
    }

    @Test("a paragraph that names nobody takes the subject of the one before, and says so")
    func carried() throws {
        let reading = try facts("II. NHIỆM VỤ\n1. Nghiệp vụ\n- Công an tỉnh rà soát các đường dây.\n- Xây dựng kế hoạch.")
        #expect(roles(reading.tasks[1]) == ["implement: Công an tỉnh"])
        #expect(reading.findings.contains { $0.kind == .carriedAssignment })
    }

    @Test("a duty without anybody is a finding")
    func nobody() throws {
        let reading = try facts("II. NHIỆM VỤ\n1. Phòng ngừa\n- Khảo sát thực trạng.")
        #expect(reading.tasks[0].assignments.isEmpty)
        #expect(reading.findings.map(\.kind) == [.noAssignee, .missingInHeader, .missingInHeader, .missingInHeader, .missingInHeader])
    }

    @Test("many bodies and no lead is a finding, as is a body the catalogue does not have")
    func doubts() throws {
        let kinds = try facts("II. NHIỆM VỤ\n1. A\n- Làm việc chung (Công an tỉnh, Sở Biển Đảo, Sở Tư pháp thực hiện).").findings.map(\.kind)
        #expect(kinds.contains(.noLead))
        #expect(kinds.contains(.unresolvedBody))
    }
}

@Suite("Names of bodies")
struct BodyTests {
    @Test(
        "ways of writing come to one name",
        arguments: [
            ("Sở Lao động thương binh xã hội", "Sở Lao động, Thương binh và Xã hội"), ("Sở LĐ-TB&XH", "Sở Lao động, Thương binh và Xã hội"),
            ("các ban, sở, ngành", "Các sở, ban, ngành"),
            ("tổ chức chính trị - xã hội", "Các tổ chức chính trị - xã hội"),
            ("Ủy ban nhân dân các huyện, thị xã, thành phố", "UBND các huyện, thị xã, thành phố"),
            ("UBND Thành phố", "UBND Thành phố"), ("Ban Chỉ đạo 138 tỉnh", "Ban Chỉ đạo 138 tỉnh"), ("sở ngoại vụ", "Sở Ngoại vụ"),
            ("Hội liên hiệp Phụ nữ Thành phố", "Hội Liên hiệp Phụ nữ Thành phố"), ("Đài phát thanh truyền hình tỉnh", "Đài Phát thanh và Truyền hình tỉnh"),
        ])
    func names(written: String, name: String) {
        #expect(BodyFinder.bodies(in: Phrase(written)).map(\.name) == [name])
    }

    @Test("two districts under one head are two bodies")
    func districts() {
        let found = BodyFinder.bodies(in: Phrase("Ban Chỉ đạo huyện Tân Biên, Bến Cầu củng cố"))
        #expect(found.map(\.name) == ["Ban Chỉ đạo huyện Tân Biên", "Ban Chỉ đạo huyện Bến Cầu"])
    }

    @Test("common words are no bodies", arguments: ["báo cáo kết quả", "sở hữu nhà ở", "ban hành văn bản"])
    func words(text: String) {
        #expect(BodyFinder.bodies(in: Phrase(text)).isEmpty)
    }
}
