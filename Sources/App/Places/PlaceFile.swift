import Domain

/// Two files of places: what there was and is, and who became whom; `Places/README.md` tells their columns.
struct PlaceFile {
    struct Heir: Sendable {
        var line: Int
        var day: Day
        /// Code in force the day before.
        var from: String
        /// Code in force on the day.
        var to: String
        var isWhole: Bool
        var isMain: Bool
        var share: Double?
    }

    static let placeColumns = ["code", "name", "kind", "level", "parent", "valid_from", "valid_to", "latitude", "longitude"]
    static let heirColumns = ["day", "from", "to", "part", "is_main", "share"]

    /// Without ids.
    let places: [Place]
    let heirs: [Heir]

    private enum Part: String, CaseIterable {
        case whole, part
    }

    /// - Throws: `Refusal.invalid`, one sentence for each line that is wrong.
    init(places placeText: String, heirs heirText: String) throws(Refusal) {
        places = try CommaSeparatedTable(placeText, columns: Self.placeColumns).rows { line throws(CommaSeparatedTable.Unfit) in
            let level = try line.one("level", of: Place.Level.self)
            if level != .province && line["parent"].isEmpty { throw CommaSeparatedTable.Unfit(why: "cột parent trống") }
            return Place(
                id: ID(""), code: try line.needed("code"), name: try line.needed("name"), kind: try line.one("kind", of: Place.Kind.self), level: level,
                parentCode: line["parent"].isEmpty ? nil : line["parent"], validFrom: try line.neededDay("valid_from"), validTo: try line.day("valid_to"),
                latitude: try line.number("latitude", in: -90...90), longitude: try line.number("longitude", in: -180...180))
        }
        heirs = try CommaSeparatedTable(heirText, columns: Self.heirColumns).rows { line throws(CommaSeparatedTable.Unfit) in
            Heir(
                line: line.number, day: try line.neededDay("day"), from: try line.needed("from"), to: try line.needed("to"),
                isWhole: try line.one("part", of: Part.self) == .whole, isMain: line["is_main"] == "yes", share: try line.number("share", in: 0...1))
        }
    }
}
