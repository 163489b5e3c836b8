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
    public func read(_ bytes: [UInt8]) throws(Unreadable) -> ReadPlan { try read(SourceText(bytes).lines) }

    /// Reads a paper page by page, so that each fact knows its page; the lines of the result are those of all pages one after the other.
    /// - Throws: `Unreadable` with what was expected instead.
    public func read(pages: [[String]]) throws(Unreadable) -> ReadPlan {
        let lines = try SourceText(Array(pages.joined().joined(separator: "\n").utf8)).lines
        let numbers = pages.enumerated().flatMap { page, lines in Array(repeating: page + 1, count: lines.count) }
        var read = try read(lines)
        for (i, number) in numbers.enumerated() where read.lines.indices.contains(i) { read.lines[i].page = number }
        read.reading.place { line in numbers.indices.contains(line - 1) ? numbers[line - 1] : nil }
        return read
    }

    private func read(_ source: [String]) throws(Unreadable) -> ReadPlan {
        try refuseNoise(source)
        try refuseUnlessPlan(source)
        let lines = mended(source)
        return ReadPlan(lines: lines, reading: try FactReader.read(lines))
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

    /// How much of a text is Vietnamese as it should be written, 0…1: words of the language with their marks, of which half bear some.
    ///
    /// Text that lost its marks, or whose letters a scanner has confused, is far below; a page of numbers and names has 0.
    public func soundness(of text: String) -> Double {
        let words = text.split { !$0.isLetter }.map { $0.lowercased() }.filter { $0.count > 1 }
        guard words.count >= 5 else { return 0 }
        let known = words.count { mender.lexicon.isKnown($0) }, marked = words.count { $0 != $0.folded }
        return Double(known) / Double(words.count) * min(1, 2 * Double(marked) / Double(words.count))
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
