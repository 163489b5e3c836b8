import Domain

/// Where a reorganisation is planned.
struct ReorganisationNew: View {
    var rows: [ReorganisationPages.PlannedRow]
    var filled: Filled

    private static let emptyRows = 4

    func html(_ f: Frame) -> HTML {
        let t = f.t
        let empty = ReorganisationPages.PlannedRow(act: "merge", from: "", to: "", share: "", isMain: true, note: "")
        let all = Array((rows + Array(repeating: empty, count: Self.emptyRows)).enumerated())
        return f.page(
            t("Tổ chức sẽ thay đổi thế nào?"),
            lead:
                "\(t("Lập xong mới xem trước được sẽ bàn giao gì; đến ngày mới thực hiện. Nhiều cơ quan thì nhập bằng lệnh")) <code>lachan bodies reorganisations</code>",
            """
            <form class="sheet p-3" method="post" action="/reorganisations">\(f.token)\(f.refused(filled, shown: ["code", "name", "source", "day"]))
            <div class="narrow">\(f.input(t("Mã"), "code", filled, help: t("Ví dụ hn-2025-07-01.")))\(f.input(t("Tên"), "name", filled))\(f.input(t("Văn bản quyết định"), "source", filled))
            \(f.input(t("Ngày đầu của tổ chức mới"), "day", filled, type: "date"))</div>
            <fieldset><legend>\(t("Mỗi dòng một cơ quan kế thừa: mã hoặc tên như trong danh mục"))</legend>\(all, { i, row in self.row(i, row, f) })</fieldset>
            <button class="btn btn-primary">\(t("Lập và xem trước"))</button></form>
            """)
    }

    private func row(_ i: Int, _ row: ReorganisationPages.PlannedRow, _ f: Frame) -> HTML {
        let t = f.t
        func field(_ name: String, _ value: String, _ label: String) -> HTML {
            "<input class='form-control' name='\(name)' value='\(value)' aria-label='\(label) \(i + 1)' placeholder='\(label)'>"
        }
        return """
            <div class="plan-row"><select class="form-select" name="act" aria-label="\(t("Cách")) \(i + 1)">\(Succession.Act.allCases, { act in
                "<option value='\(act.rawValue)'\(if: act.rawValue == row.act, " selected")>\(act.label(t))</option>"
            })</select>\(field("from", row.from, t("Kết thúc hoặc giao")))\(field("to", row.to, t("Kế thừa")))\(field("share", row.share, t("Phần, %")))\(field("note", row.note, t("Quy tắc")))
            <label class="open"><input type="checkbox" name="main" value="\(i)"\(if: row.isMain, " checked")> \(t("chính"))</label></div>
            """
    }

    static var samples: [ReorganisationNew] {
        let row = ReorganisationPages.PlannedRow(act: "split", from: "a.xa-1", to: "a.xa-2", share: "60", isMain: false, note: "<theo địa bàn>")
        return [
            ReorganisationNew(rows: [], filled: Filled()),
            ReorganisationNew(
                rows: [row], filled: Filled(values: ["code": "x"], errors: ["name": "Cần tên của việc sắp xếp.", "rows": "Mỗi dòng cần một cách sắp xếp."])),
        ]
    }
}
