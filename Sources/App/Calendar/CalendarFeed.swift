import Domain
import Foundation

/// What a body owes, by day, as calendar programs take it (RFC 5545).
struct CalendarFeed: Sendable {
    struct Event: Equatable, Sendable {
        var day: Day
        /// Plan and place on the paper of each thing that is due; no names.
        var codes: [String]
    }

    /// Stays the same for one account, so that programs replace what they have.
    var id: String
    var events: [Event]
    var madeAt: Moment
    /// Where the desk is; empty where the site's address is not set.
    var desk: String

    /// Codes that a description names before it says how many more there are.
    private static let named = 40

    func text(_ t: Language) -> String {
        let stamp = madeAt.description.filter { $0 != "-" && $0 != ":" }.prefix(15) + "Z"
        let head = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//La Chan//desk//VI", "METHOD:PUBLISH", "X-WR-CALNAME:\(Self.escaped(t("Lá Chắn: việc đến hạn")))",
            "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        ]
        let body = events.flatMap { event -> [String] in
            let more = event.codes.count - Self.named
            let codes = event.codes.prefix(Self.named) + (more > 0 ? [t("và {0} việc nữa", String(more))] : []) + (desk.isEmpty ? [] : [desk])
            return [
                "BEGIN:VEVENT", "UID:\(event.day)-\(id)@lachan", "DTSTAMP:\(stamp)", "DTSTART;VALUE=DATE:\(Self.date(event.day))",
                "DTEND;VALUE=DATE:\(Self.date(event.day.adding(days: 1)))", "SUMMARY:\(Self.escaped(t("{0} việc đến hạn", String(event.codes.count))))",
                "DESCRIPTION:\(Self.escaped(codes.joined(separator: "\n")))", "TRANSP:TRANSPARENT", "END:VEVENT",
            ]
        }
        return (head + body + ["END:VCALENDAR"]).map { Self.folded($0) + "\r\n" }.joined()
    }

    private static func date(_ day: Day) -> String { day.description.replacing("-", with: "") }

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars where scalar != "\r" {
            if "\\;,".unicodeScalars.contains(scalar) { escaped.append("\\") }
            if scalar == "\n" { escaped += "\\n" } else { escaped.unicodeScalars.append(scalar) }
        }
        return escaped
    }

    /// Lines of at most 75 bytes, each after the first begun by a blank; no letter is cut.
    static func folded(_ line: String) -> String {
        var text = "", length = 0
        for scalar in line.unicodeScalars {
            let width = String(scalar).utf8.count
            if length + width > 75 {
                text += "\r\n "
                length = 1
            }
            text.unicodeScalars.append(scalar)
            length += width
        }
        return text
    }
}
