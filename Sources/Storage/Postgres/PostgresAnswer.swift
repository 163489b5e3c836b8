internal import CLibPQ
import Foundation

/// What the server answered; freed with the value.
final class PostgresAnswer {
    private let pointer: OpaquePointer

    private init(pointer: OpaquePointer) {
        self.pointer = pointer
    }

    /// - Throws: `PostgresError` or `StorageError` unless the statement was carried out.
    static func of(_ pointer: OpaquePointer?, _ connection: OpaquePointer) throws -> PostgresAnswer {
        guard let pointer else { throw PostgresError.lost(PostgresLink.message(connection)) }
        let answer = PostgresAnswer(pointer: pointer)
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
        let columnCount = PQnfields(pointer), heading = Heading((0..<columnCount).map { String(cString: PQfname(pointer, $0)) })
        let types = (0..<columnCount).map { PQftype(pointer, $0) }
        return (0..<PQntuples(pointer)).map { row in
            Row(heading: heading, values: (0..<columnCount).map { value(row, $0, types[Int($0)]) })
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
        // A key, or what another process makes at the same moment: a type, a table.
        case "23505", "42710", "42P07": self = .duplicate(message)
        case "23503": self = .missingReference(message)
        case "23502": self = .missingValue(message)
        case "23514": self = .check(message)
        // Disk, memory or connections used up; the server shuts down, starts, or only reads; the statement took too long.
        case _ where ["53", "57", "58", "08"].contains(state.prefix(2)) || ["25006", "55P03"].contains(state): self = .unavailable(message)
        default: self = .fault("\(state): \(message)")
        }
    }
}
