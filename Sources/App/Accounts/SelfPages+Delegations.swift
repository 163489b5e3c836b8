import Domain
import Hummingbird

/// Roles that a person passes on for a time.
extension SelfPages {
    /// POST /account/delegations
    func delegate(_ request: Request, context: SignedIn) async throws -> Response {
        let form = try await request.form(context.visitor)
        return try await answering(context, form) { _ in
            guard let role = Role(rawValue: form["role"]) else { throw Refusal.invalid(["role": "Cần chọn vai trò."]) }
            try await app.write(as: context.viewer) { tx in
                guard let account = try tx.accounts.find(name: form["account"]) else { throw Refusal.invalid(["account": "Không có tài khoản này."]) }
                let first = try form.day("from") ?? tx.today, last = try form.day("to")
                let own = try tx.viewer.account.map { try tx.grants.of($0) } ?? []
                try tx.grants.add(
                    Grant.delegate(
                        id: tx.newID(), role, to: account, from: first, to: last, because: form["delegationReason"], by: tx.viewer, own: own, today: tx.today))
            }
            return nil
        }
    }

    /// POST /account/delegations/:id/withdrawal
    func withdrawDelegation(_ request: Request, context: SignedIn) async throws -> Response {
        let form = try await request.form(context.visitor), grant = try context.id(of: Grant.self)
        return try await answering(context, form, needsProof: false) { id in
            try await app.write(as: context.viewer) { tx in
                guard try tx.grants.find(grant).delegatedById == id else { throw Refusal.notFound }
                try tx.grants.withdraw(grant, because: "người ủy quyền thu hồi")
            }
            return nil
        }
    }
}
