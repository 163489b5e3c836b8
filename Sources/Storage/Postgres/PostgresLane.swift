import Dispatch
import Foundation

/// One connection and the thread that it blocks: libpq waits, so it never runs on the cooperative pool.
final class PostgresLane: Sendable {
    private let queue: DispatchQueue
    private let url: String
    // Touched on the queue alone.
    nonisolated(unsafe) private var link: PostgresLink?
    nonisolated(unsafe) private var failures = 0
    nonisolated(unsafe) private var nextTry = DispatchTime.now()

    /// How often a transaction runs again where two clash.
    private static let attempts = 12

    init(url: String, number: Int) {
        self.url = url
        queue = DispatchQueue(label: "lachan.postgres.\(number)")
    }

    /// - Parameters:
    ///   - begin: the statement that begins it; `nil` for one statement that reads.
    ///   - writes: whether it may add to the connection's chain.
    /// - Throws: `StorageError.unavailable` if the server cannot be reached, is lost on the way, or clashes do not end.
    func transaction<T: Sendable>(_ begin: String?, writes: Bool = false, _ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.run(begin, writes: writes, body) }) }
        }
    }

    func close() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.link = nil
                continuation.resume()
            }
        }
    }

    private func run<T>(_ begin: String?, writes: Bool, _ body: (Connection) throws -> T) throws -> T {
        var attempt = 1
        while true {
            let wasOpen = link != nil
            let link = try connected()
            var isCommitting = false
            do {
                if let begin {
                    if writes { try link.claimChain() }
                    try link.begin(begin)
                }
                let value = try body(Connection(session: link))
                guard begin != nil else { return value }
                isCommitting = true
                try link.commit()
                return value
            } catch {
                attempt += 1
                // Also where the commit itself was refused: then nothing is undone, and nothing of it stands.
                link.memory.chainEnd = nil
                let isLost = if case PostgresError.lost = error { true } else { link.isLost }
                if isLost {
                    self.link = nil
                    // An idle connection that the server had ended meanwhile; nothing was committed, so it is safe to begin again.
                    if wasOpen && !isCommitting && attempt == 2 { continue }
                    throw StorageError.unavailable("the connection was lost: \(error)")
                }
                if begin != nil && (!isCommitting || link.isInTransaction) {
                    link.rollBack()
                    // What cannot be undone goes with its connection.
                    if link.isInTransaction { self.link = nil }
                }
                guard case PostgresError.clash = error else { throw error }
                guard attempt <= Self.attempts else { throw StorageError.unavailable("too many changes at once") }
                usleep(UInt32.random(in: 500...1_000) << UInt32(min(attempt, 7)))
            }
        }
    }

    /// The open connection, or a new one; after a failure the next try waits a little longer each time.
    private func connected() throws -> PostgresLink {
        if let link { return link }
        guard DispatchTime.now() >= nextTry else { throw StorageError.unavailable("the database server does not answer; trying again soon") }
        do {
            let link = try PostgresLink(url: url)
            (self.link, failures) = (link, 0)
            return link
        } catch {
            failures += 1
            nextTry = .now() + .milliseconds(min(5_000, 50 << min(failures, 7)))
            throw error
        }
    }
}
