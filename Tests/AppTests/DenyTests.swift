import Domain
import Foundation
import HTTPTypes
import Storage
import Testing
import Vault

@testable import App

/// Nothing is open that no rule opens: every address, asked in every way that should not lead in.
@Suite struct DenyTests {
    /// Addresses that anybody may ask for, by what they are for.
    private static let open: Set<String> = [
        "GET /", "GET /health", "GET /health/live", "GET /metrics", "GET /assets/{name}", "GET /sign-in", "POST /session", "GET /second-factor",
        "POST /second-factor", "GET /invitations/{token}", "POST /invitations/{token}", "GET /calendar/{token}", "POST /sign-in/provider",
        "GET /sign-in/provider/return", "POST /demonstration-day", "GET /dev/pages",
        "GET /dev/pages/{name}",
    ]

    private func filled(_ path: String, _ id: String = "018f3699-cc00-7000-8000-000000000000") -> String {
        path.replacing(#/\{[a-z]+\}/#, with: id)
    }

    @Test("without an account, with a stale session, a closed account or a withdrawn token every other address leads to signing in")
    func strangers() async throws {
        let world = try await World.made()
        let id = try #require(try await world.viewer(.em).account)
        let (stale, dropped) = (Token.random(), Token.random())
        _ = try await world.app.write(as: .program) { tx in
            try tx.accounts.startSession(stale, for: id, at: Clock.machine, from: "local")
            try tx.connection.execute("UPDATE sessions SET ends_at = '2020-01-01T00:00:00.000Z' WHERE token_digest = \(stale.digest)")
            try tx.accounts.addBearer(dropped, for: id)
            try tx.connection.execute("UPDATE api_tokens SET withdrawn_at = made_at WHERE token_digest = \(dropped.digest)")
            try tx.accounts.close(try #require(try tx.accounts.find(name: "binh.01")).id, because: "thử")
        }
        for (person, token) in [(Person.nobody, Token.random()), (.nobody, stale), (.binh, world.tokens[.binh] ?? .random())] {
            var tokens = world.tokens
            tokens[person] = token
            let asker = World(app: world.app, tokens: tokens)
            for route in world.routes where !Self.open.contains("\(route.method) \(route.path)") {
                let isAPI = route.path.hasPrefix("/api/"), path = filled(route.path)
                let answer = route.method == "GET" ? try await asker.get(path, as: person, bearer: isAPI) : try await asker.post(path, as: person)
                let isShut = isAPI ? answer.status == 401 : answer.status == 303 && answer.location.hasPrefix("/sign-in")
                #expect(isShut, "\(route.method) \(route.path): \(answer.status) \(answer.location)")
            }
        }
        var tokens = world.tokens
        tokens[.nobody] = dropped
        #expect(try await World(app: world.app, tokens: tokens).get("/api/v1/plans", as: .nobody, bearer: true).status == 401)
    }

    @Test("an id that is nobody's tells nothing, whoever asks", arguments: Person.allCases.filter { $0 != .nobody })
    func foreignIDs(person: Person) async throws {
        let world = try await World.made()
        for route in world.routes where route.path.contains("{id}") {
            for id in ["018f3699-cc00-7000-8000-000000000000", "x", "%00", "..%2f..%2fetc", String(repeating: "9", count: 3_000), "'; DROP TABLE plans; --"] {
                let path = filled(route.path, Address.encoded(id).replacing("%25", with: "%"))
                let isAPI = route.path.hasPrefix("/api/")
                let answer = route.method == "GET" ? try await world.get(path, as: person, bearer: isAPI) : try await world.post(path, as: person)
                #expect([303, 403, 404, 422].contains(answer.status), "\(route.method) \(route.path) \(id.prefix(20)): \(answer.status)")
                if answer.status == 303 { #expect(route.path.hasPrefix("/account/"), "\(route.path)") }
            }
        }
        #expect(try await world.app.db.read { try !$0.rows("SELECT id FROM accounts").isEmpty })
    }

    @Test(
        "a method that an address does not have is not found, whoever asks, and changes nothing",
        arguments: ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
    func methods(method: String) async throws {
        let world = try await World.made(), asked = try #require(HTTPRequest.Method(rawValue: method))
        let known = Set(world.routes.map { "\($0.method) \($0.path)" }), before = try await world.entryCount()
        for path in Set(world.routes.map(\.path)) where !known.contains("\(method) \(path)") {
            for person in [Person.nobody, .an, .dung, .fay] {
                let answer = try await world.ask(filled(path), asked, as: person, bearer: path.hasPrefix("/api/"))
                #expect(answer.status == 404, "\(method) \(path) as \(person): \(answer.status)")
            }
        }
        #expect(try await world.entryCount() == before)
    }

    @Test("each role enters the rooms that a rule opens to it, and no other", arguments: Role.allCases.filter { $0 != .program })
    func roles(role: Role) async throws {
        let world = try await World.made()
        let token = Token.random()
        try await world.app.write(as: .program) { tx in
            let body = Grant.bodiless.contains(role) ? nil : try tx.bodies.find(code: "a.cong-an")
            let account = try Account.open(id: tx.newID(), name: "vai.\(role.rawValue.lowercased())", displayName: role.rawValue, body: body)
            try tx.accounts.add(account, role, because: "thử", password: PasswordHash(text: "none"))
            try tx.accounts.startSession(token, for: account.id, at: Clock.machine, from: "local", hasFactor: true)
        }
        var tokens = world.tokens
        tokens[.nobody] = token
        let asker = World(app: world.app, tokens: tokens)
        let rooms: [(String, Act)] = [
            ("/plans", .seeProgramme), ("/targets", .seeProgramme), ("/reports", .seeProgramme), ("/desk", .answerDuties), ("/plans/new", .reviewPlans),
            ("/accounts", .manageAccounts), ("/system", .manageAccounts), ("/bodies/new", .manageAccounts), ("/ledger", .readLedger),
            ("/crime-reports", .seeCrimeReports), ("/crime-reports/new", .logCrimeReports), ("/emergencies/new", .breakGlass),
        ]
        for (path, act) in rooms {
            let mayEnter = AccessRule.all.contains { $0.act == act && $0.role == role }
            #expect(try await asker.get(path, as: .nobody).status == (mayEnter ? 200 : 403), "\(role) \(path)")
        }
    }

    @Test("docs/access.md is the table of the rules")
    func document() throws {
        let lines = AccessRule.all.map { rule in
            let needs = [
                rule.function.map { "body is there for `\($0.rawValue)`" }, rule.needsSecondFactor ? "second factor" : nil,
                rule.needsReason ? "written reason" : nil,
            ]
            return
                "| \(rule.act.rawValue) | \(rule.role.rawValue) | \(rule.reach.rawValue) | \(needs.compactMap { $0 }.joined(separator: ", ")) | \(rule.source) |"
        }
        let idle = Role.allCases.filter { role in role != .program && !AccessRule.all.contains { $0.role == role } }.map { "`\($0.rawValue)`" }
        let text = """
            # Who may do what

            Written by the tests (RECORD=1) from `AccessRule.all`; not edited by hand. What stands in no line is not allowed. Pages (the type of a handler's context), stores (`Tx.scope`) and
            "why can I not see this?" (`/access`) all ask these lines. Reach: `body` is what the person's body has received or was given, `province` what lies in the province of the grant,
            `everywhere` what lies in no place. In an emergency (`breakGlass`) one record is taken for two hours, for a written reason; its owner and the auditors are told.
            `Tests/AppTests/RuleTests.swift` shows each row: who has all that it asks for does the act, who lacks the role, the reach or any of what it needs besides does not.

            | act | role | reach | needs besides | source |
            |---|---|---|---|---|
            \(lines.joined(separator: "\n"))

            Roles that can be given and open nothing yet, until the registers that they work in are there: \(idle.joined(separator: ", ")).

            """
        let path = Files.root + "/docs/access.md"
        if ProcessInfo.processInfo.environment["RECORD"] == "1" { try text.write(toFile: path, atomically: true, encoding: .utf8) }
        #expect(try Files.text("docs/access.md") == text, "RECORD=1 rewrites it")
    }
}
