/// Why a rule does not do what was asked. Anything else that is thrown is a fault of the program.
public enum Refusal: Error, Equatable, Sendable {
    /// There is no such record, or the viewer may not know that there is.
    case notFound
    /// The viewer is known and may not do this.
    case forbidden
    /// The state of the record does not allow it; the reason is a Vietnamese sentence.
    case conflict(String)
    /// Fields and what is wrong with each, as Vietnamese sentences.
    case invalid([String: String])
}
