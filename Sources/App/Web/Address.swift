import Foundation

/// Addresses within the site.
enum Address {
    /// A value inside a query.
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// Where a page can be got again: its own path and query without `lang`, or for a form's address (no query) the page with the form.
    static func page(of path: String, query: String?) -> String {
        let rest = (query ?? "").split(separator: "&").filter { !$0.hasPrefix("lang=") }.joined(separator: "&")
        let parts = path.split(separator: "/")
        switch (query, parts.first, parts.count) {
        case (nil, "session", _): return "/sign-in"
        case (nil, "plans", 3), (nil, "duties", 3): return "/\(parts[0])/\(parts[1])/\(["paper", "review"].contains(parts[2]) ? parts[2] : "review")"
        case (nil, "assignments", 3), (nil, "accounts", 3), (nil, "crime-reports", 3...): return "/\(parts[0])/\(parts[1])"
        case (nil, "account", _): return "/account"
        case (nil, "notices", _): return "/notices"
        case (nil, "sealed", _): return "/crime-reports"
        case (nil, "grants", _): return "/accounts"
        default: return rest.isEmpty ? path : path + "?" + rest
        }
    }

    /// A path of this site to go on to, or the front page: never another host.
    static func local(_ path: String) -> String {
        path.hasPrefix("/") && !path.hasPrefix("//") && path.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\\") } ? path : "/"
    }
}
