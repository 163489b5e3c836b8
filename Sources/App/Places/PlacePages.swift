import Domain
import Hummingbird

struct PlacePages {
    let app: App

    /// GET /places?province=CODE&on=DAY
    func map(_ request: Request, context: SignedIn) async throws -> Response {
        let query = request.uri.queryParameters
        let chosen = query.get("province"), on = try request.chartDay()
        return try await app.page(for: context, in: .bodies) { tx in
            let day = on ?? tx.today, provinces = try tx.places.provinces(on: day)
            let wanted = chosen ?? tx.viewer.province ?? provinces.first?.code
            // A province that has been taken up is shown as what it became.
            let province = provinces.first { $0.code == wanted } ?? provinces.first
            let communes = try province.map { try tx.places.communes(of: $0.code, on: day) } ?? []
            let (before, after) = (try tx.places.forebears(of: communes.map(\.id)), try tx.places.heirs(of: communes.map(\.id)))
            let others = try tx.places.those(Array(Set(before.map(\.fromId) + after.map(\.toId))))
            return PlaceMap(
                day: day, provinces: provinces, province: province, communes: communes,
                districtCount: try province.map { try tx.places.districts(of: $0.code, on: day).count } ?? 0,
                standings: tx.viewer.seesProgramme ? try tx.assignments.standings(inPlaces: communes.map(\.code), on: day) : [:], before: before, after: after,
                names: Dictionary(uniqueKeysWithValues: others.map { ($0.id, $0.name) }))
        }
    }
}
