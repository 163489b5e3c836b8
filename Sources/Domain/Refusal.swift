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

    /// Does every step and throws what they refuse about fields as one, so that a person mends a form once.
    /// - Throws: `.invalid` with the fields of all steps, of the same field the first sentence; what else a step throws, at once.
    public static func together(_ steps: [() throws -> Void]) throws {
        var wrong: [String: String] = [:]
        for step in steps {
            do { try step() } catch Refusal.invalid(let fields) { wrong.merge(fields) { first, _ in first } }
        }
        guard wrong.isEmpty else { throw Refusal.invalid(wrong) }
    }
}
