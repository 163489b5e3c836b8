import Domain
import Foundation
import Storage
import Vault

/// Moves a whole installation from one database to another, whatever their engines, and shows that it arrived.
public struct Copying: Sendable {
    let source: Database
    let target: Database

    /// One table as it was copied.
    public struct Table: Sendable {
        public let name: String
        public let rowCount: Int
        /// Over all rows in the order of their keys; the same on both sides.
        public let digest: String
    }

    private static let pageLength = 2_000
    /// Set while the target is not whole; `App.open` refuses a database that bears it.
    static let mark = "unfinished_copy"

    /// - Throws: `StartRefusal` if one of the two cannot be opened, the source is not current, or the target is not empty.
    public static func open(from: String, to: String) async throws -> Copying {
        guard from != to else { throw StartRefusal("Nguồn và đích là một. / Source and target are the same.") }
        let source = try await App.openDatabase(from)
        guard try await App.migrator.pending(in: source).isEmpty else {
            throw StartRefusal("Nguồn chưa theo lược đồ này: chạy lachan migrate trước. / The source is not at this schema: run lachan migrate first.")
        }
        return Copying(source: source, target: try await empty(to))
    }

    /// Opens a database at this schema that nothing is in yet.
    /// - Throws: `StartRefusal` where something is.
    static func empty(_ url: String) async throws -> Database {
        let target = try await App.openDatabase(url)
        try await App.migrate(target)
        let filled = try await target.read { connection in
            try Self.copied(connection).first { try !connection.page(of: $0, after: nil, limit: 1).isEmpty }?.name
        }
        if let filled { throw StartRefusal("Đích không trống: bảng \(filled) đã có dữ liệu. / The target is not empty: table \(filled) has rows.") }
        return target
    }

    /// Copies table by table, then reads both sides again and compares.
    /// - Parameter say: hears each table as it is done.
    /// - Throws: `StartRefusal` where the two differ: something was written to the source meanwhile.
    public func run(say: (Table) -> Void) async throws {
        try await target.write { try SettingStore(connection: $0).set(Self.mark, to: "yes") }
        let tables = try await source.read { try Self.copied($0) }
        for table in tables {
            try await copy(table)
            let (there, here) = (try await Self.digest(of: table, in: source), try await Self.digest(of: table, in: target))
            guard there.digest == here.digest, there.rowCount == here.rowCount else {
                throw StartRefusal(
                    """
                    Bảng \(table.name) khác nhau ở hai bên: nguồn đã bị ghi trong lúc chép. Dừng chương trình, xóa đích rồi chép lại. / \
                    Table \(table.name) differs: the source was written to meanwhile. Stop the program, remove the target, copy again.
                    """)
            }
            say(here)
        }
        try await target.write { connection in
            try connection.refillSearch()
            try SettingStore(connection: connection).remove(Self.mark)
        }
    }

    /// All but what the target has of its own.
    private static func copied(_ connection: Connection) throws -> [TableShape] {
        try connection.tables().filter { $0.name != "migrations" }
    }

    private func copy(_ table: TableShape) async throws {
        try await Self.pages(of: table, in: source) { page in
            try await target.write { connection in
                try connection.insert(page.map { row in table.columns.map { row[$0] ?? .null } }, columns: table.columns, into: table.name)
            }
        }
    }

    private static func digest(of table: TableShape, in database: Database) async throws -> Table {
        var digest = "", count = 0
        try await pages(of: table, in: database) { page in
            let rows = page.filter { $0["name"]?.text != mark || table.name != "settings" }
            digest = Digest.sha256(Array(digest.utf8) + rows.flatMap { row in table.columns.flatMap { bytes(of: row[$0] ?? .null) } })
            count += rows.count
        }
        return Table(name: table.name, rowCount: count, digest: digest)
    }

    /// A value spelt the same on both engines: its kind, its length, its bytes.
    private static func bytes(of value: Value) -> [UInt8] {
        let content: [UInt8]
        switch value {
        case .null: return [0]
        case .boolean(let flag): content = Array((flag ? "1" : "0").utf8)
        case .bytes(let bytes): content = bytes
        case .text, .integer, .double: content = Array((value.text ?? "").utf8)
        }
        return [1] + Array("\(content.count):".utf8) + content
    }

    /// Every row, some thousand at a time, in the order of the keys.
    private static func pages(of table: TableShape, in database: Database, _ body: ([Row]) async throws -> Void) async throws {
        var last: Row?
        while true {
            let after = last
            let page = try await database.read { try $0.page(of: table, after: after, limit: Self.pageLength) }
            guard let end = page.last else { return }
            try await body(page)
            last = end
        }
    }
}
