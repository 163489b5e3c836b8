/// A period told in months, quarters, halves or years: `quý III/2024`, `từ tháng 7 đến tháng 9/2024`, `6 tháng cuối năm`.
struct MonthSpan: Equatable, Sendable {
    // Made once: a pattern written where it is used is parsed anew at each use.
    nonisolated(unsafe) private static let quarterNames =
        /quy (iv|i{1,3}|[1-4])((?:(?:,| va| den| -| –|-)(?: quy)? ?(?:iv|i{1,3}|[1-4]))*)(?:\/| ?nam | )([0-9]{4})/
    nonisolated(unsafe) private static let quarterName = /iv|i{1,3}|[1-4]/
    nonisolated(unsafe) private static let fromMonth =
        /\btu thang ([0-9]{1,2})(?:(?:\/| nam )([0-9]{4}))? (?:den|toi)(?: het)?(?: thang)? ([0-9]{1,2})(?:(?:\/| nam )([0-9]{4}))?/
    nonisolated(unsafe) private static let inMonth = /(trong|dot|tu|thuc hien|hoan thanh)( trong)? thang ([0-9]{1,2})((\/| nam )([0-9]{4}))?/
    nonisolated(unsafe) private static let halfYear =
        /(?:\btrong|thuc hien|hoan thanh|xong|thoi gian[^:.;]{0,20}:|thoi han:|^)(?: trong)? ?(?:0?6|sau) thang (dau|cuoi) nam(?: ([0-9]{4}))?/
    nonisolated(unsafe) private static let inYear = /(?:\btrong|thoi gian[^:.;]{0,20}:|thoi han:)(?: trong)?(?: ca)? nam ([0-9]{4})/

    var from: String
    var to: String

    /// `year` is that of the plan, for what is written without one; quarters need their own.
    init?(_ folded: String, year: Int?) {
        guard let span = Self.quarters(folded) ?? Self.months(folded, year) ?? Self.half(folded, year) ?? Self.wholeYear(folded, year) else { return nil }
        self = span
    }

    private init(_ first: Int, _ firstYear: Int, _ last: Int, _ lastYear: Int) {
        from = Times.iso("1", "\(first)", Optional("\(firstYear)"))
        to = Times.iso("\(CalendarDay.length(last, lastYear))", "\(last)", Optional("\(lastYear)"))
    }

    /// `quý III/2024`, `quý I, II năm 2024`, `quý I và quý II/2024`.
    private static func quarters(_ folded: String) -> MonthSpan? {
        let names = ["i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4]
        guard folded.contains("quy "),
            let match = folded.firstMatch(of: quarterNames),
            let first = names[String(match.1)], let year = Int(match.3)
        else { return nil }
        let more = match.2.matches(of: quarterName).compactMap { names[String($0.0)] }
        let last = more.last ?? first
        return first <= last ? MonthSpan(first * 3 - 2, year, last * 3, year) : nil
    }

    /// `từ tháng 7 đến tháng 9/2024`, `trong tháng 6`.
    private static func months(_ folded: String, _ year: Int?) -> MonthSpan? {
        guard folded.contains("thang ") else { return nil }
        if let match = folded.firstMatch(
            of: fromMonth),
            let first = Int(match.1), let last = Int(match.3), (1...12).contains(first), (1...12).contains(last)
        {
            guard let lastYear = (match.4 ?? match.2).flatMap({ Int($0) }) ?? year else { return nil }
            let firstYear = match.2.flatMap { Int($0) } ?? (first <= last ? lastYear : lastYear - 1)
            return (firstYear, first) <= (lastYear, last) ? MonthSpan(first, firstYear, last, lastYear) : nil
        }
        guard let match = folded.firstMatch(of: inMonth),
            let month = Int(match.3), (1...12).contains(month), let year = match.6.flatMap({ Int($0) }) ?? year
        else { return nil }
        return MonthSpan(month, year, month, year)
    }

    /// `trong 6 tháng đầu năm (2024)`; a report of six months is no time of work.
    private static func half(_ folded: String, _ year: Int?) -> MonthSpan? {
        guard
            let match = folded.firstMatch(
                of: halfYear),
            let year = match.2.flatMap({ Int($0) }) ?? year
        else { return nil }
        return match.1 == "dau" ? MonthSpan(1, year, 6, year) : MonthSpan(7, year, 12, year)
    }

    /// `trong năm 2024`; a year before that of the plan is told of, not worked in.
    private static func wholeYear(_ folded: String, _ year: Int?) -> MonthSpan? {
        guard let match = folded.firstMatch(of: inYear), let named = Int(match.1),
            named >= year ?? named
        else { return nil }
        return MonthSpan(1, named, 12, named)
    }
}
