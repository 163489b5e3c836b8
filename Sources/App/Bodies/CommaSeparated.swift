import Domain

/// Comma-separated values (RFC 4180): fields may stand in quotes, quotes within are doubled.
enum CommaSeparated {
    struct Record: Equatable {
        /// Line on which it begins, from 1.
        var line: Int
        var fields: [String]
    }

    /// Every record that is not an empty line. Byte by byte: a national list has a million of them.
    static func records(_ text: String) -> [Record] {
        var records: [Record] = [], fields: [String] = [], field: [UInt8] = [], isQuoted = false, line = 1, start = 1
        func endField() {
            fields.append(String(decoding: field, as: UTF8.self))
            field.removeAll(keepingCapacity: true)
        }
        func endRecord() {
            endField()
            if fields != [""] { records.append(Record(line: start, fields: fields)) }
            fields = []
        }
        let bytes = Array(text.utf8)
        var at = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        while at < bytes.count {
            let byte = bytes[at], next = at + 1 < bytes.count ? bytes[at + 1] : 0
            switch byte {
            case UInt8(ascii: "\"") where isQuoted && next == UInt8(ascii: "\""):
                field.append(byte)
                at += 1
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted: endField()
            case UInt8(ascii: "\r") where !isQuoted && next == UInt8(ascii: "\n"): break
            case UInt8(ascii: "\n") where !isQuoted:
                endRecord()
                line += 1
                start = line
            default:
                if byte == UInt8(ascii: "\n") { line += 1 }
                field.append(byte)
            }
            at += 1
        }
        endRecord()
        return records
    }
}

/// A table with a heading line, each of whose lines is read or told why it cannot be.
struct CommaSeparatedTable {
    /// Why a line cannot be taken, in Vietnamese without a full stop.
    struct Unfit: Error {
        let why: String
    }

    /// One line by the names of its columns.
    struct Line {
        let number: Int
        fileprivate let fields: [String: String]

        /// Empty where the column is empty.
        subscript(_ name: String) -> String { fields[name] ?? "" }

        func needed(_ name: String) throws(Unfit) -> String {
            guard !self[name].isEmpty else { throw Unfit(why: "cột \(name) trống") }
            return self[name]
        }

        func one<Choice: RawRepresentable & CaseIterable>(_ name: String, of type: Choice.Type) throws(Unfit) -> Choice where Choice.RawValue == String {
            guard let choice = Choice(rawValue: self[name]) else {
                throw Unfit(why: "\(name) “\(self[name])”, cần một trong: " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return choice
        }

        /// `nil` where the column is empty.
        func day(_ name: String) throws(Unfit) -> Day? {
            guard !self[name].isEmpty else { return nil }
            guard let day = Day(self[name]) else { throw Unfit(why: "\(name) “\(self[name])”, cần ngày như 2024-01-01") }
            return day
        }

        func neededDay(_ name: String) throws(Unfit) -> Day {
            guard let day = try day(name) else { throw Unfit(why: "\(name) “”, cần ngày như 2024-01-01") }
            return day
        }

        /// `nil` where the column is empty.
        func number(_ name: String, in range: ClosedRange<Double>) throws(Unfit) -> Double? {
            guard !self[name].isEmpty else { return nil }
            guard let number = Double(self[name]), range.contains(number) else {
                throw Unfit(why: "\(name) “\(self[name])”, cần một số từ \(range.lowerBound) đến \(range.upperBound)")
            }
            return number
        }
    }

    private let columns: [String]
    private let records: [CommaSeparated.Record]

    /// - Parameters:
    ///   - columns: all that must be there, in this order.
    ///   - more: columns that may follow.
    /// - Throws: `Refusal.invalid` where the heading is another.
    init(_ text: String, columns: [String], more: [String] = []) throws(Refusal) {
        let records = CommaSeparated.records(text)
        guard let heading = records.first?.fields, heading == columns || heading == columns + more else {
            throw .invalid([
                "line 1": "Dòng 1: cần các cột " + columns.joined(separator: ",") + (more.isEmpty ? "" : " và có thể thêm " + more.joined(separator: ",")) + "."
            ])
        }
        self.columns = heading
        self.records = Array(records.dropFirst())
    }

    /// - Throws: `Refusal.invalid`, one sentence for each line that is wrong; nothing is taken then.
    func rows<Row>(_ read: (Line) throws(Unfit) -> Row) throws(Refusal) -> [Row] {
        var rows: [Row] = [], wrong: [String: String] = [:]
        rows.reserveCapacity(records.count)
        for record in records {
            do throws(Unfit) {
                guard record.fields.count == columns.count else { throw Unfit(why: "có \(record.fields.count) cột, cần \(columns.count)") }
                let fields = Dictionary(zip(columns, record.fields.map(\.tidied)), uniquingKeysWith: { first, _ in first })
                rows.append(try read(Line(number: record.line, fields: fields)))
            } catch {
                wrong["line \(record.line)"] = "Dòng \(record.line): \(error.why)."
            }
        }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        return rows
    }
}
