import Domain
import Foundation
import Hummingbird
import Reader
import Testing

@testable import App

/// What was sound, changed at random: nothing falls over. `SECONDS_OF_MUTATION=600` goes on so long; the usual run takes some seconds.
@Suite struct MutationTests {
    private static let seconds = Double(ProcessInfo.processInfo.environment["SECONDS_OF_MUTATION"] ?? "") ?? 4

    /// Cuts, doubles, moves and changes bytes, and puts in what parsers trip over.
    private static func mutated(_ bytes: [UInt8], _ chance: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0...8, using: &chance) {
            guard bytes.count > 4 else { return bytes }
            let at = Int.random(in: 0..<bytes.count - 1, using: &chance), end = min(bytes.count, at + Int.random(in: 1...400, using: &chance))
            switch Int.random(in: 0...6, using: &chance) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &chance)
            case 1: bytes.removeSubrange(at..<end)
            case 2: bytes.insert(contentsOf: bytes[at..<end], at: at)
            case 3: bytes.removeLast(bytes.count - at)
            case 4: bytes.insert(contentsOf: odd.randomElement(using: &chance) ?? [], at: at)
            case 5: bytes.swapAt(at, end - 1)
            default: bytes.replaceSubrange(at..<end, with: bytes[at..<end].reversed())
            }
        }
        return bytes
    }

    private static let odd: [[UInt8]] =
        [[0], [0xff, 0xfe], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x80, 0xae], [0xcc, 0x81, 0xcc, 0x81], [13, 10, 13, 10], [45, 45]]
        + ["99999999999999999999", "31/02/2024", "(((((", "))))", "-1", "\r\n--x", "filename=\"", "“”", "%", "I.1.1.1.1.1.1", "ngày … tháng … năm"].map {
            Array($0.utf8)
        }

    /// Goes on for its share of the time.
    private func each(_ share: Double, _ body: (inout SystemRandomNumberGenerator) -> Void) -> Int {
        let end = ContinuousClock.now + .seconds(Self.seconds * share)
        var chance = SystemRandomNumberGenerator(), count = 0
        while ContinuousClock.now < end {
            body(&chance)
            count += 1
        }
        return count
    }

    @Test("the Reader reads, or says why not, whatever becomes of a paper")
    func papers() throws {
        let reader = try PlanReader(), folder = Files.root + "/Samples"
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }
        let papers = try names.map { Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))) }.filter { $0.count > 2_000 }
        #expect(!papers.isEmpty)
        let count = each(0.6) { chance in
            guard let paper = papers.randomElement(using: &chance) else { return }
            // A part, so that many are read.
            let start = Int.random(in: 0..<paper.count - 1_000, using: &chance)
            let part = Array(paper[start..<min(paper.count, start + Int.random(in: 500...6_000, using: &chance))])
            _ = try? reader.read(Self.mutated(part, &chance))
        }
        print("mutation: \(count) papers")
        #expect(count > 0)
    }

    @Test("a form with files is read, or refused, whatever becomes of its bytes")
    func forms() throws {
        let sound = Array(
            """
            --x\r\nContent-Disposition: form-data; name="text"\r\n\r\nmột hai\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r
            Content-Type: text/plain\r\n\r\nba bốn\r\n--x\r\nContent-Disposition: form-data; name="figure"\r\n\r\n\r\n--x--\r\n
            """.utf8)
        let multipart = try Multipart(mediaType: "multipart/form-data; boundary=x")
        let (whole, encoded) = (try multipart.form(sound), Array("a=1&b=%C3%A1+b&&=&c".utf8))
        #expect(whole.fields.count == 2 && whole.files.count == 1)
        var read = 0
        let count = each(0.2) { chance in
            if (try? multipart.form(Self.mutated(sound, &chance))) != nil { read += 1 }
            _ = Form(encoded: String(decoding: Self.mutated(encoded, &chance), as: UTF8.self))
        }
        print("mutation: \(count) forms, \(read) of them read")
        #expect(read > 0 && read < count)
    }

    @Test("a picture loses its metadata, or is refused, whatever becomes of its bytes")
    func pictures() {
        let jpeg: [UInt8] =
            [0xff, 0xd8, 0xff, 0xe1, 0, 40] + Array("Exif\0\0II*\0".utf8) + [8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]
            + [UInt8](repeating: 0, count: 10) + [0xff, 0xda, 0, 3, 1, 1, 0xff, 0, 2, 0xff, 0xd9]
        let png: [UInt8] =
            [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1] + Array("IHDR".utf8) + [1, 0, 0, 0, 0, 0, 0, 0, 0]
            + Array("IEND".utf8) + [0, 0, 0, 0]
        let count = each(0.2) { chance in
            for sound in [jpeg, png] { _ = ImageMetadata.removed(from: Self.mutated(sound, &chance)) }
        }
        #expect(count > 0)
    }
}
