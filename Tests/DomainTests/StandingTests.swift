import Testing

@testable import Domain

@Suite("Standings")
struct StandingTests {
    private static let due = Day.on("2024-03-05")

    @Test(
        "before the last ten days the state tells, then the days do",
        arguments: [
            ("2024-02-23", Assignment.State.given, Standing.nothingYet), ("2024-02-23", .accepted, .inHand), ("2024-02-23", .inHand, .inHand),
            ("2024-02-23", .returned, .returned), ("2024-02-24", .given, .soon(days: 10)), ("2024-02-24", .returned, .soon(days: 10)),
            ("2024-03-05", .inHand, .soon(days: 0)), ("2024-03-06", .given, .late(days: 1)), ("2024-03-06", .returned, .late(days: 1)),
            ("2025-03-05", .accepted, .late(days: 365)),
        ])
    func standing(day: String, state: Assignment.State, standing: Standing) {
        #expect(Assignment.made(state, dueOn: Self.due).standing(on: .on(day)) == standing)
    }

    @Test("what is declared or confirmed is never late", arguments: ["2024-01-01", "2024-03-05", "2024-12-31"])
    func closed(day: String) {
        #expect(Assignment.made(.declared, dueOn: Self.due).standing(on: .on(day)) == .declared)
        #expect(Assignment.made(.confirmed, dueOn: Self.due).standing(on: .on(day)) == .done)
    }

    @Test("the more urgent comes first")
    func rank() {
        let order: [Standing] = [.late(days: 1), .soon(days: 0), .returned, .nothingYet, .inHand, .declared, .done]
        #expect(order.reversed().sorted { $0.rank < $1.rank } == order)
    }
}
