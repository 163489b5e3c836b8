import Foundation
import Testing

@testable import Domain

@Suite("Days of the calendar")
struct DayTests {
    @Test("every day from 1896 to 2104 has the number after the day before it")
    func walk() throws {
        var number = Day.on("1896-01-01").number
        for year in 1896...2104 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            for (month, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                for dayOfMonth in 1...length {
                    let day = try #require(Day(year: year, month: month + 1, day: dayOfMonth))
                    try #require(day.number == number)
                    try #require(Day(number: number) == day)
                    number += 1
                }
                #expect(Day(year: year, month: month + 1, day: length + 1) == nil)
            }
        }
    }

    @Test(
        "numbers count from 1 January 1970",
        arguments: [
            ("0001-01-01", -719_162), ("1900-03-01", -25_508), ("1969-12-31", -1), ("1970-01-01", 0), ("2000-02-29", 11_016), ("2024-06-16", 19_890),
            ("2100-03-01", 47_541), ("9999-12-31", 2_932_896),
        ])
    func numbers(text: String, number: Int) {
        #expect(Day(text)?.number == number)
        #expect(Day(number: number).description == text)
    }

    @Test(
        "text that is no day is not read",
        arguments: [
            "", "2024-06", "2024-6-16", "24-06-16", "2024-06-16 ", "16/06/2024", "2024-06-16-01", "2024--6-16", "2023-02-29", "1900-02-29", "2024-04-31",
            "2024-13-01", "2024-00-10", "2024-06-00", "0000-01-01",
        ])
    func wrong(text: String) {
        #expect(Day(text) == nil)
    }

    @Test("a sign is no digit of a day", arguments: ["2024-+6-16", "2024-06-+1", "+024-06-16"])
    func signs(text: String) {
        #expect(Day(text) == nil)
    }

    @Test(
        "days are added over months, leap days and centuries",
        arguments: [
            ("2024-02-28", 1, "2024-02-29"), ("2023-02-28", 1, "2023-03-01"), ("2000-02-28", 2, "2000-03-01"), ("2100-02-28", 1, "2100-03-01"),
            ("2024-01-01", -1, "2023-12-31"), ("1970-01-01", -1, "1969-12-31"), ("2024-06-16", 366, "2025-06-17"), ("2000-01-01", 146_097, "2400-01-01"),
        ])
    func adding(from: String, days: Int, to: String) {
        #expect(Day.on(from).adding(days: days) == .on(to))
        #expect(Day.on(from).days(until: .on(to)) == days)
        #expect(Day.on(to).days(until: .on(from)) == -days)
    }

    @Test("the end of a year is its 31 December", arguments: [1900, 1969, 1970, 1999, 2000, 2023, 2024, 2100])
    func endOfYear(year: Int) {
        #expect(Day.end(of: year) == Day(year: year, month: 12, day: 31))
    }

    @Test("weekdays, also before 1970", arguments: [("2024-06-16", 0), ("2025-07-01", 2), ("1970-01-01", 4), ("1969-12-28", 0), ("1945-09-02", 0)])
    func weekday(text: String, weekday: Int) {
        #expect(Day.on(text).weekday == weekday)
    }

    @Test("days sort by the calendar")
    func order() {
        let days = ["2025-01-01", "2024-12-31", "2024-09-30", "2024-10-01", "2024-10-02"].map(Day.on)
        #expect(days.sorted().map(\.description) == ["2024-09-30", "2024-10-01", "2024-10-02", "2024-12-31", "2025-01-01"])
    }

    @Test("a day is written as Vietnamese papers write it")
    func written() {
        #expect(Day.on("2024-06-05").written == "05/06/2024")
    }

    @Test("a day travels as text, and text that is no day is refused")
    func coding() throws {
        let text = try JSONEncoder().encode([Day.on("2024-02-29")])
        #expect(String(decoding: text, as: UTF8.self) == #"["2024-02-29"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: text) == [.on("2024-02-29")])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Day].self, from: Data(#"["2023-02-29"]"#.utf8)) }
    }
}
