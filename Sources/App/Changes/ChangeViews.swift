import Domain

/// One act with the fields that it changed.
struct ChangeLine: Sendable {
    var change: Change
    var fields: [FieldChange]

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return """
            <li><span class="soft">\(change.at)</span> <b>\(change.accountName)</b> \(change.act.label(t))\(change.reason.map { ": \($0)" as HTML })
            \(if: !told.isEmpty, "<ul>\(told, { field in "<li><code>\(field.field)</code>: \(value(field.before)) → \(value(field.after))</li>" })</ul>")</li>
            """
    }

    /// The panel beside a record.
    static func panel(_ lines: [ChangeLine], _ f: Frame) -> HTML {
        """
        <section class="sheet mb-3 changes"><div class="bar"><h2>\(f.t("Lịch sử"))</h2></div><ul class="history" tabindex="0" aria-label="\(f.t("Lịch sử"))">\(lines, { $0.html(f) })</ul>
        \(if: lines.isEmpty, "<p class='p-3 mb-0 soft'>\(f.t("Chưa có thay đổi nào."))</p>")</section>
        """
    }

    /// The version only counts.
    private var told: [FieldChange] { fields.filter { $0.field != "version" } }

    private func value(_ text: String?) -> HTML {
        guard let text else { return "<i>–</i>" }
        guard text.count > 160 else { return "“\(text)”" }
        return "<details class='long'><summary>“\(text.shortened(to: 120))”</summary>\(text)</details>"
    }

    static let samples = [
        ChangeLine(
            change: Change(
                id: ID("c1"), at: Moment(.sample, hour: 9), accountId: ID("a1"), accountName: "Cán bộ Sở Tư pháp", noun: "assignments", recordId: "s1",
                act: .changed, reason: nil),
            fields: [FieldChange(changeId: ID("c1"), field: "state", before: "given", after: "accepted")])
    ]
}

/// The newest acts, fifty a page.
struct ChangeList: View {
    var lines: [ChangeLine]
    var hasMore: Bool

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Ai đã làm gì?"),
            """
            <div class="sheet table-responsive" tabindex="0" role="region" aria-label="\(t("Nhật ký"))"><table class="table"><thead><tr><th>\(t("Khi nào"))</th><th>\(t("Ai"))</th><th>\(t("Việc"))</th>
            <th>\(t("Mục"))</th><th>\(t("Trường"))</th></tr></thead><tbody>\(lines, { line in
                """
                <tr><td class="nowrap">\(line.change.at)</td><td>\(line.change.accountName)</td><td>\(line.change.act.label(t))</td><td><code>\(line.change.noun)</code></td>
                <td>\(line.fields.filter { $0.field != "version" }.map(\.field).joined(separator: ", "))</td></tr>
                """
            })</tbody></table></div>
            \(if: hasMore, "<p class='mt-3'><a href='?before=\(lines.last?.change.id.text ?? "")'>\(t("Cũ hơn"))</a></p>")
            """)
    }

    static var samples: [ChangeList] { [ChangeList(lines: ChangeLine.samples, hasMore: true)] }
}

extension Change.Act {
    func label(_ t: Language) -> String {
        switch self {
        case .created: t("tạo")
        case .changed: t("sửa")
        case .removed: t("bỏ")
        }
    }
}
