/// How often a wrong password may be tried before the next try must wait.
///
/// Counted for one name from one address, so that nobody can lock out a colleague from elsewhere.
public enum SignInLimit {
    public static let tries = 5
    /// For all names from one address: an office behind one line has many colleagues.
    public static let triesOfAddress = 60
    public static let windowSeconds = 15 * 60

    /// What counts as one address: of IPv6 the first half, since whoever has one address there has all that share it.
    public static func network(of address: String) -> String {
        guard address.contains(":"), !address.contains(".") else { return address }
        let halves = address.split(separator: "%", maxSplits: 1).first.map(String.init)?.split(separator: "::", omittingEmptySubsequences: false) ?? []
        guard (1...2).contains(halves.count) else { return address }
        let groups = halves.map { $0.split(separator: ":").map { String(Int($0, radix: 16) ?? 0, radix: 16) } }
        let filling = halves.count == 2 ? Array(repeating: "0", count: max(0, 8 - groups[0].count - groups[1].count)) : []
        return (groups[0] + filling + (halves.count == 2 ? groups[1] : [])).prefix(4).joined(separator: ":") + "::/64"
    }

    /// Seconds until the next try may be made, or `nil` when it may be made now.
    /// - Parameter failures: moments of the failed tries, newest last.
    public static func wait(after failures: [Moment], now: Moment, tries: Int = tries) -> Int? {
        let recent = failures.filter { $0.adding(seconds: windowSeconds) > now }
        guard recent.count >= tries, let first = recent.dropLast(tries - 1).last else { return nil }
        return max(1, Int((first.adding(seconds: windowSeconds).milliseconds - now.milliseconds + 999) / 1000))
    }
}
