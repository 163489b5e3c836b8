import Domain
import Testing

@testable import App

/// Bodies that a reorganisation leaves nothing of.
@Suite struct BodyEndTests {
    private func made() async throws -> (World, ID<Reorganisation>) {
        let world = try await World.made()
        _ = try await world.app.importReorganisations(World.reorganisation)
        return (world, try await world.app.read(as: .program) { tx in try tx.reorganisations.list()[0].id })
    }

    private func carryOut(_ world: World, _ id: ID<Reorganisation>) async throws {
        try await world.app.write(as: .program, at: Moment(Self.day("2025-07-01"), hour: 9)) { tx in _ = try tx.handOvers.carryOut(id) }
    }

    private func undo(_ world: World, _ id: ID<Reorganisation>) async throws {
        try await world.app.write(as: .program, at: Moment(Self.day("2025-07-02"), hour: 9)) { tx in try tx.handOvers.undo(id) }
    }

    private func lastDays(_ world: World) async throws -> [String] {
        try await world.app.read(as: .program) { tx in
            try ["a.tu-phap", "a.huyen-mot", "a.y-te"].map { try tx.bodies.find(code: $0)?.validTo?.description ?? "-" }
        }
    }

    private func set(_ code: String, to day: String?, _ world: World) async throws {
        try await world.app.write(as: .program) { tx in
            var body = try #require(try tx.bodies.find(code: code))
            body.validTo = day.map(Self.day)
            try tx.update(body, in: .bodies)
        }
    }

    private static func day(_ text: String) -> Day { Day(text) ?? Day.end(of: 1) }

    @Test("who is merged ends on the eve and leaves its groups; undoing brings both back, also a second time")
    func thereAndBack() async throws {
        let (world, id) = try await made()
        try await set("a.huyen-mot", to: nil, world)
        let before = try await lastDays(world)
        #expect(before == ["-", "-", "-"])
        func isDepartment(on day: String) async throws -> Bool {
            try await world.app.read(as: .program) { tx in
                let body = try #require(try tx.bodies.find(code: "a.tu-phap")), chart = try tx.bodies.chart(of: body.province, on: Self.day(day))
                return chart.members(of: try #require(BodyGroup.named("departments"))).contains { $0.id == body.id }
            }
        }
        for _ in 1...2 {
            #expect(try await isDepartment(on: "2025-07-01"))
            try await carryOut(world, id)
            #expect(try await lastDays(world) == ["2025-06-30", "2025-06-30", "-"])
            #expect(try await isDepartment(on: "2025-06-30"))
            #expect(try await isDepartment(on: "2025-07-01") == false)
            try await undo(world, id)
            #expect(try await lastDays(world) == before)
        }
    }

    @Test("a later last day is brought forward and comes back, an earlier one stays", arguments: [("2026-12-31", "2025-06-30"), ("2025-06-30", "2025-06-30")])
    func otherDays(day: String, meanwhile: String) async throws {
        let (world, id) = try await made()
        try await set("a.tu-phap", to: day, world)
        try await carryOut(world, id)
        #expect(try await lastDays(world)[0] == meanwhile)
        try await undo(world, id)
        #expect(try await lastDays(world)[0] == day)
    }

    @Test("a last day that somebody has set since is not lost by undoing")
    func setSince() async throws {
        let (world, id) = try await made()
        try await carryOut(world, id)
        try await set("a.tu-phap", to: "2025-09-30", world)
        try await undo(world, id)
        #expect(try await lastDays(world)[0] == "2025-09-30")
    }

    @Test("a reorganisation that is refused ends nothing")
    func refused() async throws {
        let (world, id) = try await made()
        let before = try await lastDays(world)
        await #expect(throws: Refusal.self) {
            try await world.app.write(as: .program, at: Moment(Self.day("2025-06-30"), hour: 9)) { tx in _ = try tx.handOvers.carryOut(id) }
        }
        #expect(try await lastDays(world) == before)
    }
}
