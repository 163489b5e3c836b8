import Domain
import Hummingbird
import Vault

struct SignInPages {
    let app: App

    /// GET /
    func front(_ request: Request, context: WebContext) -> Response {
        .see(context.visitor?.account.map { Room.first(for: $0.viewer).path } ?? "/sign-in")
    }

    /// GET /sign-in
    func show(_ request: Request, context: WebContext) async throws -> Response {
        let next = request.uri.queryParameters.get("next") ?? ""
        return try await app.publicPage(context, SignInShow(filled: Filled(values: ["next": next]), isDemo: app.config.isDemo))
    }

    /// POST /session
    func start(_ request: Request, context: WebContext) async throws -> Response {
        let form = try await request.form(context.visitor)
        let (name, now) = (form["name"].lowercased(), Clock.machine)
        let (account, hash, failures) = try await app.read(as: .program) { tx in
            let account = try tx.accounts.find(name: name)
            return (account, try account.flatMap { try tx.accounts.password(of: $0.id) }, try tx.accounts.failures(name: name, address: context.address))
        }
        if let wait = SignInLimit.wait(after: failures, now: now) { return try await mustWait(wait, form, context) }
        guard await app.passwords.check(form["password"], against: hash), let account, account.isActive else {
            try await app.write(as: .program) { tx in try tx.accounts.noteFailure(name: name, address: context.address, at: now) }
            return try await refuse(form, "Tên đăng nhập hoặc mật khẩu không đúng.", .unauthorized, context)
        }
        let token = Token.random()
        try await app.write(as: .program) { tx in
            try tx.accounts.forgetFailures(name: name, address: context.address)
            try tx.accounts.startSession(token, for: account.id, at: now)
        }
        var response = Response.see(Address.local(form["next"]))
        response.setCookie(VisitorMiddleware(app: app).sessionCookie(token))
        return response
    }

    /// POST /session/closure
    func end(_ request: Request, context: SignedIn) async throws -> Response {
        _ = try await request.form(context.visitor)
        try await app.write(as: context.viewer) { tx in try tx.accounts.endSession(context.visitor.token) }
        return .see("/sign-in")
    }

    private func mustWait(_ seconds: Int, _ form: Form, _ context: WebContext) async throws -> Response {
        var response = try await refuse(form, "Sai mật khẩu nhiều lần; hãy đợi ít phút rồi thử lại.", .tooManyRequests, context)
        response.headers[.retryAfter] = String(seconds)
        return response
    }

    private func refuse(_ form: Form, _ why: String, _ status: HTTPResponse.Status, _ context: WebContext) async throws -> Response {
        let filled = Filled(values: ["name": form["name"], "next": form["next"]], errors: ["": why])
        return try await app.publicPage(context, status: status, SignInShow(filled: filled, isDemo: app.config.isDemo))
    }
}
