import Foundation
public import Storage

/// Fresh databases for tests: in memory, or on the PostgreSQL server that `scripts/with-postgres` runs beside them.
public enum TestDatabase {
    /// Address of the server with `NAME` for the database; `nil` where the tests run on SQLite.
    public static let server = ProcessInfo.processInfo.environment["LACHAN_TEST_POSTGRES"]

    /// On a busy machine a test waits rather than fails.
    public static let patience = Duration.seconds(300)

    public static var isPostgres: Bool { server != nil }

    /// An empty database.
    public static func empty() async throws -> Database {
        guard let server else { return try Database.memory() }
        return try await Database.postgres(url: try made(on: server, from: "template0"), lanes: 4, patience: patience)
    }

    /// A database made ready by the closure; on a server that is done once, and copied.
    public static func migrated(_ prepare: @escaping @Sendable (Database) async throws -> Void) async throws -> Database {
        guard let server else {
            let database = try Database.memory()
            try await prepare(database)
            return database
        }
        let template = try await Template.shared.name(on: server, prepare)
        return try await Database.postgres(url: try made(on: server, from: template), lanes: 4, patience: patience)
    }

    /// The address of a new database.
    public static func made(on server: String, from template: String) throws -> String {
        let name = "t" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        try PostgresServer.run("CREATE DATABASE \(name) TEMPLATE \(template)", url: server.replacingOccurrences(of: "NAME", with: "postgres"))
        return server.replacingOccurrences(of: "NAME", with: name)
    }
}

/// One migrated database, made once and copied for each test.
private actor Template {
    static let shared = Template()
    private var making: Task<String, any Error>?

    func name(on server: String, _ prepare: @escaping @Sendable (Database) async throws -> Void) async throws -> String {
        if let making { return try await making.value }
        let task = Task {
            let url = try TestDatabase.made(on: server, from: "template0"), database = try await Database.postgres(url: url)
            try await prepare(database)
            try await database.close()
            return String(url.dropFirst("postgres:///".count).prefix { $0 != "?" })
        }
        making = task
        return try await task.value
    }
}
