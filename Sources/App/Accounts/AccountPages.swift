import Domain
import Hummingbird
import Vault

struct AccountPages {
    let app: App

    /// GET /accounts
    func list(_ request: Request, context: Administrator) async throws -> Response { try await listing(context) }

    private func listing(_ context: Administrator, status: HTTPResponse.Status = .ok, filled: Filled = Filled()) async throws -> Response {
        try await app.page(for: context, in: .accounts, status: status) { tx in
            let grants = try tx.grants.inForce(on: tx.today)
            return AccountList(
                lines: try tx.accounts.list().map { account in
                    .init(
                        account: account, bodyName: try account.bodyId.map { try tx.bodies.find($0).name },
                        roles: (grants[account.id] ?? []).map(\.role))
                }, filled: filled)
        }
    }

    /// GET /accounts/new
    func new(_ request: Request, context: Administrator) async throws -> Response {
        try await app.page(for: context, in: .accounts) { _ in AccountNew(filled: Filled()) }
    }

    /// POST /accounts
    func open(_ request: Request, context: Administrator) async throws -> Response {
        let form = try await request.form(context.visitor)
        do {
            let token = Token.random()
            let id = try await app.write(as: context.viewer) { tx in try tx.accounts.open(form, inviting: token) }
            return try await page(context, id, told: "/invitations/\(token.text)")
        } catch let refusal as Refusal where refusal.status == .unprocessableContent {
            return try await app.page(for: context, in: .accounts, status: refusal.status) { _ in AccountNew(filled: Filled(form, refusal)) }
        }
    }

    /// GET /accounts/:id
    func show(_ request: Request, context: Administrator) async throws -> Response {
        try await page(context, try context.id(of: Account.self))
    }

    private func page(
        _ context: Administrator, _ id: ID<Account>, status: HTTPResponse.Status = .ok, filled: Filled = Filled(), told: String? = nil
    ) async throws -> Response {
        try await app.page(for: context, in: .accounts, status: status) { tx in
            let account = try tx.accounts.find(id)
            return AccountShow(
                account: account, bodyName: try account.bodyId.map { try tx.bodies.find($0).name }, grants: try tx.grants.of(id), today: tx.today,
                hasFactor: try tx.secondFactors.isOn(id), sessionCount: try tx.accounts.sessions(of: id, at: Clock.machine).count,
                history: try tx.ledger.of(record: id.text), subject: try app.provider.map { try tx.providers.subject(of: id, issuer: $0.issuer) ?? "" },
                filled: filled, invitation: told)
        }
    }

    /// POST /accounts/:id/grants
    func give(_ request: Request, context: Administrator) async throws -> Response {
        try await act(request, context) { tx, id, form in
            guard let role = Role(rawValue: form["role"]) else { throw Refusal.invalid(["role": "Cần chọn vai trò."]) }
            let first = try form.day("from") ?? tx.today, last = try form.day("to")
            let held = Set(try tx.grants.of(id).filter { $0.withdrawnAt == nil }.map(\.role))
            try tx.grants.give(
                Grant.give(id: tx.newID(), role, to: tx.accounts.find(id), from: first, to: last, because: form["reason"], by: tx.viewer, held: held))
        }
    }

    /// POST /grants/:id/withdrawal
    func withdraw(_ request: Request, context: Administrator) async throws -> Response {
        let id = try context.id(of: Grant.self), form = try await request.form(context.visitor)
        let account = try await app.write(as: context.viewer) { tx in
            try Self.needReason(form)
            try tx.grants.withdraw(id, because: form["reason"])
            return try tx.grants.find(id).accountId
        }
        return .see("/accounts/\(account)")
    }

    /// POST /accounts/:id/closure
    func close(_ request: Request, context: Administrator) async throws -> Response {
        try await act(request, context) { tx, id, form in
            try Self.needReason(form)
            if id == tx.viewer.account { throw Refusal.conflict("Không tự đóng tài khoản của mình.") }
            try tx.accounts.close(id, because: form["reason"])
        }
    }

    /// POST /accounts/:id/invitation
    func invite(_ request: Request, context: Administrator) async throws -> Response {
        let id = try context.id(of: Account.self), token = Token.random()
        _ = try await request.form(context.visitor)
        do {
            try await app.write(as: context.viewer) { tx in
                guard try tx.accounts.find(id).isActive else { throw Refusal.conflict("Tài khoản này đã đóng.") }
                try tx.grants.awaitAnew(of: id, because: "mời đặt mật khẩu mới")
                try tx.accounts.invite(id, by: token, at: Clock.machine)
            }
        } catch let refusal as Refusal where refusal.status == .conflict {
            return try await page(context, id, status: refusal.status, filled: Filled(errors: ["": refusal.sentences.joined(separator: " ")]))
        }
        return try await page(context, id, told: "/invitations/\(token.text)")
    }

    /// POST /accounts/:id/subject
    func tie(_ request: Request, context: Administrator) async throws -> Response {
        try await act(request, context) { [provider = app.provider] tx, id, form in
            guard let provider else { throw Refusal.notFound }
            if !form["subject"].isEmpty { try tx.grants.awaitAnew(of: id, because: "gắn với nhà cung cấp danh tính") }
            try tx.providers.tie(id, to: form["subject"], issuer: provider.issuer)
        }
    }

    /// POST /accounts/:id/sessions/closure
    func endSessions(_ request: Request, context: Administrator) async throws -> Response {
        try await act(request, context) { tx, id, form in
            try Self.needReason(form)
            try tx.accounts.endSessions(of: id)
            try tx.tell("session", ofAccount: id, before: "open", after: "ended", because: form["reason"])
        }
    }

    /// POST /accounts/sessions/closure
    func endAllSessions(_ request: Request, context: Administrator) async throws -> Response {
        let form = try await request.form(context.visitor), token = context.visitor.token
        do {
            try Self.needReason(form)
            try await app.write(as: context.viewer) { tx in
                try tx.accounts.endAllSessions(but: token)
                if let own = tx.viewer.account { try tx.tell("sessions of all", ofAccount: own, before: "open", after: "ended", because: form["reason"]) }
            }
        } catch let refusal as Refusal where refusal.status == .unprocessableContent {
            return try await listing(context, status: refusal.status, filled: Filled(form, refusal))
        }
        return .see("/accounts")
    }

    /// POST /accounts/:id/second-factor-removal
    func removeFactor(_ request: Request, context: Administrator) async throws -> Response {
        try await act(request, context) { tx, id, form in
            try Self.needReason(form)
            try tx.grants.awaitAnew(of: id, because: form["reason"])
            try tx.secondFactors.remove(id, because: form["reason"])
            try tx.accounts.endSessions(of: id)
        }
    }

    private static func needReason(_ form: Form) throws {
        if form["reason"].isEmpty { throw Refusal.invalid(["reason": "Cần ghi lý do."]) }
    }

    private func act(
        _ request: Request, _ context: Administrator, _ rule: @escaping @Sendable (Tx, ID<Account>, Form) throws -> Void
    ) async throws -> Response {
        let id = try context.id(of: Account.self), form = try await request.form(context.visitor)
        do {
            try await app.write(as: context.viewer) { tx in
                _ = try tx.accounts.find(id)
                try rule(tx, id, form)
            }
        } catch let refusal as Refusal where refusal.status == .unprocessableContent || refusal.status == .conflict {
            return try await page(context, id, status: refusal.status, filled: Filled(form, refusal))
        }
        return .see("/accounts/\(id)")
    }
}

extension AccountStore {
    /// Opens the account of the form with its first role; its holder sets the password by the invitation.
    /// - Throws: `Refusal.invalid` naming each field that is wrong.
    func open(_ form: Form, inviting token: Token) throws -> ID<Account> {
        var opened: Account?, role: Role?
        let code = form["body"], body = code.isEmpty ? nil : try tx.bodies.find(code: code)
        try Refusal.together([
            { if !code.isEmpty && body == nil { throw Refusal.invalid(["body": "Không có cơ quan mang mã: \(code)."]) } },
            { opened = try Account.open(id: tx.newID(), name: form["name"].lowercased(), displayName: form["displayName"], body: body) },
            {
                role = Role(rawValue: form["role"])
                if role == nil { throw Refusal.invalid(["role": "Cần chọn vai trò."]) }
            },
            { if form["reason"].isEmpty { throw Refusal.invalid(["reason": "Cần căn cứ: quyết định hoặc phân công nào."]) } },
        ])
        guard let opened, let role else { throw Refusal.notFound }
        // No password fits until the invitation is used.
        try add(opened, role, because: form["reason"], password: PasswordHash(text: "none"))
        try invite(opened.id, by: token, at: Clock.machine)
        return opened.id
    }
}
