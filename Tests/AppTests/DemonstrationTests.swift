import Domain
import Storage
import TestDatabase
import Testing

@testable import App

@Suite struct DemonstrationTests {
    @Test("the demonstration loads once: Hà Nội's plan issued with bodies done, at work and late, Tây Ninh's under review")
    func loads() async throws {
        let db = try await TestDatabase.migrated { _ = try await App.migrate($0) }
        var config = Config()
        config.isDemo = true
        config.samples = Files.root + "/Samples"
        let app = try App(db: db, config: config)
        let demonstration = try Demonstration(app: app), today = Day(number: 19_890)
        #expect(try await demonstration.loadOnce(today: today, progress: { _ in }))
        #expect(try await !demonstration.loadOnce(today: today, progress: { _ in }))
        let (hanoi, tayninh, assignments) = try await app.read(as: .program) { tx in
            let plans = try tx.plans.list().map(\.plan)
            let (hanoi, tayninh) = (plans.first { $0.province == "01" }, plans.first { $0.province == "72" })
            return (hanoi, tayninh, try tx.assignments.list(.init(plan: hanoi?.id)))
        }
        #expect(hanoi?.number == "133/KH-UBND" && hanoi?.state == .issued)
        #expect(tayninh?.number == "470/KH-UBND" && tayninh?.state == .read && tayninh?.signedOn == nil)
        let ranks = Set(assignments.map { $0.standing(on: today).rank })
        #expect(ranks.isSuperset(of: [0, 1, 3, 4, 5, 6]), "late, soon, nothing yet, in hand, declared, done: \(ranks.sorted())")
        let duties = Set(assignments.map(\.dutyId))
        #expect(duties.count == 39, "every duty of the paper is owed by somebody")
    }

}
