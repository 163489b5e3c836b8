import Domain
import Storage

/// Reorganisations with their heirs.
struct ReorganisationStore {
    let tx: Tx

    func find(_ id: ID<Reorganisation>) throws -> Reorganisation {
        try tx.one("SELECT * FROM reorganisations WHERE id = \(id)")
    }

    func find(code: String) throws -> Reorganisation {
        try tx.one("SELECT * FROM reorganisations WHERE code = \(code)")
    }

    /// Newest first.
    func list() throws -> [Reorganisation] {
        try tx.all("SELECT * FROM reorganisations ORDER BY takes_effect_on DESC, code")
    }

    func successions(of id: ID<Reorganisation>) throws -> [Succession] {
        try tx.all("SELECT * FROM successions WHERE reorganisation_id = \(id) ORDER BY position")
    }

    func those(_ ids: Set<ID<Reorganisation>>) throws -> [Reorganisation] {
        try tx.all("SELECT * FROM reorganisations WHERE id IN \(list: Array(ids)) ORDER BY takes_effect_on, code")
    }

    /// Who came before and after one body, done or planned.
    func successions(around body: ID<Body>) throws -> [Succession] {
        try tx.all("SELECT * FROM successions WHERE from_id = \(body) OR to_id = \(body) ORDER BY reorganisation_id, position")
    }

    /// Who stands for whom through all that is done.
    func lineage() throws -> Lineage {
        let done: [Reorganisation] = try tx.all("SELECT * FROM reorganisations WHERE state = 'done'")
        let successions: [Succession] = try tx.all("SELECT * FROM successions WHERE reorganisation_id IN \(list: done.map(\.id)) ORDER BY position")
        return Lineage(successions: successions, days: Dictionary(uniqueKeysWithValues: done.map { ($0.id, $0.takesEffectOn) }))
    }

    /// - Parameter version: `nil` where it is new.
    func save(_ reorganisation: Reorganisation, because reason: String? = nil) throws {
        try tx.update(reorganisation, in: .reorganisations, because: reason)
    }

    // MARK: Import

    /// Plans what the file says; one that is planned already is written anew.
    /// - Returns: how many reorganisations and how many heirs.
    /// - Throws: `Refusal.invalid` for bodies that are not there on their days or main heirs that are none or two; `.conflict` if one is done already.
    func take(_ rows: [ReorganisationFile.Row]) throws -> (reorganisations: Int, heirs: Int) {
        let codes = Array(Set(rows.flatMap { [$0.from, $0.to] })), bodies: [Body] = try tx.all("SELECT * FROM bodies WHERE code IN \(list: codes)")
        let byCode = Dictionary(uniqueKeysWithValues: bodies.map { ($0.code, $0) })
        try Self.refuseUnfit(rows, byCode)
        for (code, rows) in Dictionary(grouping: rows, by: \.code).sorted(by: { $0.key < $1.key }) {
            let id = try plan(code, rows)
            let heirs = rows.enumerated().compactMap { i, row in
                byCode[row.from].map { from in
                    Succession(
                        reorganisationId: id, position: i, act: row.act, fromId: from.id, toId: byCode[row.to]?.id, function: row.function, share: row.share,
                        isMain: row.isMain, note: row.note)
                }
            }
            try tx.connection.execute("DELETE FROM successions WHERE reorganisation_id = \(id)")
            let columns = try heirs.map { try Columns(of: $0) }
            try tx.connection.insert(columns.map(\.values), columns: columns.first?.names ?? [], into: Table.successions.rawValue)
            let told = heirs.map {
                "\($0.act.rawValue) \($0.fromId) → \($0.toId?.text ?? "–") \($0.function?.rawValue ?? "") \($0.share.map { "\($0)" } ?? "") \($0.isMain ? "main" : "")"
            }
            try tx.note(.changed, .reorganisations, id.text, fields: [("heirs", nil, told.joined(separator: "\n"))])
        }
        return (Set(rows.map(\.code)).count, rows.count)
    }

    private func plan(_ code: String, _ rows: [ReorganisationFile.Row]) throws -> ID<Reorganisation> {
        let (name, source, day) = (rows[0].name, rows[0].source, rows[0].day)
        if var known: Reorganisation = try tx.first("SELECT * FROM reorganisations WHERE code = \(code)") {
            guard known.state == .planned else { throw Refusal.conflict("Việc sắp xếp này đã thực hiện.") }
            (known.name, known.source, known.takesEffectOn) = (name, source, day)
            try save(known)
            return known.id
        }
        let made = Reorganisation(id: tx.newID(), code: code, name: name, source: source, takesEffectOn: day, state: .planned, doneAt: nil, version: 1)
        try tx.insert(made, in: .reorganisations)
        return made.id
    }

    private static func refuseUnfit(_ rows: [ReorganisationFile.Row], _ byCode: [String: Body]) throws {
        var wrong: [String: String] = [:]
        func tell(_ row: ReorganisationFile.Row, _ why: String) { wrong["line \(row.line)"] = "Dòng \(row.line): \(why)." }
        for row in rows {
            if byCode[row.from]?.exists(on: row.day.adding(days: -1)) != true { tell(row, "trước ngày đó không có cơ quan mang mã \(row.from)") }
            if !row.to.isEmpty && byCode[row.to]?.exists(on: row.day) != true { tell(row, "vào ngày đó không có cơ quan mang mã \(row.to)") }
        }
        for heirs in Dictionary(grouping: rows, by: { $0.code + " " + $0.from }).values {
            if heirs.count(where: \.isMain) != 1 { tell(heirs[0], "\(heirs[0].from) cần đúng một cơ quan kế thừa chính (cột main)") }
            if heirs.filter({ $0.function == nil }).compactMap(\.share).reduce(0, +) > 1.000_001 { tell(heirs[0], "tổng tỷ lệ của \(heirs[0].from) lớn hơn 1") }
            if Set(heirs.map(\.day)).count > 1 { tell(heirs[0], "một việc sắp xếp có một ngày") }
        }
        guard wrong.isEmpty else { throw Refusal.invalid(wrong) }
    }
}

extension Tx {
    var reorganisations: ReorganisationStore { ReorganisationStore(tx: self) }
}
