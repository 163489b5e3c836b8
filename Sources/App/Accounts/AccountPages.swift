import Domain
import Hummingbird

struct AccountPages {
    let app: App

    /// GET /accounts
    func list(_ request: Request, context: Administrator) async throws -> Response {
        try await app.page(for: context, in: .accounts) { tx in
            let grants = try tx.grants.inForce(on: tx.today)
            return AccountList(
                lines: try tx.accounts.list().map { account in
                    .init(
                        account: account, bodyName: try account.bodyId.map { try tx.bodies.find($0).name },
                        roles: (grants[account.id] ?? []).map(\.role))
                })
        }
    }
}
