import Foundation

/// Addresses within the site.
enum Address {
    /// A value inside a query.
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// A path of this site to go on to, or the front page: never another host.
    static func local(_ path: String) -> String {
        path.hasPrefix("/") && !path.hasPrefix("//") && !path.contains("\\") && !path.contains(where: \.isNewline) ? path : "/"
    }
}
