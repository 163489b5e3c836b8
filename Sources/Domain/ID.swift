/// Identifies one record of a noun: a UUID of version 7 as text, so that ids sort by the moment they were made.
public struct ID<Noun>: Hashable, Sendable, Codable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }

    /// Makes a new id.
    /// - Parameters:
    ///   - moment: when the record is made; the first 48 bits.
    ///   - serial: counts up within one transaction, so that records made together keep their order.
    public init(at moment: Moment, serial: UInt32) {
        var bytes = [UInt8](repeating: 0, count: 16)
        let milliseconds = UInt64(max(0, moment.milliseconds))
        for i in 0..<6 { bytes[i] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * i)) }
        bytes[6] = 0x70 | UInt8(truncatingIfNeeded: serial >> 28)
        bytes[7] = UInt8(truncatingIfNeeded: serial >> 20)
        bytes[8] = 0x80 | UInt8(truncatingIfNeeded: (serial >> 14) & 0x3f)
        bytes[9] = UInt8(truncatingIfNeeded: serial >> 6)
        // 42 bits in one draw: each asks the system.
        let chance = UInt64.random(in: 0...UInt64.max)
        bytes[10] = UInt8(truncatingIfNeeded: (serial & 0x3f) << 2) | UInt8(truncatingIfNeeded: chance >> 40 & 3)
        for i in 11..<16 { bytes[i] = UInt8(truncatingIfNeeded: chance >> UInt64(8 * (15 - i))) }
        text = Self.spelled(bytes)
    }

    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    private static func spelled(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (i, byte) in bytes.enumerated() {
            if i == 4 || i == 6 || i == 8 || i == 10 { text.append(UInt8(ascii: "-")) }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
