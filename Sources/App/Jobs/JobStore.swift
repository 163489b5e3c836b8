import Domain
import Storage

struct JobStore {
    let tx: Tx

    /// Adds it; one that is there already, done or not, stays as it is.
    func add(_ kind: Job.Kind, about subject: String = "", id: String? = nil, dueAt: Moment? = nil) throws {
        let job = Job(id: id.map { ID($0) } ?? tx.newID(), kind: kind, subject: subject, madeAt: tx.now, dueAt: dueAt ?? tx.now)
        if try !isThere(job.id.text) { try tx.add(job, to: .jobs) }
    }

    func isThere(_ id: String) throws -> Bool { try tx.count("SELECT COUNT(*) FROM jobs WHERE id = \(id)") > 0 }

    func find(_ id: ID<Job>) throws -> Job { try tx.one("SELECT * FROM jobs WHERE id = \(id)") }

    private static func isReady(at moment: Moment) -> SQL {
        "done_at IS NULL AND dead_at IS NULL AND due_at <= \(moment) AND (leased_until IS NULL OR leased_until < \(moment))"
    }

    private static func isOf(_ kinds: [Job.Kind]) -> SQL { "kind IN \(list: kinds.map(\.rawValue))" }

    /// Whether one of these kinds waits to be taken.
    func isAnyReady(_ kinds: [Job.Kind]) throws -> Bool {
        try tx.count("SELECT COUNT(*) FROM jobs WHERE \(Self.isReady(at: tx.now)) AND \(Self.isOf(kinds))") > 0
    }

    /// Takes the one of these kinds that has waited longest, for a while; `nil` where none waits.
    func lease(_ kinds: [Job.Kind]) throws -> Job? {
        let ready: Job? = try tx.first("SELECT * FROM jobs WHERE \(Self.isReady(at: tx.now)) AND \(Self.isOf(kinds)) ORDER BY due_at, id LIMIT 1")
        guard var job = ready else { return nil }
        job.lease(at: tx.now)
        try save(job)
        return job
    }

    func save(_ job: Job) throws { try tx.connection.update(try Columns(of: job), in: Table.jobs.rawValue, where: "id = \(job.id.text)") }

    /// Says of a job under way that it goes on.
    func prolong(_ kind: Job.Kind, about subject: String) throws {
        let until = tx.now.adding(seconds: Job.leaseSeconds)
        try tx.connection.execute(
            "UPDATE jobs SET leased_until = \(until) WHERE kind = \(kind.rawValue) AND subject = \(subject) AND leased_until IS NOT NULL AND done_at IS NULL")
    }

    /// Ends a try, unless its time was over and another took it.
    func end(_ job: Job, taken: Job) throws {
        let kept: Job? = try tx.first("SELECT * FROM jobs WHERE id = \(job.id)")
        guard let kept, kept.tries == taken.tries, kept.leasedUntil != nil else { return }
        try save(job)
    }

    /// Given up, the newest first.
    func dead() throws -> [Job] { try tx.all("SELECT * FROM jobs WHERE dead_at IS NOT NULL ORDER BY dead_at DESC, id LIMIT 200") }

    func counts() throws -> (waiting: Int, dead: Int) {
        let waiting = try tx.count("SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND dead_at IS NULL")
        return (waiting, try tx.count("SELECT COUNT(*) FROM jobs WHERE dead_at IS NOT NULL"))
    }

    /// A person has it tried again.
    func retry(_ id: ID<Job>) throws {
        var job = try find(id)
        try job.retry(at: Clock.machine)
        try save(job)
        try tx.note(.changed, .jobs, id.text, fields: [("dead_at", "given up", "tried again")])
    }

    /// Forgets what is long done.
    func forget(before moment: Moment) throws { try tx.connection.execute("DELETE FROM jobs WHERE done_at < \(moment)") }
}

extension Tx {
    var jobs: JobStore { JobStore(tx: self) }
}
