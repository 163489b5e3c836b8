import Domain
import Foundation
import Vault

/// Passwords that are guessed first.
enum CommonPasswords {
    static let all: Set<String> = {
        let text = (try? String(contentsOf: Bundle.module.bundleURL.appendingPathComponent("Passwords/common.txt"), encoding: .utf8)) ?? ""
        return Set(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init))
    }()
}

/// Passwords that became known elsewhere: a file of SHA-1 digests in hexadecimal capitals, one a line and in order, each with ":" and how often it was seen,
/// as Have I Been Pwned gives it out. It is searched where it lies, however large.
struct BreachedPasswords: Sendable {
    private let path: String

    /// - Throws: `StartRefusal` for a file that cannot be read, or that does not begin with a digest.
    init(path: String) throws {
        self.path = path
        guard let file = FileHandle(forReadingAtPath: path), let head = try? file.read(upToCount: 41), head.count == 41, head.last == UInt8(ascii: ":"),
            head.dropLast().allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "A")...UInt8(ascii: "F") ~= $0 })
        else {
            throw StartRefusal(
                """
                LACHAN_BREACHED_PASSWORDS: cần tệp SHA-1 đã sắp xếp, mỗi dòng như “5BAA…8FD8:37”: \(path). / \
                LACHAN_BREACHED_PASSWORDS: expected a sorted file of SHA-1 digests, a line as “5BAA…8FD8:37”: \(path).
                """)
        }
    }

    /// - Throws: what reading the file throws.
    func holds(_ password: String) throws -> Bool {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path)), wanted = Array(Digest.sha1(Array(password.utf8)).uppercased().utf8)
        // The line that is wanted, if there is one, begins in [low, high).
        var low: UInt64 = 0, high = try file.seekToEnd()
        while low < high {
            let middle = low + (high - low) / 2
            let (start, line) = try Self.line(after: middle, in: file)
            guard let line else {
                high = middle
                continue
            }
            if line == wanted { return true }
            if wanted.lexicographicallyPrecedes(line) { high = middle } else { low = start + 41 }
        }
        return false
    }

    /// The digest of the first line that begins at the place or after it; `nil` at the end of the file.
    private static func line(after place: UInt64, in file: FileHandle) throws -> (start: UInt64, digest: [UInt8]?) {
        // A line is 40 digits, a colon, a number, and its end: never as long as this.
        try file.seek(toOffset: place == 0 ? 0 : place - 1)
        let bytes = [UInt8](try file.read(upToCount: 256) ?? Data())
        let skipped = place == 0 ? 0 : (bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count) + 1
        guard bytes.count >= skipped + 40 else { return (place, nil) }
        return ((place == 0 ? 0 : place - 1) + UInt64(skipped), Array(bytes[skipped..<skipped + 40]))
    }
}

extension App {
    /// - Throws: `Refusal.invalid` naming `password` for one that is too short, guessed first, or known elsewhere.
    func refuseWeak(_ password: String, name: String) throws {
        try PasswordRule.check(password, name: name, common: CommonPasswords.all)
        if try breached?.holds(password) == true { throw Refusal.invalid(["password": "Mật khẩu này nằm trong danh sách mật khẩu đã lộ."]) }
    }
}
