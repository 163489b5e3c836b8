import Domain

/// What a body owes, late first.
struct DeskShow: View {
    var bodyName: String
    var today: Day
    /// What the body still has to do, by urgency.
    var owed: [OwedLine]
    /// Declared done by the body, not yet looked at.
    var declared: [OwedLine]
    var done: [OwedLine]
    /// For the standing office: what others have declared done.
    var toConfirm: [OwedLine]
    /// The day as of which the body answers for others; nothing is done then. `nil`: as it is now.
    var chart: Day?

    private static let shownDone = 10
    /// So many that are due much later stand open.
    private static let shownLater = 8

    func html(_ f: Frame) -> HTML {
        let t = f.t
        let late = owed.count { if case .late = $0.assignment.standing(on: today) { true } else { false } }
        let soon = owed.count { if case .soon = $0.assignment.standing(on: today) { true } else { false } }
        let unanswered = owed.count { $0.assignment.state == .given }
        return f.page(
            t("Hôm nay cần làm gì?"), lead: "\(bodyName) · \(today)\(chart.map { " · \(t("theo tổ chức ngày {0}", $0.written))" as HTML })",
            """
            <div class="two"><div>\(if: !toConfirm.isEmpty, confirmation(f))<section class="sheet mb-3"><div class="bar"><h2>\(t("Đang nợ"))</h2>
            \(if: late > 0, "<span class='state late'>✕ \(t("{0} quá hạn", String(late)))</span>")
            \(if: soon > 0, "<span class='state soon'>◔ \(t("{0} sắp đến hạn", String(soon)))</span>")
            <span class="soft">\(t("{0} việc", String(owed.count)))</span>\(if: unanswered > 1 && chart == nil, acceptAll(f, unanswered))</div>
            \(if: owed.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Không còn việc nào đang nợ."))</p>")\(owed.filter { !isLater($0) }, { $0.html(f, on: today, act: button($0, f)) })\(later(f))</section></div>
            <div>\(list(t("Chờ Cơ quan Thường trực xem"), declared, f))\(list(t("Vừa xong"), done, f))
            <details class="soft"\(if: chart != nil, " open")><summary>\(t("Theo tổ chức của ngày khác"))</summary>\(f.asOf(chart ?? today, path: "/desk"))</details></div></div>
            """)
    }

    /// Taken up already, and due after a month or more.
    private func isLater(_ line: OwedLine) -> Bool {
        (line.assignment.state == .accepted || line.assignment.state == .inHand) && today.days(until: line.assignment.dueOn) > 30
    }

    private func later(_ f: Frame) -> HTML {
        let lines = owed.filter(isLater)
        guard !lines.isEmpty else { return .nothing }
        return """
            <details\(if: lines.count <= Self.shownLater, " open")><summary class="bar">\(f.t("{0} việc đã nhận, hạn sau hơn 30 ngày", String(lines.count)))</summary>\(lines, {
                $0.html(f, on: today, act: button($0, f))
            })</details>
            """
    }

    private func acceptAll(_ f: Frame, _ count: Int) -> HTML {
        """
        <details class="more"><summary class="btn btn-sm btn-outline-secondary">\(f.t("Nhận cả {0} việc", String(count)))</summary><form method="post" action="/desk/acceptance">\(f.token)
        <p class="mb-1">\(f.t("Nhận mọi việc mới giao, kể cả việc chưa đọc?"))</p><button class="btn btn-sm btn-primary">\(f.t("Nhận cả"))</button></form></details>
        """
    }

    private func button(_ line: OwedLine, _ f: Frame) -> HTML {
        guard chart == nil else { return .nothing }
        let t = f.t
        guard line.assignment.state == .given && line.assignment.period == nil else {
            return
                "<a class='btn btn-sm btn-primary' href='/assignments/\(line.assignment.id)#answer'>\(line.assignment.period == nil ? t("Báo kết quả") : t("Nộp báo cáo"))</a>"
        }
        return """
            <form method="post" action="/assignments/\(line.assignment.id)/acceptance">\(f.token)<button class="btn btn-sm btn-primary">\(t("Nhận việc"))</button></form>
            """
    }

    private func confirmation(_ f: Frame) -> HTML {
        """
        <section class="sheet mb-3"><div class="bar"><h2>\(f.t("Chờ bạn xác nhận"))</h2><span class="state soon">\(toConfirm.count)</span></div>
        \(toConfirm, { $0.html(f, on: today, showsBody: true) })</section>
        """
    }

    private func list(_ heading: String, _ lines: [OwedLine], _ f: Frame) -> HTML {
        let t = f.t
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(heading)</h2><span class="soft">\(lines.count)</span></div>
            \(if: lines.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Chưa có."))</p>")\(Array(lines.prefix(Self.shownDone)), { $0.html(f, on: today) })
            \(if: lines.count > Self.shownDone, "<p class='p-3 mb-0'><a href='/bodies/\(lines[0].body.id)'>\(t("Xem cả {0}", String(lines.count)))</a></p>")</section>
            """
    }

    static var samples: [DeskShow] {
        let lines = OwedLine.samples
        return [
            DeskShow(
                bodyName: "Sở Tư pháp thành phố Hà Nội", today: .sample, owed: Array(lines.prefix(3)), declared: [lines[3]], done: [lines[4]], toConfirm: [],
                chart: nil),
            DeskShow(bodyName: "Phòng Tham mưu", today: .sample, owed: [], declared: [], done: [], toConfirm: [lines[3]], chart: nil),
            DeskShow(bodyName: "Sở Nội vụ", today: .sample, owed: Array(lines.prefix(1)), declared: [], done: [], toConfirm: [], chart: Day(number: 20_270)),
        ]
    }
}
