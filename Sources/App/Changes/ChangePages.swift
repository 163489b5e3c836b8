import Domain
import Hummingbird

struct ChangePages {
    let app: App

    private static let pageLength = 50

    /// GET /changes
    func list(_ request: Request, context: Overseer) async throws -> Response {
        let before = request.uri.queryParameters.get("before")
        return try await app.page(for: context, in: .changes) { tx in
            let lines = try tx.changes.newest(before: before, limit: Self.pageLength + 1)
            return ChangeList(lines: Array(lines.prefix(Self.pageLength)), hasMore: lines.count > Self.pageLength)
        }
    }
}
