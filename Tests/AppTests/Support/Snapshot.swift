import Foundation
import Testing

/// Text kept beside the tests, rewritten with RECORD=1 and read in review.
enum Snapshot {
    static func check(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let path = Files.root + "/Tests/AppTests/Snapshots/" + name
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try FileManager.default.createDirectory(at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return
        }
        let kept = try? String(contentsOfFile: path, encoding: .utf8)
        guard kept != text else { return }
        let difference = zip((kept ?? "").split(separator: "\n"), text.split(separator: "\n")).first { $0.0 != $0.1 }
        Issue.record(
            "\(name) differs (RECORD=1 rewrites it): \(difference.map { "“\($0.0)” is now “\($0.1)”" } ?? "one is longer")", sourceLocation: sourceLocation)
    }
}
