import Testing

@testable import Domain

@Suite struct LineageTests {
    private func heir(
        _ from: String, _ to: String?, act: Succession.Act = .merge, share: Double? = nil, isMain: Bool = true, function: BodyFunction.Kind? = nil,
        in reorganisation: String = "r", note: String = ""
    ) -> Succession {
        Succession(
            reorganisationId: ID(reorganisation), position: 0, act: act, fromId: ID(from), toId: to.map { ID($0) }, function: function, share: share,
            isMain: isMain, note: note)
    }

    private func lineage(_ successions: [Succession], days: [String: String] = ["r": "2025-07-01"]) -> Lineage {
        Lineage(successions: successions, days: Dictionary(uniqueKeysWithValues: days.map { (ID<Reorganisation>($0), Day.on($1)) }))
    }

    private func rolled(_ counts: [(String, Double)], _ lineage: Lineage, on day: String) -> [String: Double] {
        let roll = RollUp(counts.map { (ID($0.0), $0.1) }, through: lineage, on: .on(day))
        return Dictionary(uniqueKeysWithValues: roll.lines.map { ($0.body.text, $0.count) })
    }

    @Test("three communes with 5, 7 and 9 become one: 21 on the new chart, 5, 7 and 9 on the chart of 30 June")
    func merged() {
        let lineage = lineage([heir("a", "d"), heir("b", "d"), heir("c", "d")])
        let counts = [("a", 5.0), ("b", 7), ("c", 9)]
        #expect(rolled(counts, lineage, on: "2025-06-30") == ["a": 5, "b": 7, "c": 9])
        #expect(rolled(counts, lineage, on: "2025-07-01") == ["d": 21])
        #expect(rolled(counts + [("d", 4)], lineage, on: "2026-01-01") == ["d": 25], "what the heir recorded itself is added")
        #expect(rolled(counts + [("d", 4)], lineage, on: "2025-06-30") == ["a": 5, "b": 7, "c": 9, "d": 4], "and cannot be divided backwards, nor lost")
    }

    @Test("a split 60/40 divides every count without losing or adding one", arguments: [0.0, 1, 2, 3, 7, 10, 99, 1_000_001])
    func split(count: Double) {
        let lineage = lineage([heir("a", "x", act: .split, share: 0.6), heir("a", "y", act: .split, share: 0.4, isMain: false)])
        let rolled = rolled([("a", count)], lineage, on: "2025-07-01")
        #expect((rolled["x"] ?? 0) + (rolled["y"] ?? 0) == count)
        #expect(abs((rolled["x"] ?? 0) - 0.6 * count) < 1 && rolled.values.allSatisfy { $0 == $0.rounded() })
    }

    @Test("what cannot be divided stands with the main heir, also where others get more to count; through two steps too")
    func main() {
        let lineage = lineage(
            [
                heir("a", "x", act: .split), heir("a", "y", act: .split, share: 0.7, isMain: false), heir("x", "z", act: .split, share: 0.3, in: "later"),
                heir("x", "w", act: .split, share: 0.7, isMain: false, in: "later"),
            ], days: ["r": "2025-07-01", "later": "2026-01-01"])
        #expect(lineage.main(of: ID("a"), on: .on("2025-06-30")) == ID("a"))
        #expect(lineage.main(of: ID("a"), on: .on("2025-07-01")) == ID("x"))
        #expect(lineage.main(of: ID("a"), on: .on("2026-01-01")) == ID("z"))
        #expect(lineage.origins(of: ID("y"), on: .on("2025-07-01")) == [ID("y")])
        #expect(lineage.origins(of: ID("z"), on: .on("2026-01-01")) == [ID("a"), ID("x"), ID("z")])
    }

    @Test("a part that moved takes its share, what the shares leave stays with the main heir")
    func part() {
        let lineage = lineage([heir("a", "x", act: .split), heir("a", "y", act: .split, share: 0.25, isMain: false)])
        #expect(rolled([("a", 8)], lineage, on: "2025-07-01") == ["x": 6, "y": 2])
    }

    @Test("where no source gives shares the main heir bears all, and the rule is said")
    func noShares() {
        let lineage = lineage([
            heir("a", "x", act: .split, note: "chia theo địa bàn, chưa rõ tỷ lệ"), heir("a", "y", act: .split, isMain: false, note: "chia theo địa bàn"),
        ])
        let roll = RollUp([(ID("a"), 9)], through: lineage, on: .on("2025-07-01"))
        #expect(roll.lines == [RollUp.Line(body: ID("x"), count: 9, from: [ID("a")], rules: ["chia theo địa bàn, chưa rõ tỷ lệ"])])
    }

    @Test("a function goes to its own heir, all else to the main one")
    func functions() {
        let lineage = lineage([
            heir("ld", "noi-vu", act: .dissolve), heir("ld", "y-te", act: .dissolve, isMain: false, function: .victimSupport),
        ])
        #expect(lineage.parts(of: ID("ld"), on: .on("2025-07-01"), about: .victimSupport).map(\.body.text) == ["y-te"])
        #expect(lineage.parts(of: ID("ld"), on: .on("2025-07-01"), about: .labourAbroad).map(\.body.text) == ["noi-vu"])
        #expect(lineage.parts(of: ID("ld"), on: .on("2025-07-01")).map(\.body.text) == ["noi-vu"])
        #expect(lineage.parts(of: ID("ld"), on: .on("2025-06-30"), about: .victimSupport).map(\.body.text) == ["ld"])
    }

    @Test("heirs of heirs are followed day by day, and counts are the same on every day")
    func chain() {
        let lineage = lineage(
            [
                heir("a", "b", in: "first"), heir("b", "c", act: .split, share: 0.5, in: "second"),
                heir("b", "d", act: .split, share: 0.5, isMain: false, in: "second"), heir("c", "e", in: "third"), heir("d", "e", in: "third"),
            ], days: ["first": "2025-03-01", "second": "2025-07-01", "third": "2026-01-01"])
        let counts = [("a", 7.0), ("b", 2), ("c", 1)]
        for day in ["2025-01-01", "2025-03-01", "2025-07-01", "2025-12-31", "2026-01-01", "2030-01-01"] {
            #expect(rolled(counts, lineage, on: day).values.reduce(0, +) == 10, "on \(day)")
        }
        #expect(rolled(counts, lineage, on: "2026-01-01") == ["e": 10])
        #expect(rolled(counts, lineage, on: "2025-03-01") == ["b": 9, "c": 1])
    }

    @Test("what is only planned moves nothing; a body without an heir keeps what it recorded")
    func planned() {
        #expect(rolled([("a", 3)], lineage([heir("a", "d", in: "other")]), on: "2030-01-01") == ["a": 3])
        #expect(rolled([("a", 3)], lineage([heir("a", nil, act: .dissolve)]), on: "2030-01-01") == ["a": 3])
    }

    @Test("bodies that name each other as heirs do not turn for ever")
    func circle() {
        let lineage = lineage([heir("a", "b"), heir("b", "a")])
        #expect(rolled([("a", 3)], lineage, on: "2030-01-01").values.reduce(0, +) == 3)
    }

    @Test("shares that are no whole counts are kept as they are")
    func fractions() {
        let parts = [Lineage.Part(body: ID("x"), share: 0.6, rules: []), Lineage.Part(body: ID("y"), share: 0.4, rules: [])]
        #expect(Lineage.divided(2.5, by: parts) == [1.5, 1.0])
        #expect(Lineage.divided(-7, by: parts).reduce(0, +) == -7)
    }

    @Test("a reorganisation is carried out from its day on, once, and undone while nothing is built on it")
    func states() throws {
        var reorganisation = Reorganisation(
            id: ID("r"), code: "r", name: "Sắp xếp", source: "NQ 202/2025/QH15", takesEffectOn: .on("2025-07-01"), state: .planned, doneAt: nil, version: 1)
        #expect(#expect(throws: Refusal.self) { try reorganisation.carryOut(at: Moment(.on("2025-06-30"), hour: 23)) }?.isConflict == true)
        #expect(#expect(throws: Refusal.self) { try reorganisation.undo(isBuiltOn: false) }?.isConflict == true)
        try reorganisation.carryOut(at: Moment(.on("2025-07-01")))
        #expect(reorganisation.state == .done && reorganisation.doneAt != nil)
        #expect(#expect(throws: Refusal.self) { try reorganisation.carryOut(at: Moment(.on("2025-07-02"))) }?.isConflict == true)
        #expect(#expect(throws: Refusal.self) { try reorganisation.undo(isBuiltOn: true) }?.isConflict == true)
        try reorganisation.undo(isBuiltOn: false)
        #expect(reorganisation.state == .planned && reorganisation.doneAt == nil)
    }
}
