import Domain

/// One thing owed: what, until when, and what was said about it.
struct AssignmentShow: View {
    var line: OwedLine
    /// The whole paragraph.
    var text: String
    var told: [AssignmentStore.Told]
    var today: Day
    var history: [LedgerLine]
    var mayAnswer: Bool
    var mayConfirm: Bool
    var filled: Filled

    /// Rows for figures: three, or as many as were sent.
    private var figureRows: Range<Int> { 0..<max(3, filled.rows["figure"]?.count ?? 0) }

    private func sent(_ field: String, _ row: Int) -> String {
        filled.rows[field].flatMap { $0.indices.contains(row) ? $0[row] : nil } ?? ""
    }

    func html(_ f: Frame) -> HTML {
        let t = f.t, assignment = line.assignment
        return f.page(
            assignment.period == nil ? t("Việc này đến đâu?") : t("Báo cáo này đến đâu?"),
            lead: "\(line.body.name) · \(t("KH {0}", line.plan.label)), <a href='/duties/\(line.duty.id)'>\(t("mục {0}", line.duty.code))</a>",
            """
            <div class="two"><div><section class="sheet mb-3 p-3"><div class="mb-2">\(assignment.standing(on: today).badge(t)) \(assignment.role.label(t)) · \(line.due(t))</div>
            \(assignment.period.map { "<p class='mb-1'><b>\(t("Báo cáo {0}", PeriodName.of($0, t)))</b>\(window(t))</p>" as HTML })
            <p class="mb-0">\(text)</p></section>
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Đã báo gì?"))</h2></div>\(if: told.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Chưa có gì."))</p>")
            <ul class="history">\(told, { entry($0, t) })</ul></section>
            \(if: mayAnswer && !assignment.isClosed, answer(f))\(if: mayConfirm, confirmation(f))</div><div>\(LedgerLine.panel(history, f))</div></div>
            """)
    }

    private func window(_ t: Language) -> HTML {
        guard let from = line.assignment.windowFrom, let to = line.assignment.windowTo else { return .nothing }
        return " · \(t("số liệu từ {0} đến {1}", from.written, to.written))"
    }

    private func entry(_ told: AssignmentStore.Told, _ t: Language) -> HTML {
        """
        <li><span class="soft">\(told.answer.at)</span> <b>\(told.answer.accountName)</b>: \(told.answer.act.label(t))\(if: !told.answer.text.isEmpty, "<p class='mb-1'>\(told.answer.text)</p>")
        \(if: !told.figures.isEmpty, "<ul>\(told.figures, { "<li>\($0.name): <b>\(NumberText.of($0.value))</b></li>" })</ul>")
        \(told.files, { "<p class='mb-0'><a href='/files/\($0.id)'>\($0.name)</a> <span class='soft'>\(NumberText.of(Double($0.byteCount))) byte</span></p>" })</li>
        """
    }

    private func answer(_ f: Frame) -> HTML {
        let t = f.t, path = "/assignments/\(line.assignment.id)"
        return """
            <section class="sheet mb-3" id="answer"><div class="bar"><h2>\(t("Báo kết quả"))</h2></div><form class="p-3" method="post" action="\(path)/progress" enctype="multipart/form-data">\(f.token)<input type="hidden" name="seen" value="\(told.count)">
            \(f.refused(filled, shown: ["text", "figure", "file"]))
            \(f.area(t("Đã làm gì"), "text", filled, help: t("Không ghi tên nạn nhân, người tố giác hay người thân của họ.")))
            <fieldset class="mb-3" id="figure"><legend>\(t("Số liệu (nếu có)"))</legend>\(Array(figureRows), { row in
                """
                <div class="figure-row"><input class="form-control" name="figure" value="\(sent("figure", row))" aria-label="\(t("Tên số liệu {0}", String(row + 1)))" placeholder="\(t("Ví dụ: buổi tuyên truyền"))">
                <input class="form-control" name="value" value="\(sent("value", row))" inputmode="decimal" aria-label="\(t("Số {0}", String(row + 1)))"></div>
                """
            })\(filled.errors["figure"].map { "<div class='wrong'>\(t($0))</div>" as HTML })</fieldset>
            \(f.input(t("Tệp kèm theo"), "file", filled, type: "file", help: fileHelp(t)))
            <label class="d-block mb-3"><input type="checkbox" name="withoutMetadata" value="yes"\(if: filled.values["withoutMetadata"] == "yes", " checked")> \(t("Bỏ thông tin kèm trong ảnh (nơi chụp, lúc chụp, máy)"))</label>
            <button class="btn btn-outline-secondary">\(t("Ghi tiến độ"))</button>
            <button class="btn btn-primary" formaction="\(path)/completion">\(t("Báo xong"))</button></form></section>
            """
    }

    /// Browsers do not give a file back: whose form was refused is told to choose it again.
    private func fileHelp(_ t: Language) -> String {
        let kinds = t("PDF, ảnh, DOCX, XLSX, ODT, ODS, TXT, CSV; tối đa 10 MB.")
        return filled.errors.isEmpty ? kinds : kinds + " " + t("Nếu có tệp, hãy chọn lại.")
    }

    private func confirmation(_ f: Frame) -> HTML {
        let t = f.t, path = "/assignments/\(line.assignment.id)"
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Đã đạt chưa?"))</h2></div><form class="p-3" method="post" action="\(path)/confirmation">\(f.token)
            \(f.refused(filled, shown: ["text"]))\(f.area(t("Lý do, nếu trả lại"), "text", filled, rows: 2))
            <button class="btn btn-primary">\(t("Xác nhận xong"))</button>
            <button class="btn btn-outline-secondary" formaction="\(path)/return">\(t("Trả lại"))</button></form></section>
            """
    }

    static var samples: [AssignmentShow] {
        let lines = OwedLine.samples
        let answer = Answer(
            id: ID("n1"), assignmentId: ID("s1"), act: .progress, text: "Đã mở hai lớp.", at: Moment(.sample, hour: 8), accountId: ID("a1"),
            accountName: "Cán bộ Sở Tư pháp")
        let told = AssignmentStore.Told(
            answer: answer, figures: [AnswerFigure(answerId: answer.id, position: 0, name: "Lớp tập huấn", value: 1234.5)],
            files: [
                AnswerFile(
                    id: ID("f1"), answerId: answer.id, name: "bao-cao.pdf", mediaType: "application/pdf", byteCount: 20_480, sha256: "00", storedId: nil)
            ])
        return [
            AssignmentShow(
                line: lines[1], text: Duty.sample.text, told: [], today: .sample, history: [], mayAnswer: true, mayConfirm: false,
                filled: Filled(
                    values: ["text": "<script>"], rows: ["figure": ["Lớp", "Buổi"], "value": ["2", "12.5"]],
                    errors: ["figure": "Mỗi số liệu cần tên và một số không âm viết như 12 hoặc 1.234,5."])),
            AssignmentShow(
                line: lines[3], text: Duty.sample.text, told: [told], today: .sample, history: LedgerLine.samples, mayAnswer: false, mayConfirm: true,
                filled: Filled()),
        ]
    }
}

extension Answer.Act {
    func label(_ t: Language) -> String {
        switch self {
        case .accepted: t("nhận việc")
        case .progress: t("báo tiến độ")
        case .done: t("báo xong")
        case .confirmed: t("xác nhận xong")
        case .returned: t("trả lại")
        }
    }
}

/// Numbers as Vietnamese papers write them: `1.234,5`.
enum NumberText {
    static func of(_ number: Double) -> String {
        guard number.isFinite, number.magnitude < 1e15 else { return "∞" }
        let rounded = (number * 100).rounded() / 100
        let whole = rounded.rounded(.towardZero)
        let cents = Int(((rounded - whole).magnitude * 100).rounded())
        let fraction = cents == 0 ? "" : "," + (cents % 10 == 0 ? "\(cents / 10)" : cents < 10 ? "0\(cents)" : "\(cents)")
        return (rounded < 0 ? "-" : "") + grouped(String(format(whole.magnitude))) + fraction
    }

    /// Reads what `of` writes: points part thousands, a comma the fraction. Anything else is `nil`, never another number.
    static func read(_ text: String) -> Double? {
        guard text.wholeMatch(of: #/(?:\d{1,3}(?:\.\d{3}){1,4}|\d{1,15})(?:,\d{1,6})?/#) != nil else { return nil }
        return Double(text.replacing(".", with: "").replacing(",", with: "."))
    }

    private static func format(_ whole: Double) -> String { String(Int64(min(whole, 9e18))) }

    private static func grouped(_ digits: String) -> String {
        var groups: [Substring] = [], rest = digits[...]
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return ([rest] + groups).joined(separator: ".")
    }
}
