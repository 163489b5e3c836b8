import Dispatch
import Storage
import Synchronization
import Vault

/// Checks passwords one after the other on a thread of its own: each takes 32 MiB and some 200 ms.
final class PasswordDesk: Sendable {
    private let queue = DispatchQueue(label: "lachan.passwords")
    private let waiting = Mutex(0)
    private static let room = 30

    var waitingCount: Int { waiting.withLock { $0 } }

    /// Whether the password fits the hash; a missing hash takes as long as a wrong password.
    /// - Throws: `StorageError.unavailable` when too many wait already.
    func check(_ password: String, against hash: PasswordHash?) async throws -> Bool {
        try await inTurn { (hash ?? Self.nobody).matches(password) && hash != nil }
    }

    /// A new hash, made where passwords are checked.
    /// - Throws: `StorageError.unavailable` when too many wait already.
    func hash(_ password: String) async throws -> PasswordHash {
        try await inTurn { try PasswordHash(of: password) }
    }

    private func inTurn<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        let hasRoom = waiting.withLock { count in
            guard count < Self.room else { return false }
            count += 1
            return true
        }
        guard hasRoom else { throw StorageError.unavailable("too many passwords wait to be checked") }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in
                let result = Result { try body() }
                waiting.withLock { $0 -= 1 }
                continuation.resume(with: result)
            }
        }
    }

    /// A hash that no password fits.
    private static let nobody = PasswordHash(text: "scrypt$15$8$3$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
}
