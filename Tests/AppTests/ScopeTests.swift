import Domain
import Storage
import Testing

@testable import App

/// The rules as SQL and the rules as a decision are one.
@Suite struct ScopeTests {
    @Test(
        "a list holds a report exactly where the rules let the viewer see it, for every role, body and province",
        arguments: Role.allCases.filter { $0 != .program })
    func same(role: Role) async throws {
        let world = try await World.made()
        let reports = [try await world.logReport().report, try await world.logReport(as: .hoa).report]
        let bodies = try await world.app.read(as: .program) { tx in try ["a.cong-an", "a.tu-phap", "b.cong-an"].compactMap { try tx.bodies.find(code: $0) } }
        for body in bodies {
            for grant in [HeldGrant(role), HeldGrant(role, province: "72")] {
                var viewer = Viewer(account: ID("x"), name: "X", grants: [grant], body: body.id, province: body.province)
                viewer.hasSecondFactor = true
                let asked = viewer
                for act in [Act.seeCrimeReports, .openIdentities] {
                    try await world.app.read(as: asked) { tx in
                        let scope = try tx.scope(act, province: "crime_reports.province", bodies: ["crime_reports.body_id", "crime_reports.holder_id"])
                        let listed: [CrimeReport] = try tx.all("SELECT * FROM crime_reports WHERE \(scope)")
                        for report in reports {
                            let target = report.target(provinces: try tx.viewerProvinces(seeing: report.province))
                            let decided = tx.viewer.decide(act, about: target, functions: try tx.viewerFunctions(), reason: "x").isAllowed
                            #expect(listed.contains { $0.id == report.id } == decided, "\(role) \(body.code) \(act) \(report.code)")
                        }
                    }
                }
            }
        }
    }
}
