import Testing

@testable import Domain

@Suite("Names as papers write them, on a whole chart")
struct ChartSpellingTests {
    private static let chart = Chart.made([
        .made(code: "ubnd", kind: .peoplesCommittee, name: "Ủy ban nhân dân tỉnh Tây Ninh", shortName: "UBND tỉnh"),
        .made(code: "cong-an", kind: .police, name: "Công an tỉnh Tây Ninh", shortName: "Công an tỉnh"),
        .made(code: "y-te", name: "Sở Y tế"), .made(code: "vhttdl", name: "Sở Văn hóa, Thể thao và Du lịch"),
        .made(code: "tttt", name: "Sở Thông tin và Truyền thông"), .made(code: "ldtbxh", name: "Sở Lao động - Thương binh và Xã hội"),
        .made(code: "bcd", kind: .steeringCommittee, name: "Ban Chỉ đạo 138 tỉnh"), .made(code: "vks", kind: .procuracy, name: "Viện kiểm sát nhân dân tỉnh"),
        .made(code: "mttq", kind: .massOrganisation, name: "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        .made(code: "doan", kind: .massOrganisation, name: "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh", shortName: "Tỉnh đoàn"),
        .made(code: "bao", kind: .press, name: "Báo Tây Ninh"),
        .made(code: "dai", kind: .press, name: "Đài Phát thanh và Truyền hình Tây Ninh", shortName: "Đài PT-TH"),
        .made(code: "tan-bien", kind: .peoplesCommittee, level: .district, name: "UBND huyện Tân Biên"),
        .made(code: "bcd-tan-bien", kind: .steeringCommittee, level: .district, name: "Ban Chỉ đạo 138 huyện Tân Biên"),
        .made(code: "vks-tan-bien", kind: .procuracy, level: .district, name: "Viện kiểm sát nhân dân huyện Tân Biên"),
        .made(code: "bo-y-te", kind: .ministry, level: .national, name: "Bộ Y tế", province: "00"),
    ])

    private func found(_ name: String) -> String? {
        switch Self.chart.find(name) {
        case .body(let id): id.text
        case .group(let code): "group " + code
        case nil: nil
        }
    }

    @Test(
        "one body under many spellings",
        arguments: [
            ("CÔNG AN TỈNH", "cong-an"), ("công an tỉnh", "cong-an"), ("Công an tỉnh Tây Ninh", "cong-an"), ("Uỷ ban nhân dân tỉnh Tây Ninh", "ubnd"),
            ("UBND tỉnh.", "ubnd"), ("Sở VHTTDL", "vhttdl"), ("Sở Văn hóa Thể thao Du lịch", "vhttdl"), ("Sở LĐTBXH", "ldtbxh"), ("Sở TTTT", "tttt"),
            ("BCĐ 138 tỉnh", "bcd"), ("VKSND tỉnh", "vks"), ("Ủy ban MTTQ Việt Nam tỉnh", "mttq"), ("Tỉnh Đoàn", "doan"), ("Báo Tây Ninh", "bao"),
            ("Đài Phát thanh - Truyền hình Tây Ninh", "dai"), ("Ủy ban nhân dân huyện Tân Biên", "tan-bien"), ("bộ y tế", "bo-y-te"),
        ])
    func spellings(name: String, code: String) {
        #expect(found(name) == code)
    }

    @Test(
        "a group is found by its names, with or without what tells nothing",
        arguments: [
            ("các sở, ban, ngành", "departments"), ("Các Sở, Ban, Ngành liên quan", "departments"), ("thủ trưởng các sở, ban, ngành", "departments"),
            ("các tổ chức chính trị - xã hội", "mass-organisations"), ("Các đoàn thể", "unions"), ("UBND các huyện, thành phố", "district-committees"),
            ("Ủy ban nhân dân các huyện, thị xã, thành phố", "district-committees"),
            ("Ban Chỉ đạo 138 các quận, huyện, thị xã", "district-steering-committees"),
            ("Cơ quan tiến hành tố tụng", "procedural-bodies"), ("các cơ quan báo chí", "press"),
        ])
    func groups(name: String, code: String) {
        #expect(found(name) == "group " + code)
    }

    @Test(
        "a name of another level, another place or another trade is proposed for nobody",
        arguments: [
            "UBND các xã, phường, đặc khu", "UBND xã Tân Biên", "Công an các xã, phường", "Ban Chỉ đạo 138 cấp xã", "Công an huyện Tân Biên",
            "UBND huyện Tân Châu",
            "Bộ Công an", "Sở Xây dựng", "Sở Tư pháp", "Báo", "Đài Tiếng nói Việt Nam", "Viện kiểm sát nhân dân tối cao", "Ban Chỉ đạo",
            "các đơn vị có liên quan",
        ])
    func nobody(name: String) {
        #expect(found(name) == nil)
    }

    @Test("of two bodies the exact name wins, whichever stands first on the chart")
    func exact() {
        let long = Body.made(code: "long", name: "Hội Liên hiệp Phụ nữ tỉnh Tây Ninh"), short = Body.made(code: "short", name: "Hội Liên hiệp Phụ nữ tỉnh")
        for bodies in [[long, short], [short, long]] {
            #expect(Chart.made(bodies).find("Hội LHPN tỉnh") == .body(ID("short")))
            #expect(Chart.made(bodies).find("Hội LHPN tỉnh Tây Ninh") == .body(ID("long")))
        }
        // The same words in another order are as like as can be, and another body all the same.
        let union = Body.made(code: "union", name: "Tỉnh hội Nông dân"), farmers = Body.made(code: "farmers", name: "Hội Nông dân tỉnh")
        for bodies in [[union, farmers], [farmers, union]] { #expect(Chart.made(bodies).find("hội nông dân tỉnh") == .body(ID("farmers"))) }
    }

    @Test("idle words tell nothing, unless a name has no others")
    func idle() {
        #expect(NameWords.of("Các lực lượng Công an") == NameWords.of("Công an"))
        #expect(NameWords.of("Các và những") == ["cac", "va", "nhung"])
        #expect(NameWords.of("các cơ quan có liên quan") == ["co", "quan"])
        #expect(NameWords.of("").isEmpty)
    }

    @Test(
        "the words of levels are told from the same letters in other words",
        arguments: ["Cục Hải quan", "Bộ Chỉ huy Quân sự", "Bảo hiểm xã hội", "Ban Quản lý chợ"])
    func levels(name: String) {
        // Were `quan` or `xa` here a level, a name with `tỉnh` would be none of its kind.
        #expect(NameWords.likeness(NameWords.of(name), NameWords.of(name + " tỉnh")) > 0.7)
    }

    @Test("names that differ only in their marks are told apart by them")
    func marks() {
        let chart = Chart.made([
            .made(code: "thanh", kind: .peoplesCommittee, level: .commune, name: "Ủy ban nhân dân xã Tân Thành"),
            .made(code: "thạnh", kind: .peoplesCommittee, level: .commune, name: "Ủy ban nhân dân xã Tân Thạnh"),
        ])
        #expect(chart.find("Ủy ban nhân dân xã Tân Thạnh") == .body(ID("thạnh")) && chart.find("Ủy ban nhân dân xã Tân Thành") == .body(ID("thanh")))
    }

    @Test(
        "the body of another place is never taken for the one that is named, however alike the rest",
        arguments: ["Viện kiểm sát nhân dân huyện Tân Châu", "Ban Chỉ đạo 138 huyện Tân Châu", "UBND huyện Tân Châu", "Ban Chỉ đạo 138 huyện Tân Bên"])
    func otherPlace(name: String) {
        #expect(found(name) == nil)
    }
}
