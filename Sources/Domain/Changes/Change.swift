/// One act on one record: who, when, what; the fields that it changed stand in `FieldChange`.
public struct Change: Codable, Equatable, Sendable {
    public var id: ID<Change>
    public var at: Moment
    public var accountId: ID<Account>?
    /// The name at the time of the act.
    public var accountName: String
    /// Table of the record, as in the schema.
    public var noun: String
    public var recordId: String
    public var act: Act
    /// Why, where the person gave a reason.
    public var reason: String?

    public init(
        id: ID<Change>, at: Moment, accountId: ID<Account>?, accountName: String, noun: String, recordId: String, act: Act, reason: String?
    ) {
        (self.id, self.at, self.accountId, self.accountName, self.noun, self.recordId) = (id, at, accountId, accountName, noun, recordId)
        (self.act, self.reason) = (act, reason)
    }

    public enum Act: String, Codable, Sendable {
        case created, changed, removed
    }
}

/// One field before and after; `nil` where it held nothing.
public struct FieldChange: Codable, Equatable, Sendable {
    public var changeId: ID<Change>
    public var field: String
    public var before: String?
    public var after: String?

    public init(
        changeId: ID<Change>, field: String, before: String?, after: String?
    ) {
        (self.changeId, self.field, self.before, self.after) = (changeId, field, before, after)
    }
}
