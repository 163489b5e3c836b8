import Domain

/// `Samples/demonstration.yaml`: who is there and what happens. All people are invented.
struct DemonstrationScript: Decodable, Sendable {
    var password: String
    /// The day of the charts and accounts.
    var begins: Day
    var charts: [String]
    /// Files beside `Samples`: places, and who became whom.
    var places: [String]
    /// What bodies are there for.
    var functions: String?
    /// What is planned; nobody has carried it out on the demonstration's day.
    var reorganisations: String?
    var accounts: [AccountLine]
    var plans: [PlanLine]
    var answers: [AnswerLine]
    /// Crime reports, all invented, and readings of who is in them.
    var crimeReports: [CrimeReportLine]
    var readings: [ReadingLine]

    private enum CodingKeys: String, CodingKey {
        case password, begins, charts, places, functions, reorganisations, accounts, plans, answers, readings
        case crimeReports = "crime_reports"
    }

    struct CrimeReportLine: Decodable, Sendable {
        /// Account of the desk that logs it.
        var desk: String
        /// In Vietnam's time, as `2024-05-06T08:10`.
        var received: String
        var kind: CrimeReport.Kind
        var channel: CrimeReport.Channel
        var place: String?
        var text: String
        var people: [Person]?
        /// When it was classified, and as what; `nil` while it waits.
        var classified: String?
        var classification: CrimeReport.Classification?
        var outcome: CrimeReport.Outcome?
        var decided: Day?

        struct Person: Decodable, Sendable {
            var capacity: Identity.Capacity
            var name: String
            var born: String?
            var phone: String?
            var address: String?
        }
    }

    /// Somebody opens the first person of the report that was received then.
    struct ReadingLine: Decodable, Sendable {
        var account: String
        var received: String
        var at: String
        var reason: String
    }

    struct AccountLine: Decodable, Sendable {
        var name: String
        var display: String
        var role: Role
        /// Another role beside it; `nil` for most.
        var also: Role?
        /// Code on the chart; `nil` for an administrator or an auditor of the whole.
        var body: String?
    }

    struct PlanLine: Decodable, Sendable {
        var paper: String
        /// Account of the standing office that takes the paper in.
        var office: String
        var arrives: Day
        /// File of what a person corrected; `nil` leaves the plan for the newcomer to review.
        var corrections: String?
        var issued: Day?
    }

    /// One act by one account, or by every body of a group (`take` out of `ofEvery`, in the order of their codes).
    struct AnswerLine: Decodable, Sendable {
        var on: Day
        var plan: String
        var duty: String
        var period: String?
        var account: String?
        var group: String?
        var take: Int
        var ofEvery: Int
        var act: Answer.Act
        var text: String
        var figures: [String: Double]

        private enum CodingKeys: String, CodingKey {
            case on = "day"
            case plan, duty, period, account, group, take, act, text, figures
            case ofEvery = "of_every"
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            on = try values.decode(Day.self, forKey: .on)
            plan = try values.decode(String.self, forKey: .plan)
            duty = try values.decode(String.self, forKey: .duty)
            period = try values.decodeIfPresent(String.self, forKey: .period)
            account = try values.decodeIfPresent(String.self, forKey: .account)
            group = try values.decodeIfPresent(String.self, forKey: .group)
            take = try values.decodeIfPresent(Int.self, forKey: .take) ?? 1
            ofEvery = max(1, try values.decodeIfPresent(Int.self, forKey: .ofEvery) ?? 1)
            act = try values.decode(Answer.Act.self, forKey: .act)
            text = try values.decodeIfPresent(String.self, forKey: .text) ?? ""
            figures = try values.decodeIfPresent([String: Double].self, forKey: .figures) ?? [:]
        }
    }
}
