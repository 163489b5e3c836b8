import Testing

@testable import Domain

@Suite("Accounts")
struct AccountTests {
    private func open(name: String = "an.tayninh", displayName: String = "An", body: Body? = .made(code: "so-y-te")) throws(Refusal) -> Account {
        try Account.open(id: ID("a"), name: name, displayName: displayName, body: body)
    }

    @Test("a name to sign in with is plain lower case", arguments: ["abc", "an-72.ca", "0912", "-a-", "..7", String(repeating: "a", count: 40)])
    func names(name: String) throws {
        #expect(try open(name: name).name == name)
    }

    @Test(
        "any other name is refused",
        arguments: [
            "", "ab", "An.tayninh", "ân.tayninh", "an tayninh", "an_tayninh", "an@ca", "an\n.ca", "аnna", "an１２", String(repeating: "a", count: 41), "---",
            "...", ".-.", String(repeating: "-", count: 40),
        ])
    func namesRefused(name: String) {
        let refusal = #expect(throws: Refusal.self) { try open(name: name) }
        #expect(refusal?.fields == ["name"])
    }

    @Test("everything that is wrong is said at once")
    func allRefused() {
        let refusal = #expect(throws: Refusal.self) { try open(name: "A", displayName: " ", body: nil) }
        #expect(refusal?.fields == ["name", "displayName"])
    }

    @Test("an account without a body has no province")
    func bodiless() throws {
        let account = try open(body: nil)
        #expect(account.bodyId == nil && account.province == nil)
    }

    @Test("an account sees the province of its body")
    func viewer() throws {
        let account = try open(displayName: " Nguyễn  An ")
        #expect(
            account.viewer([HeldGrant(.officer)]) == Viewer(account: ID("a"), name: "Nguyễn An", role: .officer, body: ID("so-y-te"), province: "72"))
    }
}
