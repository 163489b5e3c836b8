/// When and to whom a report is due.
public struct ReportingRule: Codable, Equatable, Sendable {
    public enum Period: String, Codable, Sendable {
        case month, quarter, year
        case halfYear = "half-year"
        case nineMonths = "nine-months"
        case adHoc = "ad-hoc"
    }

    /// `before` is strict: the day named is already late.
    public enum Due: String, Codable, Sendable {
        case before, on
    }

    /// The days whose figures the report counts, `YYYY-MM-DD`, or `DD` alone for a monthly rule.
    public struct Window: Codable, Equatable, Sendable {
        public var from: String
        public var to: String
    }

    public var period: Period
    /// `MM-DD` as written; `DD` for a monthly rule; empty where the paper names no day.
    public var due: [String]
    public var dueIs: Due?
    public var window: Window?
    public var fromOrgs: String?
    public var toOrg: String?
    public var source: SourcePlace

    public enum CodingKeys: String, CodingKey {
        case period, due, window, source
        case dueIs = "due_is"
        case fromOrgs = "from_orgs"
        case toOrg = "to_org"
    }
}
