import Domain
import Foundation
import Logging
import Synchronization

/// Writes the log on standard error, an entry a line: as JSON, or as words for whoever looks on. What comes from outside ends no line and steers no terminal.
struct LogLines: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    let label: String
    let isJSON: Bool

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let more = metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }).mapValues(\.description)
        let line = Self.line(at: Clock.machine, event.level, label, event.message.description, more, isJSON: isJSON)
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// - Returns: one line, without its end.
    static func line(at moment: Moment, _ level: Logger.Level, _ label: String, _ message: String, _ more: [String: String], isJSON: Bool) -> String {
        guard isJSON else {
            let words = [moment.description, level.rawValue, label, message] + more.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return words.map(plain).joined(separator: " ")
        }
        var fields = ["at": moment.description, "level": level.rawValue, "label": label, "message": message]
        for (key, value) in more { fields[key] = value }
        return (try? JSONBytes.of(fields)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The text with all that is not seen spelt out: control characters, ends of lines, turns of the direction of reading.
    private static func plain(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { plain, scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: plain += "\\u{\(String(scalar.value, radix: 16))}"
            default: plain.unicodeScalars.append(scalar)
            }
        }
    }

    private static let isInUse = Mutex(false)

    /// The first call sets how this program logs; those after it change nothing.
    static func use(asJSON isJSON: Bool) {
        let isFirst = isInUse.withLock { isInUse in
            defer { isInUse = true }
            return !isInUse
        }
        if isFirst { LoggingSystem.bootstrap { LogLines(label: $0, isJSON: isJSON) } }
    }
}
