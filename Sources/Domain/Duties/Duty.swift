/// One paragraph of the plan that gives somebody work (nhiệm vụ).
public struct Duty: Codable, Equatable, Sendable {
    public var id: ID<Duty>
    public var planId: ID<Plan>
    /// Order on the paper, with room between for what a person adds.
    public var position: Int
    /// `II.2.1(4)-2`, unique within the plan.
    public var code: String
    /// The nearest numbered heading: `II.2.1`.
    public var section: String
    public var heading: String
    /// Without the closing bracket that assigns it.
    public var text: String
    /// Place on the paper, lines from 1; `nil` for a duty that a person added.
    public var firstLine: Int?
    public var lastLine: Int?
    /// First and last day of the period that the paper gives; `nil` where it gives none.
    public var startsOn: Day?
    public var endsOn: Day?
    /// A last day set by the standing office where the paper gives none, or an earlier one.
    public var officeDueOn: Day?
    /// Whether a bracket or heading assigns a whole section.
    public var isInherited: Bool
    /// 0…1, of the reading.
    public var confidence: Double
    public var review: Review
    /// The paragraph that took this one up; `nil` unless it was merged.
    public var mergedInto: ID<Duty>?
    public var version: Int

    public init(
        id: ID<Duty>, planId: ID<Plan>, position: Int, code: String, section: String, heading: String, text: String, firstLine: Int?, lastLine: Int?,
        startsOn: Day?, endsOn: Day?, officeDueOn: Day?, isInherited: Bool, confidence: Double, review: Review, mergedInto: ID<Duty>? = nil, version: Int
    ) {
        (self.id, self.planId, self.position, self.code, self.section, self.heading) = (id, planId, position, code, section, heading)
        (self.text, self.firstLine, self.lastLine, self.startsOn, self.endsOn, self.officeDueOn) = (text, firstLine, lastLine, startsOn, endsOn, officeDueOn)
        (self.isInherited, self.confidence, self.review, self.mergedInto, self.version) = (isInherited, confidence, review, mergedInto, version)
    }

    public enum Review: String, Codable, Sendable {
        /// As the Reader proposed it.
        case proposed
        /// A person has looked and agreed.
        case checked
        /// A person has taken it out.
        case dropped
    }
}

/// A day that the paragraph names: a last day, or one that it only mentions.
public struct DutyDate: Codable, Equatable, Sendable {
    public var dutyId: ID<Duty>
    public var position: Int
    public var day: Day
    public var what: String?
    /// Whether it is a last day. A day written with its year counts as one until a person says otherwise; "30/7" alone is a mention.
    public var isDue: Bool
    /// Whether the paper says "trước ngày": the day before is then the last timely one.
    public var isBefore: Bool

    public init(dutyId: ID<Duty>, position: Int, day: Day, what: String?, isDue: Bool = true, isBefore: Bool = false) {
        (self.dutyId, self.position, self.day, self.what, self.isDue, self.isBefore) = (dutyId, position, day, what, isDue, isBefore)
    }

    /// The last timely day.
    public var lastDay: Day { isBefore ? day.adding(days: -1) : day }
}

/// A document that the paragraph names.
public struct DutyReference: Codable, Equatable, Sendable {
    public var dutyId: ID<Duty>
    public var position: Int
    public var text: String

    public init(
        dutyId: ID<Duty>, position: Int, text: String
    ) {
        (self.dutyId, self.position, self.text) = (dutyId, position, text)
    }
}

extension Duty {
    /// Corrects what the Reader proposed.
    /// - Parameter signedOn: of the plan: nobody owes anything before it; `nil` while it is not known.
    /// - Throws: `.invalid` naming `text`, `endsOn` or `officeDueOn`.
    public mutating func correct(
        text: String, heading: String, startsOn: Day?, endsOn: Day?, officeDueOn: Day?, signedOn: Day? = nil
    ) throws(Refusal) {
        var wrong: [String: String] = [:]
        if text.tidied.isEmpty { wrong["text"] = "Nội dung nhiệm vụ không được để trống." }
        if let startsOn, let endsOn, endsOn < startsOn { wrong["endsOn"] = "Ngày kết thúc phải từ ngày bắt đầu trở đi: \(startsOn.written)." }
        if let startsOn, let officeDueOn, officeDueOn < startsOn { wrong["officeDueOn"] = "Hạn phải từ ngày bắt đầu trở đi: \(startsOn.written)." }
        if let signedOn, let officeDueOn, officeDueOn < signedOn { wrong["officeDueOn"] = "Hạn phải từ ngày ký kế hoạch trở đi: \(signedOn.written)." }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        self.text = text.tidied
        self.heading = heading.tidied
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.officeDueOn = officeDueOn
        review = .checked
    }

    public mutating func check() throws(Refusal) {
        if review == .dropped { throw .conflict("Nhiệm vụ đã bỏ; khôi phục trước khi xác nhận.") }
        review = .checked
    }

    /// Takes the paragraph out.
    /// - Parameter other: the paragraph that has taken it up; `nil` where its text goes nowhere.
    public mutating func drop(mergedInto other: ID<Duty>? = nil) {
        review = .dropped
        mergedInto = other
    }

    /// Takes a dropped paragraph up again.
    /// - Throws: `.conflict` if another paragraph took it up: its text stands there.
    public mutating func restore() throws(Refusal) {
        guard mergedInto == nil else { throw .conflict("Đoạn này đã gộp vào đoạn trước; muốn có lại thì tách đoạn đó.") }
        review = .proposed
    }

    /// Splits the paragraph in two before the given text.
    /// - Parameters:
    ///   - opening: the first words of the second part, as they stand in `text`.
    ///   - id: of the new duty.
    /// - Returns: the second part; it follows this duty and bears the same assignment.
    /// - Throws: `.invalid("opening")` if the words are not found after the start of the text.
    public mutating func split(before opening: String, id: ID<Duty>) throws(Refusal) -> Duty {
        let words = opening.tidied
        guard !words.isEmpty, let start = text.ranges(of: words).map(\.lowerBound).first(where: opensPart) else {
            throw .invalid(["opening": "Không thấy những chữ này bên trong đoạn; hãy chép đúng các chữ mở đầu phần thứ hai."])
        }
        var second = self
        second.id = id
        second.code = code + "b"
        second.position = position + 1
        second.text = String(text[start...]).tidied
        second.review = .checked
        second.version = 1
        text = String(text[..<start]).tidied
        review = .checked
        return second
    }

    /// Whether a second part may begin here: inside the text, and not inside a word.
    private func opensPart(_ at: String.Index) -> Bool {
        guard at > text.startIndex else { return false }
        let before = text[text.index(before: at)]
        return !before.isLetter && !before.isNumber
    }

    /// Takes up the paragraph that follows, which is then to be dropped (`drop(mergedInto:)`).
    ///
    /// Days of the other are taken only as far as the office's day does not come before the first day.
    /// - Throws: `.conflict` if either is dropped or the other belongs to another section.
    public mutating func merge(_ next: Duty) throws(Refusal) {
        guard review != .dropped, next.review != .dropped else { throw .conflict("Đoạn đã bỏ thì không gộp; khôi phục trước.") }
        guard next.planId == planId, next.section == section else { throw .conflict("Chỉ gộp được với đoạn liền sau trong cùng mục.") }
        text = (text + " " + next.text).tidied
        firstLine = [firstLine, next.firstLine].compactMap { $0 }.min()
        lastLine = [lastLine, next.lastLine].compactMap { $0 }.max()
        if startsOn == nil && endsOn == nil {
            let isTooLate = officeDueOn.flatMap { due in next.startsOn.map { due < $0 } } ?? false
            (startsOn, endsOn) = (isTooLate ? nil : next.startsOn, next.endsOn)
        }
        if officeDueOn == nil, let due = next.officeDueOn, startsOn.map({ $0 <= due }) ?? true { officeDueOn = due }
        review = .checked
    }

    /// The last day for the whole duty, and why that day.
    public func due(dates: [DutyDate], year: Int) -> (on: Day, because: DueReason) {
        if let officeDueOn { return (officeDueOn, .setByOffice) }
        if let endsOn { return (endsOn, .endOfPeriod) }
        if let last = dates.filter(\.isDue).max(by: { $0.lastDay < $1.lastDay }) { return (last.lastDay, last.isBefore ? .reportBefore : .namedDay) }
        return (Day.end(of: year), .endOfYear)
    }
}
