import Domain
import HTTPTypes
import Testing

@testable import App
@testable import Reader

/// Every address asked by every member of the cast, and by every role that nobody in it has: `Snapshots/access.txt` is the table of expected answers, read
/// in review.
@Suite struct AccessTests {
    @Test("every route answers everybody as the table says, and nobody otherwise than the type of its context demands")
    func table() async throws {
        var lines: [String] = []
        var scene = try await Scene.made()
        let demands = try Demand.all(), askers = try await Asker.all(scene.world)
        for route in scene.world.routes {
            let address = "\(route.method) \(route.path)"
            let demand = try #require(demands[address], "no context is known for \(address)")
            var cells: [String] = [], isUsed = false
            for asker in askers {
                let answer = try await scene.ask(route.method, route.path, as: asker)
                cells.append("\(asker.name)=\(answer)")
                #expect(Self.fits(answer, demand, asker, isAPI: route.path.hasPrefix("/api/")), "\(address): \(asker.name)=\(answer), \(demand)")
                guard route.method != "GET" && answer < 400 && asker.acts != nil else { continue }
                // What was done is not there for the next to do; with one's own account each does it alone.
                if case .act = demand { scene = try await Scene.made() } else { isUsed = true }
            }
            if isUsed { scene = try await Scene.made() }
            lines.append("\(address)  \(cells.joined(separator: " "))")
        }
        try Snapshot.check(lines.joined(separator: "\n") + "\n", "access.txt")
    }

    /// Whether the answer may be given to somebody who has those roles, whatever the record.
    private static func fits(_ status: Int, _ demand: Demand, _ asker: Asker, isAPI: Bool) -> Bool {
        switch (demand, asker.acts) {
        case (.nothing, _): true
        case (_, nil): status == (isAPI ? 401 : 303)
        case (.account, _): status != 401 && status != 403
        case (.act(let act), let acts?): acts.contains(act) ? status != 401 : status == 403
        }
    }

    @Test("a form without the form token of the session is refused and changes nothing", arguments: ["", "another"])
    func formToken(sent: String) async throws {
        let scene = try await Scene.made()
        let before = try await scene.world.assignment("II.1-2", of: scene.issued)
        let answer = try await scene.world.ask(
            "/assignments/\(before.id)/acceptance", .post, as: .em, mediaType: "application/x-www-form-urlencoded", body: "form_token=\(sent)")
        #expect(answer.status == 403)
        #expect(try await scene.world.assignment("II.1-2", of: scene.issued) == before)
    }

    @Test("an answer forbids inline script and style, frames and other hosts")
    func headers() async throws {
        let world = try await World.made()
        let answer = try await world.get("/plans", as: .an)
        let policy = answer.header("Content-Security-Policy")
        #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"))
        #expect(answer.header("X-Content-Type-Options") == "nosniff")
    }

    @Test("a plan under review does not exist for readers, officers and other provinces", arguments: [Person.binh, .chi, .em])
    func draft(person: Person) async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        #expect(try await world.get("/plans/\(plan.id)/paper", as: person).status == 404)
        #expect(try await !world.get("/plans", as: person).body.contains("7/KH-UBND"))
    }
}

/// Who asks: a member of the cast, or somebody with the one role that nobody in the cast has.
private struct Asker: Sendable {
    let name: String
    let person: Person
    /// `nil` for the cast.
    let role: Role?
    /// What their roles lead to; `nil` for who has not signed in.
    let acts: Set<Act>?

    static func all(_ world: World) async throws -> [Asker] {
        var askers = [Asker(name: Person.nobody.rawValue, person: .nobody, role: nil, acts: nil)], held: Set<Role> = [.program]
        for person in Person.allCases where person != .nobody {
            let viewer = try await world.viewer(person)
            held.formUnion(viewer.grants.map(\.role))
            askers.append(Asker(name: person.rawValue, person: person, role: nil, acts: Set(Act.allCases.filter { viewer.may($0) })))
        }
        for role in Role.allCases where !held.contains(role) {
            let acts = Set(AccessRule.all.filter { $0.role == role }.map(\.act))
            askers.append(Asker(name: role.rawValue, person: .nobody, role: role, acts: acts))
        }
        return askers
    }
}

/// A world with one plan issued and one under review, and their ids for the routes' parameters.
private struct Scene {
    let world: World
    /// The same world with each role that nobody of the cast has asking as `.nobody`.
    let others: [Role: World]
    let issued: Plan
    let draft: Plan
    let ids: [String: String]

    static func made() async throws -> Scene {
        let world = try await World.made()
        let issued = try await world.issuePlan()
        let draft = try await world.app.write(as: try await world.viewer(.an)) { tx in
            var read = SmallPlan.read
            read.reading.document.number = "8/KH-UBND"
            guard let office = tx.viewer.body else { throw Refusal.forbidden }
            return try Intake(tx: tx, province: "01", office: office).take(read)
        }
        let assignment = try await world.assignment("II.1-2", of: issued)
        let (duty, draftDuty) = (try await world.duty("II.1-2", of: issued), try await world.duty("II.1-1", of: draft))
        let (finding, body) = try await world.app.read(as: try await world.viewer(.an)) { tx in
            (try tx.plans.findings(of: draft.id)[0].id, try tx.bodies.find(code: "a.tu-phap")?.id.text ?? "")
        }
        _ = try await world.app.importReorganisations(World.reorganisation)
        let reorganisation = try await world.app.read(as: .program) { tx in try tx.reorganisations.list()[0].id }
        let (account, grant) = try await world.app.read(as: .program) { tx in
            let account = try tx.accounts.find(name: "em.01")?.id
            return (account?.text ?? "", try account.flatMap { try tx.grants.of($0).first?.id.text } ?? "")
        }
        let (report, person) = try await world.logReport()
        let facts = try await world.app.read(as: try await world.viewer(.an)) { tx in
            (
                try tx.plans.objectives(of: draft.id)[0].id.text, try tx.plans.targets(of: draft.id)[0].id.text, try tx.plans.rules(of: draft.id)[0].id.text
            )
        }
        let ids = [
            "/plans": issued.id.text, "review/plans": draft.id.text, "/duties": duty.id.text, "review/duties": draftDuty.id.text,
            "review/objectives": facts.0, "review/targets": facts.1, "review/report-rules": facts.2,
            "/assignments": assignment.id.text, "/findings": finding.text, "/bodies": body, "/reorganisations": reorganisation.text, "/files": "none",
            "/api/v1/plans": issued.id.text, "/accounts": account, "/grants": grant, "/invitations": "none", "/crime-reports": report.id.text,
            "/sealed": person,
        ]
        var others: [Role: World] = [:]
        for (role, body) in bodies { others[role] = try await world.with(role, in: body) }
        return Scene(world: world, others: others, issued: issued, draft: draft, ids: ids)
    }

    /// Where people with a role work that nobody of the cast has.
    private static let bodies: [(Role, String)] = [
        (.leader, "a.tu-phap"), (.procurator, "a.cong-an"), (.courtOfficer, "a.cong-an"), (.supportWorker, "a.y-te"), (.provider, "a.phu-nu"),
        (.hotline, "a.y-te"), (.inspector, "a.phu-nu"),
    ]

    func ask(_ method: String, _ route: String, as asker: Asker) async throws -> Int {
        let ofDraft = [
            "review", "heading", "duties", "issue", "correction", "drop", "restoration", "split", "merger", "facts", "objectives", "targets", "report-rules",
            "removal", "withdrawal",
        ]
        let isReview = ofDraft.contains { route.hasSuffix("/" + $0) }
        let noun = route.split(separator: "/{").first.map(String.init) ?? ""
        let id = (isReview ? ids["review" + noun] : nil) ?? ids[noun] ?? "none"
        let path = route.replacing("{id}", with: id).replacing("{token}", with: id).replacing(
            "{name}", with: route.hasPrefix("/assets") ? "theme.css" : "BoardShow-1")
        let theirs = try asker.role.map { try #require(others[$0], "no body is known for \(asker.name)") }, there = theirs ?? world
        guard method == "GET" else { return try await there.post(path, as: asker.person).status }
        return try await there.get(path, as: asker.person, bearer: path.hasPrefix("/api")).status
    }
}
