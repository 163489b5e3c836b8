/// Tells the days a text names from shares, counts and the dates of documents.
enum CalendarDay {
    // Made once: a pattern written where it is used is parsed anew at each use.
    nonisolated(unsafe) private static let figures = /([0-9]{1,2})([\/.-])([0-9]{1,2})([\/.-]([0-9]{4}))?/
    nonisolated(unsafe) private static let words = /ngay ([0-9]{1,2}) thang ([0-9]{1,2})( nam ([0-9]{4}))?/
    nonisolated(unsafe) private static let made = /(thong qua|ban hanh|ky|hieu luc( thi hanh)?)( ke)?( tu)?,? ngay $/
    nonisolated(unsafe) private static let numbered = /[A-ZĐ][A-Za-zĐđ0-9]+,? ngày $/
    nonisolated(unsafe) private static let counting = /\b(ty le|ti le|ty so|it nhat|toi thieu|khoang|hon|tren|duoi|chiem|dat|bang|du|gap)( la| du)? $/
    nonisolated(unsafe) private static let counted = /^ (so|tong|dan so|nguoi|buoi|lop|cuoc|ngay|xa|vu|doi|to|lan|thang|nam|thon|thanh vien|can bo|dai bieu)\b/

    typealias Written = (day: Substring, month: Substring, year: Substring?)

    /// The days of a text in the order they stand, figures first, each with the words that lead to it.
    static func all(in text: String) -> [ReadDate] {
        var found: [ReadDate] = []
        for match in text.matches(of: figures) {
            guard exists(match.1, match.3, match.5), !continues(text, match.range), !isOfDocument(text, match.range.lowerBound) else { continue }
            // `1.2` is a number or a section; only with its year is it a day.
            if match.5 == nil, match.2 == "." || isCount(text, match.range) { continue }
            found.append(ReadDate(date: Times.iso(match.1, match.3, match.5), what: around(text, match.range)))
        }
        let folded = text.folded
        // The same place in both texts, carried along.
        var (inFolded, inText) = (folded.startIndex, text.startIndex)
        for match in folded.matches(of: words) where exists(match.1, match.2, match.4) {
            inText = text.index(inText, offsetBy: folded.distance(from: inFolded, to: match.1.startIndex), limitedBy: text.endIndex) ?? text.endIndex
            inFolded = match.1.startIndex
            if isOfDocument(text, inText) { continue }
            found.append(ReadDate(date: Times.iso(match.1, match.2, match.4), what: String(match.0)))
        }
        return found
    }

    /// Whether the calendar has the day; 29 February where no year is written.
    static func exists(_ day: some StringProtocol, _ month: some StringProtocol, _ year: (some StringProtocol)?) -> Bool {
        guard let day = Int(day), let month = Int(month), (1...12).contains(month) else { return false }
        return (1...length(month, year.flatMap { Int($0) } ?? 2024)).contains(day)
    }

    /// The last day of a month.
    static func length(_ month: Int, _ year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// First and last day; a year that one of them lacks is that of the other, and else that of the plan. `nil` if they make no period.
    static func period(_ first: Written, _ last: Written, _ year: Int?) -> (from: String, to: String)? {
        guard let lastYear = (last.year ?? first.year).flatMap({ Int($0) }) ?? year else { return nil }
        let isBefore = Times.iso(first.day, first.month, Substring?.none) <= Times.iso(last.day, last.month, Substring?.none)
        // `từ 15/12 đến 14/6/2024` began the year before; where no year stands at all, nothing says which way it turns.
        guard isBefore || first.year != nil || last.year != nil else { return nil }
        let firstYear = first.year.flatMap { Int($0) } ?? (isBefore ? lastYear : lastYear - 1)
        guard exists(first.day, first.month, Optional("\(firstYear)")), exists(last.day, last.month, Optional("\(lastYear)")) else { return nil }
        return (Times.iso(first.day, first.month, Optional("\(firstYear)")), Times.iso(last.day, last.month, Optional("\(lastYear)")))
    }

    /// Whether the figures run on into a longer number, such as that of a document.
    private static func continues(_ text: String, _ range: Range<String.Index>) -> Bool {
        let before = text[..<range.lowerBound].last.map { $0.isNumber || "/-.".contains($0) } ?? false
        let after = text[range.upperBound...].prefix(2)
        let runsOn = after.first.map { "/-.".contains($0) } == true && after.last.map { $0.isNumber || $0.isLetter && after.first != "." } == true
        return before || after.first?.isNumber == true || runsOn
    }

    /// Whether the day is the date of a document: its number stands before it, or the words that it was made or came into force.
    private static func isOfDocument(_ text: String, _ start: String.Index) -> Bool {
        let before = text[..<start]
        if before.suffix(40).folded.contains(made) { return true }
        return before.suffix(24).contains(numbered) && before.suffix(40).contains("/")
    }

    /// `tỷ lệ 1/2`, `1/3 số xã`, `5-7 người`, `trực 24/7`: figures that count, with no `ngày` before them.
    private static func isCount(_ text: String, _ range: Range<String.Index>) -> Bool {
        let before = text[..<range.lowerBound].suffix(24).folded
        guard !before.hasSuffix("ngay ") else { return false }
        if text[range] == "24/7" { return true }
        if before.contains(counting) { return true }
        let after = text[range.upperBound...].prefix(16).folded
        return after.contains(counted)
    }

    private static func around(_ text: String, _ range: Range<String.Index>) -> String {
        let before = text[..<range.lowerBound].suffix(60).split(separator: " ").suffix(8).joined(separator: " ")
        return (before + " " + text[range]).trimmed
    }
}
