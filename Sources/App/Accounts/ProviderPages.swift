import Domain
import HTTPTypes
import Hummingbird
import Logging
import Vault

/// Signing in through the OpenID Connect provider: authorization code with PKCE.
struct ProviderPages {
    let app: App

    private func provider() throws -> Provider {
        guard let provider = app.provider else { throw Refusal.notFound }
        return provider
    }

    /// POST /sign-in/provider
    func begin(_ request: Request, context: WebContext) async throws -> Response {
        let form = try await request.form(context.visitor), provider = try provider(),
            (state, nonce, verifier) = (Token.random(), Token.random(), Token.random())
        guard let visitor = context.visitor else { throw Refusal.notFound }
        let address = try await provider.question(state: state.text, nonce: nonce.text, verifier: verifier.text)
        let way = ProviderWay(
            stateDigest: state.digest, visitorDigest: visitor.token.digest, verifier: verifier.text, nonce: nonce.text,
            next: Address.local(form["next"]), madeAt: Clock.machine)
        try await app.write(as: .program, at: Clock.machine) { tx in try tx.providers.begin(way) }
        var response = try await app.publicPage(context, ProviderShow(address: address))
        if let name = HTTPField.Name("Refresh") { response.headers[name] = "0;url=" + address }
        return response
    }

    /// GET /sign-in/provider/return?code=&state=
    func back(_ request: Request, context: WebContext) async throws -> Response {
        let provider = try provider(), now = Clock.machine
        guard let visitor = context.visitor else { throw Refusal.notFound }
        let state = request.typed("state"), code = request.typed("code")
        // The way is taken before anything is asked, so that it is gone once whatever comes of it.
        let way = try await app.write(as: .program, at: now) { tx in try tx.providers.take(state: state, visitor: visitor.token, at: now) }
        guard let way, !code.isEmpty, code.utf8.count <= 4096, request.typed("error").isEmpty,
            let subject = try await provider.subject(code: code, way: way, now: now),
            let account = try await app.read(as: .program, { tx in try tx.providers.account(of: subject, issuer: provider.issuer) })
        else { return try await refuse(context, way == nil ? "unknown way" : code.isEmpty ? "no code" : "token or account") }
        let token = Token.random(), address = context.address
        let isHalf = try await app.write(as: account.viewer([]).asking(from: context.origin)) { tx in
            try tx.accounts.endSession(visitor.token)
            let isHalf = try tx.secondFactors.isOn(account.id)
            try tx.accounts.startSession(token, for: account.id, at: now, from: address, isHalf: isHalf)
            if !isHalf { try tx.tell(.entered, .accounts, account.id.text, because: "OpenID Connect") }
            return isHalf
        }
        var response = Response.see(isHalf ? "/second-factor?next=" + Address.encoded(way.next) : way.next)
        response.setCookie(VisitorMiddleware(app: app).sessionCookie(token))
        return response
    }

    private func refuse(_ context: WebContext, _ why: String) async throws -> Response {
        context.logger.notice("sign-in refused", metadata: ["why": "identity provider: \(why)"])
        let filled = Filled(errors: ["": "Nhà cung cấp danh tính không xác nhận được bạn, hoặc chưa có tài khoản nào gắn với danh tính đó."])
        return try await app.publicPage(
            context, status: .unauthorized, SignInShow(filled: filled, isDemo: app.config.isDemo, hasProvider: true))
    }
}
