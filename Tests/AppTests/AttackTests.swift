import Domain
import Foundation
import Storage
import Testing
import Vault

@testable import App

/// What attacks on the program found, each held shut.
@Suite struct AttackTests {
    private func entries(_ world: World, _ condition: SQL = "TRUE") async throws -> Int {
        try await world.app.db.read { try $0.rows("SELECT COUNT(*) FROM ledger_entries WHERE \(condition)").first?.single(Int.self) ?? 0 }
    }

    private func notices(_ world: World, _ person: Person) async throws -> [Notice.Kind] {
        try await world.app.read(as: try await world.viewer(person)) { tx in try tx.notices.list(limit: 50).map(\.kind) }
    }

    private func account(_ world: World, _ person: Person) async throws -> ID<Account> { try #require(try await world.viewer(person).account) }

    // MARK: Other people's accounts

    @Test(
        "an administrator alone does not come in as one who opens identities: the roles wait for a second person",
        arguments: ["invitation", "second-factor-removal"])
    func takingOver(way: String) async throws {
        let world = try await World.made()
        let report = try await world.logReport().report, gia = try await account(world, .gia)
        #expect(try await world.get("/crime-reports/\(report.id)", as: .gia).status == 200)
        let answer = try await world.post("/accounts/\(gia)/\(way)", as: .dung, [("reason", "quên mật khẩu")])
        #expect([200, 303].contains(answer.status))
        let held = try await world.app.read(as: .program) { tx in try tx.grants.held(by: gia, on: tx.today) }
        #expect(held.isEmpty, "nothing is held until a second person agrees")
        // By night the reading above is told of as well.
        #expect(try await notices(world, .ivo).filter { $0 != .unusualReading } == [.grantAwaits], "the auditor is told at once")
        let grant = try #require(try await world.app.read(as: .program) { tx in try tx.grants.of(gia).first })
        #expect(grant.givenById == (try await account(world, .dung)))
        #expect(try await world.get("/grants", as: .ivo).body.contains("vừa mở lại đường vào tài khoản"), "what is agreed to is told")
        #expect(try await world.post("/grants/\(grant.id)/consent", as: .dung).status == 403, "not by whoever opened the way")
        #expect(try await world.post("/grants/\(grant.id)/consent", as: .ivo).status == 303)
        #expect(try await world.app.read(as: .program) { tx in try tx.grants.held(by: gia, on: tx.today).count } == 1)
    }

    @Test("nobody opens a way into the last auditor's account, and so leaves nobody to watch")
    func lastAuditor() async throws {
        let world = try await World.made()
        let ivo = try await account(world, .ivo)
        let answer = try await world.post("/accounts/\(ivo)/invitation", as: .dung)
        #expect(answer.status == 409 && answer.body.contains("Người kiểm toán cuối cùng"))
        #expect(try await world.post("/accounts/\(ivo)/second-factor-removal", as: .dung, [("reason", "x")]).status == 409)
        #expect(try await world.get("/ledger", as: .ivo).status == 200)
    }

    @Test("from the command line, too, such a role waits once there is somebody to agree, and names who gave it")
    func commandLine() async throws {
        let world = try await World.made()
        let added = try await world.app.addAccount(
            name: "moi.01", displayName: "Mới", role: "investigator", bodyCode: "a.cong-an", password: nil, by: "root", because: "QĐ 1")
        #expect(added.isAwaiting && added.invitation?.hasPrefix("/invitations/") == true)
        let grant = try await world.app.read(as: .program) { tx in try #require(try tx.accounts.find(name: "moi.01").flatMap { try tx.grants.of($0.id).first })
        }
        #expect(grant.isAwaiting && grant.givenByName.hasPrefix("root") && grant.reason == "QĐ 1")
        #expect(try await notices(world, .ivo) == [.grantAwaits])
        let free = try await world.app.addAccount(
            name: "doc.01", displayName: "Đọc", role: "reader", bodyCode: "a.y-te", password: "cầu vồng trên sông", by: "root", because: "QĐ 2")
        #expect(!free.isAwaiting && free.invitation == nil)
    }

    // MARK: What the ledger holds

    @Test("what a body answered stands in the ledger: words, figures, file, and why work was given back")
    func answers() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let assignment = try #require(try await world.owed(plan).first)
        try await world.app.write(as: try await world.viewer(.an)) { tx in
            try tx.assignments.tell(.progress, about: assignment.id, text: "Đã mở 3 lớp", figures: [("lớp", 3)])
        }
        let fields = try await world.app.db.read { connection in
            try connection.rows(
                """
                SELECT ledger_fields.field || '=' || ledger_fields.after FROM ledger_entries JOIN ledger_fields ON ledger_fields.entry_id = ledger_entries.id
                WHERE ledger_entries.noun = 'answers' ORDER BY ledger_fields.field
                """
            ).map { try $0.single(String.self) }
        }
        #expect(fields == ["act=progress", "assignment_id=\(assignment.id)", "figure 1=lớp: 3.0", "text=Đã mở 3 lớp"])
    }

    @Test("who a role was given to, and which, stands in the ledger")
    func grantFields() async throws {
        let world = try await World.made()
        let id = try await account(world, .gia)
        let fields = try await world.app.db.read { connection in
            try connection.rows(
                """
                SELECT ledger_fields.field || '=' || ledger_fields.after FROM ledger_entries JOIN ledger_fields ON ledger_fields.entry_id = ledger_entries.id
                WHERE ledger_entries.noun = 'grants' AND ledger_entries.act = 'created' AND ledger_entries.id IN (
                SELECT entry_id FROM ledger_fields WHERE field = 'account_id' AND after = \(id))
                """
            ).map { try $0.single(String.self) }
        }
        #expect(Set(fields).isSuperset(of: ["role=investigator", "account_id=\(id)", "reason=thử nghiệm"]))
    }

    // MARK: Crime reports

    @Test("what was told is shut without a second factor, and who read it stands on the report's page")
    func storyWithoutFactor() async throws {
        let world = try await World.made()
        let report = try await world.logReport().report, fay = try await account(world, .fay)
        let open = try await world.get("/crime-reports/\(report.id)", as: .fay)
        #expect(open.status == 200)
        try await world.app.write(as: .program) { tx in
            _ = try tx.connection.execute("UPDATE sessions SET factor_at = NULL WHERE account_id = \(fay)")
        }
        let shut = try await world.get("/crime-reports/\(report.id)", as: .fay)
        #expect(open.body.contains(World.story) && shut.status == 200 && !shut.body.contains(World.story))
        let readings = try await world.app.read(as: .program) { tx in try tx.sealed.readings(of: tx.sealed.all(of: .crimeReports, report.id.text)) }
        #expect(readings.map(\.accountName) == ["Fay"])
    }

    @Test(
        "a moment before the programme, or of no sensible year, is refused, and the list goes on",
        arguments: ["0001-01-01T00:00", "1999-12-31T10:00", "9999-01-01T00:00"])
    func oldMoment(moment: String) async throws {
        let world = try await World.made()
        let answer = try await world.post(
            "/crime-reports", as: .fay, [("kind", "information"), ("channel", "phone"), ("receivedAt", moment), ("text", "x")])
        #expect(answer.status == 422 && answer.body.contains("receivedAt-wrong"))
        #expect(try await world.get("/crime-reports", as: .fay).status == 200)
    }

    @Test("a body without the function neither logs reports nor breaks the glass, whatever role its people have")
    func function() async throws {
        let world = try await World.made()
        let report = try await world.logReport().report
        try await world.app.write(as: .program) { tx in
            let other = try #require(try tx.bodies.find(code: "a.phu-nu"))
            _ = try tx.connection.execute("UPDATE accounts SET body_id = \(other.id) WHERE name = 'fay.01'")
        }
        let form = [("kind", "information"), ("channel", "phone"), ("receivedAt", "2024-06-16T00:05"), ("text", "x")]
        #expect(try await world.post("/crime-reports", as: .fay, form).status == 403)
        let glass = [("code", report.code), ("reason", "nạn nhân đang bị đe dọa ngay lúc này")]
        #expect(try await world.post("/emergencies", as: .fay, glass).status == 403)
        #expect(try await notices(world, .ivo).isEmpty)
    }

    @Test("who broke the glass and then loses the role sees the record no more")
    func glassWithoutRole() async throws {
        let world = try await World.made()
        let report = try await world.logReport().report
        #expect(try await world.post("/emergencies", as: .hoa, [("code", report.code), ("reason", "nạn nhân đang bị đe dọa ngay lúc này")]).status == 303)
        #expect(try await world.get("/crime-reports/\(report.id)", as: .hoa).status == 200)
        let hoa = try await account(world, .hoa)
        let grant = try #require(try await world.app.read(as: .program) { tx in try tx.grants.of(hoa).first })
        #expect(try await world.post("/grants/\(grant.id)/withdrawal", as: .dung, [("reason", "thôi việc")]).status == 303)
        #expect(try await world.get("/crime-reports/\(report.id)", as: .hoa).status == 403)
    }

    @Test("the glass is broken before anything is told: a number is not tried without a good reason, nor without a trace")
    func numbers() async throws {
        let world = try await World.made()
        let report = try await world.logReport().report
        let (there, nowhere) = (
            try await world.post("/emergencies", as: .hoa, [("code", report.code), ("reason", "xem")]),
            try await world.post("/emergencies", as: .hoa, [("code", "TB-01-2024-9999"), ("reason", "xem")])
        )
        #expect(there.status == 422 && nowhere.status == 422)
        #expect(nowhere.body.contains("Cần ghi rõ vì sao") && !nowhere.body.contains("Không có tin nào"))
        let before = try await entries(world, "noun = 'emergencies'")
        #expect(
            try await world.post("/emergencies", as: .hoa, [("code", "TB-01-2024-9999"), ("reason", "nạn nhân đang bị đe dọa ngay lúc này")]).status == 422)
        #expect(try await entries(world, "noun = 'emergencies'") == before + 1)
    }

    @Test("all who have to do with a report are told when the glass is broken; where nobody watches, the administrators are")
    func watchers() async throws {
        let world = try await World.made()
        let report = try await world.logReport().report
        let glass = [("code", report.code), ("reason", "nạn nhân đang bị đe dọa ngay lúc này")]
        #expect(try await world.post("/emergencies", as: .hoa, glass).status == 303)
        for person in [Person.fay, .gia, .ivo] { #expect(try await notices(world, person).contains(.glassBroken), "\(person)") }
        for (person, path) in [(Person.fay, "/crime-reports/\(report.id)"), (.ivo, "/ledger")] {
            #expect(try await world.get("/notices", as: person).body.contains("href='\(path)'"), "it leads where its reader may go")
            #expect(try await world.get(path, as: person).status == 200, "\(person)")
        }
        #expect(try await notices(world, .dung).isEmpty)
        let hoa = try await account(world, .hoa)
        try await world.app.db.write {
            _ = try $0.execute("UPDATE grants SET role = 'reader' WHERE role IN ('auditor', 'reportDesk', 'investigator') AND account_id <> \(hoa)")
        }
        #expect(try await world.post("/emergencies", as: .hoa, glass).status == 303)
        #expect(try await notices(world, .dung) == [.glassBroken])
    }

    @Test("a search by name leaves a trace at each person that it found, and many questions raise a notice; a single syllable is no question")
    func search() async throws {
        let world = try await World.made()
        let (report, teller) = try await world.logReport()
        func ask(_ text: String) async throws -> Answered {
            try await world.post("/crime-reports/search", as: .fay, [("q", text), ("reason", "đối chiếu")])
        }
        for text in ["Hư", "900", "  ", "."] { #expect(try await ask(text).status == 422, "\(text)") }
        #expect(try await entries(world, "act = 'opened'") == 0)
        #expect(try await ask("hu cau").body.contains(report.code))
        #expect(try await entries(world, "act = 'opened' AND record_id = \(teller)") == 1, "the owner sees it with the person")
        #expect(try await ask("+84 900 000 123").body.contains(report.code), "however the number is dialled")
        let (asked, other) = try await world.app.read(as: .program) { tx in
            let key = try tx.keys.searching()
            return (key.digest("name cau name hu"), key.digest("name hu name cau"))
        }
        #expect(try await entries(world, "record_id = \(asked)") + entries(world, "record_id = \(other)") == 1, "who asked for a name can be found by the name")
        for _ in 0..<UnusualReading.usualCount { _ = try await ask("khong co ai") }
        #expect(try await notices(world, .ivo).contains(.unusualReading))
    }

    @Test("what was told is read by those who receive, decide and supervise, and each reader is kept, once a day")
    func story() async throws {
        let world = try await World.made()
        let report = try await world.logReport().report, path = "/crime-reports/\(report.id)"
        for _ in 0..<2 { #expect(try await world.get(path, as: .fay).body.contains(World.story)) }
        #expect(try await entries(world, "act = 'opened' AND account_name = 'Fay'") == 1)
        try await world.app.setDemonstrationDay(World.day.adding(days: 1))
        _ = try await world.get(path, as: .fay)
        #expect(try await entries(world, "act = 'opened' AND account_name = 'Fay'") == 2)
        let binh = try await account(world, .binh)
        try await world.app.db.write { _ = try $0.execute("UPDATE grants SET role = 'inspector' WHERE account_id = \(binh)") }
        let inspected = try await world.get(path, as: .binh)
        #expect(inspected.status == 200 && !inspected.body.contains(World.story) && inspected.body.contains("chỉ hiện cho người tiếp nhận"))
        #expect(try await entries(world, "act = 'opened' AND account_name = 'Binh'") == 0)
    }

    @Test("why-or-why-not tells an administrator about roles, and nothing about which reports there are")
    func oracle() async throws {
        let world = try await World.made()
        let report = try await world.logReport().report
        func told(_ code: String) async throws -> String {
            let body = try await world.get("/access?code=\(code)&account=fay.01", as: .dung).body
            return String(try #require(body.firstMatch(of: #/<ul class="plain">.*?</ul>/#.dotMatchesNewlines())?.output))
        }
        let (there, nowhere) = (try await told(report.code), try await told("TB-01-2024-9999"))
        #expect(there == nowhere && there.contains("được, với vai trò"))
        // Others ask for themselves alone, whatever the address says.
        let own = try await world.get("/access?code=\(report.code)&account=fay.01", as: .em).body
        #expect(own.contains("Với \(report.code)") && !own.contains("được, với vai trò"))
    }

    // MARK: Roles

    @Test("what was passed on ends with the right that it came from: its last day, its withdrawal, the account")
    func delegation() async throws {
        let world = try await World.made()
        let (fay, day) = (try await account(world, .fay), World.day)
        func held() async throws -> Bool {
            try await world.app.read(as: .program) { tx in try #require(try tx.accounts.viewer(name: "gia.01")).holds(.reportDesk) }
        }
        func pass() async throws -> Answered {
            try await world.post(
                "/account/delegations", as: .fay,
                [("role", "reportDesk"), ("account", "gia.01"), ("to", day.adding(days: 60).description), ("delegationReason", "nghỉ phép")])
        }
        #expect(try await pass().status == 303)
        #expect(try await held())
        try await world.app.db.write { _ = try $0.execute("UPDATE grants SET valid_to = \(day.adding(days: 3)) WHERE account_id = \(fay)") }
        try await world.app.setDemonstrationDay(day.adding(days: 4))
        #expect(try await !held())
        try await world.app.setDemonstrationDay(day)
        #expect(try await pass().status == 422, "not longer than one holds it")
        try await world.app.db.write { _ = try $0.execute("UPDATE grants SET valid_to = NULL WHERE account_id = \(fay)") }
        #expect(try await held())
        #expect(try await world.post("/accounts/\(fay)/closure", as: .dung, [("reason", "thôi việc")]).status == 303)
        #expect(try await !held())
    }

    @Test("an administrator alone gives nobody a role that comes near identities, or watches over them; a second person agrees")
    func fourEyes() async throws {
        let world = try await World.made()
        let (em, binh) = (try await account(world, .em), try await account(world, .binh))
        func holds(_ role: Role, _ name: String = "em.01") async throws -> Bool {
            try await world.app.read(as: .program) { tx in try #require(try tx.accounts.viewer(name: name)).holds(role) }
        }
        #expect(try await world.post("/accounts/\(em)/grants", as: .dung, [("role", "investigator"), ("reason", "QĐ 9")]).status == 303)
        #expect(try await !holds(.investigator))
        #expect(try await world.get("/accounts/\(em)", as: .dung).body.contains("chờ đồng ý"))
        #expect(try await notices(world, .ivo) == [.grantAwaits])
        let grant = try #require(try await world.app.read(as: .program) { tx in try tx.grants.awaiting().first })
        #expect(try await world.get("/grants", as: .ivo).body.contains("em.01"))
        for (person, status) in [(Person.dung, 403), (.em, 403), (.an, 403), (.ivo, 303), (.ivo, 404)] {
            #expect(try await world.post("/grants/\(grant.id)/consent", as: person).status == status, "\(person)")
        }
        #expect(try await holds(.investigator))
        #expect(try await world.get("/accounts/\(em)", as: .dung).body.contains("Ivo đồng ý"))
        #expect(try await world.post("/accounts/\(binh)/grants", as: .dung, [("role", "officer"), ("reason", "QĐ 9")]).status == 303)
        #expect(try await holds(.officer, "binh.01"), "others take force at once")
    }

    @Test("who gives roles does not watch over them, and the last who watches is not sent away")
    func auditor() async throws {
        let world = try await World.made()
        let (ivo, ivoGrant) = try await world.app.read(as: .program) { tx in
            let ivo = try #require(try tx.accounts.find(name: "ivo")).id
            return (ivo, try #require(try tx.grants.of(ivo).first).id)
        }
        #expect(try await world.post("/accounts/\(ivo)/grants", as: .dung, [("role", "administrator"), ("reason", "QĐ 9")]).status == 422)
        #expect(try await world.post("/accounts/\(ivo)/closure", as: .dung, [("reason", "thôi việc")]).status == 409)
        #expect(try await world.post("/grants/\(ivoGrant)/withdrawal", as: .dung, [("reason", "thôi việc")]).status == 409)
    }

    @Test("a file that says what bodies are there for is in the ledger by its digest")
    func imports() async throws {
        let world = try await World.made()
        #expect(try await entries(world, "noun = 'body_functions' AND reason = 'lachan bodies functions'") == 1)
        _ = try await world.app.importFunctions(World.functions)
        #expect(try await entries(world, "noun = 'body_functions' AND reason = 'lachan bodies functions'") == 2)
    }

    // MARK: Ways in

    @Test("a password that changes takes other ways in along: invitations, tokens, the calendar")
    func passwordChange() async throws {
        let world = try await World.made()
        let em = try await account(world, .em), link = Token.random()
        let calendar = try #require(try await world.post("/account/calendar", as: .em).body.firstMatch(of: #/<code>(/calendar/[A-Za-z0-9_-]+)</#)?.output.1)
        try await world.app.write(as: .program) { tx in try tx.accounts.invite(em, by: link, at: Clock.machine) }
        #expect(try await world.get("/invitations/\(link.text)", as: .nobody).status == 200)
        #expect(try await world.post("/account/password", as: .em, [("current", World.password), ("password", "cầu vồng trên sông")]).status == 303)
        #expect(try await world.get("/invitations/\(link.text)", as: .nobody).status == 404)
        #expect(try await world.get(String(calendar), as: .nobody).status == 404)
        #expect(try await world.get("/api/v1/plans", as: .em, bearer: true).status == 401)
        #expect(try await notices(world, .em) == [.accountChanged])
    }

    @Test("a session that nobody uses is over; a page that listens is no use of it")
    func idle() async throws {
        let world = try await World.made()
        func seen(_ minutes: Int) async throws {
            let at = Clock.machine.adding(seconds: -60 * minutes)
            try await world.app.db.write { _ = try $0.execute("UPDATE sessions SET seen_at = \(at)") }
        }
        try await seen(59)
        #expect(try await world.get("/notices/stream", as: .em).status == 200)
        try await seen(61)
        #expect(try await world.get("/desk", as: .em).location.hasPrefix("/sign-in"))
        try await seen(59)
        #expect(try await world.get("/desk", as: .em).status == 200)
        let after = try await world.app.db.read { try $0.rows("SELECT seen_at FROM sessions WHERE seen_at > \(Clock.machine.adding(seconds: -60))") }
        #expect(after.count == 1, "its use was kept")
    }

    @Test("a password fits to the letter, blanks at its ends too; one that is kept under older costs is kept anew when it is used")
    func passwords() async throws {
        let world = try await World.made()
        let em = try await account(world, .em)
        #expect(try await world.post("/session", as: .nobody, [("name", "em.01"), ("password", World.password + " ")]).status == 401)
        // As `hashlib.scrypt` of Python makes it, with a salt of zeros, N = 16, r = 8, p = 1.
        let cheap = "scrypt$4$8$1$AAAAAAAAAAAAAAAAAAAAAA==$1NVm3s9yl3Q5zdhIxVb7A4vJ1mSKOco/2MQw04jYwvw="
        try await world.app.db.write { _ = try $0.execute("UPDATE passwords SET hash = \(cheap) WHERE account_id = \(em)") }
        #expect(try await world.post("/session", as: .nobody, [("name", "em.01"), ("password", World.password)]).status == 303)
        let kept = try #require(try await world.app.read(as: .program) { tx in try tx.accounts.password(of: em) })
        #expect(kept.isCurrent && kept.matches(World.password))
    }

    @Test("who was invited and has no password yet takes as long to refuse as anybody")
    func invited() async throws {
        let world = try await World.made()
        let em = try await account(world, .em)
        try await world.app.db.write { _ = try $0.execute("UPDATE passwords SET hash = 'none' WHERE account_id = \(em)") }
        #expect(try await world.app.read(as: .program) { tx in try tx.accounts.password(of: em) } == nil)
    }

    @Test("behind TLS the cookie is bound to this host and browsers come no other way; signing out leaves nothing behind")
    func transport() async throws {
        let world = try await World.made()
        var config = world.app.config
        config.isBehindTLS = true
        let secure = World(app: try App(db: world.app.db, config: config, masters: world.app.masters), tokens: [:])
        let page = try await secure.get("/sign-in", as: .nobody)
        #expect(page.header("Set-Cookie").hasPrefix("__Host-lachan=") && page.header("Set-Cookie").contains("Secure"))
        #expect(page.header("Strict-Transport-Security") == "max-age=31536000; includeSubDomains")
        #expect(try await world.get("/sign-in", as: .nobody).header("Strict-Transport-Security").isEmpty)
        #expect(try await world.post("/session/closure", as: .em).header("Clear-Site-Data").contains("cache"))
    }

    @Test(
        "an address with slashes that say nothing is none of another host's, and no way around the token",
        arguments: ["//evil.example/plans", "/\\evil.example", "///evil.example"])
    func slashes(path: String) async throws {
        let world = try await World.made()
        let body = try await world.get(path, as: .nobody).body
        #expect(!body.contains("href=\"//") && !body.contains("href=\"/\\"))
        #expect(try await world.get("//api/v1/plans", as: .em).status == 401, "a cookie counts for nothing there")
    }

    @Test("a field is bounded in bytes as well: one letter may bear any number of marks")
    func marks() async throws {
        let world = try await World.made()
        let text = "a" + String(repeating: "\u{301}", count: 100_000)
        let assignment = try await world.assignment("II.1-2", of: try await world.issuePlan())
        #expect(try await world.post("/assignments/\(assignment.id)/progress", as: .em, [("text", text)]).status == 422)
    }
}
