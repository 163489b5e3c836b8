import Domain
import Hummingbird
import Logging
import Vault

/// What people do with their own account.
struct SelfPages {
    let app: App

    /// GET /account
    func show(_ request: Request, context: Own) async throws -> Response { try await page(context) }

    private func page(
        _ context: some ViewerContext, status: HTTPResponse.Status = .ok, filled: Filled = Filled(), told: SelfShow.Told? = nil
    ) async throws -> Response {
        let token = context.visitor.token, now = Clock.machine
        return try await app.page(for: context, in: nil, status: status) { tx in
            guard let id = tx.viewer.account else { throw Refusal.notFound }
            let account = try tx.accounts.find(id), sessions = try tx.accounts.sessions(of: id, at: now)
            return SelfShow(
                account: account, bodyName: try account.bodyId.map { try tx.bodies.find($0).name },
                grants: try tx.grants.of(id).filter { $0.isInForce(on: tx.today) },
                delegated: try tx.grants.delegated(by: id),
                colleagues: try account.bodyId.map { try tx.accounts.list(of: $0) }?.filter { $0.id != id && $0.isActive } ?? [],
                sessions: sessions, here: token.digest, tokens: try tx.accounts.bearers(of: id, at: now),
                factor: try tx.secondFactors.isOn(id)
                    ? .on(recoveryCount: tx.secondFactors.recoveryCount(id)) : tx.secondFactors.waiting(id).map { .waiting($0.text) } ?? .off,
                isConfirmed: sessions.first { $0.tokenDigest == token.digest }?.isConfirmed(at: now) ?? false, needsFactor: needsFactor(tx.viewer),
                today: tx.today, filled: filled, told: told,
                notices: try tx.notices.choice(of: id), sendsLetters: app.config.smtp != nil, calendarAt: try tx.calendars.madeAt(for: id),
                history: try tx.ledger.of(record: id.text),
                demonstrationCode: app.config.isDemo ? try tx.secondFactors.codeNow(id, at: now) : nil)
        }
    }

    private func needsFactor(_ viewer: Viewer) -> SelfShow.Need? {
        if viewer.grants.contains(where: { AccessRule.rolesNeedingSecondFactor.contains($0.role) }) { return .identities }
        return app.config.demandsSecondFactor ? .everybody : nil
    }

    /// POST /account/proof
    func prove(_ request: Request, context: Own) async throws -> Response {
        let form = try await request.form(context.visitor)
        return try await answering(context, form, needsProof: false) { id in
            try await needPassword(form, "proof", of: id, context)
            let token = context.visitor.token
            try await app.write(as: context.viewer) { tx in
                try tx.accounts.confirm(session: token, at: Clock.machine)
                try tx.tell("session", ofAccount: id, before: "open", after: "proved")
            }
            return nil
        }
    }

    /// POST /account/password
    func changePassword(_ request: Request, context: Own) async throws -> Response {
        let form = try await request.form(context.visitor)
        return try await answering(context, form, needsProof: false) { id in
            try await needPassword(form, "current", of: id, context)
            let name = try await app.read(as: .program) { tx in try tx.accounts.find(id).name }
            try app.refuseWeak(form.secret("password"), name: name)
            let new = try await app.passwords.hash(form.secret("password")), token = context.visitor.token
            try await app.write(as: context.viewer) { tx in try tx.accounts.change(password: new, of: id, keeping: token) }
            return nil
        }
    }

    /// Whoever has a session has not the password by that: it is asked for again before the way in is changed, as often as at the door.
    /// - Throws: `Refusal.invalid` naming the field; `.conflict` after too many tries.
    private func needPassword(_ form: Form, _ field: String, of id: ID<Account>, _ context: some ViewerContext) async throws {
        let address = context.viewer.origin?.address ?? "local"
        let (name, hash) = try await app.write(as: .program) { tx in
            let name = try tx.accounts.find(id).name + "/1"
            if try tx.accounts.beginTry(name: name, address: address, at: Clock.machine).wait != nil { throw Self.tooMany }
            return (name, try tx.accounts.password(of: id))
        }
        guard hash != nil else { throw Refusal.invalid([field: "Tài khoản không có mật khẩu riêng: hãy thoát rồi vào lại."]) }
        guard try await app.passwords.check(form.secret(field), against: hash) else { throw Refusal.invalid([field: "Mật khẩu hiện tại không đúng."]) }
        try await app.write(as: .program) { tx in try tx.accounts.forgetFailures(name: name, address: address) }
    }

    private static let tooMany = Refusal.conflict("Sai nhiều lần; hãy đợi ít phút rồi thử lại.")

    /// POST /account/second-factor
    func beginFactor(_ request: Request, context: Own) async throws -> Response {
        let form = try await request.form(context.visitor)
        return try await answering(context, form) { id in
            try await app.write(as: context.viewer) { tx in try tx.secondFactors.begin(id) }
            return nil
        }
    }

    /// POST /account/second-factor/confirmation
    func confirmFactor(_ request: Request, context: Own) async throws -> Response {
        let form = try await request.form(context.visitor)
        let token = Token.random(), now = Clock.machine
        var renewed = context
        renewed.visitor.token = token
        var response = try await answering(context, form, needsProof: false, showing: renewed) { id in
            let codes = try await app.write(as: context.viewer) { tx in
                let codes = try tx.secondFactors.confirm(id, code: form["code"], at: now)
                // Another token, so that one seen before opens nothing that the second factor opens.
                try tx.accounts.endSessions(of: id)
                try tx.accounts.startSession(token, for: id, at: now, from: context.viewer.origin?.address ?? "local", hasFactor: true)
                return codes
            }
            return .recoveryCodes(codes)
        }
        if response.status == .ok { response.setCookie(VisitorMiddleware(app: app).sessionCookie(token)) }
        return response
    }

    /// POST /account/second-factor/removal
    func removeFactor(_ request: Request, context: SignedIn) async throws -> Response {
        let form = try await request.form(context.visitor)
        return try await answering(context, form, needsProof: false) { id in
            let address = context.viewer.origin?.address ?? "local", token = context.visitor.token
            // The try is kept though the code was wrong.
            let isRight = try await app.write(as: context.viewer) { tx -> Bool in
                let name = try tx.accounts.find(id).name + "/2"
                if try tx.accounts.beginTry(name: name, address: address, at: Clock.machine).wait != nil { throw Self.tooMany }
                guard try tx.secondFactors.accepts(form["removalCode"], of: id, at: Clock.machine) else { return false }
                try tx.accounts.forgetFailures(name: name, address: address)
                try tx.secondFactors.remove(id)
                try tx.accounts.endSessions(of: id, but: token)
                return true
            }
            if !isRight { throw Refusal.invalid(["removalCode": "Mã không đúng."]) }
            return nil
        }
    }

    /// POST /account/sessions/:id/closure
    func endSession(_ request: Request, context: SignedIn) async throws -> Response {
        let form = try await request.form(context.visitor), session = try context.id(of: Session.self)
        return try await answering(context, form) { id in
            try await app.write(as: context.viewer) { tx in
                try tx.accounts.endSession(session, of: id)
                try tx.tell("session", ofAccount: id, before: "open", after: "ended")
            }
            return nil
        }
    }

    /// Does the act and shows the account again, with what is told only now.
    /// - Parameters:
    ///   - needsProof: whether who it is must have been proved some minutes ago at most; what only takes a way in away does without.
    ///   - shown: the visitor as the page is made for; `nil` for the same.
    func answering<Context: ViewerContext>(
        _ context: Context, _ form: Form, needsProof: Bool = true, showing shown: Context? = nil, _ act: (ID<Account>) async throws -> SelfShow.Told?
    ) async throws -> Response {
        guard let id = context.viewer.account else { throw Refusal.notFound }
        do {
            if needsProof {
                let token = context.visitor.token,
                    isProved = try await app.read(as: .program) { tx in try tx.accounts.session(token).isConfirmed(at: Clock.machine) }
                guard isProved else { throw Refusal.invalid(["proof": "Cần nhập lại mật khẩu trước, rồi làm lại việc này."]) }
            }
            guard let told = try await act(id) else { return .see("/account") }
            return try await page(shown ?? context, told: told)
        } catch let refusal as Refusal where refusal.status == .unprocessableContent || refusal.status == .conflict {
            if refusal == Self.tooMany { context.logger.notice("proof refused", metadata: ["why": "too many tries", "account": "\(id)"]) }
            return try await page(context, status: refusal.status, filled: Filled(form, refusal).withoutSecrets)
        }
    }
}

extension Filled {
    /// What was typed, but for secrets: those are never sent back.
    fileprivate var withoutSecrets: Filled {
        var filled = self
        for name in ["proof", "current", "password", "code", "removalCode"] { filled.values[name] = nil }
        return filled
    }
}
