import Domain
import Storage
import Testing
import Vault

@testable import App

/// What people do with their own account, and administrators with others'.
@Suite struct OwnAccountTests {
    @Test("a password is changed with the present one, for one that is long and not common; other sessions end")
    func password() async throws {
        let world = try await World.made()
        func change(_ current: String, _ new: String) async throws -> Answered {
            try await world.post("/account/password", as: .em, [("current", current), ("password", new)])
        }
        for (current, new, told) in [
            ("falsch", "rất dài và không ai đoán", "Mật khẩu hiện tại không đúng."), (World.password, "ngắn", "10 đến 200"),
            (World.password, "password123", "quá dễ đoán"),
            (World.password, "matkhau2024", "quá dễ đoán"), (World.password, "1111111111", "quá dễ đoán"),
            (World.password, "toi-la-em.01-day", "tên đăng nhập"),
        ] {
            let answer = try await change(current, new)
            #expect(answer.status == 422 && answer.body.contains(told), "\(new)")
            #expect(!answer.body.contains(new) && !answer.body.contains(current), "nothing secret comes back")
        }
        #expect(try await change(World.password, "cầu vồng trên sông").status == 303)
        #expect(try await world.get("/desk", as: .em).status == 200)
        #expect(try await world.post("/session", as: .nobody, [("name", "em.01"), ("password", World.password)]).status == 401)
        #expect(try await world.post("/session", as: .nobody, [("name", "em.01"), ("password", "cầu vồng trên sông")]).status == 303)
    }

    @Test("one's own sessions are listed and ended, nobody else's")
    func sessions() async throws {
        let world = try await World.made()
        let id = try #require(try await world.viewer(.em).account)
        let other = try await world.app.write(as: .program) { tx in try tx.accounts.startSession(.random(), for: id, at: Clock.machine, from: "10.1.2.3") }
        #expect(try await world.get("/account", as: .em).body.contains("10.1.2.3"))
        #expect(try await world.post("/account/sessions/\(other.id)/closure", as: .an).status == 404)
        #expect(try await world.post("/account/sessions/\(other.id)/closure", as: .em).status == 303)
        #expect(try await !world.get("/account", as: .em).body.contains("10.1.2.3"))
    }

    @Test("some minutes after signing in ways into the account change only once the password is shown again; what takes one away needs none")
    func proof() async throws {
        let world = try await World.made()
        let id = try #require(try await world.viewer(.em).account), past = Clock.machine.adding(seconds: -Session.confirmedSeconds - 1)
        let other = try await world.app.write(as: .program) { tx in
            let other = try tx.accounts.startSession(.random(), for: id, at: Clock.machine, from: "10.1.2.3")
            try tx.connection.execute("UPDATE sessions SET started_at = \(past), factor_at = NULL WHERE account_id = \(id)")
            return other.id
        }
        let acts: [(String, [(String, String)])] = [
            ("/account/second-factor", []), ("/account/tokens", [("tokenName", "báo cáo"), ("scope", "programme"), ("days", "3")]),
            ("/account/calendar", []), ("/account/notices", [("choice", "none"), ("email", "")]), ("/account/sessions/\(other)/closure", []),
            ("/account/delegations", [("role", "officer"), ("account", "fay.01")]),
        ]
        for (path, fields) in acts {
            let answer = try await world.post(path, as: .em, fields)
            #expect(answer.status == 422 && answer.body.contains("nhập lại mật khẩu trước"), "\(path)")
        }
        #expect(try await world.get("/account", as: .em).body.contains("10.1.2.3"), "nothing was done")
        let token = try await world.app.read(as: .program) { tx in try #require(try tx.accounts.bearers(of: id, at: Clock.machine).first).id }
        #expect(try await world.post("/account/tokens/\(token)/withdrawal", as: .em).status == 303)
        let wrong = try await world.post("/account/proof", as: .em, [("proof", "falsch")])
        #expect(wrong.status == 422 && wrong.body.contains("Mật khẩu hiện tại không đúng.") && !wrong.body.contains("falsch"))
        #expect(try await world.post("/account/proof", as: .em, [("proof", World.password)]).status == 303)
        #expect(try await !world.get("/account", as: .em).body.contains("/account/proof"))
        for (path, fields) in acts.dropLast() { #expect(try await (200..<304).contains(world.post(path, as: .em, fields).status), "\(path)") }
    }

    @Test("an account without a password of its own turns a second factor on right after coming in")
    func withoutPassword() async throws {
        let world = try await World.made()
        let id = try #require(try await world.viewer(.em).account)
        try await world.app.write(as: .program) { tx in _ = try tx.connection.execute("DELETE FROM passwords WHERE account_id = \(id)") }
        #expect(try await world.post("/account/second-factor", as: .em).status == 303)
        try await world.app.write(as: .program) { tx in
            _ = try tx.connection.execute("UPDATE sessions SET started_at = \(Clock.machine.adding(seconds: -3000)) WHERE account_id = \(id)")
        }
        let answer = try await world.post("/account/proof", as: .em, [("proof", "")])
        #expect(answer.status == 422 && answer.body.contains("hãy thoát rồi vào lại"))
    }

    @Test("somebody at one provider is nobody at another; what was tied before providers had names is tied to the one of now")
    func issuers() async throws {
        let world = try await World.made()
        let id = try #require(try await world.viewer(.em).account)
        let (old, new) = ("https://id.example", "https://andere.example")
        let found = try await world.app.write(as: .program) { tx in
            try tx.providers.tie(id, to: "7", issuer: old)
            return [try tx.providers.account(of: "7", issuer: old)?.id, try tx.providers.account(of: "7", issuer: new)?.id]
        }
        #expect(found == [id, nil])
        let adopted = try await world.app.write(as: .program) { tx in
            _ = try tx.connection.execute("UPDATE provider_ties SET issuer = ''")
            try tx.providers.adopt(issuer: new)
            return [try tx.providers.account(of: "7", issuer: old)?.id, try tx.providers.account(of: "7", issuer: new)?.id]
        }
        #expect(adopted == [nil, id])
    }

    @Test("an administrator ends the sessions of one, or of all but this, with a reason that the ledger keeps")
    func endingOthers() async throws {
        let world = try await World.made()
        let id = try #require(try await world.viewer(.em).account)
        #expect(try await world.post("/accounts/\(id)/sessions/closure", as: .dung).status == 422)
        #expect(try await world.get("/account", as: .em).status == 200)
        #expect(try await world.post("/accounts/\(id)/sessions/closure", as: .dung, [("reason", "máy bị mất")]).status == 303)
        #expect(try await world.get("/account", as: .em).location.hasPrefix("/sign-in"))
        #expect(try await world.get("/account", as: .an).status == 200)
        #expect(try await world.get("/accounts/\(id)", as: .dung).body.contains("máy bị mất"))
        #expect(try await world.post("/accounts/sessions/closure", as: .an, [("reason", "thử")]).status == 403)
        let refused = try await world.post("/accounts/sessions/closure", as: .dung)
        #expect(refused.status == 422 && refused.body.contains("Cần ghi lý do."))
        #expect(try await world.post("/accounts/sessions/closure", as: .dung, [("reason", "nghi có người lạ")]).status == 303)
        for person in [Person.an, .fay, .ivo] { #expect(try await world.get("/account", as: person).location.hasPrefix("/sign-in"), "\(person)") }
        #expect(try await world.get("/accounts", as: .dung).status == 200)
    }

    @Test("where everybody needs a second factor, only the own account is open until it is on")
    func demanded() async throws {
        let world = try await World.made { $0.demandsSecondFactor = true }
        for path in ["/desk", "/bodies", "/plans", "/notices", "/access"] { #expect(try await world.get(path, as: .em).location == "/account", "\(path)") }
        #expect(try await world.post("/account/tokens", as: .em, [("tokenName", "a"), ("scope", "programme"), ("days", "3")]).location == "/account")
        #expect(try await world.get("/accounts", as: .dung).location == "/account")
        let page = try await world.get("/account", as: .em)
        #expect(page.status == 200 && page.body.contains("ai cũng cần lớp thứ hai"))
        #expect(try await world.post("/account/second-factor", as: .em).status == 303)
        #expect(try await world.get("/crime-reports", as: .fay).status == 200, "who has shown one goes on")
        #expect(try await world.post("/session/closure", as: .em).location == "/sign-in")
    }

    @Test("a token has a scope and an end, and is withdrawn by its owner")
    func tokens() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        func make(_ scope: String, days: String = "30") async throws -> Answered {
            try await world.post("/account/tokens", as: .em, [("tokenName", "báo cáo"), ("scope", scope), ("days", days)])
        }
        #expect(try await make("programme", days: "0").status == 422)
        #expect(try await make("programme", days: "366").status == 422)
        func bearer(_ page: Answered) throws -> World {
            var tokens = world.tokens
            tokens[.nobody] = Token(text: String(try #require(page.body.firstMatch(of: #/<p class='mb-0'><code>([^<]{43})</#)).1))
            return World(app: world.app, tokens: tokens)
        }
        let whole = try bearer(try await make("programme")), figures = try bearer(try await make("figures"))
        #expect(try await whole.get("/api/v1/assignments", as: .nobody, bearer: true).status == 200)
        #expect(try await figures.get("/api/v1/assignments", as: .nobody, bearer: true).status == 403)
        let detail = try await figures.get("/api/v1/plans/\(plan.id)", as: .nobody, bearer: true)
        #expect(detail.status == 200 && detail.body.contains("\"duties\":[]") && detail.body.contains("\"targets\":[{"))
        #expect(try await whole.get("/desk", as: .nobody).location.hasPrefix("/sign-in"), "a token opens no page")
        let id = try #require(try await world.viewer(.em).account)
        let kept = try await world.app.read(as: .program) { tx in try tx.accounts.bearers(of: id, at: Clock.machine) }
        let first = try #require(kept.first { $0.scope == .programme && $0.name == "báo cáo" })
        #expect(try await world.post("/account/tokens/\(first.id)/withdrawal", as: .an).status == 404)
        #expect(try await world.post("/account/tokens/\(first.id)/withdrawal", as: .em).status == 303)
        #expect(try await whole.get("/api/v1/plans", as: .nobody, bearer: true).status == 401)
        _ = try await world.app.db.write { try $0.execute("UPDATE api_tokens SET ends_at = '2020-01-01T00:00:00.000Z' WHERE scope = 'figures'") }
        #expect(try await figures.get("/api/v1/plans", as: .nobody, bearer: true).status == 401)
    }

    @Test("an account is opened without a password; its holder sets one by a link that works once and ends")
    func invitation() async throws {
        let world = try await World.made()
        let form = [("name", "moi.01"), ("displayName", "Người mới"), ("body", "a.y-te"), ("role", "officer"), ("reason", "QĐ 7")]
        let wrong = try await world.post("/accounts", as: .dung, [("name", "A"), ("displayName", ""), ("body", "x"), ("role", ""), ("reason", "")])
        #expect(wrong.status == 422)
        for told in ["3 đến 40", "Cần tên hiển thị.", "Không có cơ quan mang mã", "Cần chọn vai trò.", "Cần căn cứ"] {
            #expect(wrong.body.contains(told), "\(told)")
        }
        let opened = try await world.post("/accounts", as: .dung, form)
        let link = String(try #require(opened.body.firstMatch(of: #/<code>(\/invitations\/[^<]+)</#)).1)
        #expect(try await world.post("/session", as: .nobody, [("name", "moi.01"), ("password", "none")]).status == 401)
        #expect(try await world.get(link, as: .nobody).status == 200)
        #expect(try await world.post(link, as: .nobody, [("password", "ngắn")]).status == 422)
        #expect(try await world.post(link, as: .nobody, [("password", "cầu vồng trên sông")]).status == 303)
        #expect(try await world.post(link, as: .nobody, [("password", "cầu vồng trên núi")]).status == 404)
        #expect(try await world.post("/session", as: .nobody, [("name", "moi.01"), ("password", "cầu vồng trên sông")]).status == 303)
        #expect(try await world.get("/invitations/none", as: .nobody).status == 404)
        let id = try #require(try await world.app.read(as: .program) { tx in try tx.accounts.find(name: "moi.01")?.id })
        let again = try await world.post("/accounts/\(id)/invitation", as: .dung)
        let second = String(try #require(again.body.firstMatch(of: #/<code>(\/invitations\/[^<]+)</#)).1)
        _ = try await world.app.db.write { try $0.execute("UPDATE invitations SET ends_at = '2020-01-01T00:00:00.000Z'") }
        #expect(try await world.get(second, as: .nobody).status == 404)
    }

    @Test("a role is given with its ground and days, withdrawn with a reason; a closed account opens nothing")
    func grants() async throws {
        let world = try await World.made()
        let id = try #require(try await world.viewer(.em).account)
        #expect(try await world.get("/crime-reports", as: .em).status == 403)
        #expect(try await world.post("/accounts/\(id)/grants", as: .dung, [("role", "procurator"), ("reason", "")]).status == 422)
        let from = [("role", "procurator"), ("reason", "QĐ 9"), ("from", "2024-06-16"), ("to", "2024-06-20")]
        #expect(try await world.post("/accounts/\(id)/grants", as: .dung, from).status == 303)
        #expect(try await world.get("/crime-reports", as: .em).status == 403, "a second person has not agreed yet")
        let waiting = try #require(try await world.app.read(as: .program) { tx in try tx.grants.awaiting().first })
        #expect(try await world.post("/grants/\(waiting.id)/consent", as: .ivo).status == 303)
        #expect(try await world.get("/crime-reports", as: .em).status == 200)
        try await world.app.setDemonstrationDay(#require(Day("2024-06-21")))
        #expect(try await world.get("/crime-reports", as: .em).status == 403, "its last day has passed")
        try await world.app.setDemonstrationDay(World.day)
        let grant = try #require(try await world.app.read(as: .program) { tx in try tx.grants.of(id).first { $0.role == .procurator } })
        #expect(grant.givenByName == "Dung" && grant.reason == "QĐ 9")
        #expect(try await world.post("/grants/\(grant.id)/withdrawal", as: .dung).status == 422)
        #expect(try await world.post("/grants/\(grant.id)/withdrawal", as: .dung, [("reason", "thôi việc")]).status == 303)
        #expect(try await world.get("/crime-reports", as: .em).status == 403)
        #expect(try await world.post("/accounts/\(id)/closure", as: .dung, [("reason", "thôi việc")]).status == 303)
        #expect(try await world.get("/desk", as: .em).location.hasPrefix("/sign-in"))
        #expect(try await world.get("/api/v1/plans", as: .em, bearer: true).status == 401)
        let own = try #require(try await world.viewer(.dung).account)
        #expect(try await world.post("/accounts/\(own)/closure", as: .dung, [("reason", "x")]).status == 409)
    }

    @Test("a delegated role opens what its giver's does, says whose it is, and ends with the giver's own")
    func delegation() async throws {
        let world = try await World.made()
        let report = try await world.logReport().report
        // The investigator passes on to the desk of the same body.
        let form = [("role", "investigator"), ("account", "fay.01"), ("from", "2024-06-16"), ("to", "2024-06-30"), ("delegationReason", "đi công tác")]
        #expect(try await world.post("/account/delegations", as: .gia, form.map { $0.0 == "to" ? ("to", "") : $0 }).status == 422)
        #expect(try await world.post("/account/delegations", as: .gia, form).status == 303)
        try await world.app.write(as: .program) { tx in
            var found = try tx.crimeReports.find(report.id)
            try found.classify(as: .trafficking, holder: found.bodyId, at: tx.now)
            try tx.crimeReports.save(found)
        }
        let decision = [("version", "2"), ("outcome", "initiated"), ("decidedOn", "2024-06-16")]
        #expect(try await world.post("/crime-reports/\(report.id)/decision", as: .fay, decision).status == 303)
        let entry: LedgerEntry = try await world.app.read(as: .program) { tx in
            try tx.one("SELECT * FROM ledger_entries WHERE record_id = \(report.id) AND account_name = 'Fay' AND act = 'changed'")
        }
        #expect(entry.behalf == "Gia")
        let gia = try #require(try await world.viewer(.gia).account)
        let own = try #require(try await world.app.read(as: .program) { tx in try tx.grants.of(gia).first })
        #expect(try await world.post("/grants/\(own.id)/withdrawal", as: .dung, [("reason", "chuyển công tác")]).status == 303)
        #expect(try await !world.viewer(.fay).holds(.investigator))
    }

    @Test("why somebody may or may not see a report is told by the rules, and nothing of a report that is not there or not theirs")
    func why() async throws {
        let world = try await World.made()
        let report = try await world.logReport().report, code = report.code
        let own = try await world.get("/access?code=\(code)", as: .fay).body
        #expect(own.contains("được, với vai trò Trực ban tin báo") && own.contains("không vai trò nào cho phép"))
        let other = try await world.get("/access?code=\(code)", as: .hoa).body.answers
        let none = try await world.get("/access?code=TB-01-2024-7777", as: .hoa).body.answers
        #expect(other.contains("không thuộc tỉnh của vai trò") && none == other)
        let admin = try await world.get("/access?code=\(code)&account=gia.01", as: .dung).body
        #expect(admin.contains("được, với vai trò Điều tra viên"))
        #expect(try await world.get("/access?code=\(code)&account=gia.01", as: .hoa).body.answers == other, "others ask for themselves alone")
        let page = try await world.get("/access?code=https://x.example/crime-reports/\(report.id)", as: .fay).body
        #expect(page.answers == own.answers, "by number and by address alike")
    }

    @Test("why a plan, a duty and a part of the work are seen or not; one that is not issued is as one that is not there but for who reviews")
    func whyProgramme() async throws {
        let world = try await World.made()
        func told(_ path: String, _ person: Person) async throws -> String { try await world.get("/access?code=\(path)", as: person).body.answers }
        let read = try await world.addPlan(numbered: "9/KH-UBND"), issued = try await world.issuePlan()
        let assignment = try await world.owed(issued)[0], none = try await told("/plans/0", .em)
        for path in ["/plans/\(issued.id)/board?x=1", "/duties/\(assignment.dutyId)", "/assignments/\(assignment.id)"] {
            #expect(try await told(path, .an).contains("<b>duyệt, ban hành, xác nhận</b>: ✓"))
            let officer = try await told(path, .em)
            #expect(officer.contains("<b>xem chương trình</b>: ✓") && officer.contains("<b>duyệt, ban hành, xác nhận</b>: ✗ không vai trò nào"))
            #expect(try await told(path, .chi) == (try await told("/assignments/0", .chi)), "another province")
        }
        let own = try await world.viewer(.em).body
        for assignment in try await world.owed(issued) {
            let sign = assignment.bodyId == own ? "✓" : "✗ Cán bộ cơ quan: không do cơ quan bạn"
            #expect(try await told("/assignments/\(assignment.id)", .em).contains("<b>trả lời phần việc</b>: \(sign)"))
        }
        #expect(try await told("/plans/\(read.id)", .em) == none && none.contains("không thuộc tỉnh của vai trò"))
        #expect(try await told("/plans/\(read.id)", .an).contains("<b>xem chương trình</b>: ✓"))
    }

    @Test("who is refused a record is led to the rules; a page that is none is not asked about")
    func refusedLeadsToRules() async throws {
        let world = try await World.made()
        let issued = try await world.issuePlan()
        let refused = try await world.get("/plans/\(issued.id)/review", as: .chi)
        #expect(refused.status != 200 && refused.body.contains("/access?code=" + Address.encoded("/plans/\(issued.id)")))
        #expect(try await !world.get("/nowhere/at-all", as: .chi).body.contains("/access?code="))
        #expect(try await !world.get("/plans/\(issued.id)", as: .nobody).body.contains("/access?code="))
    }

    @Test(
        "the address of a record's page is understood with and without its host, and nothing else is",
        arguments: [
            ("/plans/p1", "/plans/p1"), ("https://lachan.example/duties/d1/review?x=1#y", "/duties/d1"), ("crime-reports/r1", "/crime-reports/r1"),
            ("/plans", nil), ("/plans/", nil), ("TB-01-2024-0001", nil), ("", nil), ("/accounts/a1", nil),
        ] as [(String, String?)])
    func addresses(text: String, path: String?) { #expect(AskedPage(address: text)?.path == path) }
}

extension String {
    /// What the rules say, without the number that was asked for.
    fileprivate var answers: String { firstMatch(of: #/<ul class="plain">.*?<\/ul>/#.dotMatchesNewlines()).map { String($0.0) } ?? "" }
}
