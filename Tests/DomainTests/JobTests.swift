import Testing

@testable import Domain

@Suite struct JobTests {
    private static let start = Moment(Day(number: 19_890), hour: 8)
    private var job: Job { Job(id: ID("j"), kind: .mail, madeAt: Self.start, dueAt: Self.start) }

    @Test("between tries it waits longer each time, six hours at most")
    func waits() {
        #expect((1...8).map(Job.wait) == [30, 120, 480, 1920, 7680, 21_600, 21_600, 21_600])
        #expect(Job.wait(after: 0) == 30 && Job.wait(after: .max) == 21_600)
    }

    @Test("a job that fails comes again, and after the eighth try is left to a person, who may have it tried anew")
    func givenUp() throws {
        var job = job, now = Self.start
        for number in 1...Job.tries {
            job.lease(at: now)
            #expect(job.tries == number && job.leasedUntil == now.adding(seconds: 600))
            job.fail("không kết nối", at: now)
            #expect(job.leasedUntil == nil && (job.deadAt != nil) == (number == Job.tries))
            if number < Job.tries { #expect(job.dueAt == now.adding(seconds: Job.wait(after: number))) }
            now = now.adding(seconds: 86_400)
        }
        try job.retry(at: now)
        #expect(job.deadAt == nil && job.tries == 0 && job.dueAt == now)
        let again = job
        #expect(throws: Refusal.self) {
            var job = again
            try job.retry(at: now)
        }
    }

    @Test("what cannot be helped by trying again is left to a person at once; what is done has no failure")
    func ends() {
        var lost = job, done = job
        lost.lease(at: Self.start)
        lost.fail("không có địa chỉ", at: Self.start, isFinal: true)
        #expect(lost.deadAt == Self.start)
        done.lease(at: Self.start)
        done.fail("bận", at: Self.start)
        done.lease(at: Self.start)
        done.finish(at: Self.start)
        #expect(done.doneAt == Self.start && done.failure == nil && done.leasedUntil == nil && done.tries == 2)
    }
}
