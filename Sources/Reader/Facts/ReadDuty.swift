/// A paragraph that gives somebody work.
public struct ReadDuty: Codable, Equatable, Sendable {
    /// Section number and ordinal: `II.1-3`, `II.2.1(4)-2`.
    public var id: String
    public var section: String
    public var heading: String
    /// Mended text without the closing bracket that assigns it.
    public var text: String
    public var assignments: [ReadAssignment]
    /// Whether a bracket or a heading assigns the whole section.
    public var inheritedAssignment: Bool
    /// First and last day of the period, `YYYY-MM-DD`.
    public var from: String?
    public var to: String?
    /// Whether `to` is a day before which it must be done ("trước ngày 30/6"), so that it is too late itself.
    public var isBefore: Bool
    public var dates: [ReadDate]
    /// How often it comes again, in the paper's words.
    public var recurrence: [String]
    public var references: [String]
    /// 0…1, from the words it was read from and the way its assignees were found.
    public var confidence: Double
    public var source: SourcePlace

    public enum CodingKeys: String, CodingKey {
        case id, section, heading, text, assignments, from, to, dates, recurrence, references, confidence, source
        case inheritedAssignment = "inherited_assignment"
        case isBefore = "is_before"
    }
}

/// One body and what it has to do for a duty.
public struct ReadAssignment: Codable, Equatable, Sendable {
    /// Chủ trì, phối hợp, thực hiện, tham mưu.
    public enum Role: String, Codable, Sendable {
        case lead, coordinate, implement, advise
    }

    public var role: Role
    /// The name in its usual form.
    public var org: String
    public var asWritten: String
    public var confidence: Double

    public enum CodingKeys: String, CodingKey {
        case role, org, confidence
        case asWritten = "as_written"
    }
}

/// A day named in a paragraph: `YYYY-MM-DD`, or `MM-DD` where no year is written.
public struct ReadDate: Codable, Equatable, Sendable {
    public var date: String
    /// The words around it.
    public var what: String
}
