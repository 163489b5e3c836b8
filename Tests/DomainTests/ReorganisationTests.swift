import Testing

@testable import Domain

@Suite("What a reorganisation ends")
struct ReorganisationTests {
    private static func heir(
        _ act: Succession.Act, _ from: String, _ to: String?, function: BodyFunction.Kind? = nil, isMain: Bool = true
    ) -> Succession {
        Succession(
            reorganisationId: ID("r"), position: 0, act: act, fromId: ID(from), toId: to.map { ID($0) }, function: function, share: nil, isMain: isMain,
            note: "")
    }

    private static func planned(_ day: String = "2025-07-01") -> Reorganisation {
        Reorganisation(id: ID("r"), code: "r", name: "Sắp xếp", source: "NQ", takesEffectOn: .on(day), state: .planned, doneAt: nil, version: 1)
    }

    @Test("a body that is merged, divided, renamed or dissolved ends; its heirs do not", arguments: [Succession.Act.merge, .split, .rename, .dissolve])
    func ends(act: Succession.Act) {
        #expect(Reorganisation.ended(by: [Self.heir(act, "old", "new")]) == [ID("old")])
    }

    @Test("a body dissolved without an heir ends")
    func noHeir() {
        #expect(Reorganisation.ended(by: [Self.heir(.dissolve, "old", nil)]) == [ID("old")])
    }

    @Test("what only gives a function away goes on")
    func goesOn() {
        #expect(Reorganisation.ended(by: [Self.heir(.move, "old", "new", function: .victimSupport)]).isEmpty)
        #expect(Reorganisation.ended(by: [Self.heir(.move, "old", "new")]).isEmpty)
        #expect(Reorganisation.ended(by: [Self.heir(.split, "old", "new", function: .victimSupport)]).isEmpty)
    }

    @Test("a body that keeps a part of itself goes on, whichever heir is the main one")
    func keepsPart() {
        #expect(Reorganisation.ended(by: [Self.heir(.split, "a", "a"), Self.heir(.split, "a", "b", isMain: false)]).isEmpty)
        #expect(Reorganisation.ended(by: [Self.heir(.split, "a", "b"), Self.heir(.split, "a", "a", isMain: false)]).isEmpty)
    }

    @Test("a body divided among two ends once; others of the same act end beside it")
    func several() {
        let heirs = [Self.heir(.split, "a", "x"), Self.heir(.split, "a", "y", isMain: false), Self.heir(.merge, "b", "x")]
        #expect(Reorganisation.ended(by: heirs) == [ID("a"), ID("b")])
    }

    @Test(
        "ending sets the last day where there is none or a later one",
        arguments: [
            (nil, "2025-06-30", "2025-06-30"), ("2026-01-01", "2025-06-30", "2025-06-30"), ("2025-06-30", "2025-06-30", "2025-06-30"),
            ("2025-02-28", "2025-06-30", "2025-02-28"), (nil, "1999-12-31", nil), (nil, "2000-01-01", "2000-01-01"),
        ] as [(String?, String, String?)])
    func lastDay(before: String?, day: String, after: String?) {
        var body = Body.made(code: "a", validTo: before.map { .on($0) })
        body.end(with: .on(day))
        #expect(body.validTo == after.map { .on($0) })
    }

    @Test("a body that has ended is in no group from the next day on")
    func groups() {
        var body = Body.made(code: "a")
        body.end(with: Self.planned().eve)
        #expect(BodyGroup.named("departments")?.holds(body, province: "72", on: .on("2025-06-30")) == true)
        #expect(BodyGroup.named("departments")?.holds(body, province: "72", on: .on("2025-07-01")) == false)
    }

    @Test(
        "the eve is the day before, also over the turn of the year",
        arguments: [("2025-07-01", "2025-06-30"), ("2024-03-01", "2024-02-29"), ("2026-01-01", "2025-12-31")])
    func eve(day: String, eve: String) {
        #expect(Self.planned(day).eve == .on(eve))
    }

    @Test("it is carried out on its day or later, once, and taken back once")
    func states() throws {
        var it = Self.planned()
        #expect(throws: Refusal.self) { try it.carryOut(at: Moment(.on("2025-06-30"), hour: 23)) }
        #expect(throws: Refusal.self) { try it.undo(isBuiltOn: false) }
        #expect(it == Self.planned())
        try it.carryOut(at: Moment(.on("2025-07-01"), hour: 0))
        #expect(it.state == .done && it.doneAt == Moment(.on("2025-07-01"), hour: 0))
        #expect(throws: Refusal.self) { try it.carryOut(at: Moment(.on("2025-07-02"), hour: 0)) }
        #expect(throws: Refusal.self) { try it.undo(isBuiltOn: true) }
        #expect(it.state == .done)
        try it.undo(isBuiltOn: false)
        #expect(it == Self.planned())
    }
}
