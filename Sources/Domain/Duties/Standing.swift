/// How something owed stands on a day; what boards and desks show. Ordered from the most urgent on.
public enum Standing: Equatable, Sendable {
    /// Past its day by so many days, not declared done.
    case late(days: Int)
    /// The last day is near, so many days ahead (0 is today).
    case soon(days: Int)
    /// Given back: to be done again.
    case returned
    /// Nothing answered yet.
    case nothingYet
    case inHand
    /// Declared done, awaits the standing office.
    case declared
    case done

    /// How many days ahead "soon" begins.
    public static let soonDays = 10

    public static func of(_ assignment: Assignment, on day: Day) -> Standing { of(assignment.state, dueOn: assignment.dueOn, on: day) }

    public static func of(_ state: Assignment.State, dueOn: Day, on day: Day) -> Standing {
        switch state {
        case .confirmed: return .done
        case .declared: return .declared
        case .given, .accepted, .inHand, .returned: break
        }
        let left = day.days(until: dueOn)
        if left < 0 { return .late(days: -left) }
        if left <= soonDays { return .soon(days: left) }
        switch state {
        case .returned: return .returned
        case .given: return .nothingYet
        case .accepted, .inHand, .declared, .confirmed: return .inHand
        }
    }

    /// 0 comes first on a desk, and wins when a cell of the board stands for several.
    public var rank: Int {
        switch self {
        case .late: 0
        case .soon: 1
        case .returned: 2
        case .nothingYet: 3
        case .inHand: 4
        case .declared: 5
        case .done: 6
        }
    }
}
