internal import CLibPQ
import Foundation

/// One open connection of libpq; its statements are prepared once each. Used on one thread at a time.
final class PostgresLink: Session {
    private let connection: OpaquePointer
    /// Names of prepared statements by their text.
    private var prepared: [String: String] = [:]
    private var statementCount = 0

    /// So many prepared statements are kept; lists of many lengths would otherwise fill the server.
    private static let keptStatements = 500

    /// - Throws: `StorageError.unavailable` with what libpq says.
    init(url: String) throws {
        // Seconds to connect, milliseconds until a silent network counts as lost.
        let separator = url.contains("?") ? "&" : "?"
        guard let connection = PQconnectdb(url + separator + "connect_timeout=5&tcp_user_timeout=15000&application_name=lachan") else {
            throw StorageError.unavailable("out of memory")
        }
        self.connection = connection
        guard PQstatus(connection) == CONNECTION_OK else { throw StorageError.unavailable(Self.message(connection)) }
        try command("SET client_encoding = 'UTF8'; SET client_min_messages = warning; SET statement_timeout = 30000")
    }

    deinit { PQfinish(connection) }

    var isLost: Bool { PQstatus(connection) != CONNECTION_OK }
    var isInTransaction: Bool { PQtransactionStatus(connection) != PQTRANS_IDLE }

    /// Runs statements without values.
    func command(_ text: String) throws {
        _ = try Answer.of(PQexec(connection, text), connection)
    }

    /// - Throws: `StorageError.fault` if the server rolled back because a statement had failed and somebody went on nevertheless.
    func commit() throws {
        let answer = try Answer.of(PQexec(connection, "COMMIT"), connection)
        guard answer.tag == "COMMIT" else { throw StorageError.fault("a statement of the transaction had failed") }
    }

    func rows(_ sql: SQL) throws -> [Row] { try run(sql).rows }

    func execute(_ sql: SQL) throws -> Int { try run(sql).changedCount }

    func script(_ text: String) throws {
        try command("SET LOCAL statement_timeout = 0")
        try command(text)
    }

    func lock(_ table: String) throws { try command("LOCK TABLE \(table) IN EXCLUSIVE MODE") }

    private func run(_ sql: SQL) throws -> Answer {
        let (text, values) = sql.rendered { "$\($0)" }
        let name = try statement(for: text)
        return try Arguments(values).withPointers { pointers, lengths, formats in
            try Answer.of(PQexecPrepared(connection, name, Int32(values.count), pointers, lengths, formats, 0), connection)
        }
    }

    private func statement(for text: String) throws -> String {
        if let name = prepared[text] { return name }
        if prepared.count >= Self.keptStatements {
            try command("DEALLOCATE ALL")
            prepared = [:]
        }
        statementCount += 1
        let name = "s\(statementCount)"
        _ = try Answer.of(PQprepare(connection, name, text, 0, nil), connection)
        prepared[text] = name
        return name
    }

    fileprivate static func message(_ connection: OpaquePointer) -> String {
        String(cString: PQerrorMessage(connection)).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

// MARK: Bulk and shape

extension PostgresLink {
    func insert(_ rows: [[Value]], columns: [String], into table: String) throws {
        _ = try Answer.of(PQexec(connection, "COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN"), connection)
        for row in rows {
            let line = CopyText.line(of: row)
            let sent = line.withUnsafeBufferPointer { buffer in
                buffer.withMemoryRebound(to: CChar.self) { PQputCopyData(connection, $0.baseAddress, Int32($0.count)) }
            }
            guard sent == 1 else { throw PostgresError.lost(Self.message(connection)) }
        }
        guard PQputCopyEnd(connection, nil) == 1 else { throw PostgresError.lost(Self.message(connection)) }
        var refusal: (any Error)?
        // The answer to COPY, then nothing: libpq wants to be read to the end.
        while let answer = PQgetResult(connection) {
            do { _ = try Answer.of(answer, connection) } catch { refusal = refusal ?? error }
        }
        if let refusal { throw refusal }
    }

    func prepareSearch() throws {
        try command("CREATE INDEX IF NOT EXISTS search_entries_by_word ON search_entries USING gin (string_to_array(words, ' ')) WITH (fastupdate = off)")
    }

    /// The index follows the table.
    func refillSearch() {}
    func index(number: Int64, words: String?) {}

    func searching(_ words: [[String]], where condition: SQL, limit: Int) -> SQL {
        let asked = words.map { spellings -> SQL in
            let list = spellings.map { SQL(parts: [.value(.text($0))]) }.joined(separator: ", ")
            return "string_to_array(words, ' ') && ARRAY[\(list)]::text[]"
        }
        return "SELECT * FROM search_entries WHERE \(asked.joined(separator: " AND ")) AND \(condition) LIMIT \(limit)"
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

/// Values as COPY reads them: by bytes, since `\r\n` is one character to Swift.
private enum CopyText {
    static func line(of row: [Value]) -> [UInt8] {
        var line: [UInt8] = []
        for (i, value) in row.enumerated() {
            if i > 0 { line.append(UInt8(ascii: "\t")) }
            switch value {
            case .null: line += "\\N".utf8
            case .bytes(let bytes): line += ("\\\\x" + Hexadecimal.of(bytes)).utf8
            default: (value.text ?? "").utf8.forEach { escape($0, to: &line) }
            }
        }
        line.append(UInt8(ascii: "\n"))
        return line
    }

    private static func escape(_ byte: UInt8, to line: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\\"): line += "\\\\".utf8
        case UInt8(ascii: "\t"): line += "\\t".utf8
        case UInt8(ascii: "\n"): line += "\\n".utf8
        case UInt8(ascii: "\r"): line += "\\r".utf8
        default: line.append(byte)
        }
    }
}

enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    static func of(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Reads pairs of digits; what is none counts as 0.
    static func read(_ text: UnsafeBufferPointer<CChar>) -> [UInt8] {
        func digit(_ byte: CChar) -> UInt8 {
            let byte = UInt8(bitPattern: byte)
            return byte >= 97 ? byte &- 87 : byte &- 48
        }
        return stride(from: 0, to: text.count - 1, by: 2).map { digit(text[$0]) << 4 | digit(text[$0 + 1]) }
    }
}

/// Values as libpq wants them: text that ends in NUL, bytes as they are.
private struct Arguments {
    private var bytes: [UInt8] = []
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [Value]) {
        for value in values {
            starts.append(value == .null ? nil : bytes.count)
            switch value {
            case .null: lengths.append(0)
            case .bytes(let content):
                bytes += content
                lengths.append(Int32(content.count))
            default:
                let text = Array((value.text ?? "").utf8)
                bytes += text
                lengths.append(Int32(text.count))
            }
            bytes.append(0)
            if case .bytes = value { formats.append(1) } else { formats.append(0) }
        }
    }

    func withPointers<T>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) throws -> T
    ) rethrows -> T {
        try bytes.withUnsafeBufferPointer { buffer in
            try buffer.withMemoryRebound(to: CChar.self) { characters in
                let pointers = starts.map { start in start.flatMap { at in characters.baseAddress.map { $0 + at } } }
                return try pointers.withUnsafeBufferPointer { pointers in
                    try lengths.withUnsafeBufferPointer { lengths in
                        try formats.withUnsafeBufferPointer { formats in try body(pointers.baseAddress, lengths.baseAddress, formats.baseAddress) }
                    }
                }
            }
        }
    }
}

/// What the server answered; freed with the value.
private final class Answer {
    private let pointer: OpaquePointer

    private init(pointer: OpaquePointer) {
        self.pointer = pointer
    }

    /// - Throws: `PostgresError` or `StorageError` unless the statement was carried out.
    static func of(_ pointer: OpaquePointer?, _ connection: OpaquePointer) throws -> Answer {
        guard let pointer else { throw PostgresError.lost(PostgresLink.message(connection)) }
        let answer = Answer(pointer: pointer)
        switch PQresultStatus(pointer) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_COPY_IN: return answer
        default: throw answer.failure(connection)
        }
    }

    deinit { PQclear(pointer) }

    private func failure(_ connection: OpaquePointer) -> any Error {
        let state = PQresultErrorField(pointer, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
        let message = String(cString: PQresultErrorMessage(pointer)).trimmingCharacters(in: .whitespacesAndNewlines)
        switch state {
        case "40001", "40P01": return PostgresError.clash(message)
        case "": return PostgresError.lost(message.isEmpty ? PostgresLink.message(connection) : message)
        default: return StorageError(state: state, message: message)
        }
    }

    var tag: String { String(cString: PQcmdStatus(pointer)) }
    var changedCount: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

    var rows: [Row] {
        let columnCount = PQnfields(pointer), names = (0..<columnCount).map { String(cString: PQfname(pointer, $0)) }
        let types = (0..<columnCount).map { PQftype(pointer, $0) }
        return (0..<PQntuples(pointer)).map { row in
            Row(names: names, values: (0..<columnCount).map { value(row, $0, types[Int($0)]) })
        }
    }

    /// By the types of the catalogue: bool 16, bytea 17, int8 20, int2 21, int4 23, float4 700, float8 701; all else is text.
    private func value(_ row: Int32, _ column: Int32, _ type: Oid) -> Value {
        guard PQgetisnull(pointer, row, column) == 0, let start = PQgetvalue(pointer, row, column) else { return .null }
        let text = UnsafeBufferPointer(start: UnsafePointer(start), count: Int(PQgetlength(pointer, row, column)))
        switch type {
        case 16: return .boolean(text.first == 116)
        case 17: return .bytes(Hexadecimal.read(UnsafeBufferPointer(rebasing: text.dropFirst(2))))
        case 20, 21, 23: return Int64(String(cString: start)).map(Value.integer) ?? .text(String(cString: start))
        case 700, 701: return Double(String(cString: start)).map(Value.double) ?? .text(String(cString: start))
        default: return .text(text.withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) })
        }
    }
}

/// What makes a transaction run again; nobody outside the lane sees it.
enum PostgresError: Error {
    /// Two transactions changed what the other had read, or waited for each other.
    case clash(String)
    /// The connection is gone.
    case lost(String)
}

extension StorageError {
    /// What an SQLSTATE means, the same as SQLite tells it.
    init(state: String, message: String) {
        switch state {
        case "23505": self = .duplicate(message)
        case "23503": self = .missingReference(message)
        case "23502": self = .missingValue(message)
        case "23514": self = .check(message)
        // Disk, memory or connections used up; the server shuts down, starts, or only reads; the statement took too long.
        case _ where ["53", "57", "58", "08"].contains(state.prefix(2)) || ["25006", "55P03"].contains(state): self = .unavailable(message)
        default: self = .fault("\(state): \(message)")
        }
    }
}
