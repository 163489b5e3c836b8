/// What has served its day once it is over, and then goes by itself. The programme's own records (plans, duties, answers, accounts, the ledger) are kept for
/// good. Our own rule; no law is known that asks for another.
public enum Leftover: String, CaseIterable, Sendable {
    case notices, invitations, tokens, jobs

    /// Days after which one is removed: of a notice since it was made, of the others since they were over.
    public var days: Int {
        switch self {
        case .notices, .tokens: 365
        case .invitations, .jobs: 30
        }
    }
}
