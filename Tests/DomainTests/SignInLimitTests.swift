import Testing

@testable import Domain

@Suite("The limit on sign-in")
struct SignInLimitTests {
    private static let start = Moment.at("2024-06-16T03:00:00.000Z")

    private func failures(_ seconds: [Int]) -> [Moment] { seconds.map(Self.start.adding(seconds:)) }

    @Test(
        "the sixth try waits until the fifth-last failure is a quarter of an hour old",
        arguments: [
            ([], 0, nil), ([0, 1, 2, 3], 4, nil), ([0, 60, 120, 180, 240], 240, 660), ([0, 60, 120, 180, 240], 899, 1), ([0, 60, 120, 180, 240], 900, nil),
            ([0, 60, 120, 180, 240, 300], 300, 660), ([0, 60, 120, 180, 240, 901], 901, 59), ([0, 0, 0, 0, 0], 0, 900), ([0, 0, 0, 0, 0], 900, nil),
        ] as [([Int], Int, Int?)])
    func wait(failures seconds: [Int], now: Int, wait: Int?) {
        #expect(SignInLimit.wait(after: failures(seconds), now: Self.start.adding(seconds: now)) == wait)
    }

    @Test("a part of a second is waited for as a whole one")
    func rounding() {
        let now = Moment(milliseconds: Self.start.adding(seconds: 899).milliseconds + 999)
        #expect(SignInLimit.wait(after: failures([0, 1, 2, 3, 4]), now: now) == 1)
    }

    @Test(
        "whoever has one address of IPv6 has all that share its first half",
        arguments: [
            ("10.0.0.7", "10.0.0.7"), ("2001:db8:0:1::5", "2001:db8:0:1::/64"), ("2001:DB8:0000:0001:ffff::", "2001:db8:0:1::/64"),
            ("::1", "0:0:0:0::/64"), ("fe80::1%eth0", "fe80:0:0:0::/64"), ("::ffff:10.0.0.7", "::ffff:10.0.0.7"), ("local", "local"), ("1:2:3", "1:2:3::/64"),
        ])
    func networks(address: String, network: String) {
        #expect(SignInLimit.network(of: address) == network)
    }
}
