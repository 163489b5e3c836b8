import Domain
import Reader

/// Reads papers one after the other; the language model is loaded with the first.
actor ReaderDesk {
    private var reader: PlanReader?

    /// - Throws: `Refusal.invalid("paper")` with what was expected.
    func read(_ bytes: [UInt8]) throws -> ReadPlan {
        let reader = try reader ?? PlanReader()
        self.reader = reader
        do {
            return try reader.read(bytes)
        } catch {
            throw Refusal.invalid(["paper": error.vietnamese])
        }
    }
}
