import Domain
import Hummingbird

struct AccountPages {
    let app: App

    /// GET /accounts
    func list(_ request: Request, context: Administrator) async throws -> Response {
        try await app.page(for: context, in: .accounts) { tx in
            AccountList(lines: try tx.accounts.list().map { .init(account: $0, bodyName: try $0.bodyId.map { try tx.bodies.find($0).name }) })
        }
    }
}
