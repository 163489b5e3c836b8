import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// The API answers as `docs/api.md` says, field by field.
@Suite struct APIShapeTests {
    private func json(_ answer: Answered) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any])
    }

    private func items(_ world: World, _ path: String, as person: Person = .binh) async throws -> [[String: Any]] {
        try #require(try json(try await world.get(path, as: person, bearer: true))["items"] as? [[String: Any]])
    }

    /// The fields that the page names for a shape: those that are always there, and those that may be left out.
    private func documented(_ shape: String) throws -> (always: Set<String>, all: Set<String>) {
        let section = try #require(try Files.text("docs/api.md").split(separator: "**\(shape)**\n").last).prefix { $0 != "#" }
        var always: Set<String> = [], all: Set<String> = []
        for line in section.split(separator: "\n", omittingEmptySubsequences: false).prefix(while: { $0.hasPrefix("|") }) {
            let names = line.split(separator: "|")[0].matches(of: #/`(\w+)`/#).map { String($0.1) }
            all.formUnion(names)
            if !line.contains("absent") { always.formUnion(names) }
        }
        return (always, all)
    }

    private func expect(_ object: [String: Any], is shape: String) throws {
        let (always, all) = try documented(shape), keys = Set(object.keys)
        #expect(!all.isEmpty && keys.isSubset(of: all), "undocumented in \(shape): \(keys.subtracting(all))")
        #expect(always.isSubset(of: keys), "missing in \(shape): \(always.subtracting(keys))")
        #expect(!object.values.contains { $0 is NSNull })
    }

    @Test("plan, target, duty and assignment have the fields that the page names, and no others")
    func shapes() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        _ = try await world.addPlan(numbered: nil)
        for item in try await items(world, "/api/v1/plans", as: .an) { try expect(item, is: "Plan") }
        for item in try await items(world, "/api/v1/assignments") { try expect(item, is: "Assignment") }
        let detail = try json(try await world.get("/api/v1/plans/\(plan.id)", as: .binh, bearer: true))
        #expect(Set(detail.keys) == ["plan", "targets", "duties"])
        for target in try #require(detail["targets"] as? [[String: Any]]) { try expect(target, is: "Target") }
        for duty in try #require(detail["duties"] as? [[String: Any]]) {
            try expect(duty, is: "Duty")
            for assignment in try #require(duty["assignments"] as? [[String: Any]]) { try expect(assignment, is: "Assignment") }
        }
    }

    @Test("days late are there for what is late alone, and what is late comes first")
    func late() async throws {
        let world = try await World.made()
        _ = try await world.issuePlan()
        #expect(try await items(world, "/api/v1/assignments").allSatisfy { $0["lateDays"] == nil })
        try await world.moveDay(to: "2024-06-20")
        let found = try await items(world, "/api/v1/assignments")
        #expect(found.map { $0["lateDays"] as? Int } == [3, 3, 3] + Array(repeating: nil, count: 9))
        #expect(found.prefix(3).allSatisfy { $0["period"] as? String == "2024-H1" && $0["dueBecause"] as? String == "reportBefore" })
    }

    @Test("a body is named by code or by id alike; one that is unknown or of another province is not found")
    func byBody() async throws {
        let world = try await World.made()
        _ = try await world.issuePlan()
        let body = try await world.body("a.tu-phap")
        let (code, id) = (try await items(world, "/api/v1/assignments?body=a.tu-phap"), try await items(world, "/api/v1/assignments?body=\(body.id)"))
        #expect(code.count == 4 && code.allSatisfy { $0["bodyCode"] as? String == "a.tu-phap" })
        #expect(code.map { $0["id"] as? String } == id.map { $0["id"] as? String })
        for body in ["b.tham-muu", try await world.body("b.tham-muu").id.text, "khong-co", "%27%20OR%201=1"] {
            #expect(try await world.get("/api/v1/assignments?body=\(body)", as: .binh, bearer: true).status == 404, "\(body)")
        }
    }

    @Test("plans under review are the standing office's alone, bear no work yet, and a withdrawn one is none")
    func underReview() async throws {
        let world = try await World.made()
        let draft = try await world.addPlan(numbered: "8/KH-UBND"), path = "/api/v1/plans/\(draft.id)"
        #expect(try await items(world, "/api/v1/plans", as: .an).map { $0["state"] as? String } == ["read"])
        for person in [Person.binh, .em, .chi] {
            #expect(try await items(world, "/api/v1/plans", as: person).isEmpty)
            #expect(try await world.get(path, as: person, bearer: true).status == 404)
        }
        let duties = try #require(try json(try await world.get(path, as: .an, bearer: true))["duties"] as? [[String: Any]])
        #expect(duties.count == 3 && duties.allSatisfy { ($0["assignments"] as? [Any])?.isEmpty == true })
        _ = try await world.post("/plans/\(draft.id)/withdrawal", as: .an, [("reason", "Nhầm")])
        #expect(try await items(world, "/api/v1/plans", as: .an).isEmpty)
        #expect(try await world.get(path, as: .an, bearer: true).status == 404)
    }

    @Test(
        "every refusal is JSON with the sentence in both languages",
        arguments: [("/api/v1/plans/khong", Person.binh, 404), ("/api/v1/nothing", .binh, 404), ("/api/v1/plans", .dung, 403), ("/api/v1/plans", .nobody, 401)])
    func errors(path: String, person: Person, status: Int) async throws {
        let answer = try await World.made().get(path, as: person, bearer: true)
        let told = try json(answer)
        let (english, vietnamese) = (try #require(told["error"] as? String), try #require(told["vietnamese"] as? String))
        #expect(answer.status == status && answer.header("Content-Type").hasPrefix("application/json") && told.count == 2)
        #expect(english != vietnamese && !english.isEmpty && english.allSatisfy(\.isASCII))
        #expect(answer.header("WWW-Authenticate") == (status == 401 ? "Bearer" : ""))
    }

    @Test("the API only reads: any other method is not found, and leaves all as it was", arguments: ["POST", "PUT", "PATCH", "DELETE"])
    func readOnly(method: String) async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan(), written = try await world.written()
        for path in ["/api/v1/plans", "/api/v1/plans/\(plan.id)", "/api/v1/assignments"] {
            let answer = try await world.ask(path, try #require(.init(method)), as: .an, bearer: true, mediaType: "application/json", body: "{}")
            #expect(answer.status == 404 && answer.body.hasPrefix("{"), "\(method) \(path)")
        }
        #expect(try await world.written() == written)
    }

    @Test("HEAD answers like GET without a body")
    func head() async throws {
        let answer = try await World.made().ask("/api/v1/plans", .head, as: .binh, bearer: true)
        #expect(answer.status == 200 && answer.body.isEmpty)
    }
}
