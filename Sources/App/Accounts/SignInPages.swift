import Domain
import Hummingbird
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
        return try await app.publicPage(context, SignInShow(filled: Filled(values: ["next": next]), isDemo: app.config.isDemo))
    }

    /// POST /session
    func start(_ request: Request, context: WebContext) async throws -> Response {
        let form = try await request.form(context.visitor, limit: Self.maxByteCount)
        let (name, now, address) = (form["name"].lowercased(), Clock.machine, context.address)
        guard name.count <= 40, form["password"].count <= 200 else { return try await refuse(form, Self.wrong, .unauthorized, context) }
        // The try is noted before the password is checked, so that many at once are no way round the limit.
        let (account, hash, wait) = try await app.write(as: .program) { tx in try tx.accounts.beginTry(name: name, address: address, at: now) }
        if let wait { return try await mustWait(wait, form, context) }
        guard try await app.passwords.check(form["password"], against: hash), let account, account.isActive else {
            return try await refuse(form, Self.wrong, .unauthorized, context)
        }
        let token = Token.random(), old = context.visitor?.token
        let viewer = account.viewer([]).asking(from: context.origin)
        try await app.write(as: viewer) { tx in
            try tx.accounts.forgetFailures(name: name, address: address)
            if let old { try tx.accounts.endSession(old) }
            try tx.accounts.startSession(token, for: account.id, at: now, from: address)
            try tx.tell(.entered, .accounts, account.id.text)
        }
        var response = Response.see(Address.local(form["next"]))
        response.setCookie(VisitorMiddleware(app: app).sessionCookie(token))
        return response
    }

    private static let wrong = "Tên đăng nhập hoặc mật khẩu không đúng."
    private static let maxByteCount = 8 * 1024

    /// POST /session/closure
    func end(_ request: Request, context: SignedIn) async throws -> Response {
        _ = try await request.form(context.visitor)
        try await app.write(as: context.viewer) { tx in
            try tx.accounts.endSession(context.visitor.token)
            try tx.viewer.account.map { try tx.tell(.left, .accounts, $0.text) }
        }
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
