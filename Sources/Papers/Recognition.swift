internal import Foundation

/// Finds the words on a picture: Tesseract with its Vietnamese model.
enum Recognition {
    /// - Returns: the words of each line that it sees; empty where it finds none.
    static func lines(on picture: PagePicture, dotsAnInch: Int) async throws -> [[PaperWord]] {
        let printed = try await Tool(name: "tesseract").run(
            ["stdin", "stdout", "-l", "vie", "--psm", "4", "--dpi", "\(dotsAnInch)", "tsv"], input: picture.plain, limit: 10_000_000)
        var lines: [[PaperWord]] = [], last: [Substring] = []
        for line in String(decoding: printed, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard let word = word(in: fields, Double(picture.width), Double(picture.height)) else { continue }
            let place = Array(fields[2...4])
            if place == last { lines[lines.count - 1].append(word) } else { lines.append([word]) }
            last = place
        }
        return withoutDirt(lines)
    }

    /// Without what is no print: in the margins, where holes and the edge of the paper lie, and specks among the words.
    private static func withoutDirt(_ lines: [[PaperWord]]) -> [[PaperWord]] {
        let heights = lines.joined().compactMap { $0.box?.height }.sorted(), usual = heights.isEmpty ? 0 : heights[heights.count / 2]
        return lines.compactMap { line in
            let kept = line.filter { word in
                guard let box = word.box else { return false }
                let isSpeck = box.height < 0.25 * usual && box.right - box.left < 0.25 * usual && !word.text.contains { $0.isLetter || $0.isNumber }
                return !isSpeck && box.right > leftEdge && box.left < rightEdge
            }
            return kept.isEmpty ? nil : kept
        }
    }

    /// Official papers keep 30 and 15 mm of 210 free (Decree 30/2020, annex I).
    private static let (leftEdge, rightEdge) = (0.1, 0.95)

    /// Level, page, block, paragraph, line, word, left, top, width, height, confidence, text; level 5 is a word.
    private static func word(in fields: [Substring], _ width: Double, _ height: Double) -> PaperWord? {
        guard fields.count >= 12, fields[0] == "5", let left = Double(fields[6]), let top = Double(fields[7]), let wide = Double(fields[8]),
            let high = Double(fields[9]), let sure = Double(fields[10])
        else { return nil }
        let text = fields[11].trimmingCharacters(in: .whitespaces).precomposedStringWithCanonicalMapping
        guard !text.isEmpty else { return nil }
        let box = Box(left: left / width, top: top / height, right: (left + wide) / width, bottom: (top + high) / height)
        return PaperWord(text: text, box: box, confidence: min(1, max(0, sure / 100)))
    }
}
