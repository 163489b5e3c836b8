import Domain
import Foundation
import Testing
import Vault

@testable import App

/// Passwords that became known elsewhere.
@Suite struct BreachedPasswordTests {
    private func file(_ passwords: [String]) throws -> String {
        let path = NSTemporaryDirectory() + "breached-\(UUID().uuidString)"
        let lines = passwords.enumerated().map { number, password in
            Digest.sha1(Array(password.utf8)).uppercased() + ":\(number * 977)"
        }
        try lines.sorted().map { $0 + "\r\n" }.joined().write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test("each is found in a file of any length, and nothing else is", arguments: [1, 2, 3, 50, 5000])
    func found(count: Int) throws {
        let known = (0..<count).map { "mật khẩu \($0)" }, list = try BreachedPasswords(path: file(known))
        for password in count > 50 ? Array(known.prefix(200)) : known { #expect(try list.holds(password), "\(password)") }
        for number in 0..<200 { #expect(try !list.holds("khác \(number)")) }
    }

    @Test("a file that is none is refused at start", arguments: ["", "password\n", "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8:3\n"])
    func none(content: String) throws {
        let path = NSTemporaryDirectory() + "breached-\(UUID().uuidString)"
        try content.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: StartRefusal.self) { _ = try BreachedPasswords(path: path) }
        #expect(throws: StartRefusal.self) { _ = try BreachedPasswords(path: path + "-none") }
    }

    @Test("such a password is refused where one is set")
    func refused() async throws {
        let path = try file(["cầu vồng trên sông"])
        let world = try await World.made { $0.breachedPasswords = path }
        func change(_ new: String) async throws -> Answered {
            try await world.post("/account/password", as: .em, [("current", World.password), ("password", new)])
        }
        let answer = try await change("cầu vồng trên sông")
        #expect(answer.status == 422 && answer.body.contains("mật khẩu đã lộ"))
        #expect(try await change("cầu vồng trên biển").status == 303)
    }
}
