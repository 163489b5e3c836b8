import Domain
import Logging
import Outside
import ServiceLifecycle
import Storage

/// What the program does by itself while it serves: it takes jobs, one after another, and beside them those that last for minutes.
struct JobDesk: Service {
    let app: App

    static let long: [Job.Kind] = [.reading]
    static let short = Job.Kind.allCases.filter { !long.contains($0) }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                group.addTask { await work(through: Self.short) }
                group.addTask { await work(through: Self.long) }
            }
        }
    }

    private func work(through kinds: [Job.Kind]) async {
        while !Task.isCancelled {
            do {
                if kinds == Self.short { try await app.planDailyJobs() }
                while !Task.isCancelled, try await app.doNextJob(kinds) {}
            } catch is CancellationError {
                return
            } catch {
                app.log.error("jobs", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: kinds == Self.short ? .seconds(2) : .milliseconds(500))
        }
    }
}

/// Why trying again cannot help.
struct Hopeless: Error, CustomStringConvertible {
    let description: String
}

extension App {
    /// Hour of the day, in Vietnam, at which digests go.
    private static let digestHour = 7

    /// Puts down what is to be done each day, once, by whichever program comes first.
    func planDailyJobs() async throws {
        let now = Clock.machine, day = now.day
        let missing = try await read(as: .program) { tx in
            // What goes by the programme's own time, which a demonstration sets, has its day from there.
            let daily: [(kind: Job.Kind, day: Day, dueAt: Moment)] =
                [(.checkpoint, day, now), (.retention, tx.today, now), (.sweep, day, now), (.digests, day, Moment(day, hour: Self.digestHour))]
                + (config.backupFolder == nil ? [] : [(.backup, day, now)])
            return try daily.filter { try !tx.jobs.isThere("\($0.kind.rawValue)-\($0.day)") }
        }
        guard !missing.isEmpty else { return }
        try await write(as: .program, at: now) { tx in
            for (kind, day, dueAt) in missing { try tx.jobs.add(kind, id: "\(kind.rawValue)-\(day)", dueAt: dueAt) }
        }
    }

    /// Takes one job and does it.
    /// - Returns: whether there was one.
    func doNextJob(_ kinds: [Job.Kind] = Job.Kind.allCases) async throws -> Bool {
        guard try await glance({ tx in try tx.jobs.isAnyReady(kinds) }),
            let taken = try await write(as: .program, at: Clock.machine, { tx in try tx.jobs.lease(kinds) })
        else { return false }
        var job = taken
        do {
            try await carryOut(job)
            job.finish(at: Clock.machine)
        } catch let error as Hopeless {
            job.fail(error.description, at: Clock.machine, isFinal: true)
        } catch {
            log.warning("job failed", metadata: ["kind": "\(job.kind.rawValue)", "tries": "\(job.tries)", "error": "\(error)"])
            job.fail("\(error)", at: Clock.machine)
        }
        let ended = job
        try await write(as: .program, at: Clock.machine) { tx in try tx.jobs.end(ended, taken: taken) }
        return true
    }

    private func carryOut(_ job: Job) async throws {
        switch job.kind {
        case .checkpoint: try await addDailyCheckpoint()
        case .retention: _ = try await write(as: .program) { tx in try tx.retention.carryOut() }
        case .sweep:
            _ = try await sweepFiles()
            try await write(as: .program) { tx in
                try tx.retention.sweep(at: Clock.machine)
                try tx.papers.forget(before: Clock.machine.adding(seconds: -86_400 * Paper.keptDays))
            }
        case .backup: try await backUpToday()
        case .digests:
            try await write(as: .program, at: Clock.machine) { tx in
                for account in try tx.notices.digested() { try tx.jobs.add(.digest, about: account.text, id: "digest-\(tx.today)-\(account)") }
            }
        case .digest: try await sendDigest(to: ID(job.subject), id: job.id.text)
        case .mail: try await sendNotice(ID(job.subject), id: job.id.text)
        case .reading: try await readPaper(ID(job.subject))
        }
    }
}
