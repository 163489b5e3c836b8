import Foundation

/// Passwords that are guessed first.
enum CommonPasswords {
    static let all: Set<String> = {
        let text = (try? String(contentsOf: Bundle.module.bundleURL.appendingPathComponent("Passwords/common.txt"), encoding: .utf8)) ?? ""
        return Set(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init))
    }()
}
