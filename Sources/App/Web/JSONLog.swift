import Domain
import Foundation
import Logging

/// Writes each line of the log as one JSON object on standard error.
struct JSONLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    let label: String

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = ["at": Clock.machine.description, "level": event.level.rawValue, "label": label, "message": event.message.description]
        for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }) { fields[key] = value.description }
        guard let line = try? JSONBytes.of(fields) else { return }
        FileHandle.standardError.write(Data(line + [UInt8(ascii: "\n")]))
    }

    /// Once, before the first logger is made.
    static func use() { LoggingSystem.bootstrap { JSONLog(label: $0) } }
}
