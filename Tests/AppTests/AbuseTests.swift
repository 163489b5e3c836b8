import Domain
import Testing

@testable import App

/// What people and programs of ill will have tried; each stays refused.
@Suite struct AbuseTests {
    @Test("no number stops the page that shows it", arguments: [Double.infinity, .nan, 1e308, -1e300])
    func hugeFigure(number: Double) {
        #expect(NumberText.of(number) == "∞")
    }

    @Test("signing in takes a small form alone", arguments: [(40_000, 413), (300, 401)])
    func largeSignIn(length: Int, status: Int) async throws {
        let world = try await World.made()
        let answer = try await world.post("/session", as: .nobody, [("name", String(repeating: "x", count: length)), ("password", "x")])
        #expect(answer.status == status)
        let file = try await world.post("/session", as: .nobody, [("password", "x")], file: ("name", "a.txt", "x"))
        #expect(file.status == 415)
    }

    @Test("many tries at once get no further than the limit")
    func burst() async throws {
        let world = try await World.made()
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 { group.addTask { try await world.post("/session", as: .nobody, [("name", "an.01"), ("password", "falsch")]).status } }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 401 } == SignInLimit.tries && statuses.count { $0 == 429 } == 20 - SignInLimit.tries)
    }

    @Test("signing in again ends the session before")
    func oldSession() async throws {
        let world = try await World.made()
        #expect(try await world.post("/session", as: .an, [("name", "an.01"), ("password", World.password)]).status == 303)
        #expect(try await world.get("/plans", as: .an).location.hasPrefix("/sign-in"))
    }

    @Test("a day that is none, or of another age, is refused", arguments: ["30/07/24", "0024-07-30", "x/30/07/2024", "30/07/2024/1", "2024-13-01"])
    func days(text: String) async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let heading = [("version", "1"), ("number", "7/KH-UBND"), ("issuer", "UBND"), ("title", "Kế hoạch"), ("year", "2024"), ("signedOn", text)]
        let answer = try await world.post("/plans/\(plan.id)/heading", as: .an, heading)
        #expect(answer.status == 422 && answer.body.contains("Ngày viết như 30/07/2024."))
    }

    @Test("a correction that does not say what it corrects is refused", arguments: ["", "abc", "99999999999999999999"])
    func noVersion(version: String) async throws {
        let world = try await World.made()
        let duty = try await world.duty("II.1-1", of: try await world.addPlan())
        for act in ["correction", "drop", "split", "merger"] {
            #expect(try await world.post("/duties/\(duty.id)/\(act)", as: .an, [("text", "x"), ("opening", "mở"), ("version", version)]).status == 422)
        }
        #expect(try await world.post("/plans/\(duty.planId)/heading", as: .an, [("title", "x"), ("version", version)]).status == 422)
    }

    @Test("two plans never bear one number in one year")
    func sameNumber() async throws {
        let world = try await World.made()
        let first = try await world.addPlan()
        let heading = [("issuer", "UBND"), ("title", "Kế hoạch"), ("year", "2024"), ("signedOn", "2024-02-19")]
        #expect(try await world.post("/plans/\(first.id)/heading", as: .an, heading + [("number", "9/KH-UBND"), ("version", "1")]).status == 303)
        _ = try await world.addPlan()
        let back = try await world.post("/plans/\(first.id)/heading", as: .an, heading + [("number", "7/KH-UBND"), ("version", "2")])
        #expect(back.status == 409 && back.body.contains("Kế hoạch này đã được đưa vào"))
    }

    @Test("too many bodies, too many figures and characters without meaning are refused")
    func floods() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        let duty = try await world.duty("II.1-1", of: plan)
        let rows = (0..<41).flatMap { [("assignee", ""), ("role", "lead"), ("name", "Sở \($0)")] }
        let many = try await world.post("/duties/\(duty.id)/correction", as: .an, [("text", "x"), ("heading", ""), ("version", "1")] + rows)
        #expect(many.status == 422 && many.body.contains("nhiều nhất 40 cơ quan"))
        #expect(try await world.post("/duties/\(duty.id)/split", as: .an, [("opening", "a\u{0}b"), ("version", "1")]).status == 422)
        let long = try await world.post("/duties/\(duty.id)/split", as: .an, [("opening", String(repeating: "a", count: 100_000)), ("version", "1")])
        #expect(long.status == 422 && long.body.contains("Ô dài quá mức (chữ): opening, 20000."), "it names the field and its bound")
        #expect(try await world.get("/bodies?q=" + String(repeating: "a+", count: 3_000), as: .an).status == 200)
    }
}
