import Domain
import Foundation
import Storage
import Vault

/// One backup or one drill, as it went.
public struct SurvivalRun: Codable, Equatable, Sendable {
    var id: ID<SurvivalRun>
    var kind: Kind
    var at: Moment
    /// The file.
    var place: String
    public var rowCount: Int
    public var byteCount: Int
    public var seconds: Double
    public var isGood: Bool
    /// What was found; empty where all was well.
    public var detail: String

    enum Kind: String, Codable, Sendable {
        case backup, drill
    }
}

extension App {
    /// Writes an encrypted copy of everything, as it was at one moment, while others go on writing.
    /// - Throws: `StartRefusal` where the file cannot be made; a file that was begun is removed.
    public func backUp(to path: String) async throws -> SurvivalRun {
        let started = ContinuousClock.now, key = SealingKey.random(), id = UUID().uuidString
        let (master, wrapped) = try masters.fresh().wrap(key, for: id)
        let heading = Archive.Heading(id: id, at: Clock.machine, master: master, wrapped: wrapped, migrations: try Self.migrator.names())
        do {
            let (begun, rows, stored) = try await read(as: .program) { tx in
                var archive = try ArchiveWriter(path: path, heading: heading, key: key)
                let count = try Self.write(tx.connection, to: &archive)
                return (archive, count, try tx.files.all())
            }
            var archive = begun
            // What the rows name lies there unchanged until nothing has named it for a day.
            for file in stored {
                let content = try await files.place(file.place).get(file.id.text)
                guard let content else { throw StartRefusal("Thiếu tệp \(file.id). / File \(file.id) is gone: see lachan backup drill.") }
                try archive.add(file.id.text)
                try archive.add(.bytes(content))
            }
            try archive.add("")
            try archive.end()
            let run = SurvivalRun(
                id: ID(UUID().uuidString.lowercased()), kind: .backup, at: Clock.machine, place: URL(fileURLWithPath: path).path, rowCount: rows,
                byteCount: archive.byteCount,
                seconds: (ContinuousClock.now - started) / .seconds(1), isGood: true, detail: "")
            try await note(run)
            return run
        } catch {
            if let made = try? ArchiveReader(path: path), made.heading.id == id { try? FileManager.default.removeItem(atPath: path) }
            throw error
        }
    }

    private func note(_ run: SurvivalRun) async throws {
        try await write(as: .program, at: Clock.machine) { tx in try tx.survival.note(run) }
    }

    /// Every table: its name, its columns, then its rows, each begun by yes; no ends a table, an empty name the archive.
    private static func write(_ connection: Connection, to writer: inout ArchiveWriter) throws -> Int {
        var count = 0
        for table in try connection.tables() where table.name != "migrations" {
            try writer.add(table.name)
            try writer.add(.integer(Int64(table.columns.count)))
            for column in table.columns { try writer.add(column) }
            var last: Row?
            while true {
                let page = try connection.page(of: table, after: last, limit: 2_000)
                for row in page {
                    try writer.add(.boolean(true))
                    for column in table.columns { try writer.add(row[column] ?? .null) }
                }
                count += page.count
                guard let end = page.last else { break }
                last = end
            }
            try writer.add(.boolean(false))
        }
        try writer.add("")
        return count
    }

    /// Brings a backup back into an empty database.
    /// - Throws: `StartRefusal` for a file that is no whole backup, that another master key made, or of another version; the target is then not served.
    public static func restore(_ path: String, to url: String, config: Config) async throws -> Int {
        try await restore(ArchiveReader(path: path), to: Copying.empty(url), masters: MasterDesk(config, isThere: true).known, files: FileDesk(config))
    }

    static func restore(_ reader: sending ArchiveReader, to target: Database, masters: MasterKeys, files: FileDesk) async throws -> Int {
        try reader.unlock(by: masters)
        guard try migrator.names() == reader.heading.migrations else {
            throw Archive.broken("it is of another version: restore it by that one (its last migration is \(reader.heading.migrations.last ?? "none"))")
        }
        try await target.write { try SettingStore(connection: $0).set(Copying.mark, to: "yes") }
        var count = 0
        while case let name = try reader.text(), !name.isEmpty {
            guard case .integer(let width) = try reader.value() else { throw Archive.broken("a table without columns") }
            let columns = try (0..<Int(width)).map { _ in try reader.text() }
            var rows: [[Value]] = []
            while try reader.value() == .boolean(true) {
                rows.append(try columns.map { _ in try reader.value() })
                if rows.count == 2_000 {
                    count += try await insert(&rows, columns, name, target)
                }
            }
            count += try await insert(&rows, columns, name, target)
        }
        try await restoreFiles(from: reader, to: target, files)
        guard try reader.isAtEnd() else { throw Archive.broken("something follows its end") }
        try await target.write { connection in
            try connection.refillSearch()
            try SettingStore(connection: connection).remove(Copying.mark)
        }
        return count
    }

    /// Puts each file where new files go, whatever place it came from.
    private static func restoreFiles(from reader: ArchiveReader, to target: Database, _ files: FileDesk) async throws {
        while case let name = try reader.text(), !name.isEmpty {
            guard case .bytes(let content) = try reader.value(), Digest.sha256(content) == name else { throw Archive.broken("file \(name) is not what it was") }
            try await files.current.put(content, as: name)
        }
        let place = files.current.kind
        try await target.write { connection in try FileStore.moveAll(to: place, connection) }
    }

    private static func insert(_ rows: inout [[Value]], _ columns: [String], _ table: String, _ target: Database) async throws -> Int {
        let page = rows.filter { table != "settings" || $0.first != .text(Copying.mark) }
        rows = []
        try await target.write { connection in try connection.insert(page, columns: columns, into: table) }
        return page.count
    }
}
