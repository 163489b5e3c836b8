import Testing

@testable import Domain

@Suite("What viewers may do")
struct ViewerTests {
    private func viewer(_ role: Role, body: String? = "own") -> Viewer {
        Viewer(account: ID("a"), name: "An", role: role, body: body.map { ID($0) }, province: "72")
    }

    @Test(
        "each role may do its own",
        arguments: [
            (Role.standingOffice, true, true, false), (.officer, true, false, false), (.reader, true, false, false), (.administrator, false, false, true),
            (.program, true, true, true),
        ])
    func roles(role: Role, sees: Bool, reviews: Bool, manages: Bool) {
        #expect(viewer(role).seesProgramme == sees)
        #expect(viewer(role).mayReviewPlans == reviews)
        #expect(viewer(role).mayManageAccounts == manages)
    }

    @Test(
        "officers and the standing office answer for their own body alone",
        arguments: [
            (Role.standingOffice, true, false), (.officer, true, false), (.reader, false, false), (.administrator, false, false), (.program, true, true),
        ])
    func answers(role: Role, forOwn: Bool, forOther: Bool) {
        #expect(viewer(role).answers(for: ID("own")) == forOwn)
        #expect(viewer(role).answers(for: ID("other")) == forOther)
        #expect(viewer(role, body: nil).answers(for: ID("own")) == (role == .program))
    }
}
