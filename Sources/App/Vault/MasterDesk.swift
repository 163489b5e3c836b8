import Foundation
import Synchronization
import Vault

/// Where the master keys are, and what was read there last.
final class MasterDesk: Sendable {
    private enum Source {
        case memory
        case text(String)
        case file(String)
    }

    private let source: Source
    private let keys: Mutex<MasterKeys>

    /// Keys that end with the program, for tests.
    init() {
        source = .memory
        keys = Mutex(.random())
    }

    /// Reads the keys that the configuration names, and makes the file where there is none yet.
    /// - Parameter isThere: whether there must be one already, as for opening what was sealed before.
    /// - Throws: `StartRefusal` for a file that others may read, or that holds something else.
    init(_ config: Config, isThere: Bool = false) throws {
        if let text = config.masterKey {
            source = .text(text)
        } else {
            source = .file(config.masterKeyPath)
            if !isThere, !FileManager.default.fileExists(atPath: config.masterKeyPath) { try Self.write(.random(), to: config.masterKeyPath) }
        }
        keys = Mutex(try Self.read(source))
    }

    /// As they were read last.
    var known: MasterKeys { keys.withLock { $0 } }

    /// As they stand there now: another program may have renewed them.
    func fresh() throws -> MasterKeys {
        if case .memory = source { return known }
        let read = try Self.read(source)
        keys.withLock { $0 = read }
        return read
    }

    /// Puts a new key in force, if it is for the program to write there.
    /// - Parameter needed: names of older keys that something is still wrapped by; the others are forgotten.
    /// - Returns: whether a new one was made: not where the keys come from the environment.
    func renew(needed: Set<String>) throws -> Bool {
        var new = try fresh()
        new.forget(except: needed)
        new.renew()
        switch source {
        case .memory: break
        case .text: return false
        case .file(let path): try Self.write(new, to: path)
        }
        keys.withLock { [new] in $0 = new }
        return true
    }

    private static func read(_ source: Source) throws -> MasterKeys {
        switch source {
        case .memory: return .random()
        case .text(let text):
            guard let keys = MasterKeys(text: text) else { throw expected("LACHAN_MASTER_KEY") }
            return keys
        case .file(let path):
            guard FileManager.default.fileExists(atPath: path) else { throw StartRefusal("Không có khóa chủ ở \(path). / There is no master key at \(path).") }
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0
            // systemd gives a credential to the service's user through its group.
            let isCredential = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"].map { path.hasPrefix($0 + "/") } ?? false
            guard mode & (isCredential ? 0o037 : 0o077) == 0 else {
                throw StartRefusal("Người khác đọc được khóa chủ \(path): cần chmod 600. / Others may read the master key \(path): it needs chmod 600.")
            }
            guard let text = try? String(contentsOfFile: path, encoding: .utf8), let keys = MasterKeys(text: text) else { throw expected(path) }
            return keys
        }
    }

    private static func expected(_ place: String) -> StartRefusal {
        StartRefusal(
            """
            Không đọc được khóa chủ ở \(place): mỗi dòng cần tên, một dấu cách và 32 byte viết bằng base64. / \
            Cannot read the master key at \(place): each line needs a name, a blank and 32 bytes in base 64.
            """)
    }

    /// Writes beside it and puts it in place, so that there is a whole file always.
    private static func write(_ keys: MasterKeys, to path: String) throws {
        let new = path + ".new", files = FileManager.default
        do {
            try files.createDirectory(
                at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            guard files.createFile(atPath: new, contents: nil, attributes: [.posixPermissions: 0o600]), let file = FileHandle(forWritingAtPath: new) else {
                throw CocoaError(.fileWriteUnknown)
            }
            // On the disk before it takes the place of the one that is there.
            try file.write(contentsOf: Data(keys.text.utf8))
            try file.synchronize()
            try file.close()
            guard rename(new, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw StartRefusal("Không ghi được khóa chủ ở \(path). / Cannot write the master key at \(path): \(error)")
        }
    }
}
