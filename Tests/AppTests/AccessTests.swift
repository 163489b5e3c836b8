import Domain
import HTTPTypes
import Testing

@testable import App
@testable import Reader

/// Every address asked by every member of the cast: `Snapshots/access.txt` is the table of expected answers, read in review.
@Suite struct AccessTests {
    @Test("every route answers every member of the cast as the table says")
    func table() async throws {
        var lines: [String] = []
        var scene = try await Scene.made()
        for route in scene.world.routes {
            var cells: [String] = []
            for person in Person.allCases {
                let answer = try await scene.ask(route.method, route.path, as: person)
                cells.append("\(person)=\(answer)")
                // What was done is not there for the next to do.
                if route.method != "GET" && answer < 400 && person != .nobody { scene = try await Scene.made() }
            }
            lines.append("\(route.method) \(route.path)  \(cells.joined(separator: " "))")
        }
        try Snapshot.check(lines.joined(separator: "\n") + "\n", "access.txt")
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

/// A world with one plan issued and one under review, and their ids for the routes' parameters.
private struct Scene {
    let world: World
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
        return Scene(world: world, issued: issued, draft: draft, ids: ids)
    }

    func ask(_ method: String, _ route: String, as person: Person) async throws -> Int {
        let ofDraft = [
            "review", "heading", "duties", "issue", "correction", "drop", "restoration", "split", "merger", "facts", "objectives", "targets", "report-rules",
            "removal", "withdrawal",
        ]
        let isReview = ofDraft.contains { route.hasSuffix("/" + $0) }
        let noun = route.split(separator: "/{").first.map(String.init) ?? ""
        let id = (isReview ? ids["review" + noun] : nil) ?? ids[noun] ?? ""
        let path = route.replacing("{id}", with: id).replacing("{token}", with: id).replacing(
            "{name}", with: route.hasPrefix("/assets") ? "theme.css" : "BoardShow-1")
        guard method == "GET" else { return try await world.post(path, as: person).status }
        return try await world.get(path, as: person, bearer: path.hasPrefix("/api")).status
    }
}
