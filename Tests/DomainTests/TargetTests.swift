import Testing

@testable import Domain

@Suite("Targets")
struct TargetTests {
    @Test(
        "a target is met strictly as it is worded: over 90 % is not met by 90 %",
        arguments: [
            (Target.Comparator.over, [false, false, true]), (.atLeast, [false, true, true]), (.exactly, [false, true, false]), (.under, [true, false, false]),
            (.atMost, [true, true, false]),
        ])
    func met(comparator: Target.Comparator, expected: [Bool]) {
        let target = Target(
            id: ID("t"), planId: ID("plan"), position: 1, code: "I.2-1a", text: "Trên 90 % nạn nhân được hỗ trợ", comparator: comparator, value: 90, unit: "%",
            firstLine: nil, lastLine: nil)
        #expect([89.99, 90, 90.01].map(target.isMet(by:)) == expected)
    }
}
