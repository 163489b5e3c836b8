import Domain

/// One act with the fields that it changed, and what its records are called.
struct LedgerLine: Sendable {
    var entry: LedgerEntry
    var fields: [LedgerField]
    /// What the record is called, such as the code of a duty; `nil` for one that is gone.
    var label: String?
    /// Names of bodies and duties whose ids stand in the fields.
    var names: [String: String] = [:]

    /// In the panel beside a record.
    func html(_ f: Frame) -> HTML {
        let t = f.t
        return """
            <li><span class="soft">\(entry.at)</span> <b>\(entry.accountName)</b> \(entry.act.label(t)) <span class="soft">\(LedgerWords.noun(entry.noun, t)) \(label)</span>\(entry.reason.map { ": \($0)" as HTML })
            \(if: !told.isEmpty, entry.act == .changed ? changes(t) : "<details><summary class='soft'>\(t("Nội dung"))</summary>\(changes(t))</details>")</li>
            """
    }

    private func changes(_ t: Language) -> HTML {
        "<ul>\(told, { field in "<li>\(LedgerWords.field(field.field, t)): \(value(field, field.before, t)) → \(value(field, field.after, t))</li>" })</ul>"
    }

    /// The panel beside a record.
    static func panel(_ lines: [LedgerLine], _ f: Frame) -> HTML {
        """
        <section class="sheet mb-3 changes"><div class="bar"><h2>\(f.t("Lịch sử"))</h2></div><ul class="history" tabindex="0" aria-label="\(f.t("Lịch sử"))">\(lines, { $0.html(f) })</ul>
        \(if: lines.isEmpty, "<p class='p-3 mb-0 soft'>\(f.t("Chưa có thay đổi nào."))</p>")</section>
        """
    }

    /// In the list of all entries.
    func row(_ t: Language) -> HTML {
        let noun = LedgerWords.noun(entry.noun, t) ?? entry.noun
        let record: HTML = "\(noun) \(label)"
        let fields = entry.act == .changed ? Array(Set(told.map { LedgerWords.field($0.field, t) })).sorted().joined(separator: ", ") : ""
        return """
            <tr><td class="nowrap">\(entry.at)</td><td>\(entry.accountName)</td><td>\(entry.act.label(t))</td>
            <td>\(LedgerWords.page(entry).map { "<a href='\($0)'>\(record)</a>" as HTML } ?? record)</td><td>\(fields)\(entry.reason.map { " (\($0))" as HTML })</td></tr>
            """
    }

    private var told: [LedgerField] { fields.filter { !LedgerWords.hidden.contains($0.field) } }

    private func value(_ field: LedgerField, _ text: String?, _ t: Language) -> HTML {
        guard let text else { return "<i>–</i>" }
        let said = LedgerWords.value(text, field: field.field, noun: entry.noun, names: names, t)
        guard said.count > 160 else { return "“\(said)”" }
        return "<details class='long'><summary>“\(said.shortened(to: 120))”</summary>\(said)</details>"
    }

    static let samples = [
        LedgerLine(
            entry: LedgerEntry(
                id: ID("c1"), at: Moment(.sample, hour: 9), by: .sample, noun: "assignments", recordId: "s1", act: .changed, reason: nil),
            fields: [
                LedgerField(entryId: ID("c1"), field: "state", before: "given", after: "accepted"),
                LedgerField(entryId: ID("c1"), field: "version", before: "1", after: "2"),
            ], label: "II.4(3), Sở Tư pháp"),
        LedgerLine(
            entry: LedgerEntry(
                id: ID("c0"), at: Moment(.sample, hour: 8), by: .sample, noun: "assignments", recordId: "s1", act: .created, reason: nil),
            fields: [LedgerField(entryId: ID("c0"), field: "state", before: nil, after: "given")], label: "II.4(3), Sở Tư pháp"),
    ]
}

/// The newest acts, fifty a page.
struct LedgerList: View {
    var lines: [LedgerLine]
    var hasMore: Bool

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Ai đã làm gì?"),
            """
            <div class="sheet table-responsive" tabindex="0" role="region" aria-label="\(t("Nhật ký"))"><table class="table"><thead><tr><th>\(t("Khi nào"))</th><th>\(t("Ai"))</th><th>\(t("Việc"))</th>
            <th>\(t("Mục"))</th><th>\(t("Điều đã đổi"))</th></tr></thead><tbody>\(lines, { $0.row(t) })</tbody></table></div>
            \(if: hasMore, "<p class='mt-3'><a href='?before=\(lines.last?.entry.id.text ?? "")'>\(t("Cũ hơn"))</a></p>")
            """)
    }

    static var samples: [LedgerList] { [LedgerList(lines: LedgerLine.samples, hasMore: true)] }
}

extension LedgerEntry.Act {
    func label(_ t: Language) -> String {
        switch self {
        case .created: t("tạo")
        case .changed: t("sửa")
        case .removed: t("bỏ")
        case .opened: t("mở danh tính")
        case .entered: t("đăng nhập")
        case .left: t("ra")
        }
    }
}
