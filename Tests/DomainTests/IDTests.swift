import Foundation
import Testing

@testable import Domain

@Suite("Ids")
struct IDTests {
    @Test("an id is a UUID of version 7 that begins with its moment")
    func shape() {
        let id = ID<Plan>(at: Moment(milliseconds: 0x0190_1234_5678), serial: 0)
        #expect(id.text.wholeMatch(of: /01901234-5678-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    }

    @Test(
        "ids of one moment sort by their serial, over every byte that it fills",
        arguments: [0, 1, 62, 63, 64, 16_383, 16_384, 1_048_575, 1_048_576, 268_435_455, 268_435_456, UInt32.max - 1])
    func serials(serial: UInt32) {
        let moment = Moment(.on("2024-06-16"))
        #expect(ID<Plan>(at: moment, serial: serial).text < ID<Plan>(at: moment, serial: serial + 1).text)
    }

    @Test("a later moment wins over any serial")
    func moments() {
        let moment = Moment(.on("2024-06-16"))
        #expect(ID<Plan>(at: moment, serial: .max).text < ID<Plan>(at: Moment(milliseconds: moment.milliseconds + 1), serial: 0).text)
    }

    @Test("ids made at one moment with one serial differ all the same: two transactions may do so")
    func chance() {
        let ids = (0..<1000).map { _ in ID<Plan>(at: Moment(.on("2024-06-16")), serial: 7) }
        #expect(Set(ids).count == 1000)
    }

    @Test("an id travels as plain text")
    func coding() throws {
        let text = try JSONEncoder().encode([ID<Plan>("x-1")])
        #expect(String(decoding: text, as: UTF8.self) == #"["x-1"]"#)
        #expect(try JSONDecoder().decode([ID<Plan>].self, from: text) == [ID("x-1")])
    }
}
