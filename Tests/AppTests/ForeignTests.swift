import Domain
import Papers
import Storage
import Testing

@testable import App

/// Records of province 72 that are really there, asked for by people of province 01, at every address that takes the id of a record.
@Suite struct ForeignTests {
    /// The chart's reorganisations are everybody's: nothing in their pages is of one province that the viewer may not see.
    private static let common = ["/reorganisations"]

    @Test(
        "a record of another province is not found or forbidden, whatever is done with it, and nothing of it is told or changed",
        arguments: [Person.an, .binh, .em, .fay, .gia])
    func records(person: Person) async throws {
        let there = try await Elsewhere.made()
        try await isShut(there, to: person, of: there.world)
    }

    @Test("the same for roles of the province that nobody of the cast has", arguments: [Role.leader, .procurator, .inspector, .hotline])
    func roles(role: Role) async throws {
        let there = try await Elsewhere.made()
        try await isShut(there, to: .nobody, of: try await there.world.with(role, in: role == .hotline ? "a.y-te" : "a.cong-an"))
    }

    private func isShut(_ there: Elsewhere, to person: Person, of asker: World) async throws {
        let before = try await contents(asker), form = try await there.form()
        for route in asker.routes where route.path.contains("{id}") {
            let noun = String(try #require(route.path.split(separator: "/{").first))
            if Self.common.contains(noun) { continue }
            for id in try #require(there.ids[noun], "no record of province 72 is known for \(route.path)") {
                let path = route.path.replacing("{id}", with: id).replacing("{number}", with: "1")
                let answer: Answered
                if route.method == "GET" {
                    answer = try await asker.get(path, as: person, bearer: path.hasPrefix("/api/"))
                } else {
                    answer = try await asker.post(path, as: person, form)
                }
                #expect([403, 404].contains(answer.status), "\(route.method) \(path): \(answer.status)")
                // A page names the address that it was asked at.
                for word in there.words where !path.contains(word) {
                    #expect(!answer.body.contains(word), "\(route.method) \(path) tells “\(word)”")
                }
            }
        }
        #expect(try await contents(asker) == before, "not one row is another")
    }

    @Test(
        "no list, count, search or notice tells of another province's records, and its notices stay unread",
        arguments: [Person.an, .binh, .em, .fay, .gia])
    func lists(person: Person) async throws {
        let there = try await Elsewhere.made(), world = there.world
        let paths = [
            "/desk", "/plans", "/targets", "/reports", "/crime-reports", "/ledger", "/notices", "/notices/stream", "/account", "/bodies", "/places",
            "/accounts", "/grants", "/jobs", "/retention", "/search?q=KH-UBND", "/search?q=cong+an", "/api/v1/plans", "/api/v1/assignments",
        ]
        for path in paths {
            let answer = try await world.get(path, as: person, bearer: path.hasPrefix("/api/"))
            #expect([200, 403].contains(answer.status), "\(path): \(answer.status)")
            for word in there.words { #expect(!answer.body.contains(word), "\(path) tells “\(word)”") }
        }
        #expect(try await world.post("/notices/reading", as: person).status == 303)
        #expect(try await world.app.read(as: try await world.viewer(.hoa)) { tx in try tx.notices.unreadCount() } > 0)
    }

    @Test("the records are there: their own people open them")
    func own() async throws {
        let there = try await Elsewhere.made(), world = there.world
        func first(_ noun: String) throws -> String { try #require(there.ids[noun]?.first) }
        #expect(try await world.get("/plans/\(first("/plans"))", as: .chi).body.contains(Elsewhere.number))
        #expect(try await world.get("/assignments/\(first("/assignments"))", as: .chi).body.contains(Elsewhere.told))
        #expect(try await world.get("/files/\(first("/files"))", as: .chi).body == Elsewhere.content)
        #expect(try await world.get("/crime-reports/\(first("/crime-reports"))", as: .hoa).body.contains(World.story))
        let opened = try await world.post("/sealed/\(first("/sealed"))/opening", as: .hoa, [("reason", "gọi lại xác minh")])
        #expect(opened.status == 200 && opened.body.contains(World.teller.name))
        #expect(try await world.get("/notices", as: .hoa).body.contains("/crime-reports/\(first("/crime-reports"))"))
        #expect(try await world.get("/jobs", as: .dung).body.contains("/jobs/\(first("/jobs"))/retry"))
        let session = try await world.post("/account/sessions/\(first("/account/sessions"))/closure", as: .hoa)
        #expect(session.status == 303)
    }

    /// Every row of every table.
    private func contents(_ world: World) async throws -> [String: [String]] {
        try await world.app.db.read { connection in
            var all: [String: [String]] = [:]
            // When a session was last used is no matter of the record.
            for table in try connection.tables() where table.name != "sessions" {
                all[table.name] = try connection.rows(of: table.name, where: "TRUE").map { row in
                    table.columns.map { row[$0]?.text ?? "–" }.joined(separator: "|")
                }.sorted()
            }
            return all
        }
    }
}

/// A world with records of each kind in province 72.
private struct Elsewhere {
    static let number = "972/KH-UBND"
    static let told = "Đã làm ở tỉnh Bê."
    static let content = "Số liệu của tỉnh Bê"

    let world: World
    /// Ids by the beginning of the addresses that take them.
    let ids: [String: [String]]

    /// What nobody of another province reads anywhere.
    var words: [String] {
        [Self.number, Self.told, Self.content, "TB-72-", World.story, World.teller.name] + ids.values.joined()
    }

    /// One form with the fields of all acts, filled in soundly, so that no act is refused for a field before it is refused for the record.
    func form() async throws -> [(String, String)] {
        let police = try await world.body("a.cong-an")
        return [
            ("version", "1"), ("reason", "thử việc của tỉnh khác"), ("text", "Nội dung"), ("newText", "Nội dung"), ("heading", "Mục"), ("code", "II.1-9"),
            ("number", "9/KH-UBND"), ("title", "Của tỉnh khác"), ("issuer", "UBND"), ("year", "2024"), ("opening", "mở các lớp"), ("comparator", "over"),
            ("value", "90"), ("unit", "%"), ("period", "halfYear"), ("classification", "trafficking"), ("holder", police.id.text), ("outcome", "initiated"),
            ("decidedOn", World.day.description), ("capacity", "witness"), ("name", "Lều Thị Không Thật"), ("holdReason", "khiếu nại"), ("role", "reader"),
        ]
    }

    static func made() async throws -> Elsewhere {
        let world = try await World.made()
        let issued = try await issue(try await world.addPlan(numbered: number, by: .chi), in: world)
        let draft = try await world.addPlan(numbered: "973/KH-UBND", by: .chi)
        let officer = try await world.with(.officer, in: "b.cong-an"), investigator = try await world.with(.investigator, in: "b.cong-an")
        let (duty, owed) = try await world.app.read(as: .program) { tx in
            let owed = try #require(try tx.assignments.list(.init(plan: issued.id)).first)
            return (owed.dutyId.text, owed.id.text)
        }
        let sent = try await officer.post("/assignments/\(owed)/progress", as: .nobody, [("text", told)], file: ("file", "a.txt", content))
        try #require(sent.status == 303, "\(sent.body)")
        let (report, teller) = try await world.logReport(as: .hoa)
        let glass = [("code", report.code), ("reason", "nạn nhân đang bị đe dọa ngay lúc này")]
        try #require(try await investigator.post("/emergencies", as: .nobody, glass).status == 303)
        try await hold(report.id, in: world)
        let delegation = [
            ("role", "reportDesk"), ("account", World.name(of: .investigator)), ("to", World.day.adding(days: 30).description),
            ("delegationReason", "nghỉ phép"),
        ]
        try #require(try await world.post("/account/delegations", as: .hoa, delegation).status == 303)
        var ids = try await accounts(in: world)
        for (noun, id) in try await facts(of: draft.id, in: world) { ids[noun] = [id] }
        ids["/plans"] = [issued.id.text, draft.id.text]
        ids["/api/v1/plans"] = ids["/plans"]
        ids["/duties", default: []].append(duty)
        ids["/assignments"] = [owed]
        ids["/files"] = [
            try await world.app.read(as: .program) { tx in try #require(try tx.assignments.told(about: ID(owed)).flatMap(\.files).first).id.text }
        ]
        ids["/crime-reports"] = [report.id.text]
        ids["/sealed"] = [teller]
        ids["/papers"] = [try await paper(in: world)]
        ids["/bodies"] = [try await world.body("b.cong-an").id.text, try await world.body("b.tham-muu").id.text]
        return Elsewhere(world: world, ids: ids)
    }

    /// A file that waits to be read, with one page read already.
    private static func paper(in world: World) async throws -> String {
        let (stored, picture) = (try await world.app.keep(Array("%PDF-1.7".utf8)), try await world.app.keep([0xff, 0xd8, 0xff]))
        return try await world.app.write(as: try await world.viewer(.chi)) { tx in
            let paper = Paper(
                id: tx.newID(), province: try #require(tx.viewer.province), officeId: try #require(tx.viewer.body), by: tx.viewer, kind: .pdf,
                storedId: stored.id.text, byteCount: 8, madeAt: tx.now)
            try tx.papers.add(paper)
            let page = PaperPage(number: 1, way: .none, lines: [], picture: PaperPicture(jpeg: [], width: 1, height: 1))
            try tx.papers.add(PaperStore.Page(page, of: paper.id, picture: picture))
            return paper.id.text
        }
    }

    /// Reviews the plan as its own standing office does, and issues it.
    private static func issue(_ plan: Plan, in world: World) async throws -> Plan {
        try await world.app.write(as: try await world.viewer(.chi)) { tx in
            var reviewed = try tx.plans.find(plan.id)
            try reviewed.correct(number: Self.number, issuer: "UBND tỉnh Bê", title: reviewed.title, signedOn: Day(number: 19_780), year: 2024)
            try tx.plans.save(reviewed)
            for var assignee in try tx.duties.assignees(ofPlan: plan.id).values.joined() where !assignee.isResolved {
                assignee.leaveOpen()
                try tx.update(assignee, in: .assignees)
            }
            _ = try tx.review.issue(plan.id)
            return try tx.plans.find(plan.id)
        }
    }

    /// Decides on the report and holds it.
    private static func hold(_ id: ID<CrimeReport>, in world: World) async throws {
        try await world.app.write(as: .program) { tx in
            var report = try tx.crimeReports.find(id)
            try report.classify(as: .trafficking, holder: report.bodyId, at: tx.now)
            try report.decide(.notInitiated, on: tx.today, today: tx.today)
            try tx.crimeReports.save(report)
            try tx.retention.place(Hold.place(id: tx.newID(), on: Table.crimeReports.rawValue, id.text, because: "khiếu nại", at: tx.now))
        }
    }

    /// Accounts of the province with what is theirs: session, token, grant, delegation, a job that was given up.
    private static func accounts(in world: World) async throws -> [String: [String]] {
        try await world.app.write(as: .program) { tx in
            let (chi, hoa) = (try #require(try tx.accounts.find(name: "chi.72")).id, try #require(try tx.accounts.find(name: "hoa.72")).id)
            try tx.jobs.add(.digest, about: hoa.text, id: "digest-72")
            try tx.connection.execute("UPDATE jobs SET dead_at = \(tx.now), failure = 'thử' WHERE id = 'digest-72'")
            let grants = try [chi, hoa].flatMap { try tx.grants.of($0) }.map(\.id.text)
            let delegations = try tx.grants.delegated(by: hoa).map(\.id.text)
            return [
                "/accounts": [chi.text, hoa.text], "/grants": grants + delegations, "/account/delegations": delegations, "/jobs": ["digest-72"],
                "/account/sessions": try [hoa, chi].flatMap { try tx.accounts.sessions(of: $0, at: Clock.machine) }.map(\.id.text),
                "/account/tokens": try [hoa, chi].flatMap { try tx.accounts.bearers(of: $0, at: Clock.machine) }.map(\.id.text),
            ]
        }
    }

    /// One of each kind that the plan under review holds.
    private static func facts(of plan: ID<Plan>, in world: World) async throws -> [String: String] {
        try await world.app.read(as: .program) { tx in
            [
                "/duties": try #require(try tx.duties.of(plan: plan).first).id.text, "/findings": try #require(try tx.plans.findings(of: plan).first).id.text,
                "/objectives": try #require(try tx.plans.objectives(of: plan).first).id.text,
                "/targets": try #require(try tx.plans.targets(of: plan).first).id.text,
                "/report-rules": try #require(try tx.plans.rules(of: plan).first).id.text,
            ]
        }
    }
}
