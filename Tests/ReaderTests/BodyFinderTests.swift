import Testing

@testable import Reader

@Suite("Phrasings: names of bodies")
struct BodyFinderTests {
    private func bodies(_ text: String) -> [Body] { BodyFinder.bodies(in: Phrase(text)) }

    @Test(
        "ways of writing come to one name",
        arguments: [
            ("Sở GTVT", "Sở Giao thông vận tải"), ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"), ("Sở NN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
            ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch"), ("Sở LĐTB&XH", "Sở Lao động, Thương binh và Xã hội"),
            ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
            ("SỞ Y TẾ", "Sở Y tế"), ("sở y tế", "Sở Y tế"), ("VKSND tỉnh", "Viện kiểm sát nhân dân tỉnh"), ("TAND hai cấp", "Tòa án nhân dân hai cấp"),
            ("Viện Kiểm sát nhân dân tối cao", "Viện kiểm sát nhân dân tối cao"), ("Toà án nhân dân các cấp", "Tòa án nhân dân các cấp"),
            ("Ủy ban nhân dân tỉnh", "UBND tỉnh"), ("UBND TP Hà Nội", "UBND Thành phố Hà Nội"), ("Công an tỉnh Quảng Trị", "Công an tỉnh Quảng Trị"),
            ("Bộ CHQS tỉnh", "Bộ Chỉ huy Quân sự tỉnh"), ("Bộ Chỉ huy BĐBP tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"),
            ("BCĐ 138/CP", "Ban Chỉ đạo 138/CP"), ("Ban Chỉ đạo 138 tỉnh Quảng Trị", "Ban Chỉ đạo 138 tỉnh Quảng Trị"),
            ("Thường trực Ban Chỉ đạo 138 tỉnh", "Cơ quan Thường trực Ban Chỉ đạo 138 tỉnh"),
            ("Đoàn TNCS Hồ Chí Minh tỉnh", "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh"),
            ("Ủy ban MTTQ Việt Nam tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"), ("Đài PT-TH tỉnh", "Đài Phát thanh và Truyền hình tỉnh"),
            ("Báo Quảng Trị", "Báo Quảng Trị"), ("Ban Thi đua - Khen thưởng", "Ban Thi đua khen thưởng"), ("VP UBND tỉnh", "Văn phòng UBND tỉnh"),
            ("Thanh tra tỉnh", "Thanh tra tỉnh"), ("Thanh tra Thành phố", "Thanh tra Thành phố"), ("Bảo hiểm xã hội tỉnh", "Bảo hiểm xã hội tỉnh"),
            ("BHXH tỉnh", "Bảo hiểm xã hội tỉnh"), ("Kho bạc Nhà nước tỉnh", "Kho bạc Nhà nước tỉnh"), ("Kho bạc tỉnh", "Kho bạc Nhà nước tỉnh"),
            ("Ngân hàng Nhà nước", "Ngân hàng Nhà nước"), ("Ngân hàng Nhà nước Việt Nam - Chi nhánh tỉnh", "Ngân hàng Nhà nước tỉnh"),
            ("Cục Thuế tỉnh", "Cục Thuế tỉnh"), ("Cục Thống kê tỉnh", "Cục Thống kê tỉnh"), ("Trường Chính trị tỉnh", "Trường Chính trị tỉnh"),
            ("Ban Quản lý Khu kinh tế tỉnh", "Ban Quản lý Khu kinh tế tỉnh"), ("Liên minh HTX tỉnh", "Liên minh Hợp tác xã tỉnh"),
            ("Liên minh Hợp tác xã tỉnh", "Liên minh Hợp tác xã tỉnh"), ("Trung tâm Bảo trợ xã hội tỉnh", "Trung tâm Bảo trợ xã hội tỉnh"),
            ("Đồn Biên phòng", "Đồn Biên phòng"), ("Sở VH, TT và DL", "Sở Văn hóa, Thể thao và Du lịch"),
            ("Viện KSND tỉnh", "Viện kiểm sát nhân dân tỉnh"),
        ])
    func names(written: String, name: String) {
        #expect(bodies(written).map(\.name) == [name])
        #expect(bodies(written).map(\.asWritten) == [written])
        #expect(bodies(written).allSatisfy { $0.isKnown })
    }

    @Test(
        "groups are groups, with the level they are of",
        arguments: [
            ("các Sở, Ban, Ngành", "Các sở, ban, ngành"), ("các sở, ngành", "Các sở, ban, ngành"), ("Các ban, ngành tỉnh", "Các sở, ban, ngành tỉnh"),
            ("các cơ quan ban ngành tỉnh", "Các cơ quan, ban, ngành tỉnh"), ("UBND các xã, phường, thị trấn", "UBND các xã, phường, thị trấn"),
            ("UBND xã, phường, thị trấn", "UBND các xã, phường, thị trấn"), ("Công an các quận, huyện và thị xã", "Công an các quận, huyện, thị xã"),
            ("UBND các huyện biên giới", "UBND các huyện biên giới"), ("các huyện, thị xã biên giới", "Các huyện, thị xã biên giới"),
            ("Ban Chỉ đạo 138 các xã, phường, đặc khu", "Ban Chỉ đạo 138 các xã, phường, đặc khu"), ("Công an các phường", "Công an các phường"),
            ("các cơ quan, đơn vị liên quan", "Các cơ quan, đơn vị có liên quan"), ("các doanh nghiệp viễn thông", "Các doanh nghiệp viễn thông"),
            ("các Đồn Biên phòng", "Các Đồn Biên phòng"),
        ])
    func groups(written: String, name: String) {
        #expect(bodies(written).map(\.name) == [name])
        #expect(bodies(written).allSatisfy { $0.isGroup })
    }

    @Test(
        "a list of names under one head is as many bodies",
        arguments: [
            ("UBND quận Ba Đình, Cầu Giấy", ["UBND quận Ba Đình", "UBND quận Cầu Giấy"]),
            ("UBND huyện Tân Biên và Bến Cầu", ["UBND huyện Tân Biên", "UBND huyện Bến Cầu"]),
            ("UBND thị xã Trảng Bàng, Sở Y tế", ["UBND thị xã Trảng Bàng", "Sở Y tế"]),
            ("UBND huyện Tân Biên, Hội Nông dân tỉnh", ["UBND huyện Tân Biên", "Hội Nông dân tỉnh"]),
            ("Công an tỉnh Hà Giang và Công an tỉnh Hà Nam", ["Công an tỉnh Hà Giang", "Công an tỉnh Hà Nam"]),
            ("Viện kiểm sát nhân dân, Tòa án nhân dân tỉnh", ["Viện kiểm sát nhân dân tỉnh", "Tòa án nhân dân tỉnh"]),
            ("Bộ Công an, Bộ Quốc phòng, Bộ Ngoại giao", ["Bộ Công an", "Bộ Quốc phòng", "Bộ Ngoại giao"]),
            ("sở, ngành, đoàn thể tỉnh", ["Các sở, ban, ngành", "Các đoàn thể tỉnh"]),
            ("phòng, chống mua bán (Các sở, ban, ngành)", ["Các sở, ban, ngành"]), ("các sở (các ban, ngành)", ["Các sở, ban, ngành"]),
            ("các sở, ngành, địa phương", ["Các sở, ban, ngành", "Các địa phương"]),
            ("các sở, ban, ngành và địa phương liên quan", ["Các sở, ban, ngành", "Các địa phương"]),
            ("các sở, ngành, đoàn thể, địa phương", ["Các sở, ban, ngành", "Các đoàn thể", "Các địa phương"]),
        ])
    func lists(written: String, names: [String]) {
        #expect(bodies(written).map(\.name) == names)
    }

    @Test("a level belongs to the name before it, not beyond a comma or a stop", arguments: ["Đoàn thể, tỉnh", "Công an; tỉnh", "Tòa án. Tỉnh"])
    func levels(written: String) {
        #expect(!bodies(written).map(\.name).contains { $0.hasSuffix("tỉnh") })
    }

    @Test(
        "words of every day are no bodies",
        arguments: [
            "báo cáo về kết quả", "sở thích của trẻ em", "bộ phận một cửa", "ban hành kế hoạch", "các cấp ủy Đảng", "đoàn viên, hội viên", "Báo cáo tổng kết",
            "các văn bản chỉ đạo của cấp trên", "công tác công an", "thanh tra, kiểm tra", "Thanh tra việc chấp hành", "tham gia bảo hiểm xã hội",
            "Bảo hiểm xã hội cho người lao động", "tình hình địa phương", "đơn vị, địa phương", "các tổ chức thành viên",
        ])
    func words(text: String) {
        #expect(bodies(text).isEmpty)
    }

    @Test("an office that the catalogue does not have is a body, and not a known one")
    func unknown() {
        let found = bodies("Sở Biển Đảo, Sở Y tế")
        #expect(found.map(\.name) == ["Sở Biển Đảo", "Sở Y tế"])
        #expect(found.map(\.isKnown) == [false, true])
        #expect(bodies("sở hữu trí tuệ").isEmpty)
    }

    @Test("one word of a long name may be mended wrongly, one of a short name not")
    func misread() {
        #expect(bodies("Hội Liên hiện Phụ nữ tỉnh").map(\.name) == ["Hội Liên hiệp Phụ nữ tỉnh"])
        #expect(bodies("Sở Y tỉnh").map(\.name) != ["Sở Y tế tỉnh"])
    }

    @Test("where a name stands in the sentence is known word by word")
    func places() {
        let phrase = Phrase("Giao Công an tỉnh, Sở Y tế.")
        #expect(BodyFinder.bodies(in: phrase).map(\.range) == [1..<4, 4..<7])
        #expect(BodyFinder.bodies(in: phrase, range: 4..<7).map(\.name) == ["Sở Y tế"])
    }
}

@Suite("Provinces")
struct ProvinceTests {
    @Test("there are the 63 of old, each once, and none is taken for another")
    func all() {
        let names = Provinces.cities + Provinces.provinces
        #expect(names.count == 64, "63, and Huế under both its names")
        #expect(Set(names).count == names.count)
        for name in names { #expect(Provinces.first(in: "Công an tỉnh \(name) và") == name) }
    }

    @Test(
        "the 34 since 1 July 2025 are among them",
        arguments: [
            "Hà Nội", "Huế", "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Cao Bằng", "Tuyên Quang",
            "Lào Cai",
            "Thái Nguyên", "Phú Thọ", "Bắc Ninh", "Hưng Yên", "Hải Phòng", "Ninh Bình", "Quảng Trị", "Đà Nẵng", "Quảng Ngãi", "Gia Lai", "Khánh Hòa",
            "Lâm Đồng",
            "Đắk Lắk", "Hồ Chí Minh", "Đồng Nai", "Tây Ninh", "Cần Thơ", "Vĩnh Long", "Đồng Tháp", "Cà Mau", "An Giang",
        ])
    func merged(name: String) {
        #expect(Provinces.first(in: name) == name)
    }

    @Test("spellings of old come to the usual name", arguments: [("Hoà Bình", "Hòa Bình"), ("THANH HOÁ", "Thanh Hóa"), ("Khánh Hoà", "Khánh Hòa")])
    func spellings(written: String, name: String) {
        #expect(Provinces.first(in: written) == name)
    }

    @Test("a name needs its capital: words of every day are no provinces", arguments: ["thái bình", "yên bái", "an toàn", "phú quý"])
    func words(text: String) {
        #expect(Provinces.first(in: text) == nil)
    }

    @Test("the committee of a city under the centre is a city's, of any other a province's", arguments: [("Huế", "Thành phố"), ("Tây Ninh", "tỉnh")])
    func committee(name: String, level: String) {
        #expect(Provinces.committee(of: name) == "Ủy ban nhân dân \(level) \(name)")
    }
}

@Suite("Phrases")
struct PhraseTests {
    @Test("words compare without marks and case, and keep their punctuation beside them")
    func words() {
        let phrase = Phrase("(Giao  Công an, tỉnh); 95%.")
        #expect(phrase.words.map(\.folded) == ["giao", "cong", "an", "tinh", "95%"])
        #expect(phrase.words.map(\.lead) == ["(", "", "", "", ""])
        #expect(phrase.words.map(\.trail) == ["", "", ",", ");", "."])
        #expect(phrase.folded(-1).isEmpty && phrase.folded(5).isEmpty)
    }

    @Test("a name does not run over a stop or into a bracket")
    func has() {
        #expect(Phrase("Công an tỉnh").has(["cong", "an"], at: 0))
        #expect(Phrase("Công, an tỉnh").has(["cong", "an"], at: 0))
        #expect(!Phrase("Công; an tỉnh").has(["cong", "an"], at: 0))
        #expect(!Phrase("Công (an tỉnh)").has(["cong", "an"], at: 0))
        #expect(!Phrase("Công an").has(["an", "tinh"], at: 1))
    }

    @Test("the words of a range stand as on the paper, without the punctuation at its ends")
    func text() {
        #expect(Phrase("(Sở Y tế, Sở Nội vụ).").text(0..<6) == "Sở Y tế, Sở Nội vụ")
        #expect(Phrase("(Sở Y tế, Sở Nội vụ).").text(2..<2).isEmpty)
    }

    @Test("the first place is looked for from a word on, and behind the last there is none")
    func first() {
        let phrase = Phrase("báo cáo kết quả, báo cáo năm")
        #expect(phrase.first(["bao", "cao"]) == 0)
        #expect(phrase.first(["bao", "cao"], from: 1) == 4)
        #expect(phrase.first(["bao", "cao"], from: 8) == nil)
    }
}
