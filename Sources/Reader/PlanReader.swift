internal import Foundation

/// Reads the text of a plan, however the scan has left it.
public struct PlanReader: Sendable {
    private let mender: Mender

    /// Learns the language from the corpus of the module.
    /// - Throws: the error of the file system if the corpus is missing or cannot be read.
    public init() throws {
        mender = Mender(lexicon: try Lexicon(corpus: Bundle.module.bundleURL.appendingPathComponent("Corpus")))
    }

    /// Reads one paper; one line of the result for each line of the source.
    /// - Throws: `Unreadable` with what was expected instead.
    public func read(_ bytes: [UInt8]) throws(Unreadable) -> ReadPlan {
        let source = try SourceText(bytes)
        try refuseUnlessPlan(source.lines)
        let lines = mended(source.lines)
        let reading = try FactReader.read(lines)
        return ReadPlan(lines: lines, reading: reading)
    }

    /// Mending takes seconds a hundred pages: what shows no trace of a plan as it stands is mended only at its beginning.
    private func refuseUnlessPlan(_ lines: [String]) throws(Unreadable) {
        let asTheyStand = lines.map { ReadLine(source: $0, text: $0, confidence: 0) }
        guard (try? FactReader.check(Paper(asTheyStand))) == nil else { return }
        var left = Self.beginning
        let first = lines.prefix(120).prefix { line in
            left -= line.utf8.count
            return left > 0
        }
        try FactReader.check(Paper(mended(Array(first))))
    }

    /// Bytes within which a plan has shown itself.
    private static let beginning = 16_000

    /// The lines mended, one for one.
    func mended(_ lines: [String]) -> [ReadLine] { mender.mend(lines) }
}
