import Domain
import Hummingbird

struct BodyPages {
    let app: App

    /// GET /bodies
    func list(_ request: Request, context: SignedIn) async throws -> Response {
        let text = request.uri.queryParameters.get("q") ?? ""
        return try await app.page(for: context, in: .bodies) { tx in
            let bodies = try tx.bodies.list(on: tx.today, matching: text)
            let provinces = Set(bodies.map(\.province)).subtracting(["00"]).sorted()
            let groups = try provinces.map { province in
                let chart = try tx.bodies.chart(of: province, on: tx.today)
                return BodyList.Province(code: province, groups: BodyGroup.all.map { .init(group: $0, count: chart.members(of: $0).count) })
            }
            return BodyList(text: text, day: tx.today, bodies: bodies, provinces: text.isEmpty ? groups : [])
        }
    }

    /// GET /bodies/:id
    func show(_ request: Request, context: SignedIn) async throws -> Response {
        let id = try context.id(of: Body.self)
        return try await app.page(for: context, in: .bodies) { tx in
            let body = try tx.bodies.see(id)
            let chart = try tx.bodies.chart(of: body.province, on: tx.today)
            return BodyShow(
                body: body, otherNames: try tx.bodies.names(of: id), parent: try body.parentId.map { try tx.bodies.find($0) },
                groups: BodyGroup.all.filter { $0.holds(body, province: body.province, on: tx.today) },
                children: chart.bodies.filter { $0.parentId == id },
                owed: tx.viewer.seesProgramme ? try tx.assignments.lines(.init(body: id)) : [], today: tx.today,
                history: try tx.changes.of(record: id.text))
        }
    }
}
