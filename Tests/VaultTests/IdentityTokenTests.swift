import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import Vault

@Suite struct IdentityTokenTests {
    private static let now: Int64 = 1_800_000_000
    private static let curve = P256.Signing.PrivateKey()
    private static let rsa = try? _RSA.Signing.PrivateKey(keySize: .bits2048)

    private static func shown(_ key: P256.Signing.PrivateKey = curve, id: String = "c") -> String {
        let raw = key.publicKey.rawRepresentation
        return #"{"kty":"EC","crv":"P-256","kid":"\#(id)","x":"\#(raw.prefix(32).urlSafeBase64)","y":"\#(raw.suffix(32).urlSafeBase64)"}"#
    }

    private static func keys(_ shown: String...) throws -> [ProviderKey] {
        try #require(ProviderKey.all(jwks: Array("{\"keys\":[\(shown.joined(separator: ","))]}".utf8)))
    }

    private static func claims(_ changes: [String: Any?] = [:]) -> [String: Any] {
        var claims: [String: Any] = ["iss": "https://id.example", "sub": "an", "aud": "lachan", "exp": now + 300, "iat": now, "nonce": "n"]
        for (name, value) in changes { claims[name] = value ?? nil }
        return claims
    }

    private static func token(
        _ changes: [String: Any?] = [:], head: [String: Any] = ["alg": "ES256", "kid": "c"], sign: (Data) throws -> Data = { try signed($0) }
    ) throws -> IdentityToken? {
        let input = try [head, claims(changes)].map { try JSONSerialization.data(withJSONObject: $0).urlSafeBase64 }.joined(separator: ".")
        return IdentityToken(text: input + "." + (try sign(Data(input.utf8))).urlSafeBase64)
    }

    private static func signed(_ input: Data) throws -> Data { try curve.signature(for: SHA256.hash(data: input)).rawRepresentation }

    private static func subject(_ token: IdentityToken?, keys: [ProviderKey]) -> String? {
        token?.subject(signedBy: keys, issuer: "https://id.example", client: "lachan", nonce: "n", longest: 3600, now: now)
    }

    @Test("a sound token tells who it is, under either kind of key, with one audience or several")
    func sound() throws {
        let keys = try Self.keys(Self.shown())
        #expect(try Self.subject(Self.token(), keys: keys) == "an")
        #expect(try Self.subject(Self.token(["aud": ["lachan"]]), keys: keys) == "an")
        #expect(try Self.subject(Self.token(["auth_time": Self.now - 3600]), keys: keys) == "an")
        #expect(try Self.subject(Self.token(["aud": ["lachan", "khác"], "azp": "lachan"]), keys: keys) == "an")
        #expect(try Self.subject(Self.token(head: ["alg": "ES256"]), keys: keys) == "an", "a key without a name is looked for")
        let rsa = try #require(Self.rsa), primitives = try rsa.publicKey.getKeyPrimitives()
        let shown =
            #"{"kty":"RSA","kid":"r","use":"sig","n":"\#(Data(primitives.modulus).urlSafeBase64)","e":"\#(Data(primitives.publicExponent).urlSafeBase64)"}"#
        let token = try Self.token(head: ["alg": "RS256", "kid": "r"]) { input in
            try rsa.signature(for: SHA256.hash(data: input), padding: .insecurePKCS1v1_5).rawRepresentation
        }
        #expect(Self.subject(token, keys: try Self.keys(Self.shown(), shown)) == "an")
    }

    @Test("a token with a fault tells nobody")
    func faults() throws {
        let keys = try Self.keys(Self.shown()), other = P256.Signing.PrivateKey()
        let changes: [[String: Any?]] = [
            ["iss": "https://id.example/"], ["aud": "khác"], ["aud": ["lachan", "khác"]], ["azp": "khác"], ["exp": Self.now - 61], ["iat": Self.now + 61],
            ["nonce": "m"], ["nonce": nil], ["sub": ""], ["sub": " "], ["sub": nil], ["sub": String(repeating: "a", count: 256)], ["exp": nil],
            ["exp": "morgen"], ["auth_time": Self.now - 3661], ["auth_time": Self.now + 61],
        ]
        for change in changes { #expect(try Self.subject(Self.token(change), keys: keys) == nil, "\(change)") }
        let heads: [[String: Any]] = [
            ["alg": "none", "kid": "c"], ["alg": "HS256", "kid": "c"], ["alg": "RS256", "kid": "c"], ["alg": "ES256", "kid": "d"],
            ["alg": "ES256", "kid": "c", "crit": ["exp"]],
        ]
        for head in heads { #expect(try Self.subject(Self.token(head: head), keys: keys) == nil, "\(head)") }
        #expect(try Self.subject(Self.token { _ in Data() }, keys: keys) == nil)
        #expect(try Self.subject(Self.token { try other.signature(for: SHA256.hash(data: $0)).rawRepresentation }, keys: keys) == nil)
        #expect(
            try Self.subject(
                Self.token { Data(HMAC<SHA256>.authenticationCode(for: $0, using: SymmetricKey(data: Self.curve.publicKey.rawRepresentation))) }, keys: keys)
                == nil)
        for text in ["", "a.b", "a.b.c", "..", "a.b.c.d"] { #expect(IdentityToken(text: text) == nil, "\(text)") }
    }

    @Test("of a provider's keys those of unknown kinds, for sealing, or too small are left out; what is no JWKS is none")
    func keys() throws {
        let small = #"{"kty":"RSA","n":"\#(Data(repeating: 200, count: 128).urlSafeBase64)","e":"AQAB"}"#
        let sealing = Self.shown().replacing("\"kty\"", with: "\"use\":\"enc\",\"kty\"")
        let keys = try Self.keys(#"{"kty":"OKP","crv":"Ed25519","x":"AA"}"#, #"{"kty":"??"}"#, "{}", "7", small, sealing, Self.shown(id: "z"))
        #expect(keys.map(\.id) == ["z"])
        for text in ["", "[]", "{}", #"{"keys":7}"#] { #expect(ProviderKey.all(jwks: Array(text.utf8)) == nil, "\(text)") }
    }

    @Test("the challenge is the one of RFC 7636, appendix B")
    func challenge() {
        #expect(ProofKey.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }
}
