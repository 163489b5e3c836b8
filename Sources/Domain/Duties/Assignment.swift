/// What one body owes of one duty in one role, or one report that it owes for one period.
public struct Assignment: Codable, Equatable, Sendable {
    public var id: ID<Assignment>
    public var planId: ID<Plan>
    public var dutyId: ID<Duty>
    /// The body that it was given to and that what is recorded belongs to.
    public var bodyId: ID<Body>
    /// The heir that answers for it since a reorganisation; `nil` while the body itself does.
    public var holderId: ID<Body>?
    /// Code of the province, as of the plan; decides who may see it.
    public var province: String
    public var role: Assignee.Role
    /// `2024-H1` for a report; `nil` for work.
    public var period: String?
    public var windowFrom: Day?
    public var windowTo: Day?
    /// The last timely day, until its end.
    public var dueOn: Day
    public var dueBecause: DueReason
    public var state: State
    /// When the body last did anything; `nil` before it answered at all.
    public var answeredAt: Moment?
    /// The day on which it was declared done; decides whether it was timely.
    public var doneOn: Day?
    public var version: Int

    public init(
        id: ID<Assignment>, planId: ID<Plan>, dutyId: ID<Duty>, bodyId: ID<Body>, province: String, role: Assignee.Role, period: String?,
        windowFrom: Day?, windowTo: Day?, dueOn: Day, dueBecause: DueReason, state: State, answeredAt: Moment?, doneOn: Day?, holderId: ID<Body>?,
        version: Int
    ) {
        (self.id, self.planId, self.dutyId, self.bodyId, self.province, self.role) = (id, planId, dutyId, bodyId, province, role)
        self.holderId = holderId
        (self.period, self.windowFrom, self.windowTo, self.dueOn, self.dueBecause, self.state) = (period, windowFrom, windowTo, dueOn, dueBecause, state)
        (self.answeredAt, self.doneOn, self.version) = (answeredAt, doneOn, version)
    }

    public enum State: String, Codable, CaseIterable, Sendable {
        /// Owed, not yet answered.
        case given
        /// The body knows of it.
        case accepted
        /// The body has reported progress.
        case inHand
        /// The body says it is done; the standing office has not yet looked.
        case declared
        /// The standing office gave it back with a reason.
        case returned
        /// The standing office agrees that it is done.
        case confirmed
    }
}

extension Assignment {
    /// - Throws: `.conflict` unless it is newly given.
    public mutating func accept(at moment: Moment) throws(Refusal) {
        guard state == .given else { throw .conflict("Việc này đã được nhận.") }
        state = .accepted
        answeredAt = moment
    }

    /// Records progress.
    /// - Throws: `.conflict` once it is declared done.
    public mutating func progress(at moment: Moment) throws(Refusal) {
        guard !isClosed else { throw .conflict("Việc này đã báo xong; chờ Cơ quan Thường trực xem.") }
        state = .inHand
        answeredAt = moment
    }

    /// Declares it done.
    /// - Throws: `.conflict` if it is declared already.
    public mutating func declareDone(at moment: Moment) throws(Refusal) {
        guard !isClosed else { throw .conflict("Việc này đã báo xong.") }
        state = .declared
        answeredAt = moment
        doneOn = moment.day
    }

    /// - Throws: `.conflict` unless it is declared done.
    public mutating func confirm() throws(Refusal) {
        guard state == .declared else { throw .conflict("Chỉ xác nhận được việc mà cơ quan đã báo xong.") }
        state = .confirmed
    }

    /// Gives it back to the body.
    /// - Throws: `.conflict` unless it is declared done; `.invalid("text")` without a reason.
    public mutating func giveBack(because reason: String) throws(Refusal) {
        guard state == .declared else { throw .conflict("Chỉ trả lại được việc mà cơ quan đã báo xong.") }
        guard !reason.tidied.isEmpty else { throw .invalid(["text": "Cần ghi lý do trả lại."]) }
        state = .returned
        doneOn = nil
    }

    /// Days by which it was declared done too late; `nil` where it was timely or is not done.
    public var lateDays: Int? {
        guard let doneOn, doneOn > dueOn else { return nil }
        return dueOn.days(until: doneOn)
    }

    /// The body that answers for it now.
    public var holder: ID<Body> { holderId ?? bodyId }

    public var isClosed: Bool { state == .declared || state == .confirmed }

    public func standing(on day: Day) -> Standing { Standing.of(self, on: day) }
}
