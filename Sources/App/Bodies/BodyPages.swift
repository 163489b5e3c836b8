import Domain
import Hummingbird

struct BodyPages {
    let app: App

    /// GET /bodies?q=&province=CODE&on=DAY
    func list(_ request: Request, context: SignedIn) async throws -> Response {
        let query = request.uri.queryParameters
        let text = request.typed("q"), chosen = query.get("province"), on = try request.chartDay()
        return try await app.page(for: context, in: .bodies) { tx in
            let day = on ?? tx.today, provinces = try tx.bodies.provinces(on: day)
            let province = provinces.first { $0 == chosen } ?? provinces.first { $0 == tx.viewer.province } ?? provinces.first
            let bodies = try province.map { try tx.bodies.list(on: day, province: $0) } ?? []
            let found = text.isEmpty ? nil : try province.map { Set(try tx.bodies.list(on: day, matching: text, province: $0).map(\.id)) }
            let chart = try province.map { try tx.bodies.chart(of: $0, on: day) }
            return BodyList(
                text: text, day: day, provinces: provinces, province: province, bodies: bodies, found: found,
                groups: BodyGroup.all.map { group in .init(group: group, count: chart?.members(of: group).count ?? 0) }, mayAdd: tx.viewer.mayManageAccounts)
        }
    }

    /// GET /bodies/new
    func new(_ request: Request, context: ChartKeeper) async throws -> Response {
        let usual = ["kind": Body.Kind.department.rawValue, "level": Body.Level.province.rawValue]
        return try await app.page(for: context, in: .bodies) { _ in BodyNew(filled: Filled(values: usual)) }
    }

    /// POST /bodies
    func add(_ request: Request, context: ChartKeeper) async throws -> Response {
        let form = try await request.form(context.visitor)
        do {
            return .see("/bodies/\(try await app.write(as: context.viewer) { tx in try tx.bodies.add(form) })")
        } catch let refusal as Refusal {
            return try await app.page(for: context, in: .bodies, status: refusal.status) { _ in BodyNew(filled: Filled(form, refusal)) }
        }
    }

    /// GET /bodies/:id?on=DAY
    func show(_ request: Request, context: SignedIn) async throws -> Response {
        let id = try context.id(of: Body.self), asked = try request.chartDay()
        return try await app.page(for: context, in: .bodies) { tx in
            let body = try tx.bodies.see(id), day = body.exists(on: tx.today) ? tx.today : body.validTo ?? body.validFrom
            let chart = try tx.bodies.chart(of: body.province, on: day), around = try tx.reorganisations.successions(around: id)
            let others = try tx.bodies.those(Set(around.flatMap { [$0.fromId, $0.toId].compactMap { $0 } }))
            let reorganisations = try tx.reorganisations.those(Set(around.map(\.reorganisationId)))
            return BodyShow(
                body: body, otherNames: try tx.bodies.names(of: id), parent: try body.parentId.map { try tx.bodies.find($0) },
                groups: BodyGroup.all.filter { $0.holds(body, province: body.province, on: day) }, children: chart.bodies.filter { $0.parentId == id },
                functions: try tx.bodies.functions(of: id), around: around, others: Dictionary(uniqueKeysWithValues: others.map { ($0.id, $0) }),
                reorganisations: Dictionary(uniqueKeysWithValues: reorganisations.map { ($0.id, $0) }),
                people: tx.viewer.mayManageAccounts ? try tx.accounts.list(of: id) : [],
                owed: tx.viewer.seesProgramme ? try tx.assignments.lines(.init(body: id, chart: asked)) : [], chart: asked, today: tx.today,
                history: try tx.ledger.of(record: id.text))
        }
    }
}
