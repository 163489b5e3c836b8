internal import CLibPQ
import Foundation

/// One open connection of libpq; its statements are prepared once each. Used on one thread at a time.
final class PostgresLink: Session {
    private let connection: OpaquePointer
    /// Names of prepared statements by their text.
    private var prepared: [String: String] = [:]
    private var statementCount = 0
    /// Statements that were sent and whose answers were not yet read.
    private var sentCount = 0
    /// Texts of statements that are prepared among them: if one before them fails, they are not.
    private var unsure: [String] = []
    /// Words of the search that stand in many entries, with their share of them, and when that is asked for again.
    var commonWords: [String: Double] = [:]
    var commonWordsUntil = ContinuousClock.now

    /// So many answers may wait to be read; more would fill the network's buffers on both sides.
    private static let mostSent = 64

    var engine: String { "PostgreSQL" }
    /// Kept from one transaction to the next, as long as none is undone.
    let memory = SessionMemory()
    private var ownChain: Int?

    /// So many prepared statements are kept; lists of many lengths would otherwise fill the server.
    private static let keptStatements = 500

    /// - Throws: `StorageError.unavailable` with what libpq says.
    init(url: String) throws {
        // Seconds to connect, milliseconds until a silent network counts as lost, and questions to one that says nothing; what the address says goes before.
        let own = "connect_timeout=5&tcp_user_timeout=15000&keepalives_idle=5&keepalives_interval=2&keepalives_count=3&application_name=lachan"
        let parts = url.split(separator: "?", maxSplits: 1)
        guard let connection = PQconnectdb("\(parts[0])?\(own)" + (parts.count == 2 ? "&\(parts[1])" : "")) else {
            throw StorageError.unavailable("out of memory")
        }
        self.connection = connection
        guard PQstatus(connection) == CONNECTION_OK else { throw StorageError.unavailable(Self.message(connection)) }
        // What it says of a refused statement must hold no value: it may stand in the log.
        PQsetErrorVerbosity(connection, PQERRORS_TERSE)
        try command("SET client_encoding = 'UTF8'; SET client_min_messages = warning; SET statement_timeout = 30000")
    }

    deinit { PQfinish(connection) }

    var isLost: Bool { PQstatus(connection) != CONNECTION_OK }
    var isInTransaction: Bool { PQtransactionStatus(connection) != PQTRANS_IDLE }

    /// Runs statements without values.
    func command(_ text: String) throws {
        try leavePipeline()
        _ = try PostgresAnswer.of(PQexec(connection, text), connection)
    }

    /// Sent with the first statement of the transaction, and answered with it.
    func begin(_ text: String) throws { try send(SQL(trusted: text)) }

    /// - Throws: `StorageError.fault` if the server rolled back because a statement had failed and somebody went on nevertheless.
    func commit() throws {
        guard try run("COMMIT").tag == "COMMIT" else { throw StorageError.fault("a statement of the transaction had failed") }
    }

    /// Whatever is still on its way belongs to what is undone.
    func rollBack() {
        try? settle()
        try? command("ROLLBACK")
    }

    func rows(_ sql: SQL) throws -> [Row] { try run(sql).rows }

    func chain() throws -> Int {
        guard let ownChain else { throw StorageError.fault("a chain is claimed before the transaction begins") }
        return ownChain
    }

    /// Claims the first chain that no other connection holds, until this one ends; outside a transaction, so that the next sees all of it.
    func claimChain() throws {
        var number = ownChain ?? 0
        while ownChain == nil {
            number += 1
            if try run("SELECT pg_try_advisory_lock(\(Self.chainLocks), \(number)) AS mine").rows.first?.single(Bool.self) == true { ownChain = number }
        }
    }

    /// Of the locks that the programs on one database share, those of chains.
    private static let chainLocks = 27_765

    func execute(_ sql: SQL) throws -> Int { try run(sql).changedCount }

    func later(_ sql: SQL) throws {
        try send(sql)
        if sentCount >= Self.mostSent { try settle() }
    }

    func script(_ text: String) throws {
        try command("SET LOCAL statement_timeout = 0")
        try command(text)
    }

    func lock(_ table: String) throws { try command("LOCK TABLE \(table) IN EXCLUSIVE MODE") }

    func settle() throws { _ = try settled() }

    private func run(_ sql: SQL) throws -> PostgresAnswer {
        try send(sql)
        guard let answer = try settled() else { throw StorageError.fault("a statement was not answered") }
        return answer
    }

    // MARK: The pipeline: a statement goes out at once, and its answer is read when somebody wants one

    private func send(_ sql: SQL) throws {
        let (text, values) = sql.rendered { "$\($0)" }
        let name = try statement(for: text)
        let isSent = PostgresArguments(values).withPointers { pointers, lengths, formats in
            PQsendQueryPrepared(connection, name, Int32(values.count), pointers, lengths, formats, 0)
        }
        try sent(isSent)
    }

    private func statement(for text: String) throws -> String {
        if prepared[text] == nil && prepared.count >= Self.keptStatements {
            try command("DEALLOCATE ALL")
            prepared = [:]
        }
        if PQpipelineStatus(connection) == PQ_PIPELINE_OFF { PQenterPipelineMode(connection) }
        if let name = prepared[text] { return name }
        statementCount += 1
        let name = "s\(statementCount)"
        try sent(PQsendPrepare(connection, name, text, 0, nil))
        prepared[text] = name
        unsure.append(text)
        return name
    }

    private func sent(_ code: Int32) throws {
        guard code == 1 else { throw PostgresError.lost(Self.message(connection)) }
        sentCount += 1
    }

    /// Reads the answers to all that was sent.
    /// - Returns: that to the last statement; `nil` where nothing was sent.
    /// - Throws: what the first that failed says; none after it was carried out.
    private func settled() throws -> PostgresAnswer? {
        guard sentCount > 0 else { return nil }
        guard PQpipelineSync(connection) == 1 else { throw PostgresError.lost(Self.message(connection)) }
        var last: PostgresAnswer?, failure: (any Error)?, ends = 0
        sentCount = 0
        defer { unsure = [] }
        // Each statement's answer is followed by nothing; the mark of the sync stands at the end.
        while true {
            guard let result = PQgetResult(connection) else {
                ends += 1
                if isLost || ends > 2 * Self.mostSent + 4 { throw failure ?? PostgresError.lost(Self.message(connection)) }
                continue
            }
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC:
                PQclear(result)
                guard let failure else { return last }
                for text in unsure { prepared[text] = nil }
                throw failure
            case PGRES_PIPELINE_ABORTED: PQclear(result)
            default:
                do { last = try PostgresAnswer.of(result, connection) } catch { failure = failure ?? error }
            }
        }
    }

    private func leavePipeline() throws {
        try settle()
        if PQpipelineStatus(connection) != PQ_PIPELINE_OFF && PQexitPipelineMode(connection) == 0 {
            throw PostgresError.lost(Self.message(connection))
        }
    }

    static func message(_ connection: OpaquePointer) -> String {
        String(cString: PQerrorMessage(connection)).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

// MARK: Bulk and shape

extension PostgresLink {
    func insert(_ rows: [[Value]], columns: [String], into table: String) throws {
        try leavePipeline()
        _ = try PostgresAnswer.of(PQexec(connection, "COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN"), connection)
        for row in rows {
            let line = CopyLine.of(row)
            let sent = line.withUnsafeBufferPointer { buffer in
                buffer.withMemoryRebound(to: CChar.self) { PQputCopyData(connection, $0.baseAddress, Int32($0.count)) }
            }
            guard sent == 1 else { throw PostgresError.lost(Self.message(connection)) }
        }
        guard PQputCopyEnd(connection, nil) == 1 else { throw PostgresError.lost(Self.message(connection)) }
        var refusal: (any Error)?
        // The answer to COPY, then nothing: libpq wants to be read to the end.
        while let answer = PQgetResult(connection) {
            do { _ = try PostgresAnswer.of(answer, connection) } catch { refusal = refusal ?? error }
        }
        if let refusal { throw refusal }
    }

    func tables() throws -> [TableShape] {
        struct Line: Decodable { var tableName: String, name: String }
        func byTable(_ sql: SQL) throws -> [String: [String]] {
            Dictionary(grouping: try rows(sql).map { try $0.decode(Line.self) }, by: \.tableName).mapValues { $0.map(\.name) }
        }
        let columns = try byTable(
            "SELECT table_name, column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"
        )
        let keys = try byTable(
            """
            SELECT tables.relname AS table_name, attributes.attname AS name FROM pg_index
            JOIN pg_class AS tables ON tables.oid = pg_index.indrelid AND tables.relnamespace = current_schema()::regnamespace
            CROSS JOIN LATERAL unnest(pg_index.indkey) WITH ORDINALITY AS keys (attnum, place)
            JOIN pg_attribute AS attributes ON attributes.attrelid = tables.oid AND attributes.attnum = keys.attnum
            WHERE pg_index.indisprimary ORDER BY tables.relname, keys.place
            """)
        let points = try byTable(
            """
            SELECT sources.relname AS table_name, targets.relname AS name FROM pg_constraint
            JOIN pg_class AS sources ON sources.oid = pg_constraint.conrelid AND sources.relnamespace = current_schema()::regnamespace
            JOIN pg_class AS targets ON targets.oid = pg_constraint.confrelid WHERE pg_constraint.contype = 'f'
            """)
        return columns.map { name, columns in
            TableShape(name: name, columns: columns, key: keys[name] ?? [], pointsTo: Set(points[name] ?? []).subtracting([name]))
        }
    }
}
