import Domain
import Storage

/// The organisation chart.
struct BodyStore {
    let tx: Tx

    func find(_ id: ID<Body>) throws -> Body {
        try tx.one("SELECT * FROM bodies WHERE id = \(id)")
    }

    /// A body of the viewer's province or of the centre.
    /// - Throws: `Refusal.notFound` for any other.
    func see(_ id: ID<Body>) throws -> Body {
        try tx.one("SELECT * FROM bodies WHERE id = \(id) AND (\(tx.sees("province")) OR level = 'national')")
    }

    func those(_ ids: Set<ID<Body>>) throws -> [Body] {
        try tx.all("SELECT * FROM bodies WHERE id IN \(list: ids.map(\.text).sorted()) ORDER BY code")
    }

    func isThereAny() throws -> Bool {
        try !tx.connection.rows("SELECT id FROM bodies LIMIT 1").isEmpty
    }

    func find(code: String) throws -> Body? {
        try tx.first("SELECT * FROM bodies WHERE code = \(code)")
    }

    /// The code of the body that a person means by code or name.
    /// - Throws: `Refusal.invalid("rows")` if none bears it on the day, or more than one.
    func code(named text: String, on day: Day) throws -> String {
        if let body = try find(code: text), body.exists(on: day) { return body.code }
        let alike = try list(on: day, matching: text).filter { $0.name.folded == text.folded || $0.shortName.folded == text.folded }
        let spelt = alike.filter { $0.name == text || $0.shortName == text }, named = spelt.isEmpty ? alike : spelt
        guard named.count == 1, let body = named.first else {
            throw Refusal.invalid(["rows": "Không có hoặc có nhiều cơ quan mang mã hay tên này vào ngày đó: \(text)."])
        }
        return body.code
    }

    /// Bodies that the viewer may see and that exist on the day, those of the centre first, then by place and name.
    /// - Parameter province: `nil` for every province that the viewer may see.
    func list(on day: Day, matching text: String = "", province: String? = nil) throws -> [Body] {
        var wheres: [SQL] = ["valid_from <= \(day)", "(valid_to IS NULL OR valid_to >= \(day))", "(\(tx.sees("province")) OR level = 'national')"]
        if let province { wheres.append("(province = \(province) OR level = 'national')") }
        for word in String(text.prefix(60)).foldedWords.prefix(8) { wheres.append("search_text LIKE \("%" + word + "%")") }
        let bodies: [Body] = try tx.all("SELECT * FROM bodies WHERE \(wheres.joined(separator: " AND "))")
        let levels = Body.Level.allCases, kinds = Body.Kind.allCases
        func key(_ body: Body) -> (Int, String, Int, String) {
            (levels.firstIndex(of: body.level) ?? 0, body.province, kinds.firstIndex(of: body.kind) ?? 0, body.name.folded)
        }
        let keys = bodies.map(key)
        return bodies.indices.sorted { keys[$0] < keys[$1] }.map { bodies[$0] }
    }

    /// Codes of the provinces that have bodies on the day and that the viewer may see.
    func provinces(on day: Day) throws -> [String] {
        try tx.connection.rows(
            """
            SELECT DISTINCT province FROM bodies WHERE level <> 'national' AND valid_from <= \(day) AND (valid_to IS NULL OR valid_to >= \(day))
            AND \(tx.sees("province")) ORDER BY province
            """
        ).map { try $0.single() }
    }

    func names(of id: ID<Body>) throws -> [String] {
        try tx.connection.rows("SELECT name FROM body_names WHERE body_id = \(id) ORDER BY name").map { try $0.single() }
    }

    func chart(of province: String, on day: Day) throws -> Chart {
        let bodies: [Body] = try tx.all("SELECT * FROM bodies WHERE province = \(province) OR level = 'national' ORDER BY code")
        let names: [BodyName] = try tx.all(
            """
            SELECT body_names.* FROM body_names JOIN bodies ON bodies.id = body_names.body_id
            WHERE bodies.province = \(province) OR bodies.level = 'national' ORDER BY bodies.code, body_names.name
            """)
        return Chart(province: province, day: day, bodies: bodies, names: names)
    }

    /// Who does this in the place on the day: the body of the place itself or of the nearest place around it.
    /// - Throws: `Refusal.notFound` if nobody is known to.
    func body(for function: BodyFunction.Kind, in place: Place, on day: Day) throws -> Body {
        var here: Place? = place
        while let place = here {
            let found: Body? = try tx.first(
                """
                SELECT bodies.* FROM bodies JOIN body_functions ON body_functions.body_id = bodies.id
                WHERE body_functions.function = \(function) AND body_functions.valid_from <= \(day)
                AND (body_functions.valid_to IS NULL OR body_functions.valid_to >= \(day)) AND bodies.place_code = \(place.code)
                AND bodies.valid_from <= \(day) AND (bodies.valid_to IS NULL OR bodies.valid_to >= \(day)) ORDER BY bodies.code LIMIT 1
                """)
            if let found { return found }
            here = try place.parentCode.map { try tx.places.find(code: $0, on: day) }
        }
        throw Refusal.notFound
    }

    func functions(of id: ID<Body>) throws -> [BodyFunction] {
        try tx.all("SELECT * FROM body_functions WHERE body_id = \(id) ORDER BY valid_from, function")
    }

    /// Takes a file of functions: those of the bodies that it names are written anew.
    /// - Throws: `Refusal.invalid` naming lines whose body is not on the chart, or whose function two bodies of a place would have on one day.
    func take(_ rows: [FunctionFile.Row]) throws -> Int {
        let codes = Array(Set(rows.map(\.body))), bodies: [Body] = try tx.all("SELECT * FROM bodies WHERE code IN \(list: codes)")
        let byCode = Dictionary(uniqueKeysWithValues: bodies.map { ($0.code, $0) })
        var wrong: [String: String] = [:], taken: [String: [BodyFunction]] = [:], functions: [BodyFunction] = []
        for row in rows {
            guard let body = byCode[row.body] else {
                wrong["line \(row.line)"] = "Dòng \(row.line): không có cơ quan mang mã \(row.body)."
                continue
            }
            var function = row.function
            function.bodyId = body.id
            let key = "\(function.function.rawValue) \(body.placeCode ?? body.code)"
            if taken[key, default: []].contains(where: { $0.overlaps(function) }) {
                wrong["line \(row.line)"] = "Dòng \(row.line): hai cơ quan cùng làm \(function.function.rawValue) ở một nơi trong một ngày."
            }
            taken[key, default: []].append(function)
            functions.append(function)
        }
        guard wrong.isEmpty else { throw Refusal.invalid(wrong) }
        try tx.connection.execute("DELETE FROM body_functions WHERE body_id IN \(list: bodies.map(\.id))")
        let columns = try functions.map { try Columns(of: $0) }
        try tx.connection.insert(columns.map(\.values), columns: columns.first?.names ?? [], into: Table.bodyFunctions.rawValue)
        return functions.count
    }

    /// Adds or changes bodies by their codes; parents may come after their children.
    /// - Returns: how many were added and how many changed.
    func take(_ rows: [BodyFile.Row]) throws -> (added: Int, changed: Int) {
        var added = 0, changed = 0
        for row in rows {
            if let known = try find(code: row.code) {
                var body = row.body(id: known.id, version: known.version)
                body.parentId = known.parentId
                try tx.update(body, in: .bodies, also: ["search_text": row.searchText])
                if try find(known.id).version != known.version { changed += 1 }
            } else {
                try tx.insert(row.body(id: tx.newID(), version: 1), in: .bodies, also: ["search_text": row.searchText])
                added += 1
            }
        }
        for row in rows {
            guard var body = try find(code: row.code) else { continue }
            let names: [BodyName] = try tx.all("SELECT * FROM body_names WHERE body_id = \(body.id) ORDER BY name"), former = names.map(\.name)
            if Set(former) != Set(row.otherNames) {
                try tx.connection.execute("DELETE FROM body_names WHERE body_id = \(body.id)")
                for name in row.otherNames { try tx.add(BodyName(bodyId: body.id, name: name), to: .bodyNames) }
                try tx.tell(
                    "other_names", of: body, in: .bodies, before: former.joined(separator: "; "), after: row.otherNames.sorted().joined(separator: "; "))
            }
            if !row.otherNames.isEmpty { try tx.search.index(body) }
            guard !row.parent.isEmpty else { continue }
            guard let parent = try find(code: row.parent) else {
                throw Refusal.invalid(["line \(row.line)": "Dòng \(row.line): không có cơ quan cấp trên mang mã \(row.parent)."])
            }
            body.parentId = parent.id
            try tx.update(body, in: .bodies, also: ["search_text": row.searchText])
        }
        return (added, changed)
    }
}

extension Tx {
    var bodies: BodyStore { BodyStore(tx: self) }
}
