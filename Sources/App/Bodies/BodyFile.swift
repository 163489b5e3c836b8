import Domain

/// A file of bodies: comma-separated values with a heading line.
///
/// Columns: code, name, short_name, kind, level, province, place, border (yes or empty), parent (a code or empty), valid_from,
/// valid_to (or empty), other_names (separated by `|`), and, if it is there, place_code.
struct BodyFile {
    struct Row: Equatable, Sendable {
        var line: Int
        var code: String
        var parent: String
        var otherNames: [String]
        private var template: Body

        init(line: Int, body: Body, parent: String, otherNames: [String]) {
            var seen: Set<String> = []
            (self.line, code, self.parent, template) = (line, body.code, parent, body)
            self.otherNames = otherNames.filter { seen.insert($0).inserted }
        }

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
        var seen: Set<String> = []
        rows = try CommaSeparatedTable(text, columns: Self.columns, more: ["place_code"]).rows { line throws(CommaSeparatedTable.Unfit) in
            let row = try Self.row(line)
            guard seen.insert(row.code).inserted else { throw CommaSeparatedTable.Unfit(why: "mã \(row.code) đã có ở dòng trên") }
            return row
        }
    }

    private static func row(_ line: CommaSeparatedTable.Line) throws(CommaSeparatedTable.Unfit) -> Row {
        let from = try line.neededDay("valid_from"), to = try line.day("valid_to")
        if let to, to < from { throw CommaSeparatedTable.Unfit(why: "valid_to trước valid_from") }
        let body = Body(
            id: ID(""), code: try line.needed("code"), name: try line.needed("name"), shortName: try line.needed("short_name"),
            kind: try line.one("kind", of: Body.Kind.self), level: try line.one("level", of: Body.Level.self), province: try line.needed("province"),
            place: try line.needed("place"), isBorder: line["border"] == "yes", parentId: nil, validFrom: from, validTo: to,
            placeCode: line["place_code"].isEmpty ? nil : line["place_code"], version: 0)
        let names = line["other_names"].split(separator: "|").map { String($0).tidied }
        return Row(line: line.number, body: body, parent: line["parent"], otherNames: names)
    }
}
