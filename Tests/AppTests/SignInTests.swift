import Testing
import Vault

@testable import App

@Suite struct SignInTests {
    private func signIn(_ world: World, _ name: String, _ password: String, next: String = "", forwarded: String? = nil) async throws -> Answered {
        try await world.post("/session", as: .nobody, [("name", name), ("password", password), ("next", next)], forwarded: forwarded)
    }

    @Test("the right password gives a session that only the server can read")
    func right() async throws {
        let world = try await World.made()
        let answer = try await signIn(world, "an.01", World.password, next: "/reports")
        #expect(answer.status == 303 && answer.location == "/reports")
        let cookie = answer.header("Set-Cookie")
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Secure"))
        #expect(!cookie.contains(world.tokens[.nobody]?.text ?? "?"), "a new token with each sign-in")
    }

    @Test("behind TLS the cookie is marked Secure")
    func secure() async throws {
        let world = try await World.made()
        var config = world.app.config
        config.isBehindTLS = true
        let behind = World(app: try App(db: world.app.db, config: config), tokens: world.tokens)
        #expect(try await signIn(behind, "an.01", World.password).header("Set-Cookie").contains("Secure"))
    }

    @Test("a wrong name and a wrong password are told alike", arguments: [("an.01", "falsch"), ("keiner", World.password)])
    func wrong(name: String, password: String) async throws {
        let answer = try await signIn(try await World.made(), name, password)
        #expect(answer.status == 401)
        #expect(answer.body.contains("Tên đăng nhập hoặc mật khẩu không đúng.") && answer.body.contains("value='\(name)'"))
    }

    @Test("after five wrong tries even the right password must wait, and others need not")
    func limit() async throws {
        let world = try await World.made()
        for _ in 0..<5 { #expect(try await signIn(world, "an.01", "falsch").status == 401) }
        let waiting = try await signIn(world, "an.01", World.password)
        #expect(waiting.status == 429 && (Int(waiting.header("Retry-After")) ?? 0) > 0)
        #expect(try await signIn(world, "em.01", World.password).status == 303)
    }

    @Test("behind a proxy the limit goes by the visitor's address, and only the proxy's word counts")
    func behindProxy() async throws {
        let world = try await World.made()
        var config = world.app.config
        config.isBehindProxy = true
        let behind = World(app: try App(db: world.app.db, config: config), tokens: world.tokens)
        func status(_ forwarded: String, _ password: String) async throws -> Int {
            try await signIn(behind, "an.01", password, forwarded: forwarded).status
        }
        for i in 0..<5 { #expect(try await status("10.0.0.\(i), 192.0.2.1", "falsch") == 401) }
        #expect(try await status("192.0.2.9, 192.0.2.1", World.password) == 429, "what the visitor wrote before the proxy's entry does not count")
        #expect(try await status("192.0.2.1, 192.0.2.2", World.password) == 303)
        #expect(try await signIn(world, "an.01", World.password, forwarded: "192.0.2.1").status == 303, "without the setting nobody believes the header")
    }

    @Test("signing in never leads to another host")
    func next() async throws {
        #expect(try await signIn(try await World.made(), "an.01", World.password, next: "//evil.example/x").location == "/")
    }

    @Test("signing out ends the session on the server")
    func out() async throws {
        let world = try await World.made()
        #expect(try await world.post("/session/closure", as: .an).location == "/sign-in")
        #expect(try await world.get("/plans", as: .an).location == "/sign-in?next=%2Fplans")
    }

    @Test("the language is kept once it is chosen")
    func language() async throws {
        let answer = try await World.made().get("/plans?lang=en", as: .an)
        #expect(answer.body.contains("<html lang=\"en\">") && answer.body.contains("Which plans are there?"))
        #expect(answer.header("Set-Cookie").hasPrefix("lachan_language=en"))
    }

    @Test("outside a demonstration nobody can set the clock or see samples")
    func clock() async throws {
        let world = try await World.made(isDemo: false)
        #expect(try await world.post("/demonstration-day", as: .an, [("day", "2024-07-30")]).status == 404)
        #expect(try await world.get("/dev/pages", as: .an).status == 404)
        #expect(try await !world.get("/plans", as: .an).body.contains("demonstration-day"))
    }

    @Test("in a demonstration the day can be moved, and what is late moves with it")
    func movedDay() async throws {
        let world = try await World.made()
        _ = try await world.issuePlan()
        #expect(try await !world.get("/desk", as: .em).body.contains("quá hạn"))
        #expect(try await world.post("/demonstration-day", as: .em, [("day", "2024-06-20")]).status == 303)
        #expect(try await world.get("/desk", as: .em).body.contains("quá hạn 3 ngày"))
        #expect(try await world.post("/demonstration-day", as: .em, [("day", "irgendwann")]).status == 422)
    }
}
