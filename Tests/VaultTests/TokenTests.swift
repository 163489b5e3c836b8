import Testing

@testable import Vault

@Suite struct TokenTests {
    @Test("a token is 43 characters that are safe in cookies and headers, and never the same")
    func random() {
        let tokens = (0..<200).map { _ in Token.random().text }
        #expect(Set(tokens).count == 200)
        for token in tokens { #expect(token.count == 43 && token.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }) }
    }

    @Test("only the digest is kept, and it tells tokens apart")
    func digest() {
        let token = Token(text: "abc")
        #expect(token.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "FIPS 180-4, the example of SHA-256")
        #expect(Token(text: "abd").digest != token.digest)
    }

    @Test("the form token follows from the token and does not show it")
    func formToken() {
        let token = Token.random()
        #expect(token.formToken == Token(text: token.text).formToken)
        #expect(token.formToken != token.text && token.formToken != token.digest && token.formToken.count == 43)
        #expect(Token.random().formToken != token.formToken)
    }

    @Test("texts are equal only when all of them is", arguments: [("a", "a", true), ("a", "b", false), ("a", "ab", false), ("", "a", false), ("", "", true)])
    func equal(a: String, b: String, isEqual: Bool) {
        #expect(Token.equal(a, b) == isEqual)
    }
}

@Suite struct MaskTests {
    @Test("a secret is spelt otherwise each time and recognised each time")
    func masked() {
        let secret = Token.random().formToken
        let spellings = (0..<20).map { _ in Token.masked(secret) }
        #expect(Set(spellings).count == 20)
        #expect(spellings.allSatisfy { Token.equal(masked: $0, secret) && !$0.contains(secret) })
    }

    @Test("anything else is no spelling of it", arguments: ["", "x", "%%%%", "AAAA"])
    func others(text: String) {
        let secret = Token.random().formToken
        #expect(!Token.equal(masked: text, secret))
        #expect(!Token.equal(masked: secret, secret), "the secret itself does not count")
        #expect(!Token.equal(masked: Token.masked(Token.random().formToken), secret))
    }
}
