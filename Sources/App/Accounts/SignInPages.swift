import Domain
import HTTPTypes
import Hummingbird
import Logging
import Vault

struct SignInPages {
    let app: App

    /// GET /
    func front(_ request: Request, context: WebContext) -> Response {
        .see(context.visitor?.viewer.map { Room.first(for: $0).path } ?? "/sign-in")
    }

    /// GET /sign-in
    func show(_ request: Request, context: WebContext) async throws -> Response {
        let next = request.uri.queryParameters.get("next") ?? ""
        return try await app.publicPage(
            context, SignInShow(filled: Filled(values: ["next": next]), isDemo: app.config.isDemo, hasProvider: app.provider != nil))
    }

    /// POST /session
    func start(_ request: Request, context: WebContext) async throws -> Response {
        let form = try await request.form(context.visitor, limit: Self.maxByteCount)
        let (name, now, address) = (form["name"].lowercased(), Clock.machine, context.address)
        guard name.count <= 40, form.secret("password").count <= 200 else {
            context.logger.notice("sign-in refused", metadata: ["why": "name or password"])
            return try await refuse(form, Self.wrong, .unauthorized, context)
        }
        // The try is noted before the password is checked, so that many at once are no way round the limit.
        let (account, hash, wait) = try await app.write(as: .program) { tx in try tx.accounts.beginTry(name: name, address: address, at: now) }
        if let wait { return try await mustWait(wait, form, context) }
        guard try await app.passwords.check(form.secret("password"), against: hash), let account, account.isActive else {
            context.logger.notice("sign-in refused", metadata: ["why": "name or password"])
            return try await refuse(form, Self.wrong, .unauthorized, context)
        }
        // Kept under other costs than today's: the password is here now, so the hash is made anew.
        let renewed = hash.map(\.isCurrent) == true ? nil : try await app.passwords.hash(form.secret("password"))
        let token = Token.random(), old = context.visitor?.token
        let isHalf = try await app.write(as: account.viewer([]).asking(from: context.origin)) { tx in
            try tx.accounts.forgetFailures(name: name, address: address)
            if let old { try tx.accounts.endSession(old) }
            if let renewed { try tx.accounts.renew(renewed, of: account.id) }
            let isHalf = try tx.secondFactors.isOn(account.id)
            try tx.accounts.startSession(token, for: account.id, at: now, from: address, isHalf: isHalf)
            if !isHalf { try tx.tell(.entered, .accounts, account.id.text, because: "mật khẩu") }
            return isHalf
        }
        let next = Address.local(form["next"])
        var response = Response.see(isHalf ? "/second-factor?next=" + Address.encoded(next) : next)
        response.setCookie(VisitorMiddleware(app: app).sessionCookie(token))
        return response
    }

    /// GET /second-factor
    func second(_ request: Request, context: WebContext) async throws -> Response {
        guard let half = context.visitor?.half else { return .see("/") }
        let filled = Filled(values: ["next": request.uri.queryParameters.get("next") ?? ""])
        return try await app.publicPage(context, SecondFactorShow(filled: filled, demonstrationCode: try await demonstrationCode(half)))
    }

    /// POST /second-factor
    func showSecond(_ request: Request, context: WebContext) async throws -> Response {
        let form = try await request.form(context.visitor, limit: Self.maxByteCount)
        guard let half = context.visitor?.half, let id = half.account, let old = context.visitor?.token else { return .see("/sign-in") }
        let (now, address, token) = (Clock.machine, context.address, Token.random())
        let step = try await app.write(as: half.asking(from: context.origin)) { tx -> Step in
            let name = try tx.accounts.find(id).name + "/2"
            if let wait = try tx.accounts.beginTry(name: name, address: address, at: now).wait { return .mustWait(wait) }
            guard try tx.secondFactors.accepts(form["code"], of: id, at: now) else { return .wrong }
            try tx.accounts.forgetFailures(name: name, address: address)
            // Another token, so that one seen before the second step opens nothing after it.
            try tx.accounts.endSession(old)
            try tx.accounts.startSession(token, for: id, at: now, from: address, hasFactor: true)
            try tx.tell(.entered, .accounts, id.text, because: "lớp thứ hai")
            return .right
        }
        switch step {
        case .wrong:
            context.logger.notice("sign-in refused", metadata: ["why": "second factor"])
            return try await refuseSecond(form, "Mã không đúng.", .unauthorized, half, context)
        case .mustWait(let seconds):
            context.logger.notice("sign-in refused", metadata: ["why": "too many tries of a second factor"])
            var response = try await refuseSecond(form, "Sai nhiều lần; hãy đợi ít phút rồi thử lại.", .tooManyRequests, half, context)
            response.headers[.retryAfter] = String(seconds)
            return response
        case .right: break
        }
        var response = Response.see(Address.local(form["next"]))
        response.setCookie(VisitorMiddleware(app: app).sessionCookie(token))
        return response
    }

    private enum Step {
        case right, wrong
        case mustWait(Int)
    }

    private func refuseSecond(_ form: Form, _ why: String, _ status: HTTPResponse.Status, _ half: Viewer, _ context: WebContext) async throws -> Response {
        let filled = Filled(values: ["next": form["next"]], errors: ["": why])
        return try await app.publicPage(context, status: status, SecondFactorShow(filled: filled, demonstrationCode: try await demonstrationCode(half)))
    }

    /// The code of now, which a demonstration tells since nobody has its telephone; `nil` outside one.
    private func demonstrationCode(_ half: Viewer) async throws -> String? {
        guard app.config.isDemo, let id = half.account else { return nil }
        return try await app.read(as: .program) { tx in try tx.secondFactors.codeNow(id, at: Clock.machine) }
    }

    /// GET /invitations/:token
    func invitation(_ request: Request, context: WebContext) async throws -> Response {
        let token = Token(text: context.parameters.get("token") ?? "")
        let account = try await app.read(as: .program) { tx in try tx.accounts.invited(by: token, at: Clock.machine) }
        return try await app.publicPage(context, InvitationShow(name: account.name, displayName: account.displayName, token: token.text, filled: Filled()))
    }

    /// POST /invitations/:token
    func accept(_ request: Request, context: WebContext) async throws -> Response {
        let form = try await request.form(context.visitor, limit: Self.maxByteCount), token = Token(text: context.parameters.get("token") ?? "")
        let account = try await app.read(as: .program) { tx in try tx.accounts.invited(by: token, at: Clock.machine) }
        do {
            try app.refuseWeak(form.secret("password"), name: account.name)
        } catch let error as Refusal {
            let filled = Filled(values: [:], errors: Filled(form, error).errors)
            return try await app.publicPage(
                context, status: error.status, InvitationShow(name: account.name, displayName: account.displayName, token: token.text, filled: filled))
        }
        let hash = try await app.passwords.hash(form.secret("password"))
        try await app.write(as: account.viewer([]).asking(from: context.origin)) { tx in
            try tx.accounts.accept(invitation: token, password: hash, at: Clock.machine)
        }
        return .see("/sign-in")
    }

    private static let wrong = "Tên đăng nhập hoặc mật khẩu không đúng."
    private static let maxByteCount = 8 * 1024

    /// POST /session/closure
    func end(_ request: Request, context: Own) async throws -> Response {
        _ = try await request.form(context.visitor)
        try await app.write(as: context.viewer) { tx in
            try tx.accounts.endSession(context.visitor.token)
            try tx.viewer.account.map { try tx.tell(.left, .accounts, $0.text) }
        }
        var response = Response.see("/sign-in")
        // Nothing of the session stays with the browser; its choice of language does.
        if let name = HTTPField.Name("Clear-Site-Data") { response.headers[name] = "\"cache\", \"storage\"" }
        return response
    }

    private func mustWait(_ seconds: Int, _ form: Form, _ context: WebContext) async throws -> Response {
        context.logger.notice("sign-in refused", metadata: ["why": "too many tries"])
        var response = try await refuse(form, "Sai mật khẩu nhiều lần; hãy đợi ít phút rồi thử lại.", .tooManyRequests, context)
        response.headers[.retryAfter] = String(seconds)
        return response
    }

    private func refuse(_ form: Form, _ why: String, _ status: HTTPResponse.Status, _ context: WebContext) async throws -> Response {
        let filled = Filled(values: ["name": form["name"], "next": form["next"]], errors: ["": why])
        return try await app.publicPage(context, status: status, SignInShow(filled: filled, isDemo: app.config.isDemo, hasProvider: app.provider != nil))
    }
}
