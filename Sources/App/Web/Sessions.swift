import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Vault

/// Finds out who asks: the session cookie on pages, the bearer token on the API; keeps the language.
struct VisitorMiddleware: RouterMiddleware {
    let app: App

    /// Behind TLS the browser itself holds the cookie to this host and to TLS.
    private var cookieName: String { app.config.isBehindTLS ? "__Host-lachan" : "lachan" }
    static let languageCookieName = "lachan_language"

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        var context = context
        let visitor = try await visitor(of: request)
        context.visitor = visitor
        if app.config.isBehindProxy, let address = Self.forwarded(request) { context.address = address }
        var response = try await next(request, context)
        if visitor.isNew && request.method == .get && response.headers[.contentType]?.hasPrefix("text/html") == true {
            response.setCookie(sessionCookie(visitor.token))
        }
        if visitor.choseLanguage { response.setCookie(cookie(Self.languageCookieName, visitor.language.code.rawValue)) }
        return response
    }

    /// By the path without slashes that say nothing: the router leaves them out as well.
    private func isAPI(_ request: Request) -> Bool { request.uri.path.split(separator: "/").first == "api" }

    private func visitor(of request: Request) async throws -> Visitor {
        let cookie = isAPI(request) ? nil : request.cookies[cookieName]?.value
        var visitor = Visitor(token: cookie.map { Token(text: $0) } ?? .random(), isNew: cookie == nil, language: app.vietnamese)
        visitor.place = Address.local(Address.page(of: request.uri.path, query: request.method == .post ? nil : request.uri.query))
        let chosen = request.uri.queryParameters.get("lang")
        let kept = request.cookies[Self.languageCookieName]?.value
        if chosen ?? kept == Language.Code.en.rawValue { visitor.language = app.english }
        visitor.choseLanguage = chosen != nil && chosen != kept
        if let bearer = request.headers[.authorization], bearer.lowercased().hasPrefix("bearer "), isAPI(request) {
            visitor.isNew = false
            visitor.token = Token(text: String(bearer.dropFirst("Bearer ".count)))
            visitor.viewer = try await app.viewer(bearer: visitor.token)
        } else if !visitor.isNew {
            let found = try await app.viewers(session: visitor.token)
            (visitor.viewer, visitor.half) = (found.viewer, found.half)
            visitor.lacksFactor = app.config.demandsSecondFactor && found.viewer?.hasSecondFactor == false
            // A page that listens is no use of the session.
            if found.isToBeSeen && request.uri.path != "/notices/stream" {
                let token = visitor.token
                try await app.write(as: .program) { tx in try tx.accounts.see(session: token, at: Clock.machine) }
            }
        }
        return visitor
    }

    /// The address that the proxy saw: the last entry, since a visitor may send others before it.
    private static func forwarded(_ request: Request) -> String? {
        let entries = HTTPField.Name("X-Forwarded-For").flatMap { request.headers[$0] }?.split(separator: ",") ?? []
        return entries.last.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    func sessionCookie(_ token: Token) -> Cookie { cookie(cookieName, token.text) }

    private func cookie(_ name: String, _ value: String) -> Cookie {
        Cookie(name: name, value: value, path: "/", secure: app.config.isBehindTLS, httpOnly: true, sameSite: .lax)
    }
}

extension App {
    /// Who has the session: as a viewer, or where a second factor is still awaited as half of one.
    func viewers(session token: Token) async throws -> (viewer: Viewer?, half: Viewer?, isToBeSeen: Bool) {
        let found = try await glance { [clock] tx in try tx.accounts.find(session: token.digest, at: tx.now, on: tx.grants.today(clock)) }
        guard let found else { return (nil, nil, false) }
        return found.isHalf ? (nil, found.viewer, found.isToBeSeen) : (found.viewer, nil, found.isToBeSeen)
    }

    func viewer(bearer token: Token) async throws -> Viewer? {
        try await glance { [clock] tx in try tx.accounts.find(bearer: token.digest, at: tx.now, on: tx.grants.today(clock)) }
    }
}
