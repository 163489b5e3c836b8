import Foundation
import Outside
import Storage
import Synchronization
import Vault

/// Where sealed files lie, each under the digest of its content.
protocol FilePlace: Sendable {
    var kind: FilePlaceKind { get }
    /// Keeps the content; when this returns it is there for good.
    func put(_ content: [UInt8], as name: String) async throws
    /// - Returns: `nil` where there is none.
    func get(_ name: String) async throws -> [UInt8]?
    func remove(_ name: String) async throws
}

enum FilePlaceKind: String, Codable, Sendable {
    /// In the program's memory, for tests.
    case memory
    /// In the data folder.
    case folder
    /// In an object store.
    case store
}

/// A folder that only the program reads; files in folders by the first two digits of their names.
struct FolderPlace: FilePlace {
    let kind = FilePlaceKind.folder
    let path: String

    private func file(_ name: String) -> String { "\(path)/\(name.prefix(2))/\(name)" }

    /// - Throws: `StorageError.unavailable` where it cannot be written, as on a disk that is full; nothing is left then.
    func put(_ content: [UInt8], as name: String) async throws {
        do { try write(content, as: name) } catch { throw StorageError.unavailable("a file cannot be kept in \(path): \(error)") }
    }

    private func write(_ content: [UInt8], as name: String) throws {
        let file = file(name), new = file + ".new", files = FileManager.default
        try files.createDirectory(
            at: URL(fileURLWithPath: file).deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard files.createFile(atPath: new, contents: nil, attributes: [.posixPermissions: 0o600]), let handle = FileHandle(forWritingAtPath: new) else {
            throw CocoaError(.fileWriteUnknown)
        }
        do {
            try handle.write(contentsOf: Data(content))
            try handle.synchronize()
            try handle.close()
            guard rename(new, file) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            try? files.removeItem(atPath: new)
            throw error
        }
    }

    func get(_ name: String) async throws -> [UInt8]? { FileManager.default.contents(atPath: file(name)).map(Array.init) }

    func remove(_ name: String) async throws {
        guard FileManager.default.fileExists(atPath: file(name)) else { return }
        try FileManager.default.removeItem(atPath: file(name))
    }
}

extension ObjectStore: FilePlace {
    var kind: FilePlaceKind { .store }
    func put(_ content: [UInt8], as name: String) async throws { try await put(content, as: name, sha256: Digest.sha256(content)) }
    func get(_ name: String) async throws -> [UInt8]? { try await get(name, limit: FileDesk.sealedLength) }
}

/// A place that ends with the program.
final class MemoryPlace: FilePlace {
    let kind = FilePlaceKind.memory
    private let kept = Mutex<[String: [UInt8]]>([:])

    func put(_ content: [UInt8], as name: String) async throws { kept.withLock { $0[name] = content } }
    func get(_ name: String) async throws -> [UInt8]? { kept.withLock { $0[name] } }
    func remove(_ name: String) async throws { kept.withLock { $0[name] = nil } }
}
