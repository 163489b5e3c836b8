import Domain
import Foundation
import Storage
import Testing
import Vault

@testable import App

/// The second factor: turning it on, signing in with it, losing the telephone.
@Suite struct SecondFactorTests {
    private func step(_ plus: Int = 0) -> Int { OneTimeCode.step(atSeconds: Clock.machine.milliseconds / 1000) + plus }

    /// Turns it on for the officer.
    /// - Returns: the world with the officer's new session, the secret and the recovery codes.
    private func turnedOn(_ world: World) async throws -> (World, OneTimeCode, [String]) {
        #expect(try await world.post("/account/second-factor", as: .em).status == 303)
        let waiting = try await world.app.read(as: .program) { tx in
            try tx.accounts.find(name: "em.01").flatMap { try tx.secondFactors.waiting($0.id) }
        }
        let code = try #require(waiting)
        #expect(try await world.get("/account", as: .em).body.contains(code.text))
        #expect(try await world.post("/account/second-factor/confirmation", as: .em, [("code", "12345")]).status == 422)
        let page = try await confirmed(world, by: code)
        #expect(page.status == 200)
        let codes = page.body.matches(of: #/<li><code>((?:[a-z0-9]{4}-){6}[a-z0-9]{4})</#).map { String($0.1) }
        #expect(codes.count == RecoveryCode.count && Set(codes).count == codes.count)
        let cookie = try #require(page.header("Set-Cookie").firstMatch(of: #/lachan=([^;]+)/#))
        #expect(try await world.get("/account", as: .em).location.hasPrefix("/sign-in"), "the session goes on under another token alone")
        return (with(world, Token(text: String(cookie.1)), .em), code, codes)
    }

    /// Shows the code of the half minute before, so that the code of this one is still unused; again where the half minute ended meanwhile.
    private func confirmed(_ world: World, by code: OneTimeCode) async throws -> Answered {
        while true {
            let asked = step()
            let page = try await world.post("/account/second-factor/confirmation", as: .em, [("code", code.code(step: asked - 1))])
            if page.status == 200 || step() == asked { return page }
        }
    }

    /// Signs in with the password.
    /// - Returns: the answer and the cookie's token.
    private func signIn(_ world: World) async throws -> (Answered, Token) {
        let answer = try await world.post("/session", as: .nobody, [("name", "em.01"), ("password", World.password), ("next", "/desk")])
        let cookie = answer.header("Set-Cookie").firstMatch(of: #/lachan=([^;]+)/#)
        return (answer, Token(text: String(try #require(cookie).1)))
    }

    private func with(_ world: World, _ token: Token, _ person: Person = .nobody) -> World {
        var tokens = world.tokens
        tokens[person] = token
        return World(app: world.app, tokens: tokens)
    }

    @Test("after the password alone nothing opens; the code opens the session, under another token, and is taken once")
    func signingIn() async throws {
        let fresh = try await World.made()
        let (world, code, _) = try await turnedOn(fresh)
        let (first, half) = try await signIn(world)
        #expect(first.status == 303 && first.location.hasPrefix("/second-factor?next="))
        let stranger = with(world, half)
        for path in ["/desk", "/account", "/bodies", "/search?q=a"] {
            #expect(try await stranger.get(path, as: .nobody).location.hasPrefix("/sign-in"), "\(path)")
        }
        #expect(try await stranger.get("/second-factor", as: .nobody).status == 200)
        #expect(try await stranger.post("/second-factor", as: .nobody, [("code", "000000")]).status == 401)
        let now = code.code(step: step())
        let second = try await stranger.post("/second-factor", as: .nobody, [("code", now), ("next", "/desk")])
        #expect(second.status == 303 && second.location == "/desk")
        let whole = Token(text: String(try #require(second.header("Set-Cookie").firstMatch(of: #/lachan=([^;]+)/#)).1))
        #expect(whole != half)
        #expect(try await with(world, whole).get("/desk", as: .nobody).status == 200)
        #expect(try await stranger.get("/desk", as: .nobody).location.hasPrefix("/sign-in"), "the half session is over")
        let (_, again) = try await signIn(world)
        #expect(try await with(world, again).post("/second-factor", as: .nobody, [("code", now)]).status == 401, "a code is taken once")
    }

    @Test("a recovery code is taken once, however it is written")
    func recovery() async throws {
        let world = try await World.made()
        let (_, _, codes) = try await turnedOn(world)
        for (written, status) in [(codes[0].uppercased().replacing("-", with: " "), 303), (codes[0], 401), (codes[1], 303)] {
            let (_, half) = try await signIn(world)
            #expect(try await with(world, half).post("/second-factor", as: .nobody, [("code", written)]).status == status, "\(written)")
        }
        let left = try await world.app.read(as: .program) { tx in try tx.accounts.find(name: "em.01").map { try tx.secondFactors.recoveryCount($0.id) } }
        #expect(left == RecoveryCode.count - 2)
    }

    @Test("codes cannot be tried without end")
    func limit() async throws {
        let world = try await World.made()
        _ = try await turnedOn(world)
        let (_, half) = try await signIn(world)
        var statuses: [Int] = []
        for _ in 0...SignInLimit.tries { statuses.append(try await with(world, half).post("/second-factor", as: .nobody, [("code", "000000")]).status) }
        #expect(statuses == Array(repeating: 401, count: SignInLimit.tries) + [429])
    }

    @Test("turning it on ends the other sessions; turning it off needs a code; an administrator takes it off with a reason")
    func offAndOn() async throws {
        let world = try await World.made()
        let id = try await world.viewer(.em).account?.text ?? ""
        _ = try await world.app.write(as: .program) { tx in try tx.accounts.startSession(.random(), for: ID(id), at: Clock.machine, from: "10.9.9.9") }
        let (here, code, _) = try await turnedOn(world)
        #expect(try await !here.get("/account", as: .em).body.contains("10.9.9.9"))
        #expect(try await here.get("/notices", as: .em).body.contains("bật xác thực hai lớp"))
        #expect(try await here.post("/account/second-factor/removal", as: .em, [("removalCode", "1")]).status == 422)
        #expect(try await here.post("/account/second-factor/removal", as: .em, [("removalCode", code.code(step: step(1)))]).status == 303)
        let kept = try await world.app.db.read { try $0.rows("SELECT factor_at FROM sessions WHERE account_id = \(id)") }
        #expect(kept.count == 1 && kept.allSatisfy { $0["factor_at"] == .null }, "what was shown with it counts no more")
        let (first, token) = try await signIn(world)
        #expect(first.location == "/desk")
        let (again, _, _) = try await turnedOn(with(world, token, .em))
        #expect(try await world.post("/accounts/\(id)/second-factor-removal", as: .dung).status == 422)
        #expect(try await world.post("/accounts/\(id)/second-factor-removal", as: .dung, [("reason", "mất điện thoại")]).status == 303)
        #expect(try await again.get("/desk", as: .em).location.hasPrefix("/sign-in"), "its sessions are over")
        #expect(try await signIn(world).0.location == "/desk")
    }

    @Test("from a session nobody tries codes, or the present password, without end", arguments: ["removal", "password"])
    func triesWithin(what: String) async throws {
        let fresh = try await World.made()
        let (world, _, _) = try await turnedOn(fresh)
        var statuses: [Int] = []
        for number in 0...SignInLimit.tries {
            let answer =
                what == "removal"
                ? try await world.post("/account/second-factor/removal", as: .em, [("removalCode", "00000\(number)")])
                : try await world.post("/account/password", as: .em, [("current", "falsch \(number)"), ("password", "cầu vồng trên sông")])
            statuses.append(answer.status)
        }
        #expect(statuses == Array(repeating: 422, count: SignInLimit.tries) + [409])
        #expect(try await world.get("/account", as: .em).body.contains("đã bật"))
    }

    @Test("the secret is sealed: it stands nowhere in the database")
    func sealed() async throws {
        let fresh = try await World.made()
        let (world, code, _) = try await turnedOn(fresh)
        let rows = try await world.app.db.read { try $0.rows(of: "second_factors", where: "TRUE") }
        guard case .bytes(let kept)? = rows[0]["sealed"] else { return #expect(Bool(false)) }
        #expect(kept.count == 1 + 12 + 20 + 16 && !kept.indices.contains { kept[$0...].starts(with: code.secret) })
    }
}
