internal import Foundation

/// Reads the text of a plan, however the scan has left it.
public struct PlanReader: Sendable {
    private let mender: Mender
    /// Every Vietnamese syllable without its marks.
    private let bare: Set<String>

    /// Learns the language from the corpus of the module.
    /// - Throws: the error of the file system if the corpus is missing or cannot be read.
    public init() throws {
        mender = Mender(lexicon: try Lexicon(corpus: Bundle.module.bundleURL.appendingPathComponent("Corpus")))
        bare = Set(Syllables.all().map(\.folded))
    }

    /// Reads one paper; one line of the result for each line of the source.
    /// - Throws: `Unreadable` with what was expected instead.
    public func read(_ bytes: [UInt8]) throws(Unreadable) -> ReadPlan {
        let source = try SourceText(bytes)
        try refuseNoise(source.lines)
        try refuseUnlessPlan(source.lines)
        let lines = mended(source.lines)
        let reading = try FactReader.read(lines)
        return ReadPlan(lines: lines, reading: reading)
    }

    /// Mending searches longest where nothing is near: a text that is letters without words is refused before.
    private func refuseNoise(_ lines: [String]) throws(Unreadable) {
        let words = lines.flatMap { $0.split { !$0.isLetter } }.filter { $0.count > 2 }
        guard words.count > 400, share(of: words) < Self.leastWords else { return }
        throw .notAPlan(missing: ["chữ tiếng Việt đọc được (phần lớn chữ trong tệp không giống âm tiết nào)"])
    }

    /// The share of words that are Vietnamese syllables when their marks are left out.
    func share(of words: [Substring]) -> Double {
        Double(words.count { bare.contains(String($0).folded) }) / Double(max(1, words.count))
    }

    /// Both sample scans, badly damaged, have over half; random letters a fifteenth.
    static let leastWords = 0.25

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
