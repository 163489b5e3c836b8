import Domain

/// A file of bodies: comma-separated values with a heading line.
///
/// Columns: code, name, short_name, kind, level, province, place, border (yes or empty), parent (a code or empty), valid_from,
/// valid_to (or empty), other_names (separated by `|`).
struct BodyFile {
    struct Row: Equatable, Sendable {
        var line: Int
        var code: String
        var parent: String
        var otherNames: [String]
        fileprivate var template: Body

        func body(id: ID<Body>, version: Int) -> Body {
            var body = template
            body.id = id
            body.version = version
            return body
        }

        var searchText: String { ([template.name, template.shortName] + otherNames).joined(separator: " ").folded }
    }

    static let columns = [
        "code", "name", "short_name", "kind", "level", "province", "place", "border", "parent", "valid_from", "valid_to", "other_names",
    ]

    let rows: [Row]

    /// - Throws: `Refusal.invalid`, one sentence for each line that is wrong; nothing is taken then.
    init(_ text: String) throws(Refusal) {
        let table = CommaSeparated.records(text)
        guard let heading = table.first, heading.fields == Self.columns else {
            throw .invalid(["line 1": "Dòng 1: cần các cột " + Self.columns.joined(separator: ",") + "."])
        }
        var rows: [Row] = [], wrong: [String: String] = [:], seen: Set<String> = []
        for record in table.dropFirst() {
            do throws(Unfit) {
                let row = try Self.row(record)
                guard seen.insert(row.code).inserted else { throw Unfit(why: "mã \(row.code) đã có ở dòng trên") }
                rows.append(row)
            } catch {
                wrong["line \(record.line)"] = "Dòng \(record.line): \(error.why)."
            }
        }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        self.rows = rows
    }

    private struct Unfit: Error {
        let why: String
    }

    private static func row(_ record: CommaSeparated.Record) throws(Unfit) -> Row {
        guard record.fields.count == columns.count else { throw Unfit(why: "có \(record.fields.count) cột, cần \(columns.count)") }
        func field(_ name: String) -> String { columns.firstIndex(of: name).map { record.fields[$0].tidied } ?? "" }
        for name in ["code", "name", "short_name", "province", "place"] where field(name).isEmpty { throw Unfit(why: "cột \(name) trống") }
        guard let kind = Body.Kind(rawValue: field("kind")) else {
            throw Unfit(why: "kind “\(field("kind"))”, cần một trong: " + Body.Kind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard let level = Body.Level(rawValue: field("level")) else {
            throw Unfit(why: "level “\(field("level"))”, cần một trong: " + Body.Level.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard let from = Day(field("valid_from")) else { throw Unfit(why: "valid_from “\(field("valid_from"))”, cần ngày như 2024-01-01") }
        let to = Day(field("valid_to"))
        if to == nil && !field("valid_to").isEmpty { throw Unfit(why: "valid_to “\(field("valid_to"))”, cần ngày như 2025-06-30 hoặc để trống") }
        if let to, to < from { throw Unfit(why: "valid_to trước valid_from") }
        let body = Body(
            id: ID(""), code: field("code"), name: field("name"), shortName: field("short_name"), kind: kind, level: level, province: field("province"),
            place: field("place"), isBorder: field("border") == "yes", parentId: nil, validFrom: from, validTo: to, version: 0)
        let names = field("other_names").split(separator: "|").map { String($0).tidied }
        return Row(line: record.line, code: body.code, parent: field("parent"), otherNames: names, template: body)
    }
}

/// Comma-separated values (RFC 4180): fields may stand in quotes, quotes within are doubled.
enum CommaSeparated {
    struct Record: Equatable {
        /// Line on which it begins, from 1.
        var line: Int
        var fields: [String]
    }

    /// Every record that is not an empty line.
    static func records(_ text: String) -> [Record] {
        var records: [Record] = [], fields: [String] = [], field = "", isQuoted = false, line = 1, start = 1
        func endRecord() {
            fields.append(field)
            if fields != [""] { records.append(Record(line: start, fields: fields)) }
            (fields, field) = ([], "")
        }
        var characters = Array(text.hasPrefix("\u{feff}") ? text.dropFirst() : text[...])[...]
        while let character = characters.popFirst() {
            switch character {
            case "\"" where isQuoted && characters.first == "\"":
                field.append("\"")
                characters.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                fields.append(field)
                field = ""
            case "\n" where !isQuoted, "\r\n" where !isQuoted:
                endRecord()
                line += 1
                start = line
            default:
                if character.isNewline { line += 1 }
                field.append(character)
            }
        }
        endRecord()
        return records
    }
}
