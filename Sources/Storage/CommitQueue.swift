import GRDB
import Synchronization

/// Lets the writers that wait for SQLite's one place share a commit: each runs in a savepoint, so what one throws undoes only its own work, and all
/// are told only after the disk has it. One write to the disk serves as many as came while the last was under way.
final class CommitQueue: Sendable {
    /// One waiting transaction. It may run twice, as every transaction may.
    struct Job: Sendable {
        /// - Parameter memory: shared by those in one transaction of the file.
        let run: @Sendable (GRDB.Database, _ memory: SessionMemory) throws -> Void
        /// Tells whoever waits: `nil` where it is kept.
        let end: @Sendable ((any Error)?) -> Void
    }

    private struct State {
        var waiting: [Job] = []
        var isRunning = false
    }

    private let state = Mutex(State())
    private let writer: any DatabaseWriter

    init(_ writer: any DatabaseWriter) {
        self.writer = writer
    }

    var load: Load { state.withLock { Load(busy: $0.isRunning ? 1 : 0, all: 1, waiting: $0.waiting.count) } }

    func add(_ job: Job) {
        let isFirst = state.withLock { state in
            state.waiting.append(job)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if isFirst { writer.asyncWriteWithoutTransaction { db in self.drain(db) } }
    }

    private func drain(_ db: GRDB.Database) {
        while true {
            let jobs = state.withLock { state in
                defer { state.waiting = [] }
                if state.waiting.isEmpty { state.isRunning = false }
                return state.waiting
            }
            if jobs.isEmpty { return }
            if jobs.count == 1 || !Self.runTogether(jobs, db) { jobs.forEach { Self.runAlone($0, db) } }
        }
    }

    private static func runAlone(_ job: Job, _ db: GRDB.Database) {
        do {
            try db.inTransaction(.immediate) {
                try job.run(db, SessionMemory())
                return .commit
            }
            job.end(nil)
        } catch {
            job.end(error)
        }
    }

    /// SQLite gave the transaction up by itself, as on a full disk.
    private struct GivenUp: Error {}

    /// - Returns: `false` where nothing of it is kept and nobody was told: the commit failed, by a fault that may be one job's alone.
    private static func runTogether(_ jobs: [Job], _ db: GRDB.Database) -> Bool {
        var errors: [(any Error)?] = []
        let memory = SessionMemory()
        do {
            try db.inTransaction(.immediate) {
                for job in jobs {
                    do {
                        try db.inSavepoint {
                            try job.run(db, memory)
                            return .commit
                        }
                        errors.append(nil)
                    } catch {
                        errors.append(error)
                        memory.chainEnd = nil
                    }
                    // Going on now would commit each statement for itself.
                    guard db.isInsideTransaction else { throw GivenUp() }
                }
                return .commit
            }
        } catch {
            return false
        }
        for (job, error) in zip(jobs, errors) { job.end(error) }
        return true
    }
}
