import Testing

@testable import Domain

@Suite("The organisation chart")
struct ChartTests {
    private static let bodies: [Body] = [
        .made(code: "ubnd-tinh", kind: .peoplesCommittee, name: "Ủy ban nhân dân tỉnh Tây Ninh", shortName: "UBND tỉnh"),
        .made(code: "cong-an", kind: .police, name: "Công an tỉnh Tây Ninh", shortName: "Công an tỉnh"),
        .made(code: "ldtbxh", name: "Sở Lao động - Thương binh và Xã hội"), .made(code: "tttt", name: "Sở Thông tin và Truyền thông"),
        .made(code: "gddt", name: "Sở Giáo dục và Đào tạo"), .made(code: "tu-phap", name: "Sở Tư pháp"),
        .made(code: "vks", kind: .procuracy, name: "Viện kiểm sát nhân dân tỉnh"), .made(code: "toa-an", kind: .court, name: "Tòa án nhân dân tỉnh"),
        .made(code: "phu-nu", kind: .massOrganisation, name: "Hội Liên hiệp Phụ nữ tỉnh"),
        .made(code: "bien-phong", kind: .borderGuard, name: "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"),
        .made(code: "tan-bien", kind: .peoplesCommittee, level: .district, name: "Ủy ban nhân dân huyện Tân Biên", validTo: .on("2025-06-30")),
        .made(code: "bo-cong-an", kind: .ministry, level: .national, name: "Bộ Công an", province: "00"),
        .made(code: "ha-noi", kind: .police, name: "Công an thành phố Hà Nội", province: "01"),
    ]

    private func found(_ name: String, names: [BodyName] = [], on day: String = "2024-05-10") -> String? {
        switch Chart.made(Self.bodies, names: names, on: .on(day)).find(name) {
        case .body(let id): id.text
        case .group(let code): "group " + code
        case nil: nil
        }
    }

    @Test("bodies of the province and of the centre that exist on the day are on it")
    func bodies() {
        let before = Chart.made(Self.bodies, on: .on("2025-06-30")).bodies.map(\.code)
        let after = Chart.made(Self.bodies, on: .on("2025-07-01")).bodies.map(\.code)
        #expect(before.contains("bo-cong-an"))
        #expect(!before.contains("ha-noi"))
        #expect(before.contains("tan-bien"))
        #expect(!after.contains("tan-bien"))
    }

    @Test(
        "a name is found whatever its case, accents, dashes and abbreviations",
        arguments: [
            ("UBND tỉnh Tây Ninh", "ubnd-tinh"), ("Uỷ ban Nhân dân tỉnh", "ubnd-tinh"), ("ỦY BAN NHÂN DÂN TỈNH TÂY NINH", "ubnd-tinh"),
            ("UBND tinh", "ubnd-tinh"),
            ("Sở LĐTBXH", "ldtbxh"), ("Sở Lao động, Thương binh và Xã hội", "ldtbxh"), ("sở TTTT", "tttt"), ("Sở GDĐT", "gddt"), ("VKSND tỉnh", "vks"),
            ("Toà án nhân dân tỉnh", "toa-an"), ("TAND tỉnh", "toa-an"), ("Hội LHPN tỉnh", "phu-nu"), ("Bộ Chỉ huy BĐBP tỉnh", "bien-phong"),
            ("UBND huyện Tân Biên", "tan-bien"), ("UBND các huyện, thị xã, thành phố", "group district-committees"),
            ("Các sở, ban, ngành có liên quan", "group departments"),
        ])
    func spellings(name: String, code: String) {
        #expect(found(name) == code)
    }

    @Test("a slip of the pen is still near enough")
    func near() {
        #expect(found("Sở Lao động Thương binh Xả hội") == "ldtbxh")
        #expect(found("Sở Lao động Thương binh Xã hôi.") == "ldtbxh")
    }

    @Test(
        "another level, another body and no name are not near enough",
        arguments: ["Công an huyện", "Công an xã", "UBND xã", "Sở Nội vụ", "Sở", "Công an", "", " – "])
    func far(name: String) {
        #expect(found(name) == nil)
    }

    @Test("another name leads to its body, and only while that is on the chart")
    func otherNames() {
        let names = [BodyName(bodyId: ID("cong-an"), name: "Phòng PC02"), BodyName(bodyId: ID("tan-bien"), name: "Huyện Tân Biên cũ")]
        #expect(found("phong pc02", names: names) == "cong-an")
        #expect(found("Huyện Tân Biên cũ", names: names) == "tan-bien")
        #expect(found("Huyện Tân Biên cũ", names: names, on: "2025-07-01") == nil)
    }

    @Test("the committee of the province is not that of a district, however long their common name")
    func longNames() {
        let name = "Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc"
        let chart = Chart.made([.made(code: "bcd-tinh", kind: .steeringCommittee, name: name + " tỉnh")])
        #expect(chart.find(name + " huyện") != .body(ID("bcd-tinh")))
    }

    @Test("a xã is no thị xã")
    func communeAndTown() {
        let chart = Chart.made([.made(code: "thi-xa", kind: .peoplesCommittee, level: .district, name: "UBND thị xã Trảng Bàng")])
        #expect(chart.find("UBND xã Trảng Bàng") == nil)
    }

    @Test(
        "likeness is the share of common words, each counted once",
        arguments: [("so y te", "so y te", 1), ("so y te", "so tu phap", 1.0 / 3), ("a a", "a b", 0.5), ("so tinh", "so huyen", 0), ("x", "y", 0)])
    func likeness(a: String, b: String, likeness: Double) {
        #expect(NameWords.likeness(a.foldedWords, b.foldedWords) == likeness)
        #expect(NameWords.likeness(b.foldedWords, a.foldedWords) == likeness)
    }
}
