import Domain
import Hummingbird

struct LedgerPages {
    let app: App

    private static let pageLength = 50

    /// GET /ledger
    func list(_ request: Request, context: Overseer) async throws -> Response {
        let before = request.uri.queryParameters.get("before")
        return try await app.page(for: context, in: .ledger) { tx in
            let lines = try tx.ledger.newest(before: before, limit: Self.pageLength + 1)
            return LedgerList(lines: Array(lines.prefix(Self.pageLength)), hasMore: lines.count > Self.pageLength)
        }
    }
}
