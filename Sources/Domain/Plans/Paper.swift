/// A paper that came as a file and is read page by page, until a plan under review has come of it.
public struct Paper: Codable, Equatable, Sendable {
    public var id: ID<Paper>
    /// Of the standing office that brought it; decides who may see it.
    public var province: String
    public var officeId: ID<Body>
    public var accountId: ID<Account>?
    /// Who brought it, as called on that day.
    public var accountName: String
    public var kind: Kind
    /// The file as it came, sealed.
    public var storedId: String
    public var byteCount: Int
    public var state: State
    /// `nil` until the file was opened.
    public var pageCount: Int?
    /// Why nothing came of it, in Vietnamese; `nil` otherwise.
    public var failure: String?
    /// The plan that came of it; `nil` before and where nothing did.
    public var planId: ID<Plan>?
    public var madeAt: Moment
    /// When it was read, given up or cancelled; `nil` before.
    public var endedAt: Moment?
    public var version: Int

    public enum Kind: String, Codable, Sendable { case pdf, docx }

    public enum State: String, Codable, Sendable {
        /// Waits or is being read.
        case waiting
        case read, failed, cancelled
    }

    /// So many of a province may wait to be read.
    public static let mostWaiting = 10

    /// How long what came to nothing is kept.
    public static let keptDays = 7

    public init(
        id: ID<Paper>, province: String, officeId: ID<Body>, by viewer: Viewer, kind: Kind, storedId: String, byteCount: Int, madeAt: Moment
    ) {
        (self.id, self.province, self.officeId, accountId, accountName) = (id, province, officeId, viewer.account, viewer.name)
        (self.kind, self.storedId, self.byteCount, state, self.madeAt, version) = (kind, storedId, byteCount, .waiting, madeAt, 1)
    }
}

extension Paper {
    /// A plan has come of it.
    /// - Throws: `.conflict` where it ended before, as by a person who cancelled it.
    public mutating func finish(_ plan: ID<Plan>, at moment: Moment) throws(Refusal) {
        try refuseUnlessWaiting()
        (state, planId, endedAt) = (.read, plan, moment)
    }

    /// Nothing will come of it.
    /// - Throws: `.conflict` where it ended before.
    public mutating func fail(because reason: String, at moment: Moment) throws(Refusal) {
        try refuseUnlessWaiting()
        (state, failure, endedAt) = (.failed, reason, moment)
    }

    /// - Throws: `.conflict` where it ended before.
    public mutating func cancel(at moment: Moment) throws(Refusal) {
        try refuseUnlessWaiting()
        (state, endedAt) = (.cancelled, moment)
    }

    private func refuseUnlessWaiting() throws(Refusal) {
        guard state == .waiting else { throw .conflict("Văn bản này đã đọc xong hoặc đã dừng.") }
    }
}
