import Domain
import Hummingbird

/// Markup as a value: in a literal, `\(value)` is escaped and only `\(html)` is markup.
struct HTML: ExpressibleByStringInterpolation, Sendable {
    var bytes: [UInt8]

    init(stringLiteral text: String) {
        bytes = Array(text.utf8)
    }

    init(stringInterpolation: StringInterpolation) {
        bytes = stringInterpolation.bytes
    }

    static let nothing: HTML = ""

    var text: String { String(decoding: bytes, as: UTF8.self) }

    static func + (a: HTML, b: HTML) -> HTML {
        var sum = a
        sum.bytes += b.bytes
        return sum
    }

    struct StringInterpolation: StringInterpolationProtocol {
        var bytes: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + 32 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { bytes.append(contentsOf: literal.utf8) }
        mutating func appendInterpolation(_ html: HTML) { bytes += html.bytes }
        mutating func appendInterpolation(_ html: HTML?) { bytes += html?.bytes ?? [] }
        mutating func appendInterpolation(_ text: String) { escape(text) }
        mutating func appendInterpolation(_ text: String?) { escape(text ?? "") }
        mutating func appendInterpolation(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }
        mutating func appendInterpolation(_ day: Day) { bytes.append(contentsOf: day.written.utf8) }
        mutating func appendInterpolation(_ moment: Moment) { bytes.append(contentsOf: moment.written.utf8) }
        mutating func appendInterpolation<Noun>(_ id: ID<Noun>) { escape(id.text) }

        /// Each item through its view, one after the other.
        mutating func appendInterpolation<Item>(_ items: [Item], _ view: (Item) -> HTML) {
            for (i, item) in items.enumerated() {
                let one = view(item).bytes
                // As long as the first, most likely: grown once instead of again and again.
                if i == 0 { bytes.reserveCapacity(bytes.count + items.count * (one.count + one.count / 4)) }
                bytes += one
            }
        }

        /// The markup, or nothing.
        mutating func appendInterpolation(if condition: Bool, _ html: @autoclosure () -> HTML) {
            if condition { bytes += html().bytes }
        }

        private mutating func escape(_ text: String) {
            var text = text
            text.withUTF8 { all in
                var from = 0, at = 0
                while at < all.count {
                    let byte = all[at]
                    if byte <= UInt8(ascii: ">"), let markup = Self.markup(byte) {
                        bytes.append(contentsOf: all[from..<at])
                        bytes.append(contentsOf: markup.utf8)
                        from = at + 1
                    }
                    at += 1
                }
                bytes.append(contentsOf: all[from...])
            }
        }

        /// How a byte that has a meaning in markup is written; `nil` for all others. None of them lies behind ">".
        private static func markup(_ byte: UInt8) -> String? {
            switch byte {
            case UInt8(ascii: "&"): "&amp;"
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            case UInt8(ascii: "\""): "&quot;"
            case UInt8(ascii: "'"): "&#39;"
            default: nil
            }
        }
    }
}

extension HTML: ResponseGenerator {
    func response(from request: Request, context: some RequestContext) -> Response {
        response(status: .ok)
    }

    func response(status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
