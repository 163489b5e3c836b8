import Testing

@testable import Vault

@Suite struct SealTests {
    @Test("what is sealed opens under the same key for the same purpose alone")
    func sealing() throws {
        let key = SealingKey.random(), content = Array("Nguyễn Hư Cấu".utf8)
        let sealed = try key.seal(content, for: "a")
        #expect(try key.open(sealed, for: "a") == content)
        #expect(throws: Unsealable.self) { try key.open(sealed, for: "b") }
        #expect(throws: Unsealable.self) { try SealingKey.random().open(sealed, for: "a") }
        for i in sealed.indices {
            var changed = sealed
            changed[i] ^= 1
            #expect(throws: Unsealable.self) { try key.open(changed, for: "a") }
        }
        #expect(throws: Unsealable.self) { try key.open([], for: "a") }
        #expect(try key.seal(content, for: "a") != sealed, "never twice alike")
    }

    @Test("what is sealed names its algorithm; what was sealed before it did still opens")
    func algorithm() throws {
        let key = SealingKey.random(), content = Array("Nguyễn Hư Cấu".utf8), sealed = try key.seal(content, for: "a")
        #expect(sealed.first == 1 && sealed.count == content.count + SealingKey.overhead)
        // Some of them begin with the byte that names the algorithm now.
        for _ in 0..<600 { #expect(try key.open(Array(key.seal(content, for: "a").dropFirst()), for: "a") == content) }
    }

    @Test("master keys wrap by the newest and unwrap by the one that is named")
    func masters() throws {
        var masters = MasterKeys.random()
        let key = SealingKey.random(), first = try masters.wrap(key, for: "x")
        masters.renew()
        let second = try masters.wrap(key, for: "x")
        #expect(first.master != second.master)
        for (master, wrapped) in [first, second] { #expect(try masters.unwrap(wrapped, master: master, for: "x").bytes == key.bytes) }
        #expect(throws: Unsealable.self) { try masters.unwrap(first.wrapped, master: second.master, for: "x") }
        #expect(throws: Unsealable.self) { try masters.unwrap(first.wrapped, master: first.master, for: "y") }
        #expect(MasterKeys(text: masters.text)?.text == masters.text)
        masters.forget(except: [])
        #expect(masters.names == [second.master])
        #expect(throws: Unsealable.self) { try masters.unwrap(first.wrapped, master: first.master, for: "x") }
    }

    @Test("what is no list of master keys is none", arguments: ["", "a", "a b", "a AAAA", "a \(String(repeating: "A", count: 44)) c"])
    func noMasters(text: String) {
        #expect(MasterKeys(text: text) == nil)
    }

    @Test("a signature holds for its content and its key alone")
    func signing() throws {
        let key = SigningKey(), signature = try key.sign([1, 2, 3])
        #expect(key.verifying.accepts(signature, of: [1, 2, 3]) && !key.verifying.accepts(signature, of: [1, 2, 4]))
        #expect(!SigningKey().verifying.accepts(signature, of: [1, 2, 3]) && !key.verifying.accepts("x", of: [1, 2, 3]))
        #expect(try SigningKey(bytes: key.bytes).verifying == key.verifying && VerifyingKey(text: key.verifying.text) == key.verifying)
        #expect(VerifyingKey(text: "AAAA") == nil)
        #expect(throws: Unsealable.self) { try SigningKey(bytes: [1]) }
    }

    @Test("keyed digests depend on the key")
    func digests() {
        let key = SealingKey.random()
        #expect(key.digest("hu") == key.digest("hu") && key.digest("hu") != key.digest("cau") && key.digest("hu") != SealingKey.random().digest("hu"))
        #expect(key.digest("hu").count == 32)
    }
}
