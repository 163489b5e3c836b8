import Testing

@testable import Domain

@Suite("Assignments")
struct AssignmentTests {
    private static let now = Moment.at("2024-06-15T17:30:00.000Z")

    enum Act: CaseIterable {
        case accept, progress, declareDone, confirm, giveBack

        /// From which states the act may be done, and to which it leads.
        var way: (from: Set<Assignment.State>, to: Assignment.State) {
            switch self {
            case .accept: ([.given], .accepted)
            case .progress: ([.given, .accepted, .inHand, .returned], .inHand)
            case .declareDone: ([.given, .accepted, .inHand, .returned], .declared)
            case .confirm: ([.declared], .confirmed)
            case .giveBack: ([.declared], .returned)
            }
        }

        func run(on assignment: inout Assignment) throws {
            switch self {
            case .accept: try assignment.accept(at: now)
            case .progress: try assignment.progress(at: now)
            case .declareDone: try assignment.declareDone(at: now)
            case .confirm: try assignment.confirm()
            case .giveBack: try assignment.giveBack(because: "Thiếu số liệu")
            }
        }
    }

    @Test("each act is done from its states alone, and a refused one changes nothing", arguments: Act.allCases, Assignment.State.allCases)
    func acts(act: Act, state: Assignment.State) throws {
        var assignment = Assignment.made(state)
        if act.way.from.contains(state) {
            try act.run(on: &assignment)
            #expect(assignment.state == act.way.to)
        } else {
            let refusal = #expect(throws: Refusal.self) { try act.run(on: &assignment) }
            #expect(refusal?.isConflict == true)
            #expect(assignment == .made(state))
        }
    }

    @Test("what the body does is an answer, what the office does is none")
    func answered() throws {
        var assignment = Assignment.made()
        try assignment.accept(at: Self.now)
        #expect(assignment.answeredAt == Self.now)
        try assignment.declareDone(at: Self.now.adding(seconds: 60))
        try assignment.confirm()
        #expect(assignment.answeredAt == Self.now.adding(seconds: 60))
    }

    @Test("it is done on Vietnam's day of the declaration, and confirming keeps that day")
    func doneOn() throws {
        var assignment = Assignment.made(.inHand)
        try assignment.declareDone(at: Self.now)
        try assignment.confirm()
        #expect(assignment.doneOn == .on("2024-06-16"))
    }

    @Test("what is given back is no longer done, and is declared anew with its new day")
    func giveBack() throws {
        var assignment = Assignment.made(.declared)
        try assignment.giveBack(because: "Thiếu số liệu")
        #expect(assignment.doneOn == nil)
        try assignment.declareDone(at: Self.now)
        #expect(assignment.doneOn == .on("2024-06-16"))
    }

    @Test("nothing is given back without a reason", arguments: ["", " \n "])
    func reason(reason: String) {
        var assignment = Assignment.made(.declared)
        let refusal = #expect(throws: Refusal.self) { try assignment.giveBack(because: reason) }
        #expect(refusal?.fields == ["text"])
        #expect(assignment == .made(.declared))
    }
}
