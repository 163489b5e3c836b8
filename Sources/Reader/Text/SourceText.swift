internal import Foundation

/// The lines of a paper as they came, after the checks that need no understanding.
struct SourceText: Equatable, Sendable {
    var lines: [String]

    /// - Throws: `.tooLarge` before anything else is looked at, `.binary`, `.empty`.
    init(_ bytes: [UInt8]) throws(Unreadable) {
        guard bytes.count <= Unreadable.limit else { throw .tooLarge(byteCount: bytes.count) }
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw .binary }
        guard text.contains(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) else { throw .empty }
        guard bytes.count(where: { $0 == UInt8(ascii: "\n") }) <= Unreadable.lineLimit else { throw .tooLarge(byteCount: bytes.count) }
        let unmarked = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        // A newline ends its line; it does not begin another.
        let ended = unmarked.hasSuffix("\n") || unmarked.hasSuffix("\r\n") ? String(unmarked.dropLast()) : unmarked
        lines = ended.replacingOccurrences(of: "\r\n", with: "\n").precomposedStringWithCanonicalMapping
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
