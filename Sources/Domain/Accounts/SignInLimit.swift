/// How often a wrong password may be tried before the next try must wait.
///
/// Counted for one name from one address, so that nobody can lock out a colleague from elsewhere.
public enum SignInLimit {
    public static let tries = 5
    /// For all names from one address: an office behind one line has many colleagues.
    public static let triesOfAddress = 60
    public static let windowSeconds = 15 * 60

    /// Seconds until the next try may be made, or `nil` when it may be made now.
    /// - Parameter failures: moments of the failed tries, newest last.
    public static func wait(after failures: [Moment], now: Moment, tries: Int = tries) -> Int? {
        let recent = failures.filter { $0.adding(seconds: windowSeconds) > now }
        guard recent.count >= tries, let first = recent.dropLast(tries - 1).last else { return nil }
        return max(1, Int((first.adding(seconds: windowSeconds).milliseconds - now.milliseconds + 999) / 1000))
    }
}
