import Domain
import Foundation
import Hummingbird
import Logging
import Reader
import Storage
import Vault

/// Everything that handlers share; passed, never looked up.
public struct App: Sendable {
    let db: Database
    let config: Config
    let log: Logger
    let vietnamese: Language
    let english: Language
    let assets: Assets
    let passwords = PasswordDesk()
    let meters = Meters()
    let papers = ReaderDesk()
    let listeners = Listeners()
    /// `nil` where nobody collects traces.
    let tracer: Tracer?
    let clock: Clock
    let masters: MasterDesk
    let files: FileDesk
    /// `nil` where people sign in here alone.
    let provider: Provider?
    /// `nil` where no such list is configured.
    let breached: BreachedPasswords?

    /// The version that pages, `/health` and `--version` name.
    public static let version = "0.1.0"

    /// - Parameters:
    ///   - masters: `nil` makes keys that end with the program.
    ///   - files: `nil` keeps files in memory.
    init(db: Database, config: Config, masters: MasterDesk? = nil, files: FileDesk? = nil) throws {
        let log = Logger(label: "lachan")
        self.log = log
        self.db = db
        self.config = config
        self.masters = masters ?? MasterDesk()
        self.files = files ?? FileDesk()
        provider = try Provider(config)
        breached = try config.breachedPasswords.map(BreachedPasswords.init)
        tracer = config.otlp.map { Tracer(url: $0, log: log) }
        (vietnamese, english) = try Language.load()
        assets = try Assets(bootstrap: config.bootstrap)
        clock = config.isDemo ? .demonstration : .real
    }

    /// Opens the database that the configuration names and brings its schema up to date.
    public static func open(_ config: Config) async throws -> App {
        LogLines.use(asJSON: config.logsJSON)
        try config.refuseClearLines()
        let db = try await openDatabase(config.databaseURL)
        try await migrate(db)
        if try await db.read({ try SettingStore(connection: $0).value(Copying.mark) }) != nil {
            throw StartRefusal(
                """
                Cơ sở dữ liệu này là bản chép dở (lachan copy chưa xong): xóa rồi chép lại. / \
                This database is an unfinished copy (lachan copy did not end): remove it and copy again.
                """)
        }
        let app = try App(db: db, config: config, masters: MasterDesk(config), files: FileDesk(config))
        try await app.prepareKeys()
        try await app.nameProvider()
        try await app.sealOldFiles()
        try await app.vouchForRows()
        return app
    }

    /// Makes the keys that are missing, and tries those that are there.
    /// - Throws: `StartRefusal` where the master key is not the one that wrapped them.
    private func prepareKeys() async throws {
        do {
            try await write(as: .program) { tx in _ = (try tx.keys.signing(), try tx.keys.searching(), try tx.keys.factors()) }
        } catch is Unsealable {
            throw StartRefusal(
                """
                Khóa chủ không phải là khóa của cơ sở dữ liệu này: dữ liệu đã niêm phong không mở được. / \
                The master key is not the one of this database: what is sealed cannot be opened.
                """)
        }
    }

    /// What was tied to a provider before its name was kept is tied to the one of now.
    private func nameProvider() async throws {
        guard let provider else { return }
        try await write(as: .program) { tx in try tx.providers.adopt(issuer: provider.issuer) }
    }

    /// Makes the index of the search box; an installation that comes from before there was one is read whole, once.
    private static func prepareSearch(_ db: Database) async throws {
        _ = try await db.write { connection in
            try connection.prepareSearch()
            let tx = Tx(connection: connection, viewer: .program, now: Clock.machine, masters: MasterDesk())
            if try tx.search.isEmpty() { try tx.search.rebuild() }
        }
    }

    /// - Returns: the migrations that were run; empty when the schema was current.
    public static func migrate(_ config: Config) async throws -> [String] {
        try await migrate(openDatabase(config.databaseURL))
    }

    /// - Throws: `StartRefusal` naming the migration that did not go through.
    @discardableResult
    static func migrate(_ db: Database) async throws -> [String] {
        do {
            let run = try await migrator.migrate(db)
            try await LedgerChaining(db: db).run()
            try await prepareSearch(db)
            return run
        } catch let newer as NewerSchema {
            throw StartRefusal(
                """
                Cơ sở dữ liệu đã qua một phiên bản mới hơn (\(newer.name)): hãy dùng bản chương trình đó, hoặc khôi phục bản sao lưu trước khi nâng cấp. / \
                A newer version has served this database (\(newer.name)): use that program, or restore the backup from before the upgrade.
                """)
        } catch let failure as MigrationFailure {
            throw StartRefusal(
                """
                Không nâng được lược đồ: \(failure.name) không chạy được và không để lại gì. / \
                The schema could not be brought up to date: \(failure.name) failed and left nothing of itself: \(failure.cause)
                """)
        }
    }

    /// Opens what a database address names.
    /// - Throws: `StartRefusal` that says what was expected, or why it cannot be opened.
    static func openDatabase(_ url: String) async throws -> Database {
        if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") { return try await openPostgres(url) }
        guard url.hasPrefix("sqlite:") else {
            let kind = url.prefix { $0 != ":" }
            throw StartRefusal(
                """
                Không hiểu cơ sở dữ liệu loại “\(kind)”: cần sqlite:ĐƯỜNG-DẪN hoặc postgres://TÊN@MÁY/CSDL. / \
                Unknown kind of database “\(kind)”: expected sqlite:PATH or postgres://USER@HOST/NAME.
                """)
        }
        let path = String(url.dropFirst("sqlite:".count))
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            return try Database.sqlite(path: path)
        } catch StorageError.unavailable(let why) {
            throw StartRefusal(
                """
                Không mở được cơ sở dữ liệu ở \(path): đang bận hoặc không dùng được; thử lại sau. / \
                Cannot open the database at \(path): it is busy or cannot be used; try again later: \(why)
                """)
        } catch {
            throw StartRefusal("Không mở được cơ sở dữ liệu ở \(path). / Cannot open the database at \(path): \(error)")
        }
    }

    private static func openPostgres(_ url: String) async throws -> Database {
        try Config.refuseClear(postgres: url)
        do {
            return try await Database.postgres(url: url)
        } catch let error as StorageError {
            throw StartRefusal("Không mở được cơ sở dữ liệu PostgreSQL. / Cannot open the PostgreSQL database: \(error)")
        }
    }

    static var migrator: Migrator { Migrator(folder: Bundle.module.bundleURL.appendingPathComponent("Migrations").path) }

    func close() async throws { try await db.close() }

    func read<T: Sendable>(as viewer: Viewer, _ body: @escaping @Sendable (Tx) throws -> T) async throws -> T {
        try await db.read { [clock, masters] connection in
            try body(Tx(connection: connection, viewer: viewer, now: try clock.now(connection), masters: masters))
        }
    }

    /// Reads by one statement for the program itself, by the machine's clock.
    func glance<T: Sendable>(_ body: @escaping @Sendable (Tx) throws -> T) async throws -> T {
        try await db.glance { [masters] connection in try body(Tx(connection: connection, viewer: .program, now: Clock.machine, masters: masters)) }
    }

    func write<T: Sendable>(as viewer: Viewer, at moment: Moment? = nil, _ body: @escaping @Sendable (Tx) throws -> T) async throws -> T {
        try await db.write { [clock, masters] connection in
            try body(Tx(connection: connection, viewer: viewer, now: try moment ?? clock.now(connection), masters: masters))
        }
    }
}

/// A start or a command that cannot go on; the text says what was expected, in Vietnamese and English.
public struct StartRefusal: Error, CustomStringConvertible, Sendable {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }

    /// A refusal or a database that is busy, in words of both languages; `nil` for any other error.
    public init?(_ error: any Error) {
        switch error {
        case let refusal as Refusal:
            let english = (try? Language.load())?.english
            self.init(refusal.sentences.map { sentence in english.map { "\(sentence) / \($0(sentence))" } ?? sentence }.joined(separator: "\n"))
        case StorageError.unavailable(let why):
            self.init("Cơ sở dữ liệu đang bận hoặc không dùng được; thử lại sau. / The database is busy or cannot be used; try again later: \(why)")
        default: return nil
        }
    }
}
