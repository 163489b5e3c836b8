/// The days, periods and recurrences that a paragraph names.
struct Times: Equatable, Sendable {
    var from: String?
    var to: String?
    var dates: [ReadDate] = []
    var recurrence: [String] = []

    /// `year` is that of the plan, for months and quarters without one.
    init(_ text: String, year: Int?) {
        if text.contains(where: \.isNumber) {
            readPeriod(text)
            readDays(text)
        }
        readMonths(text.folded, year)
        readRecurrence(text)
    }

    static func iso(_ day: some StringProtocol, _ month: some StringProtocol, _ year: (some StringProtocol)?) -> String {
        let end = two(month) + "-" + two(day)
        return year.map { "\($0)-\(end)" } ?? end
    }

    static func two(_ number: some StringProtocol) -> String { number.count == 1 ? "0" + number : String(number) }

    /// `từ ngày … đến hết ngày …`; a first day without a year takes that of the last.
    private mutating func readPeriod(_ text: String) {
        let folded = text.folded
        guard
            let match = folded.firstMatch(
                of: /t.{1,3} ngay ([0-9]{1,2})[\/-]([0-9]{1,2})([\/-]([0-9]{4}))? (den|toi)( het)?( ngay)? ([0-9]{1,2})[\/-]([0-9]{1,2})[\/-]([0-9]{4})/)
        else { return readDeadline(folded) }
        from = Self.iso(match.1, match.2, match.4 ?? match.10)
        to = Self.iso(match.8, match.9, Optional(match.10))
    }

    /// `xong trước ngày 30/6/2026`
    private mutating func readDeadline(_ folded: String) {
        if let match = folded.firstMatch(of: /(truoc|cham nhat|den het|truoc het)( la)?( ngay)? ([0-9]{1,2})[\/-]([0-9]{1,2})[\/-]([0-9]{4})/) {
            to = Self.iso(match.4, match.5, Optional(match.6))
        }
    }

    /// Every day of the text except the dates of documents.
    private mutating func readDays(_ text: String) {
        for match in text.matches(of: /([0-9]{1,2})[\/-]([0-9]{1,2})([\/-]([0-9]{4}))?/) {
            guard Self.isDay(match.1, match.2), !Self.continues(text, match.range), !Self.isOfDocument(text, match.range.lowerBound) else { continue }
            let date = Self.iso(match.1, match.2, match.4)
            guard !dates.contains(where: { $0.date.suffix(5) == date.suffix(5) && ($0.date == date || date.count == 5) }) else { continue }
            dates.append(ReadDate(date: date, what: Self.around(text, match.range)))
        }
        readLongDays(text)
    }

    /// `ngày 15 tháng 6 (năm 2024)`
    private mutating func readLongDays(_ text: String) {
        for match in text.folded.matches(of: /ngay ([0-9]{1,2}) thang ([0-9]{1,2})( nam ([0-9]{4}))?/) where Self.isDay(match.1, match.2) {
            let date = Self.iso(match.1, match.2, match.4)
            if !dates.contains(where: { $0.date == date }) { dates.append(ReadDate(date: date, what: String(match.0))) }
        }
    }

    private static func isDay(_ day: Substring, _ month: Substring) -> Bool {
        guard let day = Int(day), let month = Int(month) else { return false }
        return (1...31).contains(day) && (1...12).contains(month)
    }

    /// Whether the figures run on into a longer number, such as that of a document.
    private static func continues(_ text: String, _ range: Range<String.Index>) -> Bool {
        let before = text[..<range.lowerBound].last.map { $0.isNumber || "/-.".contains($0) } ?? false
        let after = text[range.upperBound...].prefix(2)
        return before || after.first?.isNumber == true || after.first.map { "/-".contains($0) } == true && after.last?.isLetter == true
    }

    /// Whether the day is the date of a document: its number stands before it.
    private static func isOfDocument(_ text: String, _ start: String.Index) -> Bool {
        text[..<start].suffix(24).contains(/[A-ZĐ][A-Za-zĐđ]+,? ngày $/) && text[..<start].suffix(40).contains("/")
    }

    private static func around(_ text: String, _ range: Range<String.Index>) -> String {
        let before = text[..<range.lowerBound].suffix(60).split(separator: " ").suffix(8).joined(separator: " ")
        return (before + " " + text[range]).trimmed
    }

    /// `quý III/2024`, `tháng 7 năm 2024`: the first and last day.
    private mutating func readMonths(_ folded: String, _ year: Int?) {
        guard from == nil, to == nil else { return }
        let quarters = ["i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4]
        if let match = folded.firstMatch(of: /quy (iv|i{1,3}|[1-4])(\/| ?nam | )([0-9]{4})/), let quarter = quarters[String(match.1)], let year = Int(match.3) {
            setMonths(quarter * 3 - 2, quarter * 3, year)
        } else if let match = folded.firstMatch(of: /(trong|dot|tu|thuc hien|hoan thanh)( trong)? thang ([0-9]{1,2})((\/| nam )([0-9]{4}))?/),
            let month = Int(match.3), (1...12).contains(month),
            let year = match.6.flatMap({ Int($0) }) ?? year
        {
            setMonths(month, month, year)
        }
    }

    private mutating func setMonths(_ first: Int, _ last: Int, _ year: Int) {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        from = Self.iso("1", "\(first)", Optional("\(year)"))
        to = Self.iso("\(days[last - 1])", "\(last)", Optional("\(year)"))
    }

    private mutating func readRecurrence(_ text: String) {
        let pattern =
            /(định kỳ )?((hằng|hàng) (ngày|tuần|tháng|quý|năm)|quý, 6 tháng, (01 )?năm|(0?6|9|sáu|chín) tháng(, | và |\/)(01 |hằng )?năm|thường xuyên|đột xuất|định kỳ)/
        let lowered = text.lowercased()
        guard ["hằng ", "hàng ", "tháng", "định kỳ", "thường xuyên", "đột xuất"].contains(where: lowered.contains) else { return }
        for match in lowered.matches(of: pattern) where !recurrence.contains(String(match.0)) { recurrence.append(String(match.0)) }
    }
}
