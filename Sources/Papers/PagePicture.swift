internal import CLeptonica
internal import Foundation

/// A page as dots, made ready for finding letters on it: straightened, of even light, without coloured stamps.
struct PagePicture: Sendable {
    /// What the recognition reads: grey, PNM, which costs no packing.
    let plain: [UInt8]
    /// Of `plain`.
    let width: Int, height: Int
    /// What people see; in colour where the page was.
    let shown: PaperPicture
    let tables: [Ruling.Table]

    /// Quarters of a turn, clockwise, before anything else.
    enum Turn: Int32, CaseIterable { case none = 0, half = 2, right = 1, left = 3 }

    /// - Parameter dots: the page as PPM or PNG.
    /// - Returns: `nil` for what is no picture.
    init?(_ dots: [UInt8], turn: Turn) {
        _ = Self.quiet
        guard let read = Dots(pixReadMem(dots, dots.count)), let page = Dots(pixRotateOrth(read.pix, turn.rawValue)),
            let seen = Self.withoutColour(page)
        else { return nil }
        let grey = Self.isSpeckled(seen) ? Dots(pixMedianFilter(seen.pix, 3, 3)) ?? seen : seen, angle = Self.skew(of: grey),
            even = Dots(pixBackgroundNormSimple(grey.pix, nil, nil)) ?? grey
        let scale = min(1, Float(Self.shownWidth) / Float(max(1, pixGetWidth(page.pix))))
        guard let plain = Self.turned(even, by: angle), let small = Dots(pixScale(page.pix, scale, scale)), let straight = Self.turned(small, by: angle),
            let jpeg = Self.bytes({ pixWriteMemJpeg($0, $1, straight.pix, 60, 0) })
        else { return nil }
        let drawn = Ruling.drawn(on: plain)
        tables = drawn.map { Ruling($0).tables } ?? []
        if let drawn, !tables.isEmpty { Ruling.erase(drawn, from: plain) }
        guard let pnm = Self.bytes({ pixWriteMemPnm($0, $1, plain.pix) }) else { return nil }
        (self.plain, width, height) = (pnm, Int(pixGetWidth(plain.pix)), Int(pixGetHeight(plain.pix)))
        shown = PaperPicture(jpeg: jpeg, width: Int(pixGetWidth(straight.pix)), height: Int(pixGetHeight(straight.pix)))
    }

    private static let shownWidth = 1_100
    /// Leptonica writes what it thinks of a picture to the log of the program.
    private static let quiet: Void = { _ = setMsgSeverity(Int32(L_SEVERITY_NONE)) }()

    /// Red ink is as light as paper in the red part of the light: of a coloured page that part is read, where stamps fade.
    private static func withoutColour(_ page: Dots) -> Dots? {
        Dots(pixGetDepth(page.pix) == 32 ? pixGetRGBComponent(page.pix, Int32(COLOR_RED)) : pixConvertTo8(page.pix, 0))
    }

    /// Whether the page is strewn with dots that no pen made: a filter that takes them away costs a clean page some marks.
    private static func isSpeckled(_ grey: Dots) -> Bool {
        guard let pieces = Dots(pixThresholdToBinary(grey.pix, 140))?.pieces else { return false }
        let specks = pieces.count { $0.width <= 3 && $0.height <= 3 }
        return specks > 1_000 && specks * 3 > pieces.count
    }

    /// How far the lines lean, in radians; 0 where that is not sure.
    private static func skew(of grey: Dots) -> Float {
        guard let black = Dots(pixThresholdToBinary(grey.pix, 140)) else { return 0 }
        var angle: Float = 0, confidence: Float = 0
        guard pixFindSkew(black.pix, &angle, &confidence) == 0, confidence > 2.5, abs(angle) > 0.05, abs(angle) < 8 else { return 0 }
        return angle * .pi / 180
    }

    private static func turned(_ page: Dots, by angle: Float) -> Dots? {
        angle == 0 ? page : Dots(pixRotate(page.pix, angle, Int32(L_ROTATE_AREA_MAP), Int32(L_BRING_IN_WHITE), 0, 0))
    }

    private static func bytes(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>, UnsafeMutablePointer<Int>) -> Int32) -> [UInt8]? {
        var start: UnsafeMutablePointer<UInt8>?, count = 0
        defer { lept_free(start) }
        guard write(&start, &count) == 0, let start else { return nil }
        return Array(UnsafeBufferPointer(start: start, count: count))
    }
}

/// A picture of Leptonica that goes with its last user.
final class Dots {
    let pix: UnsafeMutablePointer<PIX>

    init?(_ made: UnsafeMutablePointer<PIX>?) {
        guard let made else { return nil }
        pix = made
    }

    /// Where what hangs together lies on a picture of black and white, in dots.
    var pieces: [(left: Int, top: Int, width: Int, height: Int)] {
        var found = pixConnCompBB(pix, 8)
        defer { boxaDestroy(&found) }
        return (0..<boxaGetCount(found)).map { index in
            var (x, y, w, h): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            boxaGetBoxGeometry(found, index, &x, &y, &w, &h)
            return (Int(x), Int(y), Int(w), Int(h))
        }
    }

    deinit {
        var gone: UnsafeMutablePointer<PIX>? = pix
        pixDestroy(&gone)
    }
}
