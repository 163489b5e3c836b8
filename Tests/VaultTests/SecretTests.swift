import Testing

@testable import Vault

@Suite("Passwords, at the edges")
struct PasswordEdgeTests {
    /// RFC 7914, section 12: password "password", salt "NaCl", N = 1024, r = 8, p = 16; here its first 32 bytes.
    private static let known = "scrypt$10$8$16$TmFDbA==$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI="

    @Test("every letter of a long password counts: nothing is cut off at 72 bytes")
    func long() throws {
        let password = String(repeating: "mật khẩu ", count: 40)
        let hash = try PasswordHash(of: password + "a")
        #expect(hash.matches(password + "a"))
        #expect(!hash.matches(password + "b"))
    }

    @Test("a password may hold anything that can be typed, the signs of the stored form too", arguments: ["", "a$b$🙂", "\u{0}đầu"])
    func anything(password: String) throws {
        #expect(try PasswordHash(of: password).matches(password))
    }

    @Test("letters that only look alike are not the same: a Cyrillic one, a ligature")
    func lookAlikes() throws {
        let hash = try PasswordHash(of: "paypal fi")
        #expect(!hash.matches("pаypal fi"))
        #expect(!hash.matches("paypal ﬁ"))
    }

    @Test(
        "a hash in which cost, salt or key is changed fits no longer",
        arguments: [("scrypt$10$", "scrypt$11$"), ("$8$", "$9$"), ("$16$", "$15$"), ("TmFDbA==", "TmFDbQ=="), ("/bq+", "0bq+"), ("MWI=", "MWM=")])
    func changed(old: String, new: String) {
        let text = Self.known.replacing(old, with: new)
        #expect(text != Self.known)
        #expect(PasswordHash(text: Self.known).matches("password"))
        #expect(!PasswordHash(text: text).matches("password"))
    }

    @Test(
        "costs that no hash has fit nothing and stop nobody",
        arguments: ["scrypt$0$8$1$", "scrypt$-1$8$1$", "scrypt$21$8$1$", "scrypt$10$0$1$", "scrypt$10$8$0$"])
    func costs(beginning: String) {
        #expect(!PasswordHash(text: beginning + "TmFDbA==$AA==").matches("password"))
    }
}

@Suite("Digests and comparisons")
struct DigestTests {
    @Test(
        "digests are those of the standard",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
        ])
    func standard(text: String, digest: String) {
        #expect(Digest.sha256(Array(text.utf8)) == digest)
    }

    @Test("comparing looks at bytes: letters that only look the same are not equal")
    func bytes() {
        #expect("é" == "e\u{301}")
        #expect(!Token.equal("é", "e\u{301}"))
        #expect(!Token.equal("abc", "abc\u{0}"))
        #expect(!Token.equal("", "\u{0}"))
    }

    @Test("form tokens of sessions that differ in one letter have nothing in common")
    func formTokens() {
        let first = Token(text: "session-a").formToken, second = Token(text: "session-b").formToken
        #expect(first != second)
        #expect(zip(first, second).filter { $0 == $1 }.count < 12)
        #expect(first.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    }
}
