/// A table of duties: what each column says, told by its heading row.
struct DutyTable: Equatable, Sendable {
    enum Column: Equatable, Sendable {
        case number, duty, lead, partners, doers, time, product, other
    }

    /// One row of work.
    struct Row: Equatable, Sendable {
        /// As printed; empty where the row has none.
        var number: String
        var duty: String
        /// Who leads, takes part and does it, as the cells name them.
        var lead: String
        var partners: String
        var doers: String
        var time: String
        var product: String
    }

    let columns: [Column]

    /// Stands between the cells of a row.
    static let bound: Character = "│"

    static func isRow(_ text: String) -> Bool { text.contains(bound) }

    static func cells(of text: String) -> [String] { text.split(separator: bound, omittingEmptySubsequences: false).map { $0.trimmed } }

    /// - Returns: `nil` unless the cells head a table of duties: one column for the work, and one that says who or when.
    init?(heading cells: [String]) {
        columns = cells.map(Self.column)
        guard columns.contains(.duty), columns.contains(where: { [.lead, .partners, .doers, .time].contains($0) }), cells.allSatisfy({ $0.count < 80 }) else {
            return nil
        }
    }

    private static func column(_ heading: String) -> Column {
        let folded = heading.folded
        func has(_ words: String...) -> Bool { words.contains(where: folded.contains) }
        if ["tt", "stt", "so tt", "so"].contains(folded) { return .number }
        if has("thoi gian", "thoi han", "tien do", "hoan thanh") { return .time }
        if has("san pham", "ket qua") { return .product }
        if has("chu tri") { return .lead }
        if has("phoi hop") { return .partners }
        if has("co quan", "don vi", "thuc hien") && !has("nhiem vu", "noi dung") { return .doers }
        return has("nhiem vu", "noi dung", "cong viec", "hoat dong", "dau viec") ? .duty : .other
    }

    /// - Returns: `nil` for a row that has other cells than the heading.
    func row(_ cells: [String]) -> Row? {
        guard cells.count == columns.count else { return nil }
        func text(_ column: Column) -> String { zip(columns, cells).filter { $0.0 == column }.map(\.1).filter { !$0.isEmpty }.joined(separator: "; ") }
        return Row(
            number: Self.number(text(.number)), duty: text(.duty), lead: text(.lead),
            partners: text(.partners), doers: text(.doers), time: text(.time), product: text(.product))
    }

    /// The number and the words of a row that heads those below it: of all cells only the first, or the first two, say anything.
    static func group(_ cells: [String]) -> (number: String?, heading: String)? {
        let told = cells.filter { !$0.isEmpty }
        guard cells.dropFirst(2).allSatisfy(\.isEmpty), let first = told.first, told.count <= 2 else { return nil }
        if told.count == 2 { return first.count <= 5 ? (number(first), told[1]) : nil }
        let words = first.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, words[0].count <= 5, words[0].hasSuffix(".") || words[0].hasSuffix(")") else { return (nil, first) }
        return (number(words[0]), words[1])
    }

    /// `B_` of a scan is `B`.
    private static func number(_ text: String) -> String { text.filter { $0.isLetter || $0.isNumber || $0 == "." }.trimmingPunctuation }
}

extension DutyTable.Row {
    /// A row goes on after the end of a page: what has no number and no work of its own belongs to the one before.
    func joined(_ other: DutyTable.Row) -> DutyTable.Row {
        func both(_ one: String, _ two: String) -> String { one.isEmpty || two.isEmpty ? one + two : one + " " + two }
        return DutyTable.Row(
            number: number, duty: both(duty, other.duty), lead: both(lead, other.lead), partners: both(partners, other.partners),
            doers: both(doers, other.doers), time: both(time, other.time), product: both(product, other.product))
    }
}
