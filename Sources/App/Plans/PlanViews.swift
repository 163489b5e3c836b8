import Domain

/// The plans of the province.
struct PlanList: View {
    struct Line: Sendable {
        var plan: Plan
        var dutyCount: Int
        var assignmentCount: Int
        var lateCount: Int
    }

    var lines: [Line]
    /// Papers that are being read, or came to nothing of late.
    var unread: [Paper] = []
    var mayAdd: Bool

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Có những kế hoạch nào?"), acts: mayAdd ? "<a class='btn btn-primary' href='/plans/new'>\(t("Đưa kế hoạch vào"))</a>" : .nothing,
            """
            \(if: !unread.isEmpty, reading(t))
            \(if: lines.isEmpty, "<p class='sheet p-3'>\(t("Chưa có kế hoạch nào được ban hành."))</p>")
            \(lines, { line in
                """
                <section class="sheet p-3 mb-3"><h2><a href="/plans/\(line.plan.id)\(if: line.plan.state == .read, "/review")">\(line.plan.label)</a> \(state(line, t))</h2>
                <p class="mb-1">\(line.plan.kind) \(line.plan.title)</p><p class="mb-0 soft">\(line.plan.issuer) · \(line.plan.signedOn.map { t("ký ngày {0}", $0.written) } ?? t("ngày ký còn trống")) ·
                \(t("{0} nhiệm vụ", String(line.dutyCount)))\(if: line.plan.state == .issued, " · \(t("{0} phần việc", NumberText.of(Double(line.assignmentCount))))")
                · <a href="/plans/\(line.plan.id)/paper">\(t("đọc văn bản"))</a></p></section>
                """
            })
            """)
    }

    private func reading(_ t: Language) -> HTML {
        """
        <section class="sheet p-3 mb-3"><h2>\(t("Đang đọc"))</h2><ul class="mb-0">\(unread, { paper in
            "<li><a href='/papers/\(paper.id)'>\(paper.kind.rawValue.uppercased()), \(paper.madeAt)</a> <span class='soft'>\(paper.accountName) · \(paper.state.label(t))</span></li>"
        })</ul></section>
        """
    }

    private func state(_ line: Line, _ t: Language) -> HTML {
        switch line.plan.state {
        case .read where line.plan.withdrawnAt != nil: "<span class='state none'>↩ \(t("đã rút"))</span>"
        case .read: "<span class='state soon'>◔ \(t("chờ duyệt"))</span>"
        case .issued:
            """
            <span class="state done">✓ \(t("đã ban hành"))</span>\(if: line.lateCount > 0, " <span class='state late'>✕ \(t("{0} quá hạn", NumberText.of(Double(line.lateCount))))</span>")
            """
        }
    }

    static var samples: [PlanList] {
        var draft = Plan.sample
        draft.state = .read
        draft.signedOn = nil
        return [
            PlanList(
                lines: [
                    Line(plan: .sample, dutyCount: 44, assignmentCount: 1_014, lateCount: 46),
                    Line(plan: draft, dutyCount: 39, assignmentCount: 0, lateCount: 0),
                ], mayAdd: true), PlanList(lines: [], mayAdd: false),
        ]
    }
}

extension Plan {
    static let sample = Plan(
        id: ID("p1"), province: "01", officeId: ID("b9"), number: "133/KH-UBND", issuer: "UBND thành phố Hà Nội", signedOn: Day(number: 19_845),
        kind: "Kế hoạch", title: "Thực hiện công tác phòng, chống mua bán người năm 2024", year: 2024, state: .issued, issuedAt: Moment(.sample), version: 2)
}

/// Where a plan comes in.
struct PlanNew: View {
    var filled: Filled

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Kế hoạch nào vừa ban hành?"), lead: "\(t("Máy đọc văn bản rồi đề xuất; chưa giao gì cho ai trước khi bạn duyệt và ban hành."))",
            """
            <form class="sheet p-3 narrow" method="post" action="/plans" enctype="multipart/form-data">\(f.token)\(f.refused(filled, shown: ["paper"]))
            \(f.input(t("Tệp văn bản"), "paper", filled, type: "file", help: t("PDF (cả bản quét), DOCX, tối đa 100 MB và 300 trang; hoặc tệp chữ UTF-8, tối đa 400 KB.")))
            \(f.area(t("Hoặc dán chữ vào đây"), "text", filled, rows: 8, length: PaperReading.textLength))<button class="btn btn-primary">\(t("Đọc"))</button></form>
            """)
    }

    static let samples = [PlanNew(filled: Filled()), PlanNew(filled: Filled(values: ["text": "abc"], errors: ["paper": "Tệp không có chữ nào."]))]
}

/// The whole paper, mended or as it came.
struct PlanPaperShow: View {
    var plan: Plan
    var lines: [PlanLine]
    /// Lines to mark.
    var marked: ClosedRange<Int>?
    var asSource: Bool
    /// The page that the lines stand on; `nil` shows the whole text.
    var plate: PagePlate?

    func html(_ f: Frame) -> HTML {
        let t = f.t, place: HTML = plate.map { "page=\($0.number)&amp;" } ?? ""
        return f.page(
            t("Văn bản viết gì?"),
            lead:
                "<a href='/plans/\(plan.id)'>\(t("KH {0}", plan.label))</a> · \(plate.map { t("trang {0} trong {1}", String($0.number), String($0.count)) } ?? t("{0} dòng", String(lines.count)))",
            acts:
                "<a class='btn btn-outline-secondary' href='?\(place)\(if: !asSource, "as=source")'>\(asSource ? t("Bản đã sửa chữ") : t("Chữ gốc của máy quét"))</a>",
            """
            \(plate.map { pages($0, t) })<div class="\(if: plate != nil, "beside")">\(plate.map { plate in plate.html(t, marked: markedPlaces) })
            <div class="paper sheet p-4">\(lines, { line in
                """
                <p id="L\(line.number)" class="line\(if: marked?.contains(line.number) ?? false, " hot")"><a class="number" href="#L\(line.number)" aria-label="\(t("dòng {0}", String(line.number)))">\(line.number)</a><span>\(asSource ? line.source : line.text)</span></p>
                """
            })</div></div>
            """)
    }

    /// Which lines of the page are marked, from 0.
    private var markedPlaces: Set<Int> { Set(lines.enumerated().filter { marked?.contains($0.element.number) ?? false }.map(\.offset)) }

    private func pages(_ plate: PagePlate, _ t: Language) -> HTML {
        """
        <nav class="pages mb-3" aria-label="\(t("Trang"))">\(Array(1...plate.count), { number in
            "<a href='?page=\(number)'\(if: number == plate.number, " aria-current='page'")>\(number)</a>"
        })</nav>
        """
    }

    static var samples: [PlanPaperShow] {
        let lines = [
            PlanLine(planId: ID("p1"), number: 1, source: "KE HOACH", text: "KẾ HOẠCH", confidence: 1),
            PlanLine(planId: ID("p1"), number: 2, source: "", text: "", confidence: 1),
        ]
        return [
            PlanPaperShow(plan: .sample, lines: lines, marked: 1...1, asSource: false), PlanPaperShow(plan: .sample, lines: lines, marked: nil, asSource: true),
            PlanPaperShow(plan: .sample, lines: lines, marked: 1...1, asSource: false, plate: .sample),
        ]
    }
}
