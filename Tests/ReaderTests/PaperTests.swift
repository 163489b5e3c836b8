import Testing

@testable import Reader

@Suite("The paper laid out")
struct PaperTests {
    private func roles(_ text: String) -> [Paper.Role] { Paper(lines(text)).parts.map(\.role) }

    @Test(
        "a part knows by its heading what it is about",
        arguments: [
            ("MỤC ĐÍCH, YÊU CẦU", Paper.Role.objectives), ("MỤC TIÊU", .objectives), ("CHỈ TIÊU CỤ THỂ", .objectives), ("QUAN ĐIỂM CHỈ ĐẠO", .objectives),
            ("NHIỆM VỤ, GIẢI PHÁP", .tasks), ("NỘI DUNG", .tasks), ("CÁC HOẠT ĐỘNG CHÍNH", .tasks), ("NỘI DUNG VÀ PHÂN CÔNG NHIỆM VỤ", .tasks),
            ("TỔ CHỨC THỰC HIỆN", .organisation), ("KINH PHÍ THỰC HIỆN", .organisation), ("CHẾ ĐỘ BÁO CÁO", .organisation),
            ("PHÂN CÔNG TRÁCH NHIỆM", .organisation),
            ("TRÁCH NHIỆM CỦA CÁC CƠ QUAN", .organisation), ("MỤC TIÊU VÀ NHIỆM VỤ", .tasks), ("MỤC TIÊU, GIẢI PHÁP", .tasks),
        ])
    func role(heading: String, role: Paper.Role) {
        #expect(roles("I. \(heading)\n- Việc một.") == [role])
    }

    @Test("what is unknown is taken for work: a duty too many is dropped, one too few is missed")
    func unknown() {
        #expect(roles("I. PHỤ LỤC\n- Việc một.") == [.tasks])
    }

    @Test("the order of parts tells nothing: a paper upside down has the same facts under the same numbers")
    func upsideDown() throws {
        let aims = "I. MỤC TIÊU\n- Tiếp nhận 100% tin báo."
        let work = "II. NHIỆM VỤ\n1. Truyền thông\n- Tổ chức tập huấn (Sở Y tế thực hiện)."
        let organising = "III. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh theo dõi, đôn đốc."
        for order in [[aims, work, organising], [organising, work, aims], [work, aims, organising]] {
            let reading = try facts(order.joined(separator: "\n"))
            #expect(reading.targets.map(\.id) == ["I-1"])
            #expect(reading.tasks.map(\.id) == ["II.1-1"])
            #expect(reading.duties.map(\.id) == ["III.1-1"])
        }
    }

    @Test("head, body and foot come apart at the first part and at the recipients")
    func cut() {
        let paper = Paper(lines("Số: 1/KH-UBND\n\nKẾ HOẠCH\n\nI. MỤC TIÊU\n- Nâng cao.\nNơi nhận:\n- Lưu: VT."))
        #expect(paper.head.count == 4)
        #expect(paper.parts.map(\.number) == ["I"])
        #expect(paper.foot.map(\.text) == ["Nơi nhận:", "- Lưu: VT."])
    }

    @Test("the foot may also begin with the signature", arguments: ["TM. ỦY BAN NHÂN DÂN", "TM. UBND TỈNH", "Noi nhân:", "NƠI NHẬN"])
    func foot(line: String) {
        #expect(Paper(lines("I. MỤC TIÊU\n- Nâng cao.\n- Bảo đảm.\n\(line)\n- Lưu: VT.")).foot.count == 2)
    }

    @Test("recipients named in the first half of a paper are text, or a letter in front would swallow the plan")
    func recipientsAbove() {
        let paper = Paper(lines("Nơi nhận:\n- Như trên.\nI. MỤC TIÊU\n- Nâng cao.\n- Bảo đảm.\n- Phối hợp."))
        #expect(paper.foot.isEmpty)
        #expect(paper.parts.count == 1)
    }

    @Test("headings in capitals without numbers are counted on")
    func unnumbered() {
        let paper = Paper(lines("KẾ HOẠCH\n\nMỤC ĐÍCH, YÊU CẦU\n- Nâng cao.\n\nNHIỆM VỤ, GIẢI PHÁP\n- Tổ chức.\n\nTỔ CHỨC THỰC HIỆN\n- Theo dõi."))
        #expect(paper.parts.map(\.number) == ["I", "II", "III"])
        #expect(paper.parts.map(\.role) == [.objectives, .tasks, .organisation])
    }

    @Test("capitals of the letterhead and of the title are no headings")
    func capitals() {
        let paper = Paper(lines("ỦY BAN NHÂN DÂN TỈNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKẾ HOẠCH PHÒNG, CHỐNG MUA BÁN NGƯỜI\n\nI. MỤC TIÊU\n- Nâng cao."))
        #expect(paper.parts.count == 1)
        #expect(paper.head.count == 4)
    }

    @Test("without numbered parts the sentence that leads in ends the head, and the sections are one part of work")
    func withoutParts() throws {
        let reading = try facts("KẾ HOẠCH\n\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n1. Truyền thông\n- Tổ chức tập huấn (Sở Y tế thực hiện).")
        #expect(reading.tasks.map(\.id) == ["I.1-1"])
    }

    @Test("no lines at all are a paper with nothing in it")
    func nothing() {
        let paper = Paper([])
        #expect(paper.head.isEmpty && paper.parts.isEmpty && paper.foot.isEmpty)
    }
}
