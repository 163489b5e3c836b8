import Domain
import Storage

/// Provinces, districts and communes in time.
struct PlaceStore {
    let tx: Tx

    func isThereAny() throws -> Bool { try !tx.connection.rows("SELECT id FROM places LIMIT 1").isEmpty }

    /// The place that bore the code on the day.
    func find(code: String, on day: Day) throws -> Place {
        try tx.one("SELECT * FROM places WHERE code = \(code) AND \(Self.inForce(day))")
    }

    /// The same, or `nil` where nobody bore it.
    func first(code: String, on day: Day) throws -> Place? {
        try tx.first("SELECT * FROM places WHERE code = \(code) AND \(Self.inForce(day))")
    }

    /// Code of the province that the place lies in, or is.
    func province(of place: Place, on day: Day) throws -> String {
        var here = place
        // A place lies in a district, a district in a province: two steps, whatever a file says.
        for _ in 0..<2 where here.level != .province {
            guard let parent = try here.parentCode.flatMap({ try first(code: $0, on: day) }) else { break }
            here = parent
        }
        return here.code
    }

    /// Whether the viewer may see what belongs to the province.
    func isSeen(_ province: String) throws -> Bool {
        try tx.count("SELECT COUNT(*) FROM places WHERE level = 'province' AND code = \(province) AND \(tx.sees("code"))") > 0
    }

    func those(_ ids: [ID<Place>]) throws -> [Place] {
        try tx.all("SELECT * FROM places WHERE id IN \(list: ids)")
    }

    /// By code.
    func provinces(on day: Day) throws -> [Place] {
        try tx.all("SELECT * FROM places WHERE level = 'province' AND \(Self.inForce(day)) ORDER BY code")
    }

    /// Communes of a province, also those that lie in one of its districts, by code.
    func communes(of province: String, on day: Day) throws -> [Place] {
        try tx.all(
            """
            SELECT * FROM places WHERE level = 'commune' AND \(Self.inForce(day)) AND (parent_code = \(province)
            OR parent_code IN (SELECT code FROM places WHERE level = 'district' AND parent_code = \(province) AND \(Self.inForce(day)))) ORDER BY code
            """)
    }

    func districts(of province: String, on day: Day) throws -> [Place] {
        try tx.all("SELECT * FROM places WHERE level = 'district' AND parent_code = \(province) AND \(Self.inForce(day)) ORDER BY code")
    }

    /// Who came after the places, and who were before them.
    func heirs(of ids: [ID<Place>]) throws -> [PlaceHeir] { try tx.all("SELECT * FROM place_heirs WHERE from_id IN \(list: ids)") }
    func forebears(of ids: [ID<Place>]) throws -> [PlaceHeir] { try tx.all("SELECT * FROM place_heirs WHERE to_id IN \(list: ids)") }

    private static func inForce(_ day: Day) -> SQL { "valid_from <= \(day) AND (valid_to IS NULL OR valid_to >= \(day))" }

    /// Whether the other is the same province, or one that it has taken up.
    func isOf(_ province: String, _ other: String) throws -> Bool {
        try province == other || !tx.connection.rows("SELECT 1 AS one WHERE \(other) IN (\(Self.provinces(of: province, on: tx.today)))").isEmpty
    }

    /// Codes of the provinces that the viewer's province has taken up by today, itself included; for a condition with IN.
    static func provinces(of province: String, on day: Day) -> SQL {
        """
        SELECT \(province) UNION SELECT formers.code FROM place_heirs JOIN places AS formers ON formers.id = place_heirs.from_id
        JOIN places AS heirs ON heirs.id = place_heirs.to_id WHERE heirs.code = \(province) AND heirs.level = 'province' AND place_heirs.day <= \(day)
        """
    }
}

// MARK: Import

extension PlaceStore {
    /// Takes all of both files, in place of what was there.
    /// - Returns: how many places and heirs there are now.
    /// - Throws: `Refusal.invalid` naming lines whose codes nobody bore on the day.
    func take(_ file: PlaceFile) throws -> (places: Int, heirs: Int) {
        try tx.connection.execute("DELETE FROM place_heirs")
        try tx.connection.execute("DELETE FROM places")
        var byCode: [String: [Place]] = [:]
        let places = file.places.map { place in
            var place = place
            place.id = tx.newID()
            byCode[place.code, default: []].append(place)
            return place
        }
        let rows = try places.map { try Columns(of: $0).adding(["search_text": $0.name.folded]) }
        try tx.connection.insert(rows.map(\.values), columns: rows.first?.names ?? [], into: Table.places.rawValue)
        let heirs = try resolved(file.heirs, byCode)
        let heirRows = try heirs.map { try Columns(of: $0) }
        try tx.connection.insert(heirRows.map(\.values), columns: heirRows.first?.names ?? [], into: Table.placeHeirs.rawValue)
        return (places.count, heirs.count)
    }

    private func resolved(_ heirs: [PlaceFile.Heir], _ byCode: [String: [Place]]) throws -> [PlaceHeir] {
        var wrong: [String: String] = [:]
        let found = heirs.compactMap { heir -> PlaceHeir? in
            let from = byCode[heir.from]?.first { $0.exists(on: heir.day.adding(days: -1)) }, to = byCode[heir.to]?.first { $0.exists(on: heir.day) }
            guard let from, let to else {
                wrong["line \(heir.line)"] = "Dòng \(heir.line): không nơi nào mang mã \(from == nil ? heir.from : heir.to) vào ngày đó."
                return nil
            }
            return PlaceHeir(day: heir.day, fromId: from.id, toId: to.id, isWhole: heir.isWhole, isMain: heir.isMain, share: heir.share)
        }
        guard wrong.isEmpty else { throw Refusal.invalid(wrong) }
        return found
    }
}

extension Tx {
    var places: PlaceStore { PlaceStore(tx: self) }
}
