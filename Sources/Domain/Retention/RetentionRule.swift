/// How long the sealed contents of a noun are kept after it is closed; then their keys are destroyed, and counts stay.
///
/// Source: no period for crime reports could be verified, so there is none until a person sets it.
public struct RetentionRule: Codable, Equatable, Sendable {
    public var id: ID<RetentionRule>
    /// Table of the records, as in the schema.
    public var noun: String
    /// In force now; `nil`: nothing goes.
    public var years: Int?
    /// What is in force from `nextFrom` on; both `nil` where nothing was set since.
    public var nextYears: Int?
    public var nextFrom: Day?
    /// Act and article, or the decision that set it.
    public var source: String
    public var mark: BodyFunction.Mark
    public var version: Int

    public init(
        id: ID<RetentionRule>, noun: String, years: Int?, source: String, mark: BodyFunction.Mark, nextYears: Int? = nil, nextFrom: Day? = nil, version: Int
    ) {
        (self.nextYears, self.nextFrom) = (nextYears, nextFrom)
        (self.id, self.noun, self.years, self.source, self.mark, self.version) = (id, noun, years, source, mark, version)
    }

    /// What holds until somebody sets a period: nothing goes.
    public static func unset(noun: String) -> RetentionRule {
        RetentionRule(id: ID(noun), noun: noun, years: nil, source: "Luật Lưu trữ 33/2024/QH15; thời hạn lưu chưa kiểm chứng", mark: .unverified, version: 1)
    }

    /// Days between the setting of a period and its force: time to object.
    public static let days = 30

    /// The period in force on the day.
    public func years(on day: Day) -> Int? { nextFrom.map { $0 <= day } == true ? nextYears : years }

    /// Sets the period; it takes force after 30 days, and what was in force before stays until then.
    /// - Parameter years: `nil` where what was typed is no number of 1 to 100.
    /// - Throws: `.invalid` naming `years` or `source`.
    public mutating func set(years: Int?, source: String, mark: BodyFunction.Mark, on today: Day) throws(Refusal) {
        var wrong: [String: String] = [:]
        if years == nil || !(1...100).contains(years ?? 0) { wrong["years"] = "Số năm từ 1 đến 100." }
        if source.tidied.isEmpty { wrong["source"] = "Cần căn cứ: quyết định hoặc phân công nào." }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        self.years = self.years(on: today)
        (nextYears, nextFrom) = (years, today.adding(days: Self.days))
        (self.source, self.mark) = (source.tidied, mark)
    }

    /// When what was closed on that day goes, as things are set on `today`: by the period in force, or by the one to come from its first day on;
    /// `nil` where nothing goes.
    public func goesOn(closedOn day: Day, on today: Day) -> Day? {
        let now = erasedOn(closedOn: day, on: today).map { max($0, today) }
        guard let next = nextFrom, today < next, now.map({ $0 >= next }) ?? true else { return now }
        return erasedOn(closedOn: day, on: next).map { max($0, next) }
    }

    /// The first day on which what was closed on that day is erased; `nil` while there is no period. 29 February becomes 1 March.
    /// - Parameter today: by the period that is in force then.
    public func erasedOn(closedOn day: Day, on today: Day) -> Day? {
        years(on: today).flatMap { years in
            Day(year: day.year + years, month: day.month, day: day.dayOfMonth) ?? Day(year: day.year + years, month: 3, day: 1)
        }
    }
}

/// What keeps a record from being erased, such as an appeal, until it is lifted.
public struct Hold: Codable, Equatable, Sendable {
    public var id: ID<Hold>
    public var noun: String
    public var recordId: String
    public var reason: String
    public var madeAt: Moment
    public var liftedAt: Moment?
    public var version: Int

    public init(id: ID<Hold>, noun: String, recordId: String, reason: String, madeAt: Moment, liftedAt: Moment?, version: Int) {
        (self.id, self.noun, self.recordId, self.reason, self.madeAt) = (id, noun, recordId, reason, madeAt)
        (self.liftedAt, self.version) = (liftedAt, version)
    }

    /// - Throws: `.invalid` naming `holdReason` without a reason.
    public static func place(id: ID<Hold>, on noun: String, _ record: String, because reason: String, at moment: Moment) throws(Refusal) -> Hold {
        guard !reason.tidied.isEmpty else { throw .invalid(["holdReason": "Cần ghi lý do."]) }
        return Hold(id: id, noun: noun, recordId: record, reason: reason.tidied, madeAt: moment, liftedAt: nil, version: 1)
    }

    /// - Throws: `.conflict` if it was lifted before.
    public mutating func lift(at moment: Moment) throws(Refusal) {
        guard liftedAt == nil else { throw .conflict("Lệnh giữ này đã được gỡ.") }
        liftedAt = moment
    }
}
