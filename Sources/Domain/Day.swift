/// A calendar day in Vietnam's time, written `2024-06-16`.
public struct Day: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let year: Int
    public let month: Int
    public let dayOfMonth: Int

    /// Makes the day, or `nil` where the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Self.lastDay(of: month, in: year)).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.dayOfMonth = day
    }

    /// Reads `2024-06-16`, or `nil` where the text is no such day.
    public init?(_ text: String) {
        var numbers = [0, 0, 0], part = 0
        guard text.utf8.count == 10 else { return nil }
        for (place, byte) in text.utf8.enumerated() {
            if place == 4 || place == 7 {
                guard byte == UInt8(ascii: "-") else { return nil }
                part += 1
            } else {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                numbers[part] = 10 * numbers[part] + Int(byte - UInt8(ascii: "0"))
            }
        }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// The day that lies `number` days after 1 January 1970.
    public init(number: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1 January 1970.
    public var number: Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + dayOfMonth - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The last day of the year, for what is owed "within the year".
    public static func end(of year: Int) -> Day { Day(number: startNumber(of: year + 1) - 1) }

    /// 0 is Sunday.
    public var weekday: Int { ((number + 4) % 7 + 7) % 7 }

    public func adding(days: Int) -> Day { Day(number: number + days) }

    /// Whole days from this day until `other`; negative where `other` is earlier.
    public func days(until other: Day) -> Int { other.number - number }

    public static func < (a: Day, b: Day) -> Bool { (a.year, a.month, a.dayOfMonth) < (b.year, b.month, b.dayOfMonth) }

    public var description: String { Self.spelt((year, 4), (month, 2), (dayOfMonth, 2), between: "-") }

    /// As Vietnamese papers write it: `16/06/2024`.
    public var written: String { Self.spelt((dayOfMonth, 2), (month, 2), (year, 4), between: "/") }

    /// Three numbers with their digits; lists write thousands of days.
    private static func spelt(_ parts: (number: Int, digits: Int)..., between mark: Unicode.Scalar) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(10)
        for (i, part) in parts.enumerated() {
            // A year that counting has led beyond the calendar is written as it is.
            guard (0...9999).contains(part.number) else {
                return parts.map { padded($0.number, to: $0.digits) }.joined(separator: String(Character(mark)))
            }
            if i > 0 { bytes.append(UInt8(ascii: mark)) }
            for place in (0..<part.digits).reversed() {
                let power = [1, 10, 100, 1000][place]
                bytes.append(UInt8(ascii: "0") + UInt8(part.number / power % 10))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = Day(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a day such as 2024-06-16, got \(text)")
        }
        self = day
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private static func startNumber(of year: Int) -> Int {
        let y = year - 1
        return 365 * y + y / 4 - y / 100 + y / 400 - 719_162
    }

    private static func lastDay(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number), missing = width - digits.utf8.count
    return missing > 0 ? String(repeating: "0", count: missing) + digits : digits
}
