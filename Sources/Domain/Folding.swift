import Foundation

extension String {
    /// The text without case, accents and đ, for search and comparison: "Tây Ninh" becomes "tay ninh".
    public var folded: String {
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
