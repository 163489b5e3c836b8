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

    /// Bodies that the viewer may see and that exist on the day, province first, then by place and name.
    func list(on day: Day, matching text: String = "") throws -> [Body] {
        var wheres: [SQL] = ["valid_from <= \(day)", "(valid_to IS NULL OR valid_to >= \(day))", "(\(tx.sees("province")) OR level = 'national')"]
        for word in String(text.prefix(60)).foldedWords.prefix(8) { wheres.append("search_text LIKE \("%" + word + "%")") }
        let bodies: [Body] = try tx.all("SELECT * FROM bodies WHERE \(wheres.joined(separator: " AND "))")
        let levels = Body.Level.allCases, kinds = Body.Kind.allCases
        func key(_ body: Body) -> (Int, String, Int, String) {
            (levels.firstIndex(of: body.level) ?? 0, body.province, kinds.firstIndex(of: body.kind) ?? 0, body.name.folded)
        }
        return bodies.sorted { key($0) < key($1) }
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
            try tx.connection.execute("DELETE FROM body_names WHERE body_id = \(body.id)")
            for name in row.otherNames { try tx.add(BodyName(bodyId: body.id, name: name), to: .bodyNames) }
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
