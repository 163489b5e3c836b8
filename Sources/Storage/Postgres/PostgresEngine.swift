import Foundation

/// PostgreSQL through libpq: a fixed number of connections, each with a thread of its own.
///
/// Reading transactions see one state of the data (REPEATABLE READ); writing ones run SERIALIZABLE and again where two clash.
final class PostgresEngine: Engine {
    private let pool: LanePool
    let place: String

    init(url: String, lanes: Int, patience: Duration) {
        place = Self.withoutPassword(url)
        pool = LanePool(lanes: (0..<max(1, lanes)).map { PostgresLane(url: url, number: $0) }, patience: patience)
    }

    /// Connects once, so that a wrong address is told at start.
    func greet() async throws {
        let collation = try await read { connection in
            try connection.rows(
                """
                SELECT CASE WHEN datlocprovider = 'c' THEN datcollate ELSE 'ICU' END AS collation FROM pg_database WHERE datname = current_database()
                """
            ).first?.single(String.self) ?? ""
        }
        guard ["C", "POSIX", "C.UTF-8", "C.utf8", "ucs_basic"].contains(collation) else {
            throw StorageError.fault("the database sorts text by \(collation): make it with LOCALE 'C' ENCODING 'UTF8' TEMPLATE template0")
        }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await pool.with { lane in try await lane.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body) }
    }

    func glance<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await pool.with { lane in try await lane.transaction(nil, body) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await pool.with { lane in try await lane.transaction("BEGIN ISOLATION LEVEL SERIALIZABLE", writes: true, body) }
    }

    func load() async -> Load { await pool.load }

    func close() async throws {
        await pool.close()
    }

    /// `postgres://an:secret@host/x` becomes `postgres://an@host/x`.
    static func withoutPassword(_ url: String) -> String {
        var url = url.replacing(#/(?<head>:\/\/[^:@\/]*):[^@\/]*@/#) { "\($0.output.head)@" }
        url.replace(#/(?<head>[?&]password=)[^&]*/#) { "\($0.output.head)…" }
        return url
    }
}

/// What is done to a server rather than to a database, outside any transaction.
package enum PostgresServer {
    /// - Throws: `StorageError`, as every other statement.
    package static func run(_ command: String, url: String) throws {
        do {
            try PostgresLink(url: url).command(command)
        } catch PostgresError.lost(let message) {
            throw StorageError.unavailable(message)
        }
    }
}
