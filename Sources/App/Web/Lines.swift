import Domain
import Foundation
import Outside

/// The lines to other machines: what goes over one of them is under TLS, and who answers is proved.
enum Lines {
    /// Whether an address of the web is under TLS, or on this machine; never one that bears a name and a password.
    static func isSafe(_ url: String) -> Bool {
        guard let parts = URLComponents(string: url), let host = parts.host, parts.user == nil else { return false }
        return parts.scheme == "https" || (parts.scheme == "http" && ThisMachine.has(host))
    }

    /// Whether every server of PostgreSQL that the address names is on this machine, or is proved by its certificate.
    /// - Parameter environment: libpq goes where it says (`PGHOST`, `PGHOSTADDR`) when the address names nobody; a service of libpq's could name anybody.
    static func isSafe(postgres url: String, environment: [String: String] = ProcessInfo.processInfo.environment) -> Bool {
        let parts = url.split(separator: "?", maxSplits: 1).map(String.init)
        let asked = (parts.count == 2 ? parts[1].split(separator: "&") : []).map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        func values(_ name: String) -> [String] { asked.filter { $0.count == 2 && $0[0] == name }.map { $0[1].removingPercentEncoding ?? $0[1] } }
        if values("sslmode").last == "verify-full" { return true }
        let authority = parts[0].split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).dropFirst(2).first?.prefix { $0 != "/" } ?? ""
        let named = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        guard values("service").isEmpty, environment["PGSERVICE"] == nil else { return false }
        let hosts = [String(named)] + values("host") + values("hostaddr") + [environment["PGHOSTADDR"] ?? ""]
        let all = hosts.flatMap { $0.split(separator: ",") }.map(bare).filter { !$0.isEmpty }
        return (all.isEmpty ? (environment["PGHOST"] ?? "").split(separator: ",").map(String.init) : all).allSatisfy(ThisMachine.has)
    }

    /// The host without its port.
    private static func bare(_ text: Substring) -> String {
        let host = text.hasPrefix("[") ? String(text.prefix { $0 != "]" }) + "]" : String(text.prefix { $0 != ":" })
        return host.removingPercentEncoding ?? host
    }

    /// Whether a clamd, which speaks in the clear alone, is on this machine.
    static func isSafe(clamd place: String) -> Bool { ThisMachine.has(bare(place[...])) }
}

extension Config {
    /// - Throws: `StartRefusal` naming the setting whose line would run in the clear between machines.
    func refuseClearLines() throws {
        for (name, url) in [("LACHAN_S3", bucket), ("LACHAN_OTLP", otlp), ("LACHAN_OIDC_ISSUER", oidcIssuer)] {
            if let url, !Lines.isSafe(url) { throw Self.clear(name, "https://…") }
        }
        if let clamd, !Lines.isSafe(clamd: clamd) { throw Self.clear("LACHAN_CLAMD", "127.0.0.1:3310") }
    }

    /// - Throws: `StartRefusal` where a server of PostgreSQL beyond this machine is not proved by its certificate.
    static func refuseClear(postgres url: String) throws {
        if !Lines.isSafe(postgres: url) { throw clear("LACHAN_DATABASE", "sslmode=verify-full&sslrootcert=…") }
    }

    private static func clear(_ name: String, _ expected: String) -> StartRefusal {
        StartRefusal(
            """
            \(name): đường nối sang máy khác phải được mã hóa và chứng thực (\(expected)); chỉ trên chính máy này mới để trống được. / \
            \(name): a line to another machine must be under TLS and proved (\(expected)); on this machine alone it may go without.
            """)
    }
}
