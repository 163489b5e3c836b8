import Testing

@testable import Domain

@Suite("Names on paper")
struct AssigneeTests {
    @Test("a name stands for one thing at a time")
    func resolve() {
        var assignee = Assignee.made()
        #expect(!assignee.isResolved)
        assignee.resolve(to: .group("departments"))
        #expect(assignee.isResolved)
        assignee.resolve(to: .body(ID("so-y-te")))
        #expect(assignee.bodyId == ID("so-y-te"))
        #expect(assignee.groupCode == nil)
        assignee.leaveOpen()
        #expect(assignee.isResolved)
        #expect(assignee.bodyId == nil)
        assignee.resolve(to: nil)
        #expect(!assignee.isResolved)
    }
}
