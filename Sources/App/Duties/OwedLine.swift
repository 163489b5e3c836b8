import Domain

/// One thing owed with the words around it; a row of desks, duties and bodies.
struct OwedLine: Sendable {
    /// A duty as far as a row shows it.
    struct Paragraph: Sendable {
        /// Characters that a row has room for, and one more, so that it is seen where something is left out.
        static let length = 151

        var id: ID<Duty>
        var position: Int
        var code: String
        var beginning: String
    }

    /// Whose it is; the lines of one body share it, since lists copy their lines often.
    final class Whose: Sendable {
        let plan: Plan
        let body: Body
        let holder: Body?

        init(plan: Plan, body: Body, holder: Body?) {
            (self.plan, self.body, self.holder) = (plan, body, holder)
        }
    }

    var assignment: Assignment
    var duty: Paragraph
    private var whose: Whose

    init(assignment: Assignment, duty: Paragraph, whose: Whose) {
        (self.assignment, self.duty, self.whose) = (assignment, duty, whose)
    }

    var plan: Plan { whose.plan }
    /// The body that it was given to.
    var body: Body { whose.body }
    /// The heir that answers for it; `nil` while the body itself does.
    var holder: Body? { whose.holder }

    /// Reports are named by their period, work by its paragraph.
    func title(_ t: Language) -> String {
        assignment.period.map { t("Báo cáo {0}", PeriodName.of($0, t)) } ?? duty.beginning.shortened(to: Paragraph.length - 1)
    }

    /// By urgency, then by day and place on the paper, then by the body's name.
    static func sorted(_ lines: [OwedLine], on today: Day) -> [OwedLine] {
        let keys = lines.map { ($0.assignment.standing(on: today).rank, $0.assignment.dueOn.number, $0.duty.position) }
        func name(_ i: Int) -> (String, String) { (lines[i].body.shortName.folded, lines[i].assignment.id.text) }
        return lines.indices.sorted { keys[$0] == keys[$1] ? name($0) < name($1) : keys[$0] < keys[$1] }.map { lines[$0] }
    }

    /// A row: state, what and from where, and a button if there is something to do.
    func html(_ f: Frame, on today: Day, showsBody: Bool = false, act: HTML = .nothing) -> HTML {
        let t = f.t
        return """
            <div class="owed">\(assignment.standing(on: today).badge(t))<div><p class="what"><a href="/assignments/\(assignment.id)">\
            \(showsBody ? body.name : title(t))</a></p>
            <div class="from">\(holder.map { "<b>\(showsBody ? t("nay do {0}", $0.shortName) : t("nhận bàn giao từ {0}", body.name))</b> · " as HTML })\(if: showsBody && assignment.period != nil, "\(title(t)) · ")\(t("KH {0}", plan.label)), <a href="/duties/\(duty.id)">\(t("mục {0}", duty.code))</a> · \
            \(assignment.role.label(t)) · \(due(t))\(assignment.lateDays.map { " · <span class='state late'>✕ \(t("muộn {0} ngày", String($0)))</span>" as HTML })</div></div>\(act)</div>
            """
    }

    /// Whether its day had passed before the plan was issued here: late, but not the body's doing.
    private var isGivenLate: Bool { plan.issuedAt.map { assignment.dueOn < $0.day } ?? false }

    /// The last day, and on a click why that day.
    func due(_ t: Language) -> HTML {
        """
        <details class="due"><summary>\(t("hạn {0}", assignment.dueOn.written))</summary>\(assignment.dueBecause.explained(t, assignment, year: plan.year ?? 0))</details>\(if: isGivenLate, " · \(t("giao ngày {0}, sau hạn", plan.issuedAt?.day.written ?? ""))")
        """
    }

    static var samples: [OwedLine] {
        let states: [(Assignment.State, Int)] = [(.given, -2), (.accepted, 3), (.inHand, 60), (.declared, 60), (.confirmed, 60), (.returned, 60)]
        return states.enumerated().map { i, state in
            var assignment = Assignment.sample
            assignment.id = ID("s\(i)")
            assignment.state = state.0
            assignment.dueOn = Day.sample.adding(days: state.1)
            if i == 1 {
                assignment.period = "2024-H1"
                assignment.dueBecause = .reportBefore
            }
            return OwedLine(assignment: assignment, duty: Paragraph(.sample), whose: Whose(plan: .sample, body: .sample, holder: nil))
        }
    }
}

extension OwedLine.Paragraph {
    init(_ duty: Duty) {
        (id, position, code, beginning) = (duty.id, duty.position, duty.code, String(duty.text.prefix(Self.length)))
    }
}

/// How periods are called: `2024-H1` is "6 tháng đầu năm 2024".
enum PeriodName {
    static func of(_ code: String, _ t: Language) -> String {
        let parts = code.split(separator: "-").map(String.init)
        guard parts.count == 2 else { return code }
        switch parts[1] {
        case "H1": return t("6 tháng đầu năm {0}", parts[0])
        case "H2": return t("6 tháng cuối năm {0}", parts[0])
        case "9M": return t("9 tháng năm {0}", parts[0])
        case "Y": return t("năm {0}", parts[0])
        case let quarter where quarter.hasPrefix("Q"): return t("quý {0} năm {1}", String(quarter.dropFirst()), parts[0])
        case let month where month.hasPrefix("M"): return t("tháng {0} năm {1}", String(month.dropFirst()), parts[0])
        default: return code
        }
    }
}

extension String {
    /// Days such as 2021-02-09 as people write them: 09/02/2021.
    var withWrittenDays: String {
        replacing(#/\d{4}-\d{2}-\d{2}/#) { match in Day(String(match.output))?.written ?? String(match.output) }
    }

    /// Cut at a word, with an ellipsis where something is left out. The length counts letters as Unicode's scalars.
    func shortened(to length: Int) -> String {
        guard utf8.count > length else { return self }
        var text = self
        let cut: String? = text.withUTF8 { bytes in
            var left = length, end = 0
            while end < bytes.count {
                if bytes[end] & 0xc0 != 0x80 {
                    if left == 0 { break }
                    left -= 1
                }
                end += 1
            }
            guard end < bytes.count else { return nil }
            return String(decoding: bytes[..<(bytes[..<end].lastIndex(of: UInt8(ascii: " ")) ?? end)], as: UTF8.self) + "…"
        }
        return cut ?? self
    }
}

extension Standing {
    /// A sign and words on a tint: never colour alone.
    func badge(_ t: Language) -> HTML {
        "<span class='state \(style)'>\(sign) \(label(t))</span>"
    }

    var style: String {
        switch self {
        case .late: "late"
        case .soon, .returned: "soon"
        case .nothingYet: "none"
        case .inHand, .declared: "hand"
        case .done: "done"
        }
    }

    var sign: String {
        switch self {
        case .late: "✕"
        case .soon: "◔"
        case .returned: "↩"
        case .nothingYet: "○"
        case .inHand: "▸"
        case .declared: "…"
        case .done: "✓"
        }
    }

    func label(_ t: Language) -> String {
        switch self {
        case .late(let days): t("quá hạn {0} ngày", String(days))
        case .soon(0): t("hạn hôm nay")
        case .soon(let days): t("còn {0} ngày", String(days))
        case .returned: t("trả lại")
        case .nothingYet: t("chưa nhận")
        case .inHand: t("đang làm")
        case .declared: t("chờ xác nhận")
        case .done: t("xong")
        }
    }
}

extension Assignee.Role {
    func label(_ t: Language) -> String {
        switch self {
        case .lead: t("chủ trì")
        case .coordinate: t("phối hợp")
        case .implement: t("thực hiện")
        case .advise: t("tham mưu")
        }
    }
}

extension DueReason {
    func explained(_ t: Language, _ assignment: Assignment, year: Int) -> String {
        switch self {
        case .endOfPeriod: t("Ngày cuối của khoảng thời gian ghi trong văn bản.")
        case .namedDay: t("Ngày ghi trong đoạn văn bản.")
        case .endOfYear: t("Văn bản không ghi ngày: làm trong năm {0}.", String(year))
        case .setByOffice: t("Cơ quan Thường trực ấn định khi duyệt kế hoạch.")
        case .reportBefore:
            t("Văn bản ghi “trước ngày {0}”: ngày cuối còn đúng hạn là {1}.", assignment.dueOn.adding(days: 1).written, assignment.dueOn.written)
        case .reportOn: t("Ngày nộp báo cáo ghi trong văn bản.")
        }
    }
}

extension Assignment {
    static let sample = Assignment(
        id: ID("s1"), planId: ID("p1"), dutyId: ID("d1"), bodyId: ID("b1"), province: "01", role: .lead, period: nil, windowFrom: nil, windowTo: nil,
        dueOn: Day.sample, dueBecause: .endOfYear, state: .given, answeredAt: nil, doneOn: nil, holderId: nil, version: 1)
}

extension Duty {
    static let sample = Duty(
        id: ID("d1"), planId: ID("p1"), position: 10, code: "II.4(3)", section: "II.4", heading: "Hỗ trợ nạn nhân",
        text: "Tăng cường phối hợp giữa các trung tâm trợ giúp pháp lý với các cơ quan, tổ chức có liên quan", firstLine: 302, lastLine: 306, startsOn: nil,
        endsOn: nil, officeDueOn: nil, isInherited: false, confidence: 0.96, review: .proposed, version: 1)
}
