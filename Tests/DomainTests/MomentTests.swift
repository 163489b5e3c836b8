import Foundation
import Testing

@testable import Domain

@Suite("Moments")
struct MomentTests {
    @Test(
        "Vietnam's day begins at 17:00 UTC",
        arguments: [
            ("2024-06-15T16:59:59.999Z", "2024-06-15"), ("2024-06-15T17:00:00.000Z", "2024-06-16"), ("2023-12-31T17:00:00.000Z", "2024-01-01"),
            ("2024-02-28T17:00:00.000Z", "2024-02-29"), ("1969-12-31T16:59:59.999Z", "1969-12-31"), ("1969-12-31T17:00:00.000Z", "1970-01-01"),
        ])
    func day(text: String, day: String) {
        #expect(Moment.at(text).day == .on(day))
    }

    @Test("a clock time in Vietnam is seven hours earlier in UTC")
    func clock() {
        #expect(Moment(.on("2024-06-16")).description == "2024-06-15T17:00:00.000Z")
        #expect(Moment(.on("2024-06-16"), hour: 14, minute: 5).description == "2024-06-16T07:05:00.000Z")
        #expect(Moment(.on("2024-06-16"), hour: 23, minute: 59).day == .on("2024-06-16"))
    }

    @Test("a moment reads back what it wrote", arguments: [-1, 0, 1, 999, 1000, -86_400_001, 1_718_506_800_123, 253_402_300_799_999] as [Int64])
    func roundTrip(milliseconds: Int64) {
        let moment = Moment(milliseconds: milliseconds)
        #expect(Moment(moment.description) == moment)
    }

    @Test("for people it is written in Vietnam's time, over midnight too")
    func written() {
        #expect(Moment.at("2024-06-16T07:05:59.000Z").written == "14:05 16/06/2024")
        #expect(Moment.at("2024-12-31T18:30:00.000Z").written == "01:30 01/01/2025")
    }

    @Test(
        "text that is no moment is not read",
        arguments: [
            "", "2024-06-16", "2024-06-16T03:00:00Z", "2024-06-16T03:00:00.000", "2024-06-16T03:00:00.000+07", "2024-02-30T03:00:00.000Z",
            "2024-06-16T03:0a:00.000Z",
        ])
    func wrong(text: String) {
        #expect(Moment(text) == nil)
    }

    @Test(
        "a time that no clock shows is not read",
        arguments: ["2024-06-16T25:00:00.000Z", "2024-06-16T03:60:00.000Z", "2024-06-16T03:00:99.000Z", "2024-06-16T-3:00:00.000Z", "2024-06-16.03.00.00.000Z"])
    func noClock(text: String) {
        #expect(Moment(text) == nil)
    }

    @Test("moments sort as their texts do: the database compares texts")
    func order() {
        let moments = [-1, 0, 999, 1000, 1_718_506_800_000, 1_718_506_800_001].map { Moment(milliseconds: $0) }
        #expect(moments.reversed().sorted() == moments)
        #expect(moments.map(\.description).sorted() == moments.map(\.description))
    }

    @Test("a moment travels as text, and text that is no moment is refused")
    func coding() throws {
        let moment = Moment.at("2024-06-16T03:00:00.120Z").adding(seconds: 61)
        let text = try JSONEncoder().encode([moment])
        #expect(String(decoding: text, as: UTF8.self) == #"["2024-06-16T03:01:01.120Z"]"#)
        #expect(try JSONDecoder().decode([Moment].self, from: text) == [moment])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Moment].self, from: Data(#"["today"]"#.utf8)) }
    }
}
