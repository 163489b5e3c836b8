import Testing

@testable import Reader

/// Ways in which papers of many provinces hand out work, each beside what it says.
@Suite("Phrasings: who does the work")
struct AssignmentPhrasingTests {
    /// `lead: A, B; coordinate: C`, roles in the order in which they are first given.
    private func summary(_ assignments: [ReadAssignment]) -> String {
        var roles: [ReadAssignment.Role] = []
        for assignment in assignments where !roles.contains(assignment.role) { roles.append(assignment.role) }
        return roles.map { role in "\(role.rawValue): " + assignments.filter { $0.role == role }.map(\.org).joined(separator: " + ") }.joined(separator: "; ")
    }

    @Test(
        "the words of a bracket",
        arguments: [
            ("Sở Y tế chủ trì; các sở, ban, ngành phối hợp thực hiện", "lead: Sở Y tế; coordinate: Các sở, ban, ngành"),
            ("Công an tỉnh chủ trì, các đơn vị có liên quan phối hợp", "lead: Công an tỉnh; coordinate: Các đơn vị có liên quan"),
            (
                "Chủ trì: Công an tỉnh; Phối hợp: Sở Tư pháp, Viện kiểm sát nhân dân tỉnh",
                "lead: Công an tỉnh; coordinate: Sở Tư pháp + Viện kiểm sát nhân dân tỉnh"
            ),
            (
                "Giao Công an tỉnh chủ trì, phối hợp với các sở, ban, ngành, UBND các huyện, thị xã, thành phố thực hiện",
                "lead: Công an tỉnh; coordinate: Các sở, ban, ngành + UBND các huyện, thị xã, thành phố"
            ),
            ("Đơn vị chủ trì: Công an Thành phố; đơn vị phối hợp: các sở, ban, ngành", "lead: Công an Thành phố; coordinate: Các sở, ban, ngành"),
            ("Công an tỉnh, Bộ Chỉ huy Bộ đội Biên phòng tỉnh thực hiện", "implement: Công an tỉnh + Bộ Chỉ huy Bộ đội Biên phòng tỉnh"),
            (
                "Sở GD&ĐT chủ trì, phối hợp với Tỉnh Đoàn, Hội LHPN tỉnh và các đơn vị có liên quan tổ chức thực hiện",
                "lead: Sở Giáo dục và Đào tạo; coordinate: Tỉnh Đoàn + Hội Liên hiệp Phụ nữ tỉnh + Các đơn vị có liên quan"
            ),
            ("UBND các xã, phường, đặc khu chủ trì thực hiện", "lead: UBND các xã, phường, đặc khu"),
            (
                "Ủy ban nhân dân các quận, huyện, thị xã chủ trì, phối hợp với Công an Thành phố thực hiện",
                "lead: UBND các quận, huyện, thị xã; coordinate: Công an Thành phố"
            ),
            ("Công an tỉnh phối hợp với Bộ đội Biên phòng tỉnh thực hiện", "implement: Công an tỉnh; coordinate: Bộ đội Biên phòng tỉnh"),
            ("Sở Y tế, Sở Nội vụ đồng chủ trì", "lead: Sở Y tế + Sở Nội vụ"),
            ("Công an tỉnh là cơ quan chủ trì, Sở Tư pháp là cơ quan phối hợp", "lead: Công an tỉnh; coordinate: Sở Tư pháp"),
            ("Cơ quan thực hiện: Sở Xây dựng", "implement: Sở Xây dựng"), ("thực hiện: Sở Y tế", "implement: Sở Y tế"),
            ("Công an tỉnh chịu trách nhiệm chủ trì", "lead: Công an tỉnh"),
            ("Công an tỉnh chủ trì thực hiện; Sở Tài chính tham mưu kinh phí", "lead: Công an tỉnh; advise: Sở Tài chính"),
            ("Công an tỉnh chủ trì, phối hợp cùng Sở Y tế", "lead: Công an tỉnh; coordinate: Sở Y tế"),
            (
                "Sở Tư pháp chủ trì, phối hợp Công an tỉnh và các sở, ngành liên quan thực hiện",
                "lead: Sở Tư pháp; coordinate: Công an tỉnh + Các sở, ban, ngành"
            ),
            ("Sở Y tế và Sở Nội vụ tham mưu", "advise: Sở Y tế + Sở Nội vụ"),
            ("Sở Y tế, các tổ chức thành viên, các sở, ngành, địa phương thực hiện", "implement: Sở Y tế + Các sở, ban, ngành + Các địa phương"),
            ("Sở Y tế tham mưu; các sở, ban, ngành thực hiện", "advise: Sở Y tế; implement: Các sở, ban, ngành"),
            ("Sở Y tế tham mưu, triển khai thực hiện", "advise: Sở Y tế; implement: Sở Y tế"),
            ("Hội Người cao tuổi tỉnh, Hội Nông dân tỉnh thực hiện", "implement: Hội Người cao tuổi tỉnh + Hội Nông dân tỉnh"),
        ])
    func brackets(text: String, expected: String) {
        #expect(summary(AssignmentPhrase.assignments(in: text)) == expected)
    }

    @Test(
        "words that name no body assign nothing",
        arguments: ["", "thực hiện", "chủ trì, phối hợp thực hiện", "trong năm 2024", "các đại biểu phối hợp thực hiện"])
    func nobody(text: String) {
        #expect(AssignmentPhrase.assignments(in: text).isEmpty)
    }

    @Test(
        "a paragraph that opens with its bodies",
        arguments: [
            ("Giao Công an tỉnh chủ trì, phối hợp với Sở Tư pháp xây dựng kế hoạch kiểm tra.", "lead: Công an tỉnh; coordinate: Sở Tư pháp"),
            ("Công an tỉnh có trách nhiệm theo dõi, đôn đốc việc thực hiện.", "implement: Công an tỉnh"),
            ("Đề nghị Tòa án nhân dân tỉnh đưa ra xét xử điểm.", "implement: Tòa án nhân dân tỉnh"),
            ("Trên cơ sở Kế hoạch này, các sở, ban, ngành xây dựng kế hoạch của đơn vị.", "implement: Các sở, ban, ngành"),
            (
                "Căn cứ Kế hoạch này, Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các quận, huyện, thị xã tổ chức thực hiện.",
                "implement: Các sở, ban, ngành + UBND các quận, huyện, thị xã"
            ),
            ("Căn cứ chức năng, nhiệm vụ được giao, Sở Y tế hướng dẫn các cơ sở khám bệnh.", "implement: Sở Y tế"),
            ("Theo chức năng, nhiệm vụ được giao, Sở Y tế chủ trì, phối hợp với Sở Nội vụ rà soát.", "lead: Sở Y tế; coordinate: Sở Nội vụ"),
            ("Trên cơ sở chức năng của ngành, Hội Nông dân tỉnh tuyên truyền.", "implement: Hội Nông dân tỉnh"),
            ("Căn cứ Chỉ thị của Bộ Công an, Sở Y tế hướng dẫn các cơ sở.", "implement: Sở Y tế"),
            (
                "Yêu cầu Giám đốc các sở, Thủ trưởng các ban, ngành, Chủ tịch UBND các huyện, thị xã tổ chức thực hiện.",
                "implement: Các sở, ban, ngành + UBND các huyện, thị xã"
            ),
            ("Yêu cầu Thủ trưởng các sở, ban, ngành quán triệt Kế hoạch.", "implement: Các sở, ban, ngành"),
            ("Các sở, các ban và các ngành quán triệt Kế hoạch.", "implement: Các sở, ban, ngành"),
            ("Sở Y tế tham mưu; các sở, ban, ngành thực hiện.", "advise: Sở Y tế; implement: Các sở, ban, ngành"),
            ("Hằng năm, Sở Tài chính bố trí kinh phí.", "implement: Sở Tài chính"),
            (
                "Lực lượng Công an, Biên phòng phối hợp với các địa phương tuần tra.",
                "implement: Lực lượng Công an + Lực lượng Biên phòng; coordinate: Các địa phương"
            ),
            ("Lãnh đạo Sở Tư pháp chỉ đạo đơn vị trực thuộc.", "implement: Sở Tư pháp"),
            ("Đối với UBND các xã, phường: bố trí kinh phí.", "implement: UBND các xã, phường"),
            ("Sở Y tế, Sở Nội vụ và Sở Tài chính, theo chức năng, hướng dẫn.", "implement: Sở Y tế + Sở Nội vụ + Sở Tài chính"),
            ("UBND huyện Hướng Hóa, Vĩnh Linh chỉ đạo các xã biên giới.", "implement: UBND huyện Hướng Hóa + UBND huyện Vĩnh Linh"),
            ("Công an tỉnh chủ trì, tham mưu UBND tỉnh sơ kết.", "lead: Công an tỉnh; advise: Công an tỉnh"),
            ("Tổ chức tuyên truyền lưu động; Sở Y tế chủ trì thực hiện.", "lead: Sở Y tế"),
            (
                "Các sở, ban, ngành phối hợp với Công an tỉnh và các sở, ban, ngành khác rà soát.",
                "implement: Các sở, ban, ngành; coordinate: Công an tỉnh"
            ),
            ("Công an tỉnh làm đầu mối, chủ trì tổng hợp.", "lead: Công an tỉnh"), ("Sở Ngoại vụ: chủ trì thông tin đối ngoại.", "lead: Sở Ngoại vụ"),
            (
                "Sở Tư pháp phối hợp chặt chẽ với Công an tỉnh, Viện kiểm sát nhân dân tỉnh trợ giúp pháp lý.",
                "implement: Sở Tư pháp; coordinate: Công an tỉnh + Viện kiểm sát nhân dân tỉnh"
            ),
            ("Hội Liên hiệp Phụ nữ tỉnh phối hợp cùng Tỉnh Đoàn tuyên truyền.", "implement: Hội Liên hiệp Phụ nữ tỉnh; coordinate: Tỉnh Đoàn"),
            (
                "Các đồng chí Giám đốc Công an tỉnh, Giám đốc Sở Y tế chịu trách nhiệm.", "implement: Công an tỉnh + Sở Y tế"
            ),
            (
                "Bộ Chỉ huy Bộ đội Biên phòng tỉnh chủ trì, phối hợp với Công an tỉnh, Cục Hải quan tỉnh kiểm soát.",
                "lead: Bộ Chỉ huy Bộ đội Biên phòng tỉnh; coordinate: Công an tỉnh + Cục Hải quan tỉnh"
            ),
        ])
    func openings(text: String, expected: String) throws {
        let duty = try #require(try tasks("1. Nhóm\n- " + text).first)
        #expect(summary(duty.assignments) == expected)
        #expect(!duty.inheritedAssignment)
    }

    @Test(
        "a heading that names its bodies assigns what stands under it",
        arguments: [
            ("Công an tỉnh", "implement: Công an tỉnh"), ("Công an tỉnh:", "implement: Công an tỉnh"), ("Giao Sở Tài chính", "implement: Sở Tài chính"),
            ("Trách nhiệm của Sở Nội vụ", "implement: Sở Nội vụ"), ("Sở Y tế, Sở Nội vụ", "implement: Sở Y tế + Sở Nội vụ"),
            (
                "Các sở, ban, ngành, đoàn thể tỉnh; UBND các huyện, thị xã, thành phố",
                "implement: Các sở, ban, ngành + Các đoàn thể tỉnh + UBND các huyện, thị xã, thành phố"
            ),
            ("Ủy ban nhân dân các xã, phường, đặc khu", "implement: UBND các xã, phường, đặc khu"), ("Các cơ quan báo chí", "implement: Các cơ quan báo chí"),
            (
                "Đề nghị Viện kiểm sát nhân dân, Tòa án nhân dân tỉnh", "implement: Viện kiểm sát nhân dân tỉnh + Tòa án nhân dân tỉnh"
            ),
        ])
    func headings(heading: String, expected: String) throws {
        let found = try tasks("1. \(heading)\n- Tổ chức hội nghị chuyên đề.\n- Xây dựng tài liệu tuyên truyền.")
        #expect(found.map { summary($0.assignments) } == [expected, expected])
        #expect(found.allSatisfy { $0.inheritedAssignment })
    }

    @Test(
        "a heading that says who and how gives both to what stands under it",
        arguments: [
            ("1. Công an tỉnh chủ trì, phối hợp với các sở, ban, ngành:", "lead: Công an tỉnh; coordinate: Các sở, ban, ngành"),
            ("2. Sở Y tế có trách nhiệm:", "implement: Sở Y tế"), ("3. Sở Y tế chủ trì", "lead: Sở Y tế"),
            ("3. Sở Y tế, Sở Nội vụ chịu trách nhiệm thực hiện các nhiệm vụ sau:", "implement: Sở Y tế + Sở Nội vụ"),
            ("1. Công an tỉnh (Cơ quan Thường trực Ban Chỉ đạo)", "implement: Công an tỉnh"),
            ("1. Công an tỉnh (Cơ quan Thường trực Ban Chỉ đạo 138 tỉnh):", "implement: Công an tỉnh"),
            ("1. Giao Công an tỉnh (Cơ quan Thường trực) chủ trì:", "lead: Công an tỉnh"),
            ("1. Nhóm\na) Công an tỉnh", "implement: Công an tỉnh"), ("1. Nhóm\na) Công an tỉnh:", "implement: Công an tỉnh"),
            ("1. Nhóm\na) Công an tỉnh chủ trì, phối hợp với Sở Y tế:", "lead: Công an tỉnh; coordinate: Sở Y tế"),
            ("1. Sở Y tế\n(1) Công an tỉnh", "implement: Công an tỉnh"), ("1. Nhóm\nSở Nội vụ có trách nhiệm:", "implement: Sở Nội vụ"),
        ])
    func headingsWithRoles(heading: String, expected: String) throws {
        let found = try tasks("\(heading)\n- Tổ chức hội nghị chuyên đề.\n- Xây dựng tài liệu tuyên truyền.")
        #expect(found.map { summary($0.assignments) } == [expected, expected])
        #expect(found.map(\.text) == ["Tổ chức hội nghị chuyên đề.", "Xây dựng tài liệu tuyên truyền."])
        #expect(found.allSatisfy { $0.inheritedAssignment })
    }

    @Test("each item has its own bodies, and what names none is not given those of the item before")
    func items() throws {
        let found = try tasks(
            "1. Nhóm\na) Công an tỉnh\n- Tổ chức hội nghị.\n- Sở Y tế hướng dẫn các cơ sở.\nb) Sở Nội vụ:\n- Xây dựng tài liệu.\nc) Khảo sát thực trạng.")
        #expect(found.map { $0.assignments.map(\.org) } == [["Công an tỉnh"], ["Sở Y tế"], ["Sở Nội vụ"], []])
        #expect(found.map(\.id) == ["II.1(a)-1", "II.1(a)-2", "II.1(b)-1", "II.1(c)"])
    }

    @Test("a paragraph adds its own partners to the roles of the heading")
    func headingAndPartners() throws {
        let found = try tasks("1. Công an tỉnh chủ trì, phối hợp với Sở Y tế:\n- Phối hợp với Sở Nội vụ rà soát.\n- Tham mưu UBND tỉnh sơ kết.")
        #expect(
            found.map { summary($0.assignments) } == [
                "lead: Công an tỉnh; coordinate: Sở Y tế + Sở Nội vụ", "lead: Công an tỉnh; coordinate: Sở Y tế; advise: Công an tỉnh",
            ])
    }

    @Test(
        "a heading of a subject that mentions a body assigns nobody",
        arguments: ["Công tác của Công an tỉnh và Sở Y tế trong phòng ngừa", "Tòa án thân thiện với trẻ em, người bị hại và người làm chứng"])
    func mention(heading: String) throws {
        let found = try tasks("1. \(heading)\n- Tổ chức hội nghị chuyên đề.")
        #expect(found[0].assignments.isEmpty)
    }

    @Test("the heading gives the bodies, the paragraph their role and their partners")
    func headingAndText() throws {
        let found = try tasks("1. Công an tỉnh\n- Chủ trì, phối hợp với Sở Y tế, Sở Nội vụ rà soát.\n- Theo dõi việc thực hiện.\n- Tham mưu UBND tỉnh sơ kết.")
        #expect(
            found.map { summary($0.assignments) } == [
                "lead: Công an tỉnh; coordinate: Sở Y tế + Sở Nội vụ", "implement: Công an tỉnh", "implement: Công an tỉnh; advise: Công an tỉnh",
            ])
    }

    @Test("a paragraph that names its own bodies does not take those of the heading")
    func ownBodies() throws {
        let found = try tasks("1. Công an tỉnh\n- Sở Y tế chỉ đạo các cơ sở khám, chữa bệnh.\n- Theo dõi việc thực hiện.")
        #expect(found.map { summary($0.assignments) } == ["implement: Sở Y tế", "implement: Công an tỉnh"])
    }
}
