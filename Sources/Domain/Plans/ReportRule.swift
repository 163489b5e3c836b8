/// When the bodies owe a report to the standing office.
///
/// Source: 133/KH-UBND III.1 ("trước ngày 18/6"), 470/KH-UBND III.1 ("trước ngày 14/6/2024").
public struct ReportRule: Codable, Equatable, Sendable {
    public var id: ID<ReportRule>
    public var planId: ID<Plan>
    public var position: Int
    /// The duty that states the rule: those who bear it report.
    public var dutyId: ID<Duty>
    public var period: Period
    /// `06-18`; the day alone (`18`) for each month; `nil` for a report that is owed when it is asked for.
    public var dueDay: String?
    /// Whether the paper says "trước" (before): the last timely day is then the day before.
    public var isBefore: Bool
    public var windowFrom: Day?
    public var windowTo: Day?
    public var version: Int

    public init(
        id: ID<ReportRule>, planId: ID<Plan>, position: Int, dutyId: ID<Duty>, period: Period, dueDay: String?, isBefore: Bool, windowFrom: Day?,
        windowTo: Day?, version: Int = 1
    ) {
        (self.id, self.planId, self.position, self.dutyId, self.period, self.dueDay) = (id, planId, position, dutyId, period, dueDay)
        (self.isBefore, self.windowFrom, self.windowTo, self.version) = (isBefore, windowFrom, windowTo, version)
    }

    public enum Period: String, Codable, CaseIterable, Sendable {
        case month, quarter
        case halfYear = "half-year"
        case nineMonths = "nine-months"
        case year
        case adHoc = "ad-hoc"
    }
}

extension ReportRule {
    /// Corrects what the Reader proposed, or fills in what a person adds.
    /// - Parameter written: the day as people write it: `18/6`, `18` for each month, empty for a report on demand.
    /// - Throws: `.invalid` naming `due` or `windowTo`.
    public mutating func correct(period: Period, written: String, isBefore: Bool, windowFrom: Day?, windowTo: Day?) throws(Refusal) {
        var wrong: [String: String] = [:]
        let day = Self.dueDay(written.tidied, for: period)
        if period == .adHoc && !written.tidied.isEmpty { wrong["due"] = "Báo cáo đột xuất không có ngày cố định: để trống." }
        if period == .month && day == nil { wrong["due"] = "Báo cáo hằng tháng: ghi ngày trong tháng, ví dụ 18." }
        if period != .adHoc && period != .month && day == nil { wrong["due"] = "Ghi ngày và tháng, ví dụ 18/6." }
        if let windowFrom, let windowTo, windowTo < windowFrom { wrong["windowTo"] = "Ngày chốt số liệu phải từ ngày đầu trở đi: \(windowFrom.written)." }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        (self.period, dueDay, self.isBefore, self.windowFrom, self.windowTo) = (period, day, isBefore, windowFrom, windowTo)
    }

    /// As people write it: `18/6`, `18`, or empty; `correct` reads it back.
    public var writtenDue: String {
        let parts = (dueDay ?? "").split(separator: "-").compactMap { Int($0) }
        return parts.reversed().map(String.init).joined(separator: "/")
    }

    private static func dueDay(_ written: String, for period: Period) -> String? {
        let parts = written.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = parts.first, let day = first, (1...31).contains(day) else { return nil }
        if period == .month { return parts.count == 1 ? padded(day, to: 2) : nil }
        guard parts.count == 2, let month = parts[1], Day(year: 2024, month: month, day: day) != nil else { return nil }
        return "\(padded(month, to: 2))-\(padded(day, to: 2))"
    }

    /// One report that the rule asks for.
    public struct Due: Equatable, Sendable {
        /// `2024-H1`, `2024-Q3`, `2024-Y`, `2024-9M`, `2024-M05`.
        public var period: String
        /// The last timely day.
        public var on: Day
    }

    /// The reports of the plan's year; none for reports on demand, twelve for a monthly rule that names the day alone.
    ///
    /// A month that lacks the named day ("ngày 31" in April) has its report on its last day. "Trước ngày 31" is there the last day
    /// too: all of that month's days come before the 31st.
    public func dues(in year: Int) -> [Due] {
        guard let dueDay, period != .adHoc else { return [] }
        let isEachMonth = !dueDay.contains("-")
        let days = isEachMonth ? (1...12).map { padded($0, to: 2) + "-" + padded(Int(dueDay) ?? 0, to: 2) } : [dueDay]
        return days.compactMap { text in
            let tried = (0...3).lazy.compactMap { short in
                Day("\(padded(year, to: 4))-\(text.prefix(3))\(padded((Int(text.suffix(2)) ?? 0) - short, to: 2))").map { (day: $0, isNamed: short == 0) }
            }
            return tried.first.map { Due(period: code(for: $0.day), on: isBefore && $0.isNamed ? $0.day.adding(days: -1) : $0.day) }
        }
    }

    private func code(for named: Day) -> String {
        let code =
            switch period {
            case .month: "M" + padded(named.month, to: 2)
            case .quarter: "Q\((named.month - 1) / 3 + 1)"
            case .halfYear: named.month <= 7 ? "H1" : "H2"
            case .nineMonths: "9M"
            case .year, .adHoc: "Y"
            }
        return "\(named.year)-\(code)"
    }

    /// The closing-day clash: the figures close on or after the last day for sending them.
    ///
    /// Source: Decree 09/2019/NĐ-CP art. 8(5)b leaves at least one working day; 470/KH-UBND III.1 does not.
    public func closesTooLate(in year: Int) -> Bool {
        guard let windowTo else { return false }
        return dues(in: year).contains { windowTo >= $0.on }
    }
}
