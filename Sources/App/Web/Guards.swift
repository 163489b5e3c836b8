import HTTPTypes
import Hummingbird

/// Headers that every answer bears: nothing inline, nothing from elsewhere, no frame, no trace to other sites.
struct SafeHeaders: RouterMiddleware {
    /// Whether visitors come over TLS: then browsers are told to come no other way.
    var isBehindTLS = false

    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    private static let more = ["Referrer-Policy": "same-origin", "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin"]
        .compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        var response = try await next(request, context)
        response.headers[values: .contentSecurityPolicy] = [Self.policy]
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        response.headers[values: .xContentTypeOptions] = ["nosniff"]
        if isBehindTLS { response.headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
        for (name, value) in Self.more { response.headers[name] = value }
        return response
    }
}
