import Crypto
import CryptoExtras
import Foundation

/// A public key of a provider that signs who somebody is, out of its JWKS (RFC 7517): RSA of 2048 bits or more, or P-256. Others are not taken.
public struct ProviderKey: Sendable {
    /// What the provider calls it; `nil` where it has no name.
    public let id: String?
    private let kind: Kind

    private enum Kind: Sendable {
        case rsa(_RSA.Signing.PublicKey)
        case curve(P256.Signing.PublicKey)
    }

    private struct Shown: Decodable {
        var kty: String
        var kid: String?
        var use: String?
        var crv: String?
        var n: String?
        var e: String?
        var x: String?
        var y: String?
    }

    /// The keys of a JWKS that can be used; those of other kinds are left out.
    /// - Returns: `nil` for what is no JWKS.
    public static func all(jwks: [UInt8]) -> [ProviderKey]? {
        struct Lenient: Decodable {
            let shown: Shown?
            init(from decoder: any Decoder) throws { shown = try? Shown(from: decoder) }
        }
        struct Set: Decodable { let keys: [Lenient] }
        return (try? JSONDecoder().decode(Set.self, from: Data(jwks)))?.keys.compactMap { $0.shown.flatMap(ProviderKey.init) }
    }

    private init?(_ shown: Shown) {
        guard shown.use == nil || shown.use == "sig" else { return nil }
        id = shown.kid
        switch shown.kty {
        case "RSA":
            guard let n = shown.n.flatMap({ Data(urlSafeBase64: $0) }), let e = shown.e.flatMap({ Data(urlSafeBase64: $0) }),
                let key = try? _RSA.Signing.PublicKey(n: n, e: e), key.keySizeInBits >= 2048
            else { return nil }
            kind = .rsa(key)
        case "EC" where shown.crv == "P-256":
            guard let x = shown.x.flatMap({ Data(urlSafeBase64: $0) }), let y = shown.y.flatMap({ Data(urlSafeBase64: $0) }), x.count == 32, y.count == 32,
                let key = try? P256.Signing.PublicKey(rawRepresentation: x + y)
            else { return nil }
            kind = .curve(key)
        default: return nil
        }
    }

    fileprivate func verifies(_ signature: Data, over input: Data, algorithm: String) -> Bool {
        switch (kind, algorithm) {
        case (.rsa(let key), "RS256"):
            return key.isValidSignature(_RSA.Signing.RSASignature(rawRepresentation: signature), for: SHA256.hash(data: input), padding: .insecurePKCS1v1_5)
        case (.curve(let key), "ES256"):
            return (try? P256.Signing.ECDSASignature(rawRepresentation: signature)).map { key.isValidSignature($0, for: SHA256.hash(data: input)) } ?? false
        default: return false
        }
    }
}

/// An ID token of OpenID Connect (core 1.0, section 2): who somebody is, as a provider has signed it. Nothing in it counts before `subject` has proved it.
public struct IdentityToken: Sendable {
    /// Of the key that it says it is signed by; `nil` where it names none.
    public let keyID: String?
    private let algorithm: String
    private let claims: Data
    private let input: Data
    private let signature: Data

    /// Seconds by which clocks may differ.
    private static let leeway: Int64 = 60

    private struct Head: Decodable {
        var alg: String
        var kid: String?
        var crit: [String]?
    }

    private struct Claims: Decodable {
        var iss: String
        var sub: String
        var aud: Audience
        var exp: Double
        var iat: Double?
        var azp: String?
        var nonce: String?
        var authTime: Double?

        private enum CodingKeys: String, CodingKey {
            case iss, sub, aud, exp, iat, azp, nonce
            case authTime = "auth_time"
        }
    }

    private struct Audience: Decodable {
        let all: [String]
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            all = try (try? [container.decode(String.self)]) ?? container.decode([String].self)
        }
    }

    /// - Returns: `nil` for what is no token, or one that demands what is not understood.
    public init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard text.utf8.count <= 1 << 16, parts.count == 3, let head = Data(urlSafeBase64: parts[0]), let claims = Data(urlSafeBase64: parts[1]),
            let signature = Data(urlSafeBase64: parts[2]), let read = try? JSONDecoder().decode(Head.self, from: head), read.crit == nil
        else { return nil }
        (keyID, algorithm, self.claims, self.signature) = (read.kid, read.alg, claims, signature)
        input = Data((parts[0] + "." + parts[1]).utf8)
    }

    /// Who it is, once everything about the token holds: one of the keys has signed it, it is of the issuer, for this client, of this way, and not over.
    /// - Parameters:
    ///   - longest: seconds for which a sign-in at the provider counts, where the token says when it was.
    ///   - now: seconds since 1970.
    /// - Returns: `nil` where anything does not hold.
    public func subject(signedBy keys: [ProviderKey], issuer: String, client: String, nonce: String, longest: Int64, now: Int64) -> String? {
        let meant = keys.filter { keyID == nil || $0.id == keyID }
        guard meant.contains(where: { $0.verifies(signature, over: input, algorithm: algorithm) }),
            let claims = try? JSONDecoder().decode(Claims.self, from: claims), claims.iss == issuer, claims.aud.all.contains(client),
            claims.azp.map({ $0 == client }) ?? (claims.aud.all.count == 1), claims.nonce.map({ Token.equal($0, nonce) }) ?? false,
            claims.exp > Double(now - Self.leeway), claims.iat.map({ $0 < Double(now + Self.leeway) }) ?? true,
            claims.authTime.map({ $0 > Double(now - longest - Self.leeway) && $0 < Double(now + Self.leeway) }) ?? true,
            !claims.sub.allSatisfy(\.isWhitespace), claims.sub.utf8.count <= 255
        else { return nil }
        return claims.sub
    }
}

/// Proof Key for Code Exchange (RFC 7636): whoever brings the code back must know the secret that it was asked for with.
public enum ProofKey {
    /// What goes to the provider with the question: SHA-256 of the verifier.
    public static func challenge(_ verifier: String) -> String { Data(SHA256.hash(data: Array(verifier.utf8))).urlSafeBase64 }
}
