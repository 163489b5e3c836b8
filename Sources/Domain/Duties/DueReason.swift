/// Why something is due on its day; every date that is owed can answer this.
public enum DueReason: String, Codable, CaseIterable, Sendable {
    /// The last day of the period on the paper.
    case endOfPeriod
    /// The last of the days that the paragraph names.
    case namedDay
    /// The paper gives no day: within the plan's year.
    case endOfYear
    /// Set by the standing office at review.
    case setByOffice
    /// "trước ngày …": the day before the named day.
    case reportBefore
    /// On the named day.
    case reportOn
}
