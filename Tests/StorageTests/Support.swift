import Foundation
import TestDatabase

@testable import Storage

/// A folder of its own that goes with the value.
final class Folder: Sendable {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("lachan-\(UUID().uuidString)").path

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws {
        try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
    }
}

/// Stands for `ID` of the domain: a value that encodes as one text.
struct Code: Codable, Hashable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }
    init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension StorageError {
    /// Which one it is; the message is the engine's own.
    var kind: String? { Mirror(reflecting: self).children.first?.label }
}

enum Colour: String, Codable, Sendable { case red, green }

extension Storage.Database {
    /// A database with one table to write in.
    static func withNotes() async throws -> Storage.Database {
        let database = try await TestDatabase.empty()
        try await database.write { connection in
            try connection.script(
                "CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT NOT NULL, size BIGINT CHECK (size > 0), parent_id TEXT REFERENCES notes (id))")
        }
        return database
    }

    func run(_ sql: SQL) async throws {
        _ = try await write { try $0.execute(sql) }
    }

    func texts(_ sql: SQL) async throws -> [String] {
        try await read { try $0.rows(sql).map { try $0.single(String.self) } }
    }

    func number(_ sql: SQL) async throws -> Int? {
        try await read { try $0.rows(sql).first?.single(Int.self) }
    }
}
