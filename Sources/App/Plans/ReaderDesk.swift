import Domain
import Reader
import Synchronization

/// Reads papers one after the other; the language model is loaded with the first.
actor ReaderDesk {
    private var reader: PlanReader?
    /// Texts that were sent and wait for their turn.
    private let waiting = Mutex(0)
    /// More than these at once are sent away: each takes a second or more of one core.
    static let mostWaiting = 8

    /// Reads a text that somebody waits for.
    /// - Throws: `Refusal.invalid("paper")` with what was expected; `.conflict` where too many wait already.
    nonisolated func readInTurn(_ bytes: [UInt8]) async throws -> ReadPlan {
        let isFree = waiting.withLock { count in
            guard count < Self.mostWaiting else { return false }
            count += 1
            return true
        }
        guard isFree else { throw Refusal.conflict("Máy đang đọc nhiều văn bản; thử lại sau ít phút.") }
        defer { waiting.withLock { $0 -= 1 } }
        return try await read(bytes)
    }

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
