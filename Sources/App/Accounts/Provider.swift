import Domain
import Foundation
import Outside
import Synchronization
import Vault

/// The OpenID Connect provider that signs people in: what it says of itself, and its keys, as they were fetched last.
final class Provider: Sendable {
    let issuer: String
    let client: String
    private let secret: String
    /// Where the provider sends people back to.
    let returnURL: String
    private let known = Mutex(Known())

    private struct Known {
        var description: Description?
        var keys: [ProviderKey] = []
        var keysAt = ContinuousClock.Instant?.none
    }

    /// What of the discovery document is used (OpenID Connect Discovery 1.0).
    struct Description: Decodable, Sendable {
        var issuer: String
        var authorizationEndpoint: String
        var tokenEndpoint: String
        var jwksUri: String
        var tokenEndpointAuthMethodsSupported: [String]?
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    /// Names of keys that nobody knows make it ask for the keys no more often.
    private static let pause = Duration.seconds(10)

    /// - Throws: `StartRefusal` where a setting is missing.
    init?(_ config: Config) throws {
        guard let issuer = config.oidcIssuer else { return nil }
        guard let client = config.oidcClient, let secret = config.oidcSecret, let site = config.publicURL else {
            throw StartRefusal(
                "LACHAN_OIDC_ISSUER cần thêm / needs also LACHAN_OIDC_CLIENT, LACHAN_OIDC_SECRET, LACHAN_PUBLIC_URL.")
        }
        (self.issuer, self.client, self.secret, returnURL) = (issuer, client, secret, site + "/sign-in/provider/return")
    }

    /// What the provider says of itself; fetched once.
    /// - Throws: `Unreachable` where it does not answer, or speaks of another issuer.
    private func description() async throws -> Description {
        if let description = known.withLock({ $0.description }) { return description }
        let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        let reply = try await HTTPCall("GET", base + "/.well-known/openid-configuration", headers: ["Accept: application/json"]).send()
        guard reply.status == 200, let description = try? Self.decoder.decode(Description.self, from: Data(reply.body)), description.issuer == issuer,
            [description.authorizationEndpoint, description.tokenEndpoint, description.jwksUri].allSatisfy({ Lines.isSafe($0) })
        else { throw Unreachable("the identity provider does not describe itself as \(issuer)") }
        known.withLock { $0.description = description }
        return description
    }

    /// Where a visitor is sent to be asked who they are.
    func question(state: String, nonce: String, verifier: String) async throws -> String {
        let endpoint = try await description().authorizationEndpoint
        let fields = [
            ("response_type", "code"), ("scope", "openid"), ("client_id", client), ("redirect_uri", returnURL), ("state", state), ("nonce", nonce),
            ("code_challenge", ProofKey.challenge(verifier)), ("code_challenge_method", "S256"), ("max_age", String(Session.seconds(isHalf: false))),
        ]
        return endpoint + (endpoint.contains("?") ? "&" : "?") + Self.encoded(fields)
    }

    private static func encoded(_ fields: [(String, String)]) -> String {
        fields.map { "\(Address.encoded($0.0))=\(Address.encoded($0.1))" }.joined(separator: "&")
    }

    /// Exchanges the code for who it is.
    /// - Returns: the subject; `nil` where the provider, or its token, does not hold.
    /// - Throws: `Unreachable` where the provider does not answer.
    func subject(code: String, way: ProviderWay, now: Moment) async throws -> String? {
        let description = try await description()
        var fields = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", returnURL), ("code_verifier", way.verifier)]
        var call = HTTPCall("POST", description.tokenEndpoint, headers: ["Content-Type: application/x-www-form-urlencoded", "Accept: application/json"])
        let methods = description.tokenEndpointAuthMethodsSupported ?? ["client_secret_basic"]
        if methods.contains("client_secret_basic") {
            // Encoded as a form encodes it, then as basic authentication does (RFC 6749, 2.3.1).
            call.basic = (Address.encoded(client), Address.encoded(secret))
        } else {
            fields += [("client_id", client), ("client_secret", secret)]
        }
        call.body = Array(Self.encoded(fields).utf8)
        let reply = try await call.send()
        if reply.status >= 500 { throw Unreachable("the identity provider answered \(reply.status) to a code") }
        struct Answer: Decodable { let idToken: String }
        guard reply.status == 200, let answer = try? Self.decoder.decode(Answer.self, from: Data(reply.body)),
            let token = IdentityToken(text: answer.idToken)
        else { return nil }
        return token.subject(
            signedBy: try await keys(naming: token.keyID), issuer: issuer, client: client, nonce: way.nonce,
            longest: Int64(Session.seconds(isHalf: false)), now: now.milliseconds / 1000)
    }

    /// Its keys; asked for anew where none bears that name, for keys change.
    private func keys(naming name: String?) async throws -> [ProviderKey] {
        let (keys, mayAsk) = known.withLock { known in
            (known.keys, known.keysAt.map { ContinuousClock.now - $0 > Self.pause } ?? true)
        }
        let isKnown = name == nil ? !keys.isEmpty : keys.contains { $0.id == name }
        // What was removed at the provider is forgotten here within the hour.
        let isFresh = known.withLock { $0.keysAt.map { ContinuousClock.now - $0 < .seconds(3600) } ?? false }
        guard mayAsk, !(isKnown && isFresh) else { return keys }
        known.withLock { $0.keysAt = .now }
        let reply = try await HTTPCall("GET", try await description().jwksUri, headers: ["Accept: application/json"]).send()
        guard reply.status == 200, let fetched = ProviderKey.all(jwks: reply.body) else { throw Unreachable("the identity provider shows no keys") }
        known.withLock { $0.keys = fetched }
        return fetched
    }
}
