/// The days, periods and recurrences that a paragraph names.
struct Times: Equatable, Sendable {
    // Made once: a pattern written where it is used is parsed anew at each use.
    nonisolated(unsafe) private static let shortPeriod =
        /\bt.{1,3} ngay ([0-9]{1,2}) (?:den|toi)(?: het)?(?: ngay)? ([0-9]{1,2})(?:[\/.-]| thang )([0-9]{1,2})(?:(?:[\/.-]| nam )([0-9]{4}))?/
    nonisolated(unsafe) private static let deadline =
        /(truoc|cham nhat|den het|truoc het)(?: la)?(?: ngay)? ([0-9]{1,2})(?:[\/.-]| thang )([0-9]{1,2})(?:[\/.-]| nam )([0-9]{4})/
    nonisolated(unsafe) private static let again =
        /(định kỳ )?((hằng|hàng) (ngày|tuần|tháng|quý|năm)|quý, 6 tháng, (01 )?năm|(0?6|9|sáu|chín) tháng(, | và |\/)(01 |hằng )?năm|thường xuyên|đột xuất|định kỳ)/
    nonisolated(unsafe) private static let wholePeriod =
        #/
        \b (?:t.{1,3}\sngay|tu) \s ([0-9]{1,2}) (?:[\/.\-]|\sthang\s) ([0-9]{1,2}) (?: (?:[\/.\-]|\snam\s) ([0-9]{4}) )?
        \s (?:den|toi) (?:\shet)? (?:\sngay)? \s ([0-9]{1,2}) (?:[\/.\-]|\sthang\s) ([0-9]{1,2}) (?: (?:[\/.\-]|\snam\s) ([0-9]{4}) )?
        /#

    var from: String?
    var to: String?
    /// Whether `to` stands behind "trước": strictly before that day.
    var isBefore = false
    var dates: [ReadDate] = []
    var recurrence: [String] = []

    /// `year` is that of the plan, for months, and days of a period, without one.
    init(_ text: String, year: Int?) {
        let folded = text.folded
        if text.contains(where: \.isNumber) {
            readPeriod(folded, year)
            if from == nil { readDeadline(folded) }
            readDays(text)
        }
        if from == nil, to == nil, let span = MonthSpan(folded, year: year) { (from, to) = (span.from, span.to) }
        readRecurrence(text)
    }

    /// Of a row of a table: what its column of time says goes before what the work names; one day there is when it is due.
    init(row: DutyTable.Row, year: Int?) {
        self.init("trong " + row.time.prefix(1).lowercased() + row.time.dropFirst(), year: year)
        if from == nil, to == nil, dates.count == 1, let day = dates.first?.date {
            to = day.count == 5 ? year.map { "\($0)-\(day)" } : day
            isBefore = row.time.folded.hasPrefix("truoc")
        }
        let work = Times(row.duty, year: year)
        if from == nil, to == nil { (from, to, isBefore) = (work.from, work.to, work.isBefore) }
        dates += work.dates.filter { day in !dates.contains { $0.date.suffix(5) == day.date.suffix(5) } }
        recurrence += work.recurrence.filter { !recurrence.contains($0) }
    }

    static func iso(_ day: some StringProtocol, _ month: some StringProtocol, _ year: (some StringProtocol)?) -> String {
        let end = two(month) + "-" + two(day)
        return year.map { "\($0)-\(end)" } ?? end
    }

    static func two(_ number: some StringProtocol) -> String { number.count == 1 ? "0" + number : String(number) }

    /// `từ ngày … đến hết ngày …`, `từ 01/7 đến 30/9`, `từ ngày 01 đến ngày 15 tháng 7 năm 2024`.
    private mutating func readPeriod(_ folded: String, _ year: Int?) {
        let whole = folded.firstMatch(
            of:
                Self.wholePeriod
        ).map { CalendarDay.period(($0.1, $0.2, $0.3), ($0.4, $0.5, $0.6), year) }
        let short = folded.firstMatch(
            of:
                Self.shortPeriod
        ).map { CalendarDay.period(($0.1, $0.3, nil), ($0.2, $0.3, $0.4), year) }
        guard let period = (whole ?? short) ?? nil else { return }
        (from, to) = period
    }

    /// `xong trước ngày 30/6/2026`
    private mutating func readDeadline(_ folded: String) {
        guard let match = folded.firstMatch(of: Self.deadline), CalendarDay.exists(match.2, match.3, match.4) else { return }
        to = Self.iso(match.2, match.3, Optional(match.4))
        isBefore = match.1 == "truoc"
    }

    /// Every day of the text except the dates of documents; a day of the period without its year takes it from there.
    private mutating func readDays(_ text: String) {
        for found in CalendarDay.all(in: text) {
            let stated = [from, to].compactMap { $0 }.first { found.date.count == 5 && $0.hasSuffix(found.date) }
            let date = stated ?? found.date
            guard !dates.contains(where: { $0.date.suffix(5) == date.suffix(5) && ($0.date == date || date.count == 5) }) else { continue }
            dates.append(ReadDate(date: date, what: found.what))
        }
    }

    private mutating func readRecurrence(_ text: String) {
        let lowered = text.lowercased()
        guard ["hằng ", "hàng ", "tháng", "định kỳ", "thường xuyên", "đột xuất"].contains(where: lowered.contains) else { return }
        for match in lowered.matches(of: Self.again) where !recurrence.contains(String(match.0)) { recurrence.append(String(match.0)) }
    }
}
