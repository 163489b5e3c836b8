import Testing

@testable import Domain

@Suite("Plans under review")
struct PlanTests {
    @Test("a corrected heading is tidied, and the day may stay blank")
    func correct() throws {
        var plan = Plan.made()
        try plan.correct(number: " 133/KH-UBND ", issuer: "UBND  thành phố", title: " Kế hoạch\n2024 ", signedOn: nil, year: nil)
        #expect(plan.label == "133/KH-UBND")
        #expect(plan.issuer == "UBND thành phố")
        #expect(plan.title == "Kế hoạch 2024")
        #expect(plan.signedOn == nil)
    }

    @Test("a heading without number or title, or of no year, is refused whole", arguments: [1999, 2101])
    func refused(year: Int) {
        var plan = Plan.made()
        let refusal = #expect(throws: Refusal.self) { try plan.correct(number: " ", issuer: "", title: "", signedOn: nil, year: year) }
        #expect(refusal?.fields == ["number", "title", "year"])
        #expect(plan == .made())
    }

    @Test("the heading of an issued plan no longer changes")
    func issued() {
        var plan = Plan.made(state: .issued)
        let refusal = #expect(throws: Refusal.self) { try plan.correct(number: "1", issuer: "", title: "t", signedOn: nil, year: nil) }
        #expect(refusal?.isConflict == true)
        #expect(plan == .made(state: .issued))
    }
}
