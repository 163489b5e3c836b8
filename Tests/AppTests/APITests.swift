import Domain
import Foundation
import Testing

@testable import App

@Suite struct APITests {
    /// Ids and days that differ from run to run are left out of what is kept.
    private func steady(_ text: String) -> String {
        text.replacing(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "ID")
    }

    @Test("without a token the API says what it needs")
    func unauthorised() async throws {
        let answer = try await World.made().get("/api/v1/plans", as: .nobody, bearer: true)
        #expect(answer.status == 401 && answer.header("WWW-Authenticate") == "Bearer")
        #expect(answer.body.contains("A valid bearer token is needed."))
    }

    @Test("a session cookie does not open the API, nor a token the pages")
    func kept() async throws {
        let world = try await World.made()
        #expect(try await world.get("/api/v1/plans", as: .an).status == 401)
        #expect(try await world.get("/plans", as: .an, bearer: true).status == 303)
    }

    @Test("plans, one plan and assignments answer as kept")
    func shapes() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        for (name, path) in [
            ("plans", "/api/v1/plans"), ("plan", "/api/v1/plans/\(plan.id)"), ("assignments", "/api/v1/assignments?body=a.tu-phap"),
            ("not-found", "/api/v1/plans/none"), ("no-body", "/api/v1/assignments?body=none"),
        ] {
            let answer = try await world.get(path, as: .binh, bearer: true)
            let value = try JSONSerialization.jsonObject(with: Data(answer.body.utf8))
            let pretty = try JSONSerialization.data(withJSONObject: value, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
            try Snapshot.check("GET \(steady(path))\n\(answer.status)\n\(steady(String(decoding: pretty, as: UTF8.self)))\n", "api/\(name).txt")
        }
    }

    @Test("another province sees no plan and no assignment of ours")
    func otherProvince() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        #expect(try await world.get("/api/v1/plans", as: .chi, bearer: true).body == "{\"items\":[]}")
        #expect(try await world.get("/api/v1/plans/\(plan.id)", as: .chi, bearer: true).status == 404)
        #expect(try await world.get("/api/v1/assignments", as: .chi, bearer: true).body == "{\"items\":[]}")
    }

    @Test("health tells status, version and database")
    func health() async throws {
        let answer = try await World.made().get("/health", as: .nobody)
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: String])
        #expect(answer.status == 200 && fields == ["status": "ok", "version": App.version, "database": "ok"])
    }
}
