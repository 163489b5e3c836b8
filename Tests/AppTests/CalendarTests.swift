import Domain
import Foundation
import Storage
import Testing

@testable import App

@Suite struct CalendarTests {
    @Test("lines are folded at 75 bytes and no letter is cut; marks are escaped")
    func form() {
        let long = "DESCRIPTION:" + String(repeating: "việc đến hạn ", count: 30)
        let lines = CalendarFeed.folded(long).components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 } && lines.count > 5)
        #expect(lines[0] + lines.dropFirst().map { $0.dropFirst() }.joined() == long)
        #expect(CalendarFeed.escaped("a;b,c\\d\r\ne") == "a\\;b\\,c\\\\d\\ne")
    }

    @Test("the address gives what the body owes by day, to whoever has it, until it is changed, withdrawn, or the account closed")
    func feed() async throws {
        let world = try await World.made()
        _ = try await world.issuePlan()
        let page = try await world.post("/account/calendar", as: .em)
        #expect(page.status == 200)
        let path = try #require(page.body.firstMatch(of: #/<code>(/calendar/[A-Za-z0-9_-]+)</#)?.output.1)
        let answer = try await world.get(String(path), as: .nobody)
        #expect(answer.status == 200 && answer.header("Content-Type") == "text/calendar; charset=utf-8")
        #expect(answer.body.hasPrefix("BEGIN:VCALENDAR\r\n") && answer.body.hasSuffix("END:VCALENDAR\r\n"))
        #expect(answer.body.contains("BEGIN:VEVENT") && answer.body.contains("II.1-2") && answer.body.contains("DTSTART;VALUE=DATE:2024"))
        for name in ["Em", "em.01", "Tư pháp"] { #expect(!answer.body.contains(name), "\(name)") }
        let assignment = try await world.assignment("II.1-2", of: try await world.app.read(as: .program) { tx in try tx.all("SELECT * FROM plans") }[0])
        _ = try await world.post("/assignments/\(assignment.id)/acceptance", as: .em)
        _ = try await world.post("/assignments/\(assignment.id)/completion", as: .em, [("text", "Xong")])
        #expect(try await !world.get(String(path), as: .nobody).body.contains("II.1-2"), "what is done is not due")
        let second = try #require(try await world.post("/account/calendar", as: .em).body.firstMatch(of: #/<code>(/calendar/[A-Za-z0-9_-]+)</#)?.output.1)
        #expect(try await world.get(String(path), as: .nobody).status == 404)
        #expect(try await world.get(String(second), as: .nobody).status == 200)
        #expect(try await world.post("/account/calendar/withdrawal", as: .em).status == 303)
        #expect(try await world.get(String(second), as: .nobody).status == 404)
        let third = try #require(try await world.post("/account/calendar", as: .em).body.firstMatch(of: #/<code>(/calendar/[A-Za-z0-9_-]+)</#)?.output.1)
        let em = try #require(try await world.viewer(.em).account)
        #expect(try await world.post("/accounts/\(em)/closure", as: .dung, [("reason", "nghỉ việc")]).status == 303)
        #expect(try await world.get(String(third), as: .nobody).status == 404)
    }
}
