/// A point in time, written in UTC: `2024-06-16T03:00:00.000Z`.
public struct Moment: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Since 1 January 1970, UTC.
    public let milliseconds: Int64

    /// Vietnam keeps UTC+7 all the year.
    static let vietnamOffset: Int64 = 7 * 3_600_000
    static let dayLength: Int64 = 86_400_000

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// A clock time of a day in Vietnam.
    public init(_ day: Day, hour: Int = 0, minute: Int = 0) {
        milliseconds = Int64(day.number) * Self.dayLength + Int64(hour) * 3_600_000 + Int64(minute) * 60_000 - Self.vietnamOffset
    }

    /// Reads what `description` wrote, or `nil`.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 24, let day = Day(String(text.prefix(10))) else { return nil }
        var numbers: [Int64] = [], number: Int64 = 0
        for (byte, mark) in zip(bytes[10...], "T00:00:00.000Z".utf8) {
            if mark == UInt8(ascii: "0") {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                number = 10 * number + Int64(byte - UInt8(ascii: "0"))
            } else {
                guard byte == mark else { return nil }
                numbers.append(number)
                number = 0
            }
        }
        let (hour, minute, second) = (numbers[1], numbers[2], numbers[3])
        guard hour < 24, minute < 60, second < 60 else { return nil }
        milliseconds = Int64(day.number) * Self.dayLength + hour * 3_600_000 + minute * 60_000 + second * 1000 + numbers[4]
    }

    /// The day in Vietnam.
    public var day: Day { Day(number: Int((milliseconds + Self.vietnamOffset).flooredQuotient(by: Self.dayLength))) }

    /// Of the clock in Vietnam, 0 to 23.
    public var hour: Int { Int(Self.parts(of: milliseconds + Self.vietnamOffset).1 / 3_600_000) }

    /// Reads what a browser's field for day and time sends, in Vietnam's time: `2024-06-16T10:05`; or `nil`, also outside the years 1900 to 2200.
    public init?(local text: String) {
        guard text.utf8.count >= 16, let utc = Moment(text.prefix(16) + ":00.000Z"), (1900...2200).contains(utc.day.year) else { return nil }
        milliseconds = utc.milliseconds - Self.vietnamOffset
    }

    /// As such a field wants it.
    public var local: String { String(Moment(milliseconds: milliseconds + Self.vietnamOffset).description.prefix(16)) }

    public func adding(seconds: Int) -> Moment { Moment(milliseconds: milliseconds + Int64(seconds) * 1000) }

    public static func < (a: Moment, b: Moment) -> Bool { a.milliseconds < b.milliseconds }

    public var description: String {
        let (day, rest) = Self.parts(of: milliseconds)
        return "\(day)T\(Self.clock(rest)):\(padded(Int(rest / 1000 % 60), to: 2)).\(padded(Int(rest % 1000), to: 3))Z"
    }

    /// For people, in Vietnam's time: `14:05 16/06/2024`.
    public var written: String {
        let (day, rest) = Self.parts(of: milliseconds + Self.vietnamOffset)
        return "\(Self.clock(rest)) \(day.written)"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let moment = Moment(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a moment such as 2024-06-16T03:00:00.000Z, got \(text)")
        }
        self = moment
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private static func parts(of milliseconds: Int64) -> (Day, Int64) {
        let number = milliseconds.flooredQuotient(by: dayLength)
        return (Day(number: Int(number)), milliseconds - number * dayLength)
    }

    private static func clock(_ rest: Int64) -> String {
        "\(padded(Int(rest / 3_600_000), to: 2)):\(padded(Int(rest / 60_000 % 60), to: 2))"
    }
}

extension Int64 {
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
