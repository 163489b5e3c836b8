import Foundation
import Testing

@testable import Reader

@Suite("Papers of noise")
struct NoisePaperTests {
    private static func share(_ text: String) throws -> Double {
        try PlanReader().share(of: text.split(separator: "\n").flatMap { $0.split { !$0.isLetter } }.filter { $0.count > 2 })
    }

    private static let random: String = {
        var state: UInt64 = 1
        func next(_ bound: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % bound)
        }
        return (0..<60_000).map { _ in String((0..<(1 + next(7))).map { _ in Character(UnicodeScalar(UInt8(97 + next(26)))) }) }.joined(separator: " ")
    }()

    @Test("a badly damaged scan has far more Vietnamese syllables than the limit, random letters far fewer")
    func limit() throws {
        for name in ["hanoi-133-2024", "tayninh-470-2024"] {
            let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            let scan = try String(contentsOf: root.appendingPathComponent("Samples/\(name).txt"), encoding: .utf8)
            let share = try Self.share(scan)
            #expect(share > 1.5 * PlanReader.leastWords, "\(name): \(share)")
        }
        let share = try Self.share(Self.random)
        #expect(share < PlanReader.leastWords / 2, "\(share)")
    }

    @Test("the heading of a plan before random letters does not make it a plan, and it is refused before it is mended")
    func heading() throws {
        let paper = "KẾ HOẠCH\nPhòng, chống mua bán người năm 2024\nI. MỤC ĐÍCH\nII. NHIỆM VỤ\n1. Công an tỉnh chủ trì\n" + Self.random
        let refusal = #expect(throws: Unreadable.self) { try PlanReader().read(Array(paper.utf8)) }
        #expect(refusal?.vietnamese.contains("không giống âm tiết") == true, "by the words, not by the search for them")
    }
}
