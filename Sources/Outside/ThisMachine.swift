/// What is on this machine, so that nothing between machines hears it.
public enum ThisMachine {
    /// - Parameter host: as an address names it, without its port; the path of a socket, or nothing at all, is here too.
    public static func has(_ host: String) -> Bool {
        host.isEmpty || host.hasPrefix("/") || ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host)
    }
}
