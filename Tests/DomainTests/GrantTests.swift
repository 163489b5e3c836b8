import Testing

@testable import Domain

@Suite("Roles that are given")
struct GrantTests {
    private let admin = Viewer(account: ID("q"), name: "Quản trị", role: .administrator, body: nil, province: nil)
    private let first = Day.on("2024-06-01")

    private func account(_ id: String = "a", body: Body? = .made(code: "cong-an")) throws -> Account {
        try Account.open(id: ID(id), name: "an.\(id)-1", displayName: "An", body: body)
    }

    private func give(_ role: Role, body: Body? = .made(code: "cong-an"), to last: Day? = nil, because reason: String = "QĐ 12") throws -> Grant {
        try Grant.give(id: ID("g"), role, to: account(body: body), from: first, to: last, because: reason, by: admin)
    }

    @Test("a grant names who gave it, and holds from its first day to its last")
    func held() throws {
        let grant = try give(.officer, to: .on("2024-06-30"))
        #expect(grant.givenByName == "Quản trị" && grant.givenById == ID("q") && grant.reason == "QĐ 12")
        #expect(["2024-05-31", "2024-06-01", "2024-06-30", "2024-07-01"].map { grant.isInForce(on: .on($0)) } == [false, true, true, false])
    }

    @Test("all but administrators and auditors act for a body, and an administrator for none", arguments: Role.allCases.filter { $0 != .program })
    func bodies(role: Role) throws {
        if Grant.bodiless.contains(role) {
            #expect(try give(role, body: nil).role == role)
        } else {
            #expect(#expect(throws: Refusal.self) { try give(role, body: nil) }?.fields == ["role"])
        }
        if role == .administrator {
            #expect(#expect(throws: Refusal.self) { try give(role) }?.fields == ["role"])
        } else {
            #expect(try give(role).role == role)
        }
    }

    @Test("nobody is given the program's role, a role without a reason, or one that ends before it begins")
    func refused() {
        #expect(#expect(throws: Refusal.self) { try give(.program, body: nil) }?.fields == ["role"])
        #expect(#expect(throws: Refusal.self) { try give(.officer, to: .on("2024-05-31"), because: " ") }?.fields == ["reason", "validTo"])
    }

    @Test("nobody gives a role to themselves")
    func own() throws {
        let own = try account("q", body: nil)
        let refusal = #expect(throws: Refusal.self) {
            try Grant.give(id: ID("g"), .auditor, to: own, from: first, because: "QĐ", by: admin)
        }
        #expect(refusal?.fields == ["role"])
    }

    @Test("a role is withdrawn once, and holds no longer")
    func withdrawn() throws {
        var grant = try give(.officer)
        try grant.withdraw(at: .at("2024-06-02T03:00:00.000Z"))
        #expect(!grant.isInForce(on: first))
        #expect(throws: Refusal.self) { try grant.withdraw(at: .at("2024-06-03T03:00:00.000Z")) }
    }

    @Test("a role is delegated within the body, for a time, by who holds it themselves, no longer than they hold it")
    func delegated() throws {
        let body = Body.made(code: "cong-an")
        let leader = Viewer(
            account: ID("l"), name: "Trưởng", grants: [HeldGrant(.investigator), HeldGrant(.reportDesk, behalf: "Khác")], body: body.id, province: "72")
        func held(_ role: Role, to last: Day? = nil, by other: ID<Account>? = nil) -> Grant {
            Grant(
                id: ID("o"), accountId: ID("l"), role: role, province: nil, validFrom: first, validTo: last, reason: "QĐ", givenById: nil, givenByName: "Q",
                delegatedById: other, delegatedByName: other?.text, withdrawnAt: nil, version: 1)
        }
        func pass(
            _ role: Role, to: Account, from start: Day? = nil, last: String? = "2024-06-30", own: [Grant]? = nil
        ) throws -> Grant {
            try Grant.delegate(
                id: ID("g"), role, to: to, from: start ?? first, to: last.map { .on($0) }, because: "đi công tác", by: leader,
                own: own ?? [held(.investigator), held(.reportDesk, by: ID("k"))], today: first)
        }
        let grant = try pass(.investigator, to: account())
        #expect(grant.delegatedByName == "Trưởng" && grant.validTo == .on("2024-06-30") && !grant.isAwaiting)
        #expect(#expect(throws: Refusal.self) { try pass(.reportDesk, to: account()) }?.fields == ["role"], "what was delegated is not passed on")
        #expect(#expect(throws: Refusal.self) { try pass(.procurator, to: account()) }?.fields == ["role"])
        #expect(#expect(throws: Refusal.self) { try pass(.investigator, to: account(body: .made(code: "so-y-te"))) }?.fields == ["account"])
        #expect(#expect(throws: Refusal.self) { try pass(.investigator, to: account("l")) }?.fields == ["account"], "nor to oneself")
        #expect(#expect(throws: Refusal.self) { try pass(.investigator, to: account(), last: nil) }?.fields == ["validTo"])
        #expect(#expect(throws: Refusal.self) { try pass(.investigator, to: account(), last: "2024-09-02") }?.fields == ["validTo"])
        let short = [held(.investigator, to: .on("2024-06-15"))]
        #expect(#expect(throws: Refusal.self) { try pass(.investigator, to: account(), own: short) }?.fields == ["validTo"])
        #expect(try pass(.investigator, to: account(), last: "2024-06-15", own: short).validTo == .on("2024-06-15"))
        let far = Day.on("2090-01-01")
        #expect(#expect(throws: Refusal.self) { try pass(.investigator, to: account(), from: far, last: "2090-02-01") }?.fields == ["from"])
        let gone = first.adding(days: -1)
        #expect(#expect(throws: Refusal.self) { try pass(.investigator, to: account(), from: gone) }?.fields.contains("from") == true)
    }

    @Test("a role that comes near identities gives nothing until a second person agrees: not who gave it, not who is given it")
    func fourEyes() throws {
        var grant = try give(.investigator)
        #expect(grant.isAwaiting && !grant.isInForce(on: first))
        #expect(try !give(.officer).isAwaiting)
        for person in [admin, Viewer(account: ID("a"), name: "An", role: .investigator, body: nil, province: nil), .program] {
            let waiting = grant
            #expect(throws: Refusal.forbidden) {
                var grant = waiting
                try grant.agree(by: person)
            }
        }
        try grant.agree(by: Viewer(account: ID("r"), name: "Kiểm toán", role: .auditor, body: nil, province: nil))
        #expect(grant.isInForce(on: first) && grant.agreedByName == "Kiểm toán")
        let agreed = grant
        #expect(throws: Refusal.self) {
            var grant = agreed
            try grant.agree(by: admin)
        }
    }
}
