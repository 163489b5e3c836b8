/// Lends lanes, one transaction each, first come first served.
actor LanePool {
    private var idle: [PostgresLane]
    private var waiting: [Waiter] = []
    private var nextTicket = 0
    private var isClosed = false
    private let all: [PostgresLane]

    private struct Waiter {
        let ticket: Int
        let continuation: CheckedContinuation<PostgresLane, any Error>
    }

    /// How many transactions may wait for a lane.
    private static let room = 2_000
    /// How long one waits.
    private let patience: Duration

    init(lanes: [PostgresLane], patience: Duration) {
        self.patience = patience
        all = lanes
        idle = lanes.reversed()
    }

    /// - Throws: `StorageError.unavailable` when no lane comes free in time.
    nonisolated func with<T: Sendable>(_ body: @Sendable (PostgresLane) async throws -> T) async throws -> T {
        let lane = try await take()
        do {
            let value = try await body(lane)
            await giveBack(lane)
            return value
        } catch {
            await giveBack(lane)
            throw error
        }
    }

    var load: Load { Load(busy: all.count - idle.count, all: all.count, waiting: waiting.count) }

    func close() async {
        isClosed = true
        for waiter in waiting { waiter.continuation.resume(throwing: StorageError.unavailable("the database was closed")) }
        waiting = []
        for lane in all { await lane.close() }
    }

    /// The lane that was given back last comes first: its connection is warm.
    private func take() async throws -> PostgresLane {
        guard !isClosed else { throw StorageError.unavailable("the database was closed") }
        if let lane = idle.popLast() { return lane }
        guard waiting.count < Self.room else { throw StorageError.unavailable("too many transactions wait") }
        nextTicket += 1
        let ticket = nextTicket
        let timeout = Task {
            try await Task.sleep(for: patience)
            expire(ticket)
        }
        defer { timeout.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiting.append(Waiter(ticket: ticket, continuation: $0)) }
        } onCancel: {
            Task { await self.expire(ticket) }
        }
    }

    private func giveBack(_ lane: PostgresLane) {
        if waiting.isEmpty {
            idle.append(lane)
        } else {
            waiting.removeFirst().continuation.resume(returning: lane)
        }
    }

    private func expire(_ ticket: Int) {
        guard let at = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
        waiting.remove(at: at).continuation.resume(throwing: StorageError.unavailable("no connection came free in time"))
    }
}
