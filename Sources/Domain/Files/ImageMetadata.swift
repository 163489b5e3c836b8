/// What a picture tells besides what it shows: where and when it was taken, by which device, whose words.
public enum ImageMetadata {
    /// The picture without it, its pixels untouched. How a JPEG is to be turned stays.
    /// - Returns: `nil` for what is no whole JPEG or PNG.
    public static func removed(from bytes: [UInt8]) -> [UInt8]? {
        if bytes.starts(with: [0xff, 0xd8]) { return jpeg(bytes) }
        if bytes.starts(with: pngHead) { return png(bytes) }
        return nil
    }

    // MARK: JPEG

    /// Keeps what decoding needs: JFIF (APP0), colours (APP2 with a profile, APP14) and the tables; drops EXIF, XMP, IPTC, comments and makers' own.
    private static func jpeg(_ bytes: [UInt8]) -> [UInt8]? {
        var kept: [UInt8] = [0xff, 0xd8], at = 2, turn: UInt8?
        while at + 4 <= bytes.count {
            guard bytes[at] == 0xff else { return nil }
            let marker = bytes[at + 1]
            // Fill bytes may stand before a marker.
            if marker == 0xff {
                at += 1
                continue
            }
            let end = at + 2 + Int(bytes[at + 2]) << 8 + Int(bytes[at + 3])
            guard end >= at + 4, end <= bytes.count else { return nil }
            let segment = bytes[at..<end]
            switch marker {
            // The picture itself begins: from here to the end mark nothing is told, and what follows that is dropped.
            case 0xda:
                guard let scan = scans(bytes[at...]) else { return nil }
                return kept.prefix(2) + (turn.map(exif) ?? []) + kept.dropFirst(2) + scan
            case 0xe1: turn = turn ?? orientation(segment.dropFirst(4))
            case 0xe2 where segment.dropFirst(4).starts(with: Array("ICC_PROFILE\0".utf8)), 0xe0, 0xee: kept += segment
            case 0xe0...0xef, 0xfe: break
            default: kept += segment
            }
            at = end
        }
        return nil
    }

    /// From the first scan to the end mark, without the segments between scans that tell something.
    private static func scans(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var kept: [UInt8] = [], at = bytes.startIndex
        while at + 1 < bytes.endIndex {
            guard bytes[at] == 0xff, bytes[at + 1] != 0, !(0xd0...0xd7).contains(bytes[at + 1]), bytes[at + 1] != 0xff else {
                kept.append(bytes[at])
                if bytes[at] == 0xff, bytes[at + 1] != 0xff {
                    kept.append(bytes[at + 1])
                    at += 1
                }
                at += 1
                continue
            }
            let marker = bytes[at + 1]
            if marker == 0xd9 { return kept + [0xff, 0xd9] }
            guard at + 4 <= bytes.endIndex else { return nil }
            let end = at + 2 + Int(bytes[at + 2]) << 8 + Int(bytes[at + 3])
            guard end >= at + 4, end <= bytes.endIndex else { return nil }
            if !(0xe0...0xef).contains(marker), marker != 0xfe { kept += bytes[at..<end] }
            at = end
        }
        return nil
    }

    /// How the picture is to be turned (tag 0x0112 of the first directory), 2 to 8; `nil` where it stands upright or does not say.
    private static func orientation(_ segment: ArraySlice<UInt8>) -> UInt8? {
        guard segment.starts(with: Array("Exif\0\0".utf8)) else { return nil }
        let tiff = Array(segment.dropFirst(6))
        guard tiff.count >= 8 else { return nil }
        let isLittle = tiff[0] == UInt8(ascii: "I")
        func number(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at + count <= tiff.count else { return nil }
            let part = tiff[at..<at + count]
            return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let start = number(4, 4), let count = number(start, 2) else { return nil }
        for entry in 0..<min(count, 200) {
            guard let tag = number(start + 2 + entry * 12, 2) else { return nil }
            if tag == 0x0112 { return number(start + 2 + entry * 12 + 8, 2).flatMap { (2...8).contains($0) ? UInt8($0) : nil } }
        }
        return nil
    }

    /// An EXIF segment that says how to turn the picture, and nothing else.
    private static func exif(_ turn: UInt8) -> [UInt8] {
        [0xff, 0xe1, 0, 34] + Array("Exif\0\0MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0]
    }

    // MARK: PNG

    private static let pngHead: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    /// Chunks that tell how the picture looks; all others are dropped.
    private static let looks: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "pHYs", "acTL", "fcTL", "fdAT",
    ]

    private static func png(_ bytes: [UInt8]) -> [UInt8]? {
        var kept = pngHead, at = pngHead.count
        while at + 12 <= bytes.count {
            let length = bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }, end = at + 12 + length
            guard end <= bytes.count else { return nil }
            let kind = String(decoding: bytes[at + 4..<at + 8], as: UTF8.self)
            if looks.contains(kind) { kept += bytes[at..<end] }
            if kind == "IEND" { return kept }
            at = end
        }
        return nil
    }
}
