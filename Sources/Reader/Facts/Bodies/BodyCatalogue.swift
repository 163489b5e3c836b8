/// The bodies of a province, of the centre and of the district, by the names papers give them.
enum BodyCatalogue {
    struct Entry: Sendable {
        var name: String
        var kind: String
        /// Whether a level may follow: tỉnh, Thành phố, các huyện…
        var takesLevel: Bool
        var isGroup: Bool
        /// Folded words of each way of writing it, without `-` and `và`.
        var patterns: [[String]]
    }

    /// Longest way of writing first within each first word.
    static let byFirstWord: [String: [(pattern: [String], entry: Entry)]] = {
        var index: [String: [(pattern: [String], entry: Entry)]] = [:]
        for entry in entries {
            for pattern in entry.patterns where !pattern.isEmpty { index[pattern[0], default: []].append((pattern, entry)) }
        }
        return index.mapValues { $0.sorted { $0.pattern.count > $1.pattern.count } }
    }()

    private static let entries = departments + offices + plain

    /// The offices of a district until 30 June 2025, and of a commune since.
    private static let offices: [Entry] = [
        ("Lao động, Thương binh và Xã hội", ["LĐTBXH", "LĐTB&XH", "LĐ-TB&XH", "LĐ-TBXH", "LĐTB và XH"]), ("Văn hóa và Thông tin", ["VH&TT", "VHTT"]),
        ("Giáo dục và Đào tạo", ["GD&ĐT", "GDĐT", "GD-ĐT"]), ("Tư pháp", []), ("Y tế", []), ("Nội vụ", []), ("Tài chính - Kế hoạch", ["TC-KH", "TCKH"]),
        ("Kinh tế", []), ("Kinh tế và Hạ tầng", []), ("Kinh tế, Hạ tầng và Đô thị", []), ("Quản lý đô thị", []), ("Dân tộc", []),
        ("Văn hóa - Xã hội", ["VH-XH"]),
        ("Nông nghiệp và Phát triển nông thôn", ["NN&PTNT"]), ("Nông nghiệp và Môi trường", ["NN&MT"]), ("Tài nguyên và Môi trường", ["TN&MT"]),
    ].map { (name: String, short: [String]) in entry("Phòng " + name, "department", levels: true, also: short.map { "Phòng " + $0 }) }

    private static let departments: [Entry] = [
        ("Lao động, Thương binh và Xã hội", ["LĐTBXH", "LĐTB&XH", "LĐ-TB&XH", "LĐ-TBXH", "LĐTB và XH"]), ("Văn hóa và Thể thao", ["VHTT", "VH&TT"]),
        ("Văn hóa, Thể thao và Du lịch", ["VHTTDL", "VHTT&DL", "VH,TT&DL", "VH, TT và DL", "VHTT và DL", "VH, TT & DL", "VH-TT&DL", "VH-TT-DL"]),
        ("Thông tin và Truyền thông", ["TTTT", "TT&TT"]),
        ("Giáo dục và Đào tạo", ["GDĐT", "GD&ĐT", "GD-ĐT"]), ("Tư pháp", []), ("Ngoại vụ", []), ("Y tế", []), ("Tài chính", []), ("Nội vụ", []),
        ("Kế hoạch và Đầu tư", ["KHĐT", "KH&ĐT"]), ("Du lịch", []), ("Công Thương", []), ("Xây dựng", []), ("Khoa học và Công nghệ", ["KH&CN"]),
        ("Nông nghiệp và Phát triển nông thôn", ["NN&PTNT"]), ("Giao thông vận tải", ["GTVT"]), ("Tài nguyên và Môi trường", ["TN&MT"]),
        ("Nông nghiệp và Môi trường", ["NN&MT"]), ("Dân tộc và Tôn giáo", []), ("Công an", []), ("Quốc phòng", []), ("Ngoại giao", []),
    ].flatMap { (name: String, short: [String]) in
        ["Sở", "Bộ"].filter { $0 == "Sở" ? !["Công an", "Quốc phòng", "Ngoại giao"].contains(name) : name != "Ngoại vụ" }.map { level in
            entry(level + " " + name, level == "Sở" ? "department" : "ministry", also: short.map { level + " " + $0 })
        }
    }

    private static let plain: [Entry] = [
        entry(
            "Các tổ chức chính trị - xã hội", "mass_organisation", levels: true, group: true,
            also: ["tổ chức chính trị - xã hội", "tổ chức CT-XH", "các tổ chức CT-XH", "các tổ chức chính trị xã hội"]),
        entry(
            "Các đoàn thể", "mass_organisation", levels: true, group: true, also: ["đoàn thể", "tổ chức đoàn thể", "các tổ chức đoàn thể", "các hội, đoàn thể"]),
        entry("Các cơ quan truyền thông", "press", group: true, also: ["cơ quan truyền thông"]),
        entry("Các cơ quan báo chí", "press", levels: true, group: true, also: ["cơ quan báo chí", "cơ quan thông tin, báo chí"]),
        entry("Các cơ quan thông tin, báo chí", "press", group: true),
        entry("Các đơn vị có liên quan", "other", group: true, also: ["các đơn vị liên quan", "đơn vị liên quan", "đơn vị có liên quan"]),
        entry(
            "Các cơ quan, đơn vị có liên quan", "other", group: true,
            also: ["các cơ quan, đơn vị liên quan", "cơ quan, đơn vị có liên quan", "cơ quan, đơn vị liên quan", "cơ quan, đơn vị", "các cơ quan, đơn vị"]),
        entry("Các cơ quan có liên quan", "other", group: true, also: ["các cơ quan liên quan", "cơ quan liên quan", "cơ quan có liên quan"]),
        entry("Các ngành", "department", group: true, also: ["các ngành", "các ngành liên quan"]),
        entry("Các địa phương", "peoples_committee", group: true, also: ["các địa phương"]),
        entry("Ủy ban nhân dân", "peoples_committee", levels: true, also: ["UBND", "Uỷ ban nhân dân"]),
        entry("Hội đồng nhân dân", "other", levels: true, also: ["HĐND"]),
        entry("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "peoples_committee", levels: true, also: ["Văn phòng HĐND và UBND", "VP HĐND và UBND"]),
        entry("Các phòng, ban, ngành", "department", levels: true, group: true, also: ["các phòng, ban", "các phòng, ban chuyên môn"]),
        entry("Cơ quan Cảnh sát điều tra Công an", "police", levels: true), entry("Trung tâm Y tế", "other", levels: true),
        entry("Trạm Y tế", "other", levels: true), entry("Huyện Đoàn", "mass_organisation"), entry("Huyện ủy", "party"),
        entry("Đảng ủy", "party", levels: true),
        entry("Ngân hàng Chính sách xã hội", "other", levels: true), entry("Phòng Giao dịch Ngân hàng Chính sách xã hội", "other", levels: true),
        entry("Trung tâm Phục vụ hành chính công", "other", levels: true), entry("Ban Chỉ huy Quân sự", "military", levels: true, also: ["Ban CHQS"]),
        entry("Văn phòng UBND", "peoples_committee", levels: true, also: ["Văn phòng Ủy ban nhân dân", "VP UBND"]),
        entry("Công an", "police", levels: true, also: ["CATP"]), entry("Lực lượng Công an", "police", levels: true),
        entry("Lực lượng Cảnh sát hình sự", "police", also: ["lực lượng Hình sự", "Cảnh sát hình sự"]),
        entry(
            "Cục Cảnh sát hình sự - Bộ Công an", "police",
            also: ["Cục Cảnh sát hình sự", "Cục Cảnh sát hình sự Bộ Công an", "Cục Cảnh sát hình sự của Bộ Công an"]),
        entry(
            "Các Cục nghiệp vụ của Bộ Công an", "police", group: true, also: ["các Cục nghiệp vụ Bộ Công an", "Cục nghiệp vụ Bộ Công an", "các Cục nghiệp vụ"]),
        entry("Phòng Tham mưu", "police", levels: true), entry("Phòng Cảnh sát hình sự", "police", levels: true),
        entry("Văn phòng Interpol", "police", also: ["Văn phòng Interpol Việt Nam"]),
        entry("Bộ đội Biên phòng", "border_guard", levels: true, also: ["BĐBP", "lực lượng Bộ đội Biên phòng"]),
        entry("Lực lượng Cảnh sát biển", "military", levels: true, also: ["Cảnh sát biển"]),
        entry("Lực lượng Biên phòng", "border_guard", levels: true, also: ["Biên phòng"]),
        entry("Bộ Chỉ huy Bộ đội Biên phòng", "border_guard", levels: true, also: ["Bộ Chỉ huy BĐBP"]),
        entry("Bộ Chỉ huy Quân sự", "military", levels: true, also: ["Bộ CHQS"]), entry("Bộ Tư lệnh Thủ đô", "military"),
        entry("Viện kiểm sát nhân dân", "procuracy", levels: true, also: ["VKSND", "Viện KSND", "Viện kiểm sát"]),
        entry("Tòa án nhân dân", "court", levels: true, also: ["TAND", "Toà án nhân dân", "Tòa án"]),
        entry("Cơ quan điều tra", "police", levels: true, also: ["các cơ quan điều tra"]),
        entry("Các cơ quan tiến hành tố tụng", "other", levels: true, group: true, also: ["cơ quan tiến hành tố tụng"]),
        // Words of every day too: only with their level are they bodies (`BodyFinder.isPlausible`).
        entry("Thanh tra", "department", levels: true), entry("Bảo hiểm xã hội", "other", levels: true, also: ["BHXH"]),
        entry("Kho bạc Nhà nước", "other", levels: true, also: ["Kho bạc", "KBNN"]),
        entry(
            "Ngân hàng Nhà nước", "other", levels: true,
            also: ["Ngân hàng Nhà nước chi nhánh", "Chi nhánh Ngân hàng Nhà nước", "Ngân hàng Nhà nước Việt Nam chi nhánh", "NHNN"]),
        entry("Cục Thuế", "other", levels: true), entry("Cục Thống kê", "other", levels: true), entry("Trường Chính trị", "other", levels: true),
        entry("Ban Quản lý Khu kinh tế", "department", levels: true, also: ["Ban Quản lý các khu kinh tế", "BQL Khu kinh tế"]),
        entry("Liên minh Hợp tác xã", "mass_organisation", levels: true, also: ["Liên minh HTX"]),
        entry("Trung tâm Bảo trợ xã hội", "other", levels: true), entry("Đồn Biên phòng", "border_guard", levels: true),
        entry("Các Đồn Biên phòng", "border_guard", group: true), entry("Cục Thi hành án dân sự", "other", levels: true),
        entry("Cục Hải quan", "other", levels: true),
        entry(
            "Ủy ban Mặt trận Tổ quốc Việt Nam", "mass_organisation", levels: true,
            also: ["UBMTTQ", "UBMTTQ Việt Nam", "Ủy ban MTTQ Việt Nam", "MTTQ", "Mặt trận Tổ quốc"]),
        entry("Hội Liên hiệp Phụ nữ", "mass_organisation", levels: true, also: ["Hội LHPN", "Hội Phụ nữ"]),
        entry("Tỉnh Đoàn", "mass_organisation", also: ["Tỉnh đoàn Thanh niên"]), entry("Thành Đoàn", "mass_organisation"),
        entry("Đoàn Thanh niên Cộng sản Hồ Chí Minh", "mass_organisation", levels: true, also: ["Đoàn TNCS Hồ Chí Minh", "Đoàn Thanh niên", "Đoàn TNCSHCM"]),
        entry("Hội Nông dân", "mass_organisation", levels: true), entry("Hội Cựu chiến binh", "mass_organisation", levels: true),
        entry("Hội Luật gia", "mass_organisation", levels: true), entry("Đoàn Luật sư", "mass_organisation", levels: true),
        entry("Hội Chữ thập đỏ", "mass_organisation", levels: true), entry("Liên đoàn Lao động", "mass_organisation", levels: true),
        entry("Ban Chỉ đạo", "steering_committee", levels: true, also: ["BCĐ"]),
        entry(
            "Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc", "steering_committee", levels: true,
            also: ["Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội"]),
        entry("Ban Chỉ đạo phòng, chống tội phạm của Chính phủ", "steering_committee"),
        entry(
            "Cơ quan Thường trực Ban Chỉ đạo", "steering_committee", levels: true,
            also: ["Thường trực Ban Chỉ đạo", "Cơ quan Thường trực BCĐ", "Thường trực BCĐ"]),
        entry(
            "Cơ quan Thường trực Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc", "steering_committee",
            levels: true,
            also: ["Thường trực Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc"]),
        entry("Thành viên Ban Chỉ đạo", "steering_committee", levels: true, group: true, also: ["thành viên BCĐ", "các thành viên Ban Chỉ đạo"]),
        entry("Thường trực Hội đồng phổ biến, giáo dục pháp luật", "other", levels: true, also: ["Cơ quan Thường trực Hội đồng phổ biến, giáo dục pháp luật"]),
        entry("Hội đồng phối hợp phổ biến, giáo dục pháp luật", "other", levels: true),
        entry("Ban Tuyên giáo", "party", levels: true, also: ["Ban Tuyên giáo và Dân vận"]), entry("Ban Nội chính", "party", levels: true),
        entry("Ban Dân vận", "party", levels: true), entry("Ban Thi đua khen thưởng", "department", levels: true, also: ["Ban Thi đua - Khen thưởng"]),
        entry("Ban Dân tộc", "department", levels: true), entry("Ban Quản lý các khu công nghiệp", "department", levels: true),
        entry("Đài Phát thanh và Truyền hình", "press", levels: true, also: ["Đài Phát thanh - Truyền hình", "Đài PTTH", "Đài PT-TH", "Đài PT&TH"]),
        entry("Báo và Đài Phát thanh, Truyền hình", "press", levels: true, also: ["Báo và Phát thanh, Truyền hình"]),
        entry("Đài Truyền hình Việt Nam", "press"), entry("Đài Tiếng nói Việt Nam", "press", also: ["Đài phát thanh tiếng nói Việt Nam"]),
        entry("Báo", "press", levels: true),
        entry("Các doanh nghiệp viễn thông", "other", group: true, also: ["doanh nghiệp viễn thông"]),
        entry("Các lực lượng chức năng Campuchia", "international", group: true, also: ["lực lượng chức năng Campuchia", "lực lượng chức năng của Campuchia"]),
        entry("Các lực lượng chức năng", "other", levels: true, group: true, also: ["lực lượng chức năng", "các cơ quan chức năng", "cơ quan chức năng"]),
        entry("Các tổ chức quốc tế", "international", group: true), entry("Các tổ chức phi Chính phủ", "international", group: true),
        entry("Liên Hợp quốc", "international"), entry("Thủ tướng Chính phủ", "other"), entry("Chính phủ", "other"), entry("Quốc hội", "other"),
        entry("Tỉnh ủy", "party"), entry("Thành ủy", "party"), entry("Tổng đài điện thoại quốc gia bảo vệ trẻ em", "other"),
        entry("Trung tâm trợ giúp pháp lý", "other", levels: true, also: ["các trung tâm trợ giúp pháp lý", "Trung tâm trợ giúp pháp lý nhà nước"]),
        entry("Trung tâm tư vấn pháp luật và hỗ trợ kết hôn", "other"),
        entry("Trung tâm Công tác xã hội", "other", levels: true), entry("Cơ sở trợ giúp xã hội", "other", also: ["các cơ sở trợ giúp xã hội"]),
    ]

    private static func entry(_ name: String, _ kind: String, levels: Bool = false, group: Bool = false, also others: [String] = []) -> Entry {
        Entry(name: name, kind: kind, takesLevel: levels, isGroup: group, patterns: ([name] + others).map(pattern))
    }

    private static func pattern(_ name: String) -> [String] {
        Phrase(name).words.map(\.folded).filter { $0 != "-" && $0 != "va" }
    }
}
