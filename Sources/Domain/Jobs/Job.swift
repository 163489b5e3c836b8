/// Something that the program does by itself, beside requests: now, again where it failed, and at last given to a person.
public struct Job: Codable, Equatable, Sendable {
    /// Of daily jobs kind and day, so that there is one a day.
    public var id: ID<Job>
    public var kind: Kind
    /// Id of what it is about; empty where it is about nothing single.
    public var subject: String
    public var madeAt: Moment
    /// Not before.
    public var dueAt: Moment
    /// How often it was begun.
    public var tries: Int
    /// Until then whoever took it does it; `nil` while nobody does.
    public var leasedUntil: Moment?
    /// Why the last try failed.
    public var failure: String?
    public var doneAt: Moment?
    /// Since when it is not tried any more.
    public var deadAt: Moment?

    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// Signs where the ledger ends.
        case checkpoint
        /// Erases what is past its time.
        case retention
        /// Removes files that nothing refers to, and jobs that are long done.
        case sweep
        /// Takes a backup and proves that it comes back.
        case backup
        /// Makes a `digest` for each account that wants one.
        case digests
        /// Sends one account what a day brought; the subject is the account.
        case digest
        /// Sends one notice at once; the subject is the notice.
        case mail
        /// Reads a paper page by page; the subject is the paper. Minutes long, so that it goes beside the others.
        case reading
    }

    /// How often a job is tried before it is left to a person.
    public static let tries = 8
    /// How long it may take before another program takes it for lost.
    public static let leaseSeconds = 600

    public init(id: ID<Job>, kind: Kind, subject: String = "", madeAt: Moment, dueAt: Moment) {
        (self.id, self.kind, self.subject, self.madeAt, self.dueAt, tries) = (id, kind, subject, madeAt, dueAt, 0)
    }

    /// Seconds before the next try: 30 after the first, four times as long after each, at most six hours.
    public static func wait(after tries: Int) -> Int { min(6 * 3600, 30 << (2 * min(max(tries - 1, 0), 6))) }

    /// Takes it for a while.
    public mutating func lease(at moment: Moment) {
        tries += 1
        leasedUntil = moment.adding(seconds: Self.leaseSeconds)
    }

    public mutating func finish(at moment: Moment) { (leasedUntil, doneAt, failure) = (nil, moment, nil) }

    /// A try failed: another comes later, or none.
    /// - Parameter isFinal: whether trying again cannot help.
    public mutating func fail(_ why: String, at moment: Moment, isFinal: Bool = false) {
        (leasedUntil, failure) = (nil, why)
        if isFinal || tries >= Self.tries { deadAt = moment } else { dueAt = moment.adding(seconds: Self.wait(after: tries)) }
    }

    /// A person wants it tried again.
    /// - Throws: `.conflict` unless it was given up.
    public mutating func retry(at moment: Moment) throws(Refusal) {
        guard deadAt != nil else { throw .conflict("Việc này không nằm trong danh sách hỏng.") }
        (deadAt, tries, dueAt) = (nil, 0, moment)
    }
}
