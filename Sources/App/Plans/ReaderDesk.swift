import Domain
import Reader

/// Reads papers one after the other; the language model is loaded with the first.
actor ReaderDesk {
    private var reader: PlanReader?

    /// - Throws: `Refusal.invalid("paper")` with what was expected.
    func read(_ bytes: [UInt8]) throws -> ReadPlan {
        let reader = try loaded()
        do { return try reader.read(bytes) } catch { throw Refusal.invalid(["paper": error.vietnamese]) }
    }

    /// - Parameter pages: the lines of each.
    /// - Throws: as of a text.
    func read(pages: [[String]]) throws -> ReadPlan {
        let reader = try loaded()
        do { return try reader.read(pages: pages) } catch { throw Refusal.invalid(["paper": error.vietnamese]) }
    }

    /// Which share of a text is Vietnamese.
    func soundness() throws -> @Sendable (String) -> Double {
        let reader = try loaded()
        return { reader.soundness(of: $0) }
    }

    private func loaded() throws -> PlanReader {
        let reader = try reader ?? PlanReader()
        self.reader = reader
        return reader
    }
}
