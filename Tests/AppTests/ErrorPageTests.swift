import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct ErrorPageTests {
    @Test(
        "a form in no form's dress is refused as a page, and changes nothing",
        arguments: [
            ("application/json", "{}", 415), ("text/plain", "form_token=x", 415), ("multipart/form-data", "x", 400),
            ("multipart/form-data; boundary=", "x", 400),
            ("multipart/form-data; boundary=b", "--b\r\nnothing", 400), ("application/x-www-form-urlencoded", "", 403),
        ])
    func dress(mediaType: String, body: String, status: Int) async throws {
        let world = try await World.made()
        let assignment = try await world.assignment("II.1-2", of: try await world.issuePlan()), written = try await world.written()
        let answer = try await world.ask("/assignments/\(assignment.id)/acceptance", .post, as: .em, mediaType: mediaType, body: body)
        #expect(answer.status == status && answer.body.contains("Chưa làm được") && answer.body.contains("Về trang đầu"), "\(answer.status)")
        #expect(try await world.written() == written)
    }

    @Test("an address or method that is none is not found, for whoever asks", arguments: Person.allCases)
    func unknown(person: Person) async throws {
        let world = try await World.made()
        for (path, method) in [("/khong-co", "GET"), ("/plans/x/y/z", "GET"), ("/session", "DELETE"), ("/plans", "PUT"), ("/assets/..%2FApp.swift", "GET")] {
            let answer = try await world.ask(path, try #require(.init(method)), as: person)
            #expect(answer.status == 404 && answer.body.contains("Không tìm thấy"), "\(method) \(path)")
            #expect(answer.header("Content-Security-Policy").hasPrefix("default-src 'none'"), "safe headers on errors too")
        }
    }
}
