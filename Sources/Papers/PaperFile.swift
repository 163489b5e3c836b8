internal import Foundation

/// A file that somebody brought, known by its first bytes and not by its name.
public struct PaperFile: Sendable {
    public let kind: Kind
    private let bytes: [UInt8]

    public enum Kind: String, Codable, Sendable {
        case pdf, docx, text
    }

    /// - Throws: `Unopenable.tooLarge` before anything is looked at, `.unknownKind`.
    public init(_ bytes: [UInt8]) throws(Unopenable) {
        guard bytes.count <= Bounds.byteCount else { throw .tooLarge(byteCount: bytes.count) }
        self.bytes = bytes
        // A PDF may begin with some bytes of something else.
        if bytes.prefix(1_024).firstRange(of: Array("%PDF-".utf8)) != nil {
            kind = .pdf
        } else if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) {
            kind = .docx
        } else if !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil {
            kind = .text
        } else {
            throw .unknownKind
        }
    }

    /// Reads the whole, several pages beside each other.
    /// - Parameters:
    ///   - skipping: pages that were read before.
    ///   - soundness: which share of a page's words is Vietnamese, marks and all, 0…1.
    ///   - each: hears each page as it is read, in any order, and how many there are; what it throws ends the reading.
    /// - Throws: `Unopenable`, `CancellationError`, what `each` throws.
    public func read(
        skipping: Set<Int> = [], soundness: @escaping @Sendable (String) -> Double, each: @escaping @Sendable (PaperPage, _ count: Int) async throws -> Void
    ) async throws {
        switch kind {
        case .pdf:
            try await Scratch.with { folder in
                let path = folder + "/paper.pdf"
                try Data(bytes).write(to: URL(fileURLWithPath: path))
                let pdf = try await PDFPaper(path: path)
                try await PageDesk(pdf: pdf, soundness: soundness).read(skipping: skipping, each: each)
            }
        case .docx:
            try await each(PaperPage(number: 1, way: .text, lines: try WordPaper.lines(of: bytes)), 1)
        case .text:
            let text = String(decoding: bytes, as: UTF8.self)
            let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map { line in
                PaperLine(words: line.split(separator: " ").map { PaperWord(text: String($0), box: nil) })
            }
            try await each(PaperPage(number: 1, way: .text, lines: lines), 1)
        }
    }
}
