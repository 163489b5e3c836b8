/// One page of a paper as it was read.
public struct PaperPage: Equatable, Sendable {
    /// Counted from 1.
    public var number: Int
    public var way: Way
    /// In reading order; empty strings where the paper leaves a gap.
    public var lines: [PaperLine]
    /// What stands upright on the screen; `nil` for a format without pages.
    public var picture: PaperPicture?
    /// What could not be read, or how it was: for the person who reviews.
    public var notes: [Note]

    public enum Way: String, Codable, Sendable {
        /// From the file's own text.
        case text
        /// Read anew from the picture.
        case recognised
        /// Nothing was read.
        case none
    }

    public enum Note: String, Codable, Sendable {
        /// The file has a text for this page that is no sound Vietnamese, so the picture was read anew.
        case damagedLayer
        /// The page stood on its head or on its side.
        case turned
        /// It took longer than a page may.
        case tooSlow
        /// Larger than a page may be, or broken.
        case unreadable
        /// There is nothing on it.
        case blank
    }

    public init(number: Int, way: Way, lines: [PaperLine], picture: PaperPicture? = nil, notes: [Note] = []) {
        (self.number, self.way, self.lines, self.picture, self.notes) = (number, way, lines, picture, notes)
    }
}

public struct PaperPicture: Equatable, Sendable {
    public var jpeg: [UInt8]
    /// In dots.
    public var width: Int
    public var height: Int

    public init(jpeg: [UInt8], width: Int, height: Int) { (self.jpeg, self.width, self.height) = (jpeg, width, height) }
}

/// A line of print with its words.
public struct PaperLine: Codable, Equatable, Sendable {
    public var words: [PaperWord]

    public init(words: [PaperWord]) { self.words = words }

    public var text: String { words.map(\.text).joined(separator: " ") }

    /// Around all words; `nil` for an empty line, and for a format without places.
    public var box: Box? { words.compactMap(\.box).reduce(nil) { $0?.joined($1) ?? $1 } }
}

public struct PaperWord: Codable, Equatable, Sendable {
    public var text: String
    /// `nil` for a format without places.
    public var box: Box?
    /// 0…1, how sure the recognition is; 1 for text that the file gives.
    public var confidence: Double

    public init(text: String, box: Box?, confidence: Double = 1) { (self.text, self.box, self.confidence) = (text, box, confidence) }
}

/// A rectangle on a page, in shares of its width and height, from the upper left.
public struct Box: Codable, Equatable, Sendable {
    public var left: Double
    public var top: Double
    public var right: Double
    public var bottom: Double

    public init(left: Double, top: Double, right: Double, bottom: Double) { (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom) }

    public func joined(_ other: Box) -> Box {
        Box(left: min(left, other.left), top: min(top, other.top), right: max(right, other.right), bottom: max(bottom, other.bottom))
    }

    var height: Double { bottom - top }
    var middle: Double { (top + bottom) / 2 }
}
