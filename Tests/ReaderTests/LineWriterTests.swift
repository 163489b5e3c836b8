import Testing

@testable import Reader

@Suite("Writing lines back")
struct LineWriterTests {
    /// A token and what it was read as; `nil` for one that the token before it covers.
    private typealias Entry = (token: Token, word: String?)

    /// The line written from these words, each read as itself with the given syllables.
    private func line(_ source: String, _ readings: [String?], confidence: Double = 1, span: Int = 1) throws -> ReadLine {
        let lexicon = try Learnt.lexicon.get()
        let tokens = Token.tokens(of: source, number: 0)
        let words = readings.enumerated().map { index, reading -> ReadWord? in
            guard let reading else { return nil }
            let ids = reading == "=" ? [LanguageModel.kept] : reading.split(separator: " ").map { lexicon.model.id(of: String($0)) ?? LanguageModel.kept }
            let isJoined = index + 1 < readings.count && readings[index + 1] == nil
            return ReadWord(candidate: Candidate(syllables: ids, cost: 0, span: isJoined ? 2 : 1), confidence: confidence)
        }
        return try #require(LineWriter(lexicon: lexicon).lines([source], tokens, words).first)
    }

    @Test("punctuation of the paper stays, specks of the scan go")
    func specks() throws {
        #expect(try line("„Cong~ an| (tinh);", ["công", "an", "tỉnh"]).text == "Công an (tỉnh);")
        #expect(try line("- Cong an : “tinh”…", ["=", "công", "an", "=", "tỉnh"]).text == "- Công an : “tỉnh”…")
    }

    @Test("capitals are those of the line: a word in capitals amid small letters is one capital, a line in capitals stays one")
    func capitals() throws {
        #expect(try line("giao BO Cong an lam", ["giao", "bộ", "công", "an", "làm"]).text == "giao Bộ Công an làm")
        #expect(try line("BO CONG AN", ["bộ", "công", "an"]).text == "BỘ CÔNG AN")
        #expect(try line("cong An", ["công", "an"]).text == "công An")
    }

    @Test("an abbreviation keeps its capitals, in whatever line it stands")
    func abbreviations() throws {
        #expect(try line("giao UBND tinh", ["giao", "ubnd", "tỉnh"]).text == "giao UBND tỉnh")
        #expect(try line("giao PC02 lam", ["giao", "=", "làm"]).text == "giao PC02 làm")
    }

    @Test("a word kept is written as on the paper")
    func kept() throws {
        #expect(try line("qua TikTok, Zalo", ["qua", "=", "="]).text == "qua TikTok, Zalo")
    }

    @Test("a word put together ends with the punctuation of its second half, one taken apart with that of its whole")
    func joinedAndSplit() throws {
        #expect(try line("ngh iep, vu", ["nghiệp", nil, "vụ"]).text == "nghiệp, vụ")
        #expect(try line("muaban;", ["mua bán"]).text == "mua bán;")
    }

    @Test("a line is as sure as its words on the whole; figures and signs do not count")
    func confidence() throws {
        #expect(try line("- ngay 30/7/2024", ["=", "ngày", "="], confidence: 0.5).confidence == 0.5)
        #expect(try line("30/7/2024 –", ["=", "="], confidence: 0.5).confidence == 1)
        #expect(try line("", []).text.isEmpty)
    }
}

@Suite("Learning how a paper is damaged")
struct MenderTests {
    private func mend(_ lines: [String]) throws -> [String] { try Shared.reader.get().mended(lines).map(\.text) }

    @Test("damage that a paper has everywhere becomes clear where a single word would stay in doubt")
    func adapted() throws {
        // A scan that makes x of every t, which no table of look-alikes has.
        let damaged = [
            "công an xỉnh chủ xrì, phối hợp xổ chức xhực hiện", "phòng, chống xội phạm mua bán người xrên địa bàn xỉnh",
            "xổ chức xuyên xruyền phòng, chống xội phạm",
            "xăng cường công xác quản lý xạm xrú", "kiểm xra công xác điều xra, xruy xố, xét xử", "", "xuần",
        ]
        let read = try Shared.reader.get().mended(damaged)
        #expect(
            read.map(\.text) == [
                "công an tỉnh chủ trì, phối hợp tổ chức thực hiện", "phòng, chống tội phạm mua bán người trên địa bàn tỉnh",
                "tổ chức tuyên truyền phòng, chống tội phạm", "tăng cường công tác quản lý tạm trú", "kiểm tra công tác điều tra, truy tố, xét xử", "", "tuần",
            ])
        #expect(read[6].confidence > 0.85, "0.71 before the paper has told how it is damaged")
    }

    @Test("a name the language does not know is left alone in a sound line", arguments: ["Đakrông", "Facebook", "Zalo", "Interpol", "PC02"])
    func names(name: String) throws {
        let line = "Công an tỉnh phối hợp tuyên truyền trên \(name) cho người dân."
        #expect(try mend([line]) == [line])
    }

    @Test("addresses of the network are not taken for Vietnamese", arguments: ["https://congan.example.vn", "abc@example.vn"])
    func addresses(line: String) throws {
        #expect(try mend([line]) == [line])
    }

    @Test("nothing to mend is no trouble", arguments: [[], [""], ["", "", ""], ["…"], ["12"]] as [[String]])
    func nothing(lines: [String]) throws {
        #expect(try mend(lines) == lines)
    }

    @Test("words by the thousand without a stop are mended, one for one")
    func endless() throws {
        let line = Array(repeating: "phong, chong mua ban nguoi", count: 300).joined(separator: " ")
        let mended = try mend([line])
        #expect(mended == [Array(repeating: "phòng, chống mua bán người", count: 300).joined(separator: " ")])
    }
}
