import Foundation

extension String {
    /// The text without case, accents and đ, for search and comparison: "Tây Ninh" becomes "tay ninh".
    public var folded: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            guard let letter = LatinLetters.folded(scalar) else { return foldedByTheBook }
            if letter != LatinLetters.mark { bytes.append(letter) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same for every script, by Unicode's tables.
    var foldedByTheBook: String {
        var folded = ""
        for scalar in lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "đ": folded.append("d")
            case _ where scalar.properties.canonicalCombiningClass != .notReordered: continue
            default: folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }

    /// The folded words, punctuation dropped.
    public var foldedWords: [String] {
        folded.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init)
    }

    /// The text without spaces at its ends, runs of white space made one space.
    public var tidied: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// Scalars whose folding is one ASCII letter or nothing, which is all that Vietnamese is written with: lists fold every name they sort.
private enum LatinLetters {
    /// Stands for a mark, which folds to nothing.
    static let mark: UInt8 = 0
    private static let other: UInt8 = 0xff

    /// By the number of the scalar, through the Latin letters with marks (U+1EFF).
    private static let table: [UInt8] = (0..<0x1f00 as Range<UInt32>).map { number in
        guard number > 0, let scalar = Unicode.Scalar(number) else { return other }
        let folded = Array(String(Character(scalar)).foldedByTheBook.utf8)
        return folded.isEmpty ? mark : folded.count == 1 && folded[0] < 0x80 ? folded[0] : other
    }

    /// - Returns: `nil` where it is anything else.
    static func folded(_ scalar: Unicode.Scalar) -> UInt8? {
        guard scalar.value < table.count, table[Int(scalar.value)] != other else { return nil }
        return table[Int(scalar.value)]
    }
}
