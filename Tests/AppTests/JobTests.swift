import Domain
import Foundation
import Storage
import Testing

@testable import App

/// What the program does by itself is done once, again where it failed, and at last shown to a person.
@Suite struct JobDeskTests {
    private func jobs(_ world: World) async throws -> [Job] {
        try await world.app.read(as: .program) { tx in try tx.all("SELECT * FROM jobs ORDER BY id") }
    }

    /// An app on the same database that sends letters to nowhere.
    private func mailing(_ world: World, _ server: String = "smtp://127.0.0.1:1") throws -> App {
        var config = world.app.config
        (config.smtp, config.mailFrom) = (server, "lachan@example.vn")
        return try App(db: world.app.db, config: config, masters: world.app.masters, files: world.app.files)
    }

    /// Makes every job that is not done due now.
    private func hurry(_ world: World) async throws {
        try await world.app.db.write { _ = try $0.execute("UPDATE jobs SET due_at = '2020-01-01T00:00:00.000Z' WHERE done_at IS NULL") }
    }

    @Test("each day's work is put down once, however many programs look, and done once")
    func daily() async throws {
        let world = try await World.made()
        let other = try App(db: world.app.db, config: world.app.config, masters: world.app.masters, files: world.app.files)
        for app in [world.app, other, world.app] { try await app.planDailyJobs() }
        #expect(try await jobs(world).map(\.kind) == [.backup, .checkpoint, .digests, .retention, .sweep])
        defer { try? FileManager.default.removeItem(atPath: world.app.config.data) }
        try await hurry(world)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for app in [world.app, other] { group.addTask { while try await app.doNextJob() {} } }
            try await group.waitForAll()
        }
        let done = try await jobs(world)
        #expect(done.count == 5 && done.allSatisfy { $0.doneAt != nil && $0.tries == 1 })
        #expect(try await world.app.db.read { try LedgerCheckStore(connection: $0).checkpoints() }.count == 1)
        #expect(try await world.app.read(as: .program) { tx in try tx.survival.last(.drill)?.isGood } == true, "the day's backup was tried")
    }

    @Test("the day's backup is taken once, old ones go when the new one is proved, and one that does not come back is a failure")
    func backups() async throws {
        let world = try await World.made(), folder = try #require(world.app.config.backupFolder), files = FileManager.default
        defer { try? files.removeItem(atPath: world.app.config.data) }
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in ["lachan-2020-01-01.backup", "other.backup"] { _ = files.createFile(atPath: "\(folder)/\(name)", contents: Data([1])) }
        for _ in 0..<2 { try await world.app.backUpToday() }
        let today = "lachan-\(Clock.machine.day).backup"
        #expect(try files.contentsOfDirectory(atPath: folder).sorted() == [today, "other.backup"])
        _ = files.createFile(atPath: "\(folder)/lachan-2020-01-01.backup", contents: Data([1]))
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: "\(folder)/\(today)"))
        try await world.app.backUpToday()
        #expect(try await world.app.drill("\(folder)/\(today)").isGood, "one that was cut short is taken anew")
        _ = files.createFile(atPath: "\(folder)/lachan-2020-01-01.backup", contents: Data([1]))
        try files.removeItem(atPath: "\(folder)/\(today)")
        try await world.app.db.write { _ = try $0.execute("UPDATE ledger_entries SET account_name = 'x' WHERE number = 2") }
        await #expect(throws: StartRefusal.self) { try await world.app.backUpToday() }
        #expect(files.fileExists(atPath: "\(folder)/lachan-2020-01-01.backup"), "nothing goes while the new one is not proved")
    }

    @Test("what somebody took and never ended is taken again; whoever comes back late changes nothing")
    func lost() async throws {
        let world = try await World.made()
        try await world.app.write(as: .program, at: Clock.machine) { tx in try tx.jobs.add(.sweep, id: "a") }
        let taken = try #require(try await world.app.write(as: .program, at: Clock.machine) { tx in try tx.jobs.lease(JobDesk.short) })
        #expect(try await world.app.doNextJob() == false)
        try await world.app.db.write { _ = try $0.execute("UPDATE jobs SET leased_until = '2020-01-01T00:00:00.000Z'") }
        #expect(try await world.app.doNextJob())
        var late = taken
        late.fail("lâu quá", at: Clock.machine)
        let (ended, before) = (late, try await jobs(world))
        try await world.app.write(as: .program) { tx in try tx.jobs.end(ended, taken: taken) }
        #expect(try await jobs(world) == before && before.first?.doneAt != nil && before.first?.tries == 2)
    }

    @Test("an urgent notice is a letter at once to who wants that; a server that is down is tried again, at last shown, and tried anew by a person")
    func letters() async throws {
        let world = try await World.made()
        let app = try mailing(world)
        #expect(try await world.post("/account/notices", as: .ivo, [("choice", "all"), ("email", "khong phai thu")]).status == 422)
        #expect(try await world.post("/account/notices", as: .ivo, [("choice", "urgentAndDigest"), ("email", "ivo@example.vn")]).status == 303)
        #expect(try await world.get("/account", as: .ivo).body.contains("ivo@example.vn"))
        let report = try await world.logReport().report
        let ivo = try #require(try await world.viewer(.ivo).account)
        try await world.app.write(as: .program) { tx in
            try tx.notices.tell(.glassBroken, about: .crimeReports, report.id.text, detail: "Ai đó", to: [ivo])
            try tx.notices.tell(.workReturned, about: .assignments, "x", detail: "II.1", to: [ivo])
        }
        #expect(try await jobs(world).map(\.kind) == [.mail], "what is not urgent waits for the day's letter")
        for number in 1...Job.tries {
            #expect(try await app.doNextJob())
            let job = try #require(try await jobs(world).first)
            #expect(job.tries == number && job.failure != nil && (job.deadAt != nil) == (number == Job.tries))
            try await hurry(world)
        }
        #expect(try await app.doNextJob() == false)
        let id = try #require(try await jobs(world).first?.id)
        let page = try await world.get("/jobs", as: .dung)
        #expect(page.body.contains("/jobs/\(id)/retry") && !page.body.contains("ivo@example.vn"))
        #expect(try await world.get("/system", as: .dung).body.contains("1 việc hỏng"))
        #expect(try await world.post("/jobs/\(id)/retry", as: .dung).status == 303)
        #expect(try await world.post("/jobs/\(id)/retry", as: .dung).status == 409)
        #expect(try await jobs(world).first?.tries == 0)
        // Read meanwhile: there is nothing to tell any more.
        #expect(try await world.post("/notices/reading", as: .ivo).status == 303)
        #expect(try await app.doNextJob())
        #expect(try await jobs(world).first?.doneAt != nil)
    }

    @Test("a day's letter is made for who wants one, tells counts, and is not sent where there is nothing to tell")
    func digest() async throws {
        let world = try await World.made()
        _ = try await world.issuePlan()
        for person in [Person.em, .ivo] { _ = try await world.post("/account/notices", as: person, [("choice", "digest"), ("email", "a@example.vn")]) }
        let em = try #require(try await world.viewer(.em).account)
        let digest = try await world.app.read(as: .program) { tx in try tx.notices.digest(for: try tx.accounts.find(em)) }
        #expect(digest.soon > 0 && digest.unread == 0 && !digest.isEmpty)
        let app = try mailing(world)
        try await app.planDailyJobs()
        try await hurry(world)
        while try await app.doNextJob() {}
        let letters = try await jobs(world).filter { $0.kind == .digest }
        #expect(letters.count == 2 && letters.filter { $0.doneAt == nil }.map(\.subject) == [em.text], "ivo has nothing to be told")
        _ = try await world.post("/account/notices", as: .em, [("choice", "none"), ("email", "")])
        try await hurry(world)
        #expect(try await app.doNextJob())
        #expect(try await jobs(world).allSatisfy { $0.doneAt != nil })
    }

    @Test("work that is given back is told to those who answer for it")
    func returned() async throws {
        let world = try await World.made()
        let assignment = try await world.assignment("II.1-2", of: try await world.issuePlan()), path = "/assignments/\(assignment.id)"
        _ = try await world.post(path + "/acceptance", as: .em)
        _ = try await world.post(path + "/completion", as: .em, [("text", "Xong")])
        #expect(try await world.post(path + "/return", as: .an, [("text", "Thiếu số liệu")]).status == 303)
        let page = try await world.get("/notices", as: .em).body
        #expect(page.contains("II.1-2") && page.contains(path))
    }

    @Test("a page that listens hears how many are unread; without asking for a stream it hears once")
    func stream() async throws {
        let world = try await World.made()
        let once = try await world.get("/notices/stream", as: .ivo)
        #expect(once.status == 200 && once.header("Content-Type") == "text/event-stream; charset=utf-8" && once.body == "retry: 10000\ndata: 0\n\n")
        #expect(world.app.listeners.count == 0)
        #expect(try await world.get("/notices/stream", as: .nobody).status == 303)
        let ivo = try #require(try await world.viewer(.ivo).account)
        for _ in 0..<Listeners.mostOfOne { #expect(world.app.listeners.enter(ivo)) }
        #expect(try await world.get("/notices/stream", as: .ivo).status == 204)
        #expect(try await world.get("/notices/stream", as: .em).status == 200)
    }
}
