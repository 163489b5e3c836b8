import Foundation
import Testing

@testable import Reader

/// Clean text as lines, as if the scan had done no damage.
func lines(_ text: String) -> [ReadLine] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { ReadLine(source: String($0), text: String($0).trimmed, confidence: 1) }
}

/// The facts of clean text.
func facts(_ text: String) throws -> Reading { try FactReader.read(lines(text)) }

/// The facts of a task part with these paragraphs.
func tasks(_ paragraphs: String) throws -> [ReadDuty] { try facts("II. NHIỆM VỤ\n\n" + paragraphs).tasks }

/// `role: body` of each assignment.
func roles(_ duty: ReadDuty) -> [String] { duty.assignments.map { "\($0.role.rawValue): \($0.org)" } }

/// The reader with its language learnt once for all tests.
enum Shared {
    static let reader = Result { try PlanReader() }

    /// The papers in the folder of samples beside the sources.
    static func sample(_ name: String) throws -> [UInt8] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return [UInt8](try Data(contentsOf: root.appendingPathComponent("Samples/\(name)")))
    }
}
