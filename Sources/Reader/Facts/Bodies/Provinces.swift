/// The provinces and cities under the centre, old and new.
enum Provinces {
    static let cities = ["Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế"]
    static let provinces = [
        "An Giang", "Bà Rịa - Vũng Tàu", "Bắc Giang", "Bắc Kạn", "Bạc Liêu", "Bắc Ninh", "Bến Tre", "Bình Định", "Bình Dương", "Bình Phước", "Bình Thuận",
        "Cà Mau", "Cao Bằng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Tĩnh", "Hải Dương",
        "Hậu Giang", "Hòa Bình", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum", "Lai Châu", "Lâm Đồng", "Lạng Sơn", "Lào Cai", "Long An", "Nam Định",
        "Nghệ An", "Ninh Bình", "Ninh Thuận", "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La",
        "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh", "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
    ]
    private static let folded: [(words: [String], name: String)] = (cities + provinces).map { name in
        (name.folded.split(separator: " ").map(String.init), name)
    }

    /// The province whose name begins at a word.
    static func name(at start: Int, in phrase: Phrase) -> (name: String, end: Int)? {
        guard phrase.words.indices.contains(start), phrase.words[start].text.first?.isUppercase == true else { return nil }
        return folded.first { phrase.has($0.words, at: start) }.map { ($0.name, start + $0.words.count) }
    }

    /// The first province named in a text.
    static func first(in text: String) -> String? {
        let phrase = Phrase(text)
        for start in phrase.words.indices { if let found = name(at: start, in: phrase) { return found.name } }
        return nil
    }

    /// `Ủy ban nhân dân tỉnh Tây Ninh`
    static func committee(of name: String) -> String {
        "Ủy ban nhân dân " + (cities.contains(name) ? "Thành phố " : "tỉnh ") + name
    }
}
