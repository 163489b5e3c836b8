/// What a paper is proposed to say; nothing of it counts until a person has confirmed it.
public struct Reading: Codable, Equatable, Sendable {
    public var document: ReadDocument
    public var objectives: [ReadItem]
    public var targets: [ReadTarget]
    /// Paragraphs of the task part that give somebody work.
    public var tasks: [ReadDuty]
    /// The same for the part on organising the work.
    public var duties: [ReadDuty]
    public var reporting: [ReportingRule]
    public var organisations: [ReadOrganisation]
    /// Doubts for the person who reviews.
    public var findings: [Finding]
}

extension Reading {
    /// Tells each fact on which page its first line stands.
    mutating func place(_ page: (Int) -> Int?) {
        func place(_ source: inout SourcePlace) { source.page = page(source.firstLine) }
        func placeIfAny(_ source: inout SourcePlace?) {
            guard var found = source else { return }
            place(&found)
            source = found
        }
        for i in objectives.indices { placeIfAny(&objectives[i].source) }
        for i in targets.indices { placeIfAny(&targets[i].source) }
        for i in tasks.indices { place(&tasks[i].source) }
        for i in duties.indices { place(&duties[i].source) }
        for i in reporting.indices { place(&reporting[i].source) }
        for i in findings.indices { placeIfAny(&findings[i].source) }
    }
}

/// Lines of the source, counted from 1.
public struct SourcePlace: Codable, Equatable, Sendable {
    public var firstLine: Int
    public var lastLine: Int
    /// Page of the scan; `nil` where the text does not tell.
    public var page: Int?

    public enum CodingKeys: String, CodingKey {
        case firstLine = "first_line"
        case lastLine = "last_line"
        case page
    }
}

/// An objective: a paragraph that asks for something without measuring it.
public struct ReadItem: Codable, Equatable, Sendable {
    public var id: String
    public var text: String
    public var source: SourcePlace?
}

/// A doubt: what, where, in words for the reviewer.
public struct Finding: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, Sendable {
        case unclearWords = "unclear-words"
        case unresolvedBody = "unresolved-body"
        case noLead = "no-lead"
        case noAssignee = "no-assignee"
        case conditional = "conditional-task"
        case dateWithoutYear = "date-without-year"
        case windowMeetsDeadline = "window-meets-deadline"
        case missingInHeader = "missing-in-header"
        case noPart = "no-part"
        case carriedAssignment = "carried-assignment"
        case vagueTarget = "vague-target"
        case unreadRow = "unread-row"
    }

    public var kind: Kind
    public var message: String
    public var source: SourcePlace?
}
