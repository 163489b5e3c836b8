/// Breaking the glass: somebody takes a record that they may not see, for two hours, and says why; its owner and the auditors are told at once.
public struct Emergency: Codable, Equatable, Sendable {
    public var id: ID<Emergency>
    public var accountId: ID<Account>
    /// Table of the record, as in the schema.
    public var noun: String
    public var recordId: String
    public var reason: String
    public var at: Moment
    public var endsAt: Moment
    public var version: Int

    public static let seconds = 2 * 3600

    /// - Throws: `.invalid` naming `reason` unless it is a sentence; `.forbidden` for the program itself.
    public static func open(id: ID<Emergency>, noun: String, record: String, because reason: String, by viewer: Viewer, at moment: Moment) throws(Refusal)
        -> Emergency
    {
        guard let account = viewer.account, viewer.may(.breakGlass) else { throw .forbidden }
        guard reason.tidied.count >= 20 else { throw .invalid(["reason": "Cần ghi rõ vì sao, ít nhất 20 chữ."]) }
        return Emergency(
            id: id, accountId: account, noun: noun, recordId: record, reason: reason.tidied, at: moment, endsAt: moment.adding(seconds: seconds), version: 1)
    }
}
