import Domain
import Foundation
import Hummingbird
import Logging
import Reader
import Storage

/// Everything that handlers share; passed, never looked up.
public struct App: Sendable {
    let db: Database
    let config: Config
    let log: Logger
    let vietnamese: Language
    let english: Language
    let assets: Assets
    let passwords = PasswordDesk()
    let papers = ReaderDesk()
    let clock: Clock

    /// The version that pages, `/health` and `--version` name.
    public static let version = "0.1.0"

    init(db: Database, config: Config) throws {
        self.db = db
        self.config = config
        log = Logger(label: "lachan")
        (vietnamese, english) = try Language.load()
        assets = try Assets(bootstrap: config.bootstrap)
        clock = config.isDemo ? .demonstration : .real
    }

    /// Opens the database that the configuration names and brings its schema up to date.
    public static func open(_ config: Config) async throws -> App {
        let db = try openDatabase(config)
        try await migrator.migrate(db)
        return try App(db: db, config: config)
    }

    /// - Returns: the migrations that were run; empty when the schema was current.
    public static func migrate(_ config: Config) async throws -> [String] {
        try await migrator.migrate(openDatabase(config))
    }

    static func openDatabase(_ config: Config) throws -> Database {
        let url = config.database ?? "sqlite:\(config.data)/lachan.sqlite"
        guard url.hasPrefix("sqlite:") else {
            let kind = url.prefix { $0 != ":" }
            throw StartRefusal("Không hiểu cơ sở dữ liệu loại “\(kind)”: cần sqlite:ĐƯỜNG-DẪN. / Unknown kind of database “\(kind)”: expected sqlite:PATH.")
        }
        let path = String(url.dropFirst("sqlite:".count))
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            return try Database.sqlite(path: path)
        } catch {
            throw StartRefusal("Không mở được cơ sở dữ liệu ở \(path). / Cannot open the database at \(path): \(error)")
        }
    }

    static var migrator: Migrator { Migrator(folder: Bundle.module.bundleURL.appendingPathComponent("Migrations").path) }

    func close() throws { try db.close() }

    func read<T: Sendable>(as viewer: Viewer, _ body: @escaping @Sendable (Tx) throws -> T) async throws -> T {
        try await db.read { [clock] connection in
            try body(Tx(connection: connection, viewer: viewer, now: try clock.now(connection)))
        }
    }

    func write<T: Sendable>(as viewer: Viewer, at moment: Moment? = nil, _ body: @escaping @Sendable (Tx) throws -> T) async throws -> T {
        try await db.write { [clock] connection in
            try body(Tx(connection: connection, viewer: viewer, now: try moment ?? clock.now(connection)))
        }
    }
}

/// A start or a command that cannot go on; the text says what was expected, in Vietnamese and English.
public struct StartRefusal: Error, CustomStringConvertible, Sendable {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
