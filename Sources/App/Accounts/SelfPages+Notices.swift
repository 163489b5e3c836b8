import Domain
import Hummingbird
import Vault

/// How a person is told: letters, and a calendar by a secret address.
extension SelfPages {
    /// POST /account/notices
    func chooseNotices(_ request: Request, context: SignedIn) async throws -> Response {
        let form = try await request.form(context.visitor)
        return try await answering(context, form) { id in
            guard let choice = NoticeChoice.Kind(rawValue: form["choice"]) else { throw Refusal.invalid(["choice": "Cần chọn một cách nhận thông báo."]) }
            try await app.write(as: context.viewer) { tx in try tx.notices.choose(choice, email: form["email"], for: id) }
            return nil
        }
    }

    /// POST /account/calendar
    func makeCalendar(_ request: Request, context: SignedIn) async throws -> Response {
        let form = try await request.form(context.visitor)
        return try await answering(context, form) { id in
            let token = Token.random()
            try await app.write(as: context.viewer) { tx in try tx.calendars.make(token, for: id) }
            return .calendar("\(app.config.publicURL ?? "")/calendar/\(token.text)")
        }
    }

    /// POST /account/calendar/withdrawal
    func withdrawCalendar(_ request: Request, context: SignedIn) async throws -> Response {
        let form = try await request.form(context.visitor)
        return try await answering(context, form, needsProof: false) { id in
            try await app.write(as: context.viewer) { tx in try tx.calendars.withdraw(from: id) }
            return nil
        }
    }
}
