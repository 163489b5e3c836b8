import Domain
import Hummingbird
import Vault

/// Tokens for programs that act for a person.
extension SelfPages {
    /// POST /account/tokens
    func addToken(_ request: Request, context: SignedIn) async throws -> Response {
        let form = try await request.form(context.visitor)
        return try await answering(context, form) { id in
            var wrong: [String: String] = [:]
            let days = Int(form["days"]).flatMap { (1...APIToken.longestDays).contains($0) ? $0 : nil }, scope = APIToken.Scope(rawValue: form["scope"])
            if form["tokenName"].isEmpty { wrong["tokenName"] = "Cần tên để nhận ra mã này." }
            if days == nil { wrong["days"] = "Số ngày từ 1 đến 365." }
            guard let days, let scope, wrong.isEmpty else { throw Refusal.invalid(wrong) }
            let token = Token.random()
            try await app.write(as: context.viewer) { tx in
                try tx.accounts.addBearer(token, for: id, name: form["tokenName"], scope: scope, days: days)
                try tx.tell("api_token", ofAccount: id, before: "none", after: form["tokenName"])
            }
            return .token(token.text)
        }
    }

    /// POST /account/tokens/:id/withdrawal
    func withdrawToken(_ request: Request, context: SignedIn) async throws -> Response {
        let form = try await request.form(context.visitor), token = try context.id(of: APIToken.self)
        return try await answering(context, form, needsProof: false) { id in
            try await app.write(as: context.viewer) { tx in
                try tx.accounts.withdrawBearer(token, of: id, at: Clock.machine)
                try tx.tell("api_token", ofAccount: id, before: "valid", after: "withdrawn")
            }
            return nil
        }
    }
}
