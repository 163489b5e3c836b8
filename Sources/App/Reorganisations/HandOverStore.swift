import Domain
import Storage

/// One record that a reorganisation gives to an heir.
struct HandOver: Codable, Equatable, Sendable {
    enum Noun: String, Codable, CaseIterable, Sendable {
        /// What is owed and not declared done.
        case assignments
        case accounts
        /// Plans whose standing office it was.
        case plans
        /// Not yet resolved.
        case crimeReports
    }

    var reorganisationId: ID<Reorganisation>
    var noun: Noun
    var recordId: String
    var fromId: ID<Body>
    var toId: ID<Body>
    /// Of the record as the move left it; of the record as it is, in a rehearsal.
    var version: Int
}

/// Moves what is open to the heirs, and back.
struct HandOverStore {
    let tx: Tx

    /// What was moved, or would be.
    func moves(of reorganisation: Reorganisation) throws -> [HandOver] {
        try reorganisation.state == .done ? list(of: reorganisation.id) : rehearse(reorganisation)
    }

    /// What carrying the reorganisation out would move; nothing is stored.
    func rehearse(_ reorganisation: Reorganisation) throws -> [HandOver] {
        let heirs = try mains(of: reorganisation)
        let from = Array(heirs.keys)
        let assignments: [Assignment] = try tx.all(
            """
            SELECT * FROM assignments WHERE state NOT IN ('declared', 'confirmed')
            AND COALESCE(holder_id, body_id) IN \(list: from) ORDER BY due_on, id
            """)
        let accounts: [Account] = try tx.all("SELECT * FROM accounts WHERE body_id IN \(list: from) ORDER BY name")
        let plans: [Plan] = try tx.all("SELECT * FROM plans WHERE office_id IN \(list: from) ORDER BY id")
        let reports: [CrimeReport] = try tx.all(
            """
            SELECT * FROM crime_reports WHERE (outcome IS NULL OR outcome = 'suspended') AND COALESCE(holder_id, body_id) IN \(list: from) ORDER BY id
            """)
        func move(_ noun: HandOver.Noun, _ id: String, _ from: ID<Body>?, _ version: Int) -> HandOver? {
            guard let from, let to = heirs[from] else { return nil }
            return HandOver(reorganisationId: reorganisation.id, noun: noun, recordId: id, fromId: from, toId: to, version: version)
        }
        return assignments.compactMap { move(.assignments, $0.id.text, $0.holder, $0.version) }
            + accounts.compactMap { move(.accounts, $0.id.text, $0.bodyId, $0.version) }
            + plans.compactMap { move(.plans, $0.id.text, $0.officeId, $0.version) }
            + reports.compactMap { move(.crimeReports, $0.id.text, $0.holderId ?? $0.bodyId, $0.version) }
    }

    /// Heirs that bear what cannot be divided, by the body that ends.
    private func mains(of reorganisation: Reorganisation) throws -> [ID<Body>: ID<Body>] {
        let mains = try tx.reorganisations.successions(of: reorganisation.id).filter(\.isMain)
        return Dictionary(uniqueKeysWithValues: mains.compactMap { heir in heir.toId.map { (heir.fromId, $0) } })
    }

    /// Carries the reorganisation out: what is open goes to the heirs and bodies without a later day end on the eve, each change with the reorganisation as its reason.
    /// - Returns: what was moved.
    /// - Throws: what `Reorganisation.carryOut` throws.
    @discardableResult
    func carryOut(_ id: ID<Reorganisation>) throws -> [HandOver] {
        var reorganisation = try tx.reorganisations.find(id)
        try reorganisation.carryOut(at: tx.now)
        let moves = try rehearse(reorganisation).map { move in try apply(move, because: reorganisation.name) }
        let rows = try moves.map { try Columns(of: $0) }
        try tx.connection.insert(rows.map(\.values), columns: rows.first?.names ?? [], into: Table.handOvers.rawValue)
        try tx.bodies.end(by: reorganisation, try tx.reorganisations.successions(of: id))
        try tx.reorganisations.save(reorganisation)
        return moves
    }

    /// Takes it back.
    /// - Throws: what `Reorganisation.undo` throws.
    func undo(_ id: ID<Reorganisation>) throws {
        var reorganisation = try tx.reorganisations.find(id)
        let (moves, done) = (try list(of: id), reorganisation)
        try reorganisation.undo(isBuiltOn: try isBuiltOn(reorganisation, moves))
        for move in moves { _ = try apply(move.back, because: "Hoàn tác: " + reorganisation.name) }
        try tx.bodies.revive(after: done, try tx.reorganisations.successions(of: id))
        try tx.connection.execute("DELETE FROM hand_overs WHERE reorganisation_id = \(id)")
        try tx.reorganisations.save(reorganisation)
    }

    func list(of id: ID<Reorganisation>) throws -> [HandOver] {
        try tx.all("SELECT * FROM hand_overs WHERE reorganisation_id = \(id) ORDER BY noun, record_id")
    }

    /// What a body has given and got.
    func list(around body: ID<Body>) throws -> [HandOver] {
        try tx.all("SELECT * FROM hand_overs WHERE from_id = \(body) OR to_id = \(body) ORDER BY reorganisation_id, noun, record_id")
    }

    /// Whether a record has changed since it was moved, or an heir has itself been reorganised.
    func isBuiltOn(_ reorganisation: Reorganisation, _ moves: [HandOver]) throws -> Bool {
        for noun in HandOver.Noun.allCases {
            let moves = moves.filter { $0.noun == noun }
            struct Version: Decodable { let id: String, version: Int }
            var versions: [String: Int] = [:]
            for ids in moves.map(\.recordId).pieces(of: 500) {
                for row in try tx.all(Self.versions(of: noun, ids), as: Version.self) { versions[row.id] = row.version }
            }
            if moves.contains(where: { versions[$0.recordId] != $0.version }) { return true }
        }
        guard let doneAt = reorganisation.doneAt else { return false }
        let heirs = Set(try tx.reorganisations.successions(of: reorganisation.id).compactMap(\.toId))
        return try tx.count(
            """
            SELECT COUNT(*) FROM successions JOIN reorganisations ON reorganisations.id = successions.reorganisation_id
            WHERE reorganisations.state = 'done' AND reorganisations.id <> \(reorganisation.id) AND reorganisations.done_at > \(doneAt)
            AND successions.from_id IN \(list: Array(heirs))
            """) > 0
    }

    private static func versions(of noun: HandOver.Noun, _ ids: [String]) -> SQL {
        switch noun {
        case .assignments: "SELECT id, version FROM assignments WHERE id IN \(list: ids)"
        case .accounts: "SELECT id, version FROM accounts WHERE id IN \(list: ids)"
        case .plans: "SELECT id, version FROM plans WHERE id IN \(list: ids)"
        case .crimeReports: "SELECT id, version FROM crime_reports WHERE id IN \(list: ids)"
        }
    }

    /// - Returns: the move with the version that the record has after it.
    private func apply(_ move: HandOver, because reason: String) throws -> HandOver {
        var done = move
        switch move.noun {
        case .assignments:
            var assignment: Assignment = try tx.one("SELECT * FROM assignments WHERE id = \(move.recordId)")
            assignment.holderId = move.toId == assignment.bodyId ? nil : move.toId
            try tx.update(assignment, in: .assignments, because: reason)
            done.version = assignment.version + 1
        case .accounts:
            var account: Account = try tx.one("SELECT * FROM accounts WHERE id = \(move.recordId)")
            account.bodyId = move.toId
            account.province = try tx.bodies.find(move.toId).province
            try tx.update(account, in: .accounts, because: reason)
            done.version = account.version + 1
        case .plans:
            var plan: Plan = try tx.one("SELECT * FROM plans WHERE id = \(move.recordId)")
            plan.officeId = move.toId
            try tx.update(plan, in: .plans, because: reason)
            done.version = plan.version + 1
        case .crimeReports:
            var report: CrimeReport = try tx.one("SELECT * FROM crime_reports WHERE id = \(move.recordId)")
            report.holderId = move.toId
            try tx.update(report, in: .crimeReports, because: reason)
            done.version = report.version + 1
        }
        return done
    }
}

extension HandOver {
    fileprivate var back: HandOver {
        HandOver(reorganisationId: reorganisationId, noun: noun, recordId: recordId, fromId: toId, toId: fromId, version: version)
    }
}

extension Array {
    /// Pieces of so many.
    fileprivate func pieces(of length: Int) -> [[Element]] {
        stride(from: 0, to: count, by: length).map { Array(self[$0..<Swift.min($0 + length, count)]) }
    }
}

extension Tx {
    var handOvers: HandOverStore { HandOverStore(tx: self) }
}
