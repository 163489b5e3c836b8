import Domain
import Storage
import Testing
import Vault

@testable import App

/// Ways in: sessions, tokens, roles, and how they end.
@Suite struct AccountTests {
    private func account(_ world: World, _ person: Person) async throws -> Account {
        try await world.app.read(as: .program) { tx in try tx.accounts.find(name: person.account ?? "") ?? { throw Refusal.notFound }() }
    }

    private func close(_ world: World, _ person: Person) async throws {
        var closed = try await account(world, person)
        closed.isActive = false
        let sent = closed
        try await world.app.write(as: .program) { tx in try tx.update(sent, in: .accounts) }
    }

    @Test("a session ends after twelve hours, to the second, and a new one clears those that ended")
    func expiry() async throws {
        let world = try await World.made()
        let id = try await account(world, .em).id, token = Token.random(), start = Moment(World.day, hour: 9)
        let end = start.adding(seconds: Session.seconds(isHalf: false))
        let found = try await world.app.write(as: .program) { tx in
            try tx.accounts.startSession(token, for: id, at: start, from: "local")
            // Used all the while.
            try tx.accounts.see(session: token, at: end.adding(seconds: -2))
            let found = try [end.adding(seconds: -1), end].map { try tx.accounts.find(session: token.digest, at: $0, on: "\(World.day)")?.viewer.account }
            try tx.accounts.startSession(.random(), for: id, at: end.adding(seconds: 1), from: "local")
            return found + [try tx.accounts.find(session: token.digest, at: start, on: "\(World.day)")?.viewer.account]
        }
        #expect(found == [id, nil, nil])
    }

    @Test("an account that was closed has no way in: neither session, nor token, nor password")
    func closed() async throws {
        let world = try await World.made()
        #expect(try await world.get("/desk", as: .em).status == 200)
        try await close(world, .em)
        #expect(try await world.get("/desk", as: .em).status == 303)
        #expect(try await world.get("/api/v1/plans", as: .em, bearer: true).status == 401)
        let answer = try await world.post("/session", as: .nobody, [("name", "em.01"), ("password", World.password)])
        #expect(answer.status == 401 && answer.body.contains("Tên đăng nhập hoặc mật khẩu không đúng."), "told like a wrong password")
    }

    @Test("a try frees the limit again once its window has passed, and a success at once")
    func window() async throws {
        let world = try await World.made()
        let start = Moment(World.day, hour: 9)
        func wait(_ seconds: Int, forgetting: Bool = false) async throws -> Int? {
            try await world.app.write(as: .program) { tx in
                if forgetting { try tx.accounts.forgetFailures(name: "an.01", address: "192.0.2.1") }
                return try tx.accounts.beginTry(name: "an.01", address: "192.0.2.1", at: start.adding(seconds: seconds)).wait
            }
        }
        for second in 0..<SignInLimit.tries { #expect(try await wait(second) == nil) }
        #expect(try await wait(60) == SignInLimit.windowSeconds - 60)
        #expect(try await wait(SignInLimit.windowSeconds - 1) == 1)
        #expect(try await wait(SignInLimit.windowSeconds + 1) == nil, "the first try no longer counts")
        #expect(try await wait(SignInLimit.windowSeconds + 1, forgetting: true) == nil)
    }

    @Test("many names from one address meet a limit of their own")
    func address() async throws {
        let world = try await World.made()
        let waits = try await world.app.write(as: .program) { tx in
            try (0...SignInLimit.triesOfAddress).map { try tx.accounts.beginTry(name: "ten.\($0)", address: "192.0.2.1", at: Moment(World.day)).wait }
        }
        #expect(waits.dropLast().allSatisfy { $0 == nil } && waits.last == SignInLimit.windowSeconds)
    }

    @Test("a name is taken in any case and with spaces around; one too long for any account is not even counted")
    func names() async throws {
        let world = try await World.made()
        #expect(try await world.post("/session", as: .nobody, [("name", "  AN.01 "), ("password", World.password)]).status == 303)
        for _ in 0..<8 {
            #expect(try await world.post("/session", as: .nobody, [("name", String(repeating: "a", count: 41)), ("password", "x")]).status == 401)
        }
    }

    @Test("the way in leads on to the very page that was asked for, with its question")
    func deepLink() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let asked = "/reports?plan=\(plan.id)&period=2024-H1"
        let away = try await world.get(asked, as: .nobody)
        #expect(away.status == 303 && away.location == "/sign-in?next=\(Address.encoded(asked))")
        let form = try await world.get(away.location, as: .nobody).body
        #expect(form.contains("name=\"next\" value=\"\(asked.replacing("&", with: "&amp;"))\""))
        let wrong = try await world.post("/session", as: .nobody, [("name", "em.01"), ("password", "sai"), ("next", asked)])
        #expect(wrong.body.contains("period=2024-H1"), "also after a wrong password")
        let came = try await world.post("/session", as: .nobody, [("name", "em.01"), ("password", World.password), ("next", asked)])
        #expect(came.location == asked)
        #expect(try await world.post("/desk/acceptance", as: .nobody).location == "/sign-in", "a form cannot be sent again from there")
    }

    @Test(
        "each role starts in its own room and is shown its rooms alone",
        arguments: [
            (Person.an, "/plans", ["desk", "plans", "reports", "targets", "bodies", "ledger"]), (.binh, "/plans", ["plans", "reports", "targets", "bodies"]),
            (.dung, "/accounts", ["bodies", "ledger", "accounts", "system"]), (.em, "/desk", ["desk", "plans", "reports", "targets", "bodies"]),
        ])
    func rooms(person: Person, first: String, rooms: [String]) async throws {
        let world = try await World.made()
        #expect(try await world.get("/", as: person).location == first)
        let page = try await world.get(first, as: person).body
        let nav = try #require(page.split(separator: "<nav class=\"rooms\"").last?.split(separator: "</nav>").first)
        #expect(Room.allCases.filter { nav.contains("href='\($0.path)'") }.map(\.rawValue) == rooms)
        for room in Room.allCases { #expect((try await world.get(room.path, as: person).status == 200) == rooms.contains(room.rawValue), "\(room)") }
    }

    @Test("the administrator reads who has a way in: name, role and body, never a secret")
    func list() async throws {
        let world = try await World.made()
        let page = try await world.get("/accounts", as: .dung).body
        for text in ["9 tài khoản", "em.01", "Cán bộ cơ quan", "Sở Tư pháp tỉnh An", "chi.72", "Quản trị"] { #expect(page.contains(text), "\(text)") }
        #expect(!page.contains("scrypt") && !page.contains(World.password))
    }

    @Test(
        "an account that will not do is refused on the command line with what was expected",
        arguments: [
            ("em.01", "officer", "a.y-te", World.password, "Đã có tài khoản mang tên này."), ("Viết Hoa", "officer", "a.y-te", World.password, "3 đến 40"),
            ("moi.01", "officer", "", World.password, "Vai trò này cần một cơ quan."),
            ("moi.01", "administrator", "a.y-te", World.password, "không làm việc cho cơ quan nào"),
            ("moi.01", "boss", "a.y-te", World.password, "standingOffice, officer"),
            ("moi.01", "program", "", World.password, "standingOffice, officer"), ("moi.01", "officer", "a.khong", World.password, "a.khong"),
            ("moi.01", "officer", "a.y-te", "ngan", "10 đến 200"),
        ])
    func unfit(name: String, role: String, body: String, password: String, told: String) async throws {
        let world = try await World.made()
        let refusal = await #expect(throws: StartRefusal.self) {
            try await world.app.addAccount(
                name: name, displayName: "Mới", role: role, bodyCode: body.isEmpty ? nil : body, password: password, by: "root", because: "thử")
        }
        #expect(refusal?.description.contains(told) == true)
        #expect(try await world.app.read(as: .program) { tx in try tx.accounts.list().count } == 9)
    }

    @Test("a token made on the command line opens the API as its account; one that differs in a letter opens nothing")
    func token() async throws {
        let world = try await World.made()
        _ = try await world.issuePlan()
        let text = try await world.app.addToken(accountName: "em.01")
        func status(_ header: String) async throws -> Int {
            try await world.get("/api/v1/plans", as: .nobody, more: ["Authorization": header]).status
        }
        #expect(try await status("Bearer \(text)") == 200)
        #expect(try await status("bearer \(text)") == 200)
        for header in ["Bearer \(text)x", "Bearer \(text.dropLast())", "Bearer ", "Basic \(text)", text] {
            #expect(try await status(header) == 401, "\(header)")
        }
        await #expect(throws: StartRefusal.self) { _ = try await world.app.addToken(accountName: "khong.co") }
    }
}
