import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Vault

/// Finds out who asks: the session cookie on pages, the bearer token on the API; keeps the language.
struct VisitorMiddleware: RouterMiddleware {
    let app: App

    static let cookieName = "lachan"
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

    private func visitor(of request: Request) async throws -> Visitor {
        let cookie = request.uri.path.hasPrefix("/api/") ? nil : request.cookies[Self.cookieName]?.value
        var visitor = Visitor(token: cookie.map { Token(text: $0) } ?? .random(), isNew: cookie == nil, language: app.vietnamese)
        visitor.place = Address.page(of: request.uri.path, query: request.method == .post ? nil : request.uri.query)
        let chosen = request.uri.queryParameters.get("lang")
        let kept = request.cookies[Self.languageCookieName]?.value
        if chosen ?? kept == Language.Code.en.rawValue { visitor.language = app.english }
        visitor.choseLanguage = chosen != nil && chosen != kept
        if let bearer = request.headers[.authorization], bearer.lowercased().hasPrefix("bearer "), request.uri.path.hasPrefix("/api/") {
            visitor.isNew = false
            visitor.token = Token(text: String(bearer.dropFirst("Bearer ".count)))
            visitor.viewer = try await app.viewer(bearer: visitor.token)
        } else if !visitor.isNew {
            (visitor.viewer, visitor.half) = try await app.viewers(session: visitor.token)
        }
        return visitor
    }

    /// The address that the proxy saw: the last entry, since a visitor may send others before it.
    private static func forwarded(_ request: Request) -> String? {
        let entries = HTTPField.Name("X-Forwarded-For").flatMap { request.headers[$0] }?.split(separator: ",") ?? []
        return entries.last.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    func sessionCookie(_ token: Token) -> Cookie { cookie(Self.cookieName, token.text) }

    private func cookie(_ name: String, _ value: String) -> Cookie {
        Cookie(name: name, value: value, path: "/", secure: app.config.isBehindTLS, httpOnly: true, sameSite: .lax)
    }
}

extension App {
    /// Who has the session: as a viewer, or where a second factor is still awaited as half of one.
    func viewers(session token: Token) async throws -> (viewer: Viewer?, half: Viewer?) {
        let found = try await glance { [clock] tx in try tx.accounts.find(session: token.digest, at: tx.now, on: tx.grants.today(clock)) }
        guard let found else { return (nil, nil) }
        return found.isHalf ? (nil, found.viewer) : (found.viewer, nil)
    }

    func viewer(bearer token: Token) async throws -> Viewer? {
        try await glance { [clock] tx in try tx.accounts.find(bearer: token.digest, at: tx.now, on: tx.grants.today(clock)) }
    }
}
