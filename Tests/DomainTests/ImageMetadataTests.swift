import Testing

@testable import Domain

@Suite struct ImageMetadataTests {
    private static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xff, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 255)] + content
    }

    /// EXIF of either byte order with a turn of 6 and a place.
    private static func exif(little: Bool) -> [UInt8] {
        let turn: [UInt8] = little ? [0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0] : [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]
        let head: [UInt8] = little ? Array("II*\0".utf8) + [8, 0, 0, 0, 1, 0] : Array("MM\0*".utf8) + [0, 0, 0, 8, 0, 1]
        return Array("Exif\0\0".utf8) + head + turn + [0, 0, 0, 0] + Array("GPS 21.03 105.85".utf8)
    }

    private static func jpeg(_ told: [UInt8], after: [UInt8] = []) -> [UInt8] {
        [0xff, 0xd8] + segment(0xe0, Array("JFIF\0".utf8)) + told + segment(0xdb, [0, 1, 2]) + segment(0xda, [1, 1, 0]) + [
            0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56,
        ]
            + segment(0xda, [2, 2, 0]) + [0x78] + [0xff, 0xd9] + after
    }

    @Test("a JPEG loses place, makers, comments and what follows its end; its pixels stay", arguments: [true, false])
    func photograph(little: Bool) throws {
        let told = Self.segment(0xe1, Self.exif(little: little)) + Self.segment(0xfe, Array("Nguyễn".utf8)) + Self.segment(0xed, Array("IPTC".utf8))
        let bare = try #require(ImageMetadata.removed(from: Self.jpeg(told, after: Array("MPF 21.03".utf8))))
        let text = String(decoding: bare, as: UTF8.self)
        for word in ["GPS", "Nguyễn", "IPTC", "MPF", "21.03"] { #expect(!text.contains(word), "\(word)") }
        let turned = Self.segment(0xe1, Array("Exif\0\0MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0])
        #expect(bare == [0xff, 0xd8] + turned + Self.jpeg([]).dropFirst(2), "how it is to be turned stays")
        #expect(ImageMetadata.removed(from: bare) == bare)
    }

    @Test("a JPEG that tells nothing stays as it is, with its colours")
    func silent() {
        let colours = Self.segment(0xe2, Array("ICC_PROFILE\0".utf8) + [1, 2, 3]) + Self.segment(0xee, Array("Adobe".utf8))
        #expect(ImageMetadata.removed(from: Self.jpeg(colours)) == Self.jpeg(colours))
    }

    private static func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(content.count)] + Array(kind.utf8) + content + [1, 2, 3, 4]
    }

    @Test("a PNG loses texts, times, EXIF and what follows its end")
    func png() {
        let head: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
        let looks = Self.chunk("IHDR", [1]) + Self.chunk("gAMA", [2]), pixels = Self.chunk("IDAT", [3, 4]) + Self.chunk("IEND", [])
        let told = Self.chunk("tEXt", Array("Author".utf8)) + Self.chunk("eXIf", [9]) + Self.chunk("tIME", [1]) + Self.chunk("iTXt", [7])
        #expect(ImageMetadata.removed(from: head + looks + told + pixels + Array("sau".utf8)) == head + looks + pixels)
    }

    @Test("what is cut short anywhere is no picture, and nothing falls over")
    func broken() {
        let whole = Self.jpeg(Self.segment(0xe1, Self.exif(little: true)))
        for length in 0..<whole.count { #expect(ImageMetadata.removed(from: Array(whole.prefix(length))) == nil, "\(length)") }
        #expect(ImageMetadata.removed(from: Array("GIF89a".utf8)) == nil)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var bytes = whole
            for _ in 0..<3 { bytes[Int.random(in: 2..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator) }
            _ = ImageMetadata.removed(from: bytes)
        }
    }
}
