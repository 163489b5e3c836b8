/// One line of the paper as it came, and as it was mended.
public struct PlanLine: Codable, Equatable, Sendable {
    public var planId: ID<Plan>
    /// Counted from 1.
    public var number: Int
    public var source: String
    public var text: String
    /// 0…1, how sure the mending is of the whole line.
    public var confidence: Double
    /// Page of the paper; `nil` for a text without pages.
    public var page: Int?

    public init(
        planId: ID<Plan>, number: Int, source: String, text: String, confidence: Double, page: Int? = nil
    ) {
        (self.planId, self.number, self.source, self.text, self.confidence, self.page) = (planId, number, source, text, confidence, page)
    }
}

/// A document that the plan stands on or names in its heading.
public struct PlanReference: Codable, Equatable, Sendable {
    public var planId: ID<Plan>
    public var position: Int
    public var number: String
    public var date: String?
    public var issuer: String?

    public init(
        planId: ID<Plan>, position: Int, number: String, date: String?, issuer: String?
    ) {
        (self.planId, self.position, self.number, self.date, self.issuer) = (planId, position, number, date, issuer)
    }
}

/// One objective (mục đích, yêu cầu) of part I.
public struct Objective: Codable, Equatable, Sendable {
    public var id: ID<Objective>
    public var planId: ID<Plan>
    public var position: Int
    public var code: String
    public var text: String
    /// Place on the paper, lines from 1; `nil` for one that a person added.
    public var firstLine: Int?
    public var lastLine: Int?
    public var version: Int

    public init(
        id: ID<Objective>, planId: ID<Plan>, position: Int, code: String, text: String, firstLine: Int?, lastLine: Int?, version: Int = 1
    ) {
        (self.id, self.planId, self.position, self.code, self.text) = (id, planId, position, code, text)
        (self.firstLine, self.lastLine, self.version) = (firstLine, lastLine, version)
    }

    /// Corrects what the Reader proposed, or fills in what a person adds.
    /// - Throws: `.invalid` naming `code` or `text`.
    public mutating func correct(code: String, text: String) throws(Refusal) {
        var wrong: [String: String] = [:]
        if code.tidied.isEmpty { wrong["code"] = "Cần ký hiệu mục, ví dụ I.1-1." }
        if text.tidied.isEmpty { wrong["text"] = "Cần lời của mục đích, yêu cầu, đúng như văn bản." }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        (self.code, self.text) = (code.tidied, text.tidied)
    }
}

/// A doubt of the reading that a person should look at.
public struct Finding: Codable, Equatable, Sendable {
    public var id: ID<Finding>
    public var planId: ID<Plan>
    public var position: Int
    public var kind: String
    public var message: String
    public var firstLine: Int?
    /// Whether a person has looked at it.
    public var isSettled: Bool
    public var version: Int

    public init(
        id: ID<Finding>, planId: ID<Plan>, position: Int, kind: String, message: String, firstLine: Int?, isSettled: Bool, version: Int
    ) {
        (self.id, self.planId, self.position, self.kind, self.message, self.firstLine) = (id, planId, position, kind, message, firstLine)
        (self.isSettled, self.version) = (isSettled, version)
    }
}
