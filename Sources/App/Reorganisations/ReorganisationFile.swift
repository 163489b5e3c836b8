import Domain

/// A file of reorganisations, one heir a line; the lines of one reorganisation bear its code.
struct ReorganisationFile {
    struct Row: Sendable {
        var line: Int
        var code: String
        var name: String
        var source: String
        var day: Day
        var act: Succession.Act
        /// Codes of bodies; `to` is empty where a body ends without an heir.
        var from: String
        var to: String
        var function: BodyFunction.Kind?
        var share: Double?
        var isMain: Bool
        var note: String
    }

    static let columns = ["reorganisation", "name", "source", "day", "act", "from", "to", "function", "share", "main", "note"]

    let rows: [Row]

    /// - Throws: `Refusal.invalid`, one sentence for each line that is wrong.
    init(_ text: String) throws(Refusal) {
        rows = try CommaSeparatedTable(text, columns: Self.columns).rows { line throws(CommaSeparatedTable.Unfit) in
            Row(
                line: line.number, code: try line.needed("reorganisation"), name: try line.needed("name"), source: try line.needed("source"),
                day: try line.neededDay("day"), act: try line.one("act", of: Succession.Act.self), from: try line.needed("from"), to: line["to"],
                function: line["function"].isEmpty ? nil : try line.one("function", of: BodyFunction.Kind.self), share: try line.number("share", in: 0...1),
                isMain: line["main"] == "yes", note: line["note"])
        }
    }
}

/// A file of functions: which body does what on which days.
struct FunctionFile {
    struct Row: Sendable {
        var line: Int
        /// Code of the body.
        var body: String
        /// Without the body's id.
        var function: BodyFunction
    }

    static let columns = ["body", "function", "valid_from", "valid_to", "source", "mark"]

    let rows: [Row]

    /// - Throws: `Refusal.invalid`, one sentence for each line that is wrong.
    init(_ text: String) throws(Refusal) {
        rows = try CommaSeparatedTable(text, columns: Self.columns).rows { line throws(CommaSeparatedTable.Unfit) in
            Row(
                line: line.number, body: try line.needed("body"),
                function: BodyFunction(
                    bodyId: ID(""), function: try line.one("function", of: BodyFunction.Kind.self), validFrom: try line.neededDay("valid_from"),
                    validTo: try line.day("valid_to"), source: try line.needed("source"), mark: try line.one("mark", of: BodyFunction.Mark.self)))
        }
    }
}
