import Testing

@testable import Vault

@Suite struct OneTimeCodeTests {
    private let code = OneTimeCode(secret: Array("12345678901234567890".utf8))

    @Test(
        "codes are those of RFC 6238, appendix B",
        arguments: [
            (Int64(59), "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"), (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ])
    func vectors(seconds: Int64, expected: String) {
        #expect(code.code(step: OneTimeCode.step(atSeconds: seconds), digits: 8) == expected)
    }

    @Test("the step before and after are taken too, none twice, others never")
    func steps() {
        let now = 1_000
        for step in 999...1_001 { #expect(code.step(of: code.code(step: step), now: now, after: 0) == step) }
        for step in [998, 1_002] { #expect(code.step(of: code.code(step: step), now: now, after: 0) == nil) }
        #expect(code.step(of: code.code(step: 1_000), now: now, after: 1_000) == nil)
        #expect(code.step(of: "", now: now, after: 0) == nil)
    }

    @Test("the secret is written in base 32 as RFC 4648 does")
    func base32() {
        #expect(code.text == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
        #expect(OneTimeCode(secret: Array("foobar".utf8)).text == "MZXW 6YTB OI")
    }

    @Test("recovery codes differ, and blanks, dashes and capitals do not matter")
    func recovery() {
        let codes = (0..<200).map { _ in RecoveryCode.random() }
        #expect(Set(codes).count == 200 && codes.allSatisfy { $0.wholeMatch(of: #/([a-z0-9]{4}-){6}[a-z0-9]{4}/#) != nil })
        #expect(RecoveryCode.digest("ABCDE fghjk") == RecoveryCode.digest("abcde-fghjk"))
    }
}
