import Domain
import Hummingbird

struct ReorganisationPages {
    let app: App

    /// GET /reorganisations
    func list(_ request: Request, context: SignedIn) async throws -> Response {
        try await app.page(for: context, in: .bodies) { tx in
            ReorganisationList(lines: try tx.reorganisations.list(), today: tx.today, mayPlan: tx.viewer.mayManageAccounts)
        }
    }

    /// GET /reorganisations/new
    func new(_ request: Request, context: ChartKeeper) async throws -> Response {
        try await planning(context, rows: [], filled: Filled(), status: .ok)
    }

    /// POST /reorganisations
    func plan(_ request: Request, context: ChartKeeper) async throws -> Response {
        let form = try await request.form(context.visitor)
        let rows = Self.rows(form)
        do {
            let id = try await app.write(as: context.viewer) { tx in
                let planned = try Self.planned(form, rows, tx)
                _ = try tx.reorganisations.take(planned)
                return try tx.reorganisations.find(code: form["code"]).id
            }
            return .see("/reorganisations/\(id)")
        } catch let refusal as Refusal {
            return try await planning(context, rows: rows, filled: Filled(form, refusal), status: refusal.status)
        }
    }

    /// GET /reorganisations/:id
    func show(_ request: Request, context: SignedIn) async throws -> Response {
        let first = request.uri.queryParameters.get("from").flatMap { Int($0) } ?? 0
        return try await page(context, first: first, filled: nil, status: .ok)
    }

    /// GET /reorganisations/:id/hand-over?from=BODY&to=BODY
    func handOver(_ request: Request, context: SignedIn) async throws -> Response {
        let id = try context.id(of: Reorganisation.self), query = request.uri.queryParameters
        let (from, to) = (ID<Body>(query.get("from") ?? ""), ID<Body>(query.get("to") ?? ""))
        return try await app.page(for: context, in: .bodies) { tx in
            let reorganisation = try tx.reorganisations.find(id)
            let moves = try tx.handOvers.moves(of: reorganisation).filter { $0.fromId == from && $0.toId == to }
            func ids<Noun>(_ noun: HandOver.Noun, _: Noun.Type) -> [ID<Noun>] { moves.filter { $0.noun == noun }.map { ID($0.recordId) } }
            return HandOverShow(
                reorganisation: reorganisation, from: try tx.bodies.see(from), to: try tx.bodies.see(to),
                owed: tx.viewer.seesProgramme ? try tx.assignments.lines(.init(ids: ids(.assignments, Assignment.self))) : [],
                plans: tx.viewer.seesProgramme ? try tx.plans.seen(ids(.plans, Plan.self)) : [],
                accounts: tx.viewer.mayManageAccounts ? try ids(.accounts, Account.self).map { try tx.accounts.find($0) } : [],
                counts: Dictionary(grouping: moves, by: \.noun).mapValues(\.count), today: tx.today)
        }
    }

    /// POST /reorganisations/:id/execution
    func carryOut(_ request: Request, context: ChartKeeper) async throws -> Response {
        try await act(request, context) { tx, id in _ = try tx.handOvers.carryOut(id) }
    }

    /// POST /reorganisations/:id/undoing
    func undo(_ request: Request, context: ChartKeeper) async throws -> Response {
        try await act(request, context) { tx, id in try tx.handOvers.undo(id) }
    }

    private func act(
        _ request: Request, _ context: ChartKeeper, _ body: @escaping @Sendable (Tx, ID<Reorganisation>) throws -> Void
    ) async throws -> Response {
        let id = try context.id(of: Reorganisation.self)
        _ = try await request.form(context.visitor)
        do {
            try await app.write(as: context.viewer) { tx in try body(tx, id) }
            return .see("/reorganisations/\(id)")
        } catch let refusal as Refusal where refusal != .notFound {
            return try await page(context, filled: Filled(Form(fields: []), refusal), status: refusal.status)
        }
    }

    private func page(_ context: some ViewerContext, first: Int = 0, filled: Filled?, status: HTTPResponse.Status) async throws -> Response {
        let id = try context.id(of: Reorganisation.self)
        return try await app.page(for: context, in: .bodies, status: status) { tx in
            let reorganisation = try tx.reorganisations.find(id), all = try tx.reorganisations.successions(of: id)
            let from = max(0, min(first, all.count - 1)), heirs = Array(all.dropFirst(from).prefix(ReorganisationShow.pageLength))
            let moves = try tx.handOvers.moves(of: reorganisation)
            let bodies = try tx.bodies.those(Set(heirs.map(\.fromId) + heirs.compactMap(\.toId) + moves.flatMap { [$0.fromId, $0.toId] }))
            return ReorganisationShow(
                reorganisation: reorganisation, heirs: heirs, from: from, heirCount: all.count, endingCount: Set(all.map(\.fromId)).count,
                moves: ReorganisationShow.counted(moves),
                bodies: Dictionary(uniqueKeysWithValues: bodies.map { ($0.id, $0) }), today: tx.today, mayCarryOut: tx.viewer.mayManageAccounts,
                isBuiltOn: try reorganisation.state == .done && tx.handOvers.isBuiltOn(reorganisation, moves), filled: filled,
                history: try tx.ledger.of(record: id.text))
        }
    }

    // MARK: The form of a plan

    struct PlannedRow: Sendable {
        var act: String
        var from: String
        var to: String
        var share: String
        var isMain: Bool
        var note: String
    }

    /// Rows with a body that ends; the others are empty ones.
    private static func rows(_ form: Form) -> [PlannedRow] {
        let columns = ["act", "from", "to", "share", "note"].map { form.all($0) }, mains = Set(form.all("main"))
        guard let count = columns.map(\.count).min() else { return [] }
        return (0..<count).filter { !columns[1][$0].isEmpty }.map { i in
            PlannedRow(act: columns[0][i], from: columns[1][i], to: columns[2][i], share: columns[3][i], isMain: mains.contains(String(i)), note: columns[4][i])
        }
    }

    private static func planned(_ form: Form, _ rows: [PlannedRow], _ tx: Tx) throws -> [ReorganisationFile.Row] {
        var wrong: [String: String] = [:]
        if form["code"].isEmpty { wrong["code"] = "Cần mã, ví dụ hn-2025-07-01." }
        if form["name"].isEmpty { wrong["name"] = "Cần tên của việc sắp xếp." }
        if form["source"].isEmpty { wrong["source"] = "Cần văn bản quyết định, ghi điều khoản." }
        if rows.isEmpty { wrong["rows"] = "Cần ít nhất một cơ quan kết thúc và cơ quan kế thừa." }
        guard let day = try form.day("day"), wrong.isEmpty else {
            if form["day"].isEmpty { wrong["day"] = "Ngày viết như 30/07/2024." }
            throw Refusal.invalid(wrong)
        }
        return try rows.enumerated().map { i, row in
            guard let act = Succession.Act(rawValue: row.act) else { throw Refusal.invalid(["rows": "Mỗi dòng cần một cách sắp xếp."]) }
            let share = row.share.isEmpty ? nil : NumberText.read(row.share)
            if !row.share.isEmpty && share.map({ $0 > 100 }) ?? true { throw Refusal.invalid(["rows": "Tỷ lệ là một số từ 0 đến 100, viết như 90 hoặc 92,5."]) }
            return ReorganisationFile.Row(
                line: i + 1, code: form["code"], name: form["name"], source: form["source"], day: day, act: act,
                from: try tx.bodies.code(named: row.from, on: day.adding(days: -1)),
                to: row.to.isEmpty ? "" : try tx.bodies.code(named: row.to, on: day), function: nil, share: share.map { $0 / 100 }, isMain: row.isMain,
                note: row.note)
        }
    }

    private func planning(_ context: ChartKeeper, rows: [PlannedRow], filled: Filled, status: HTTPResponse.Status) async throws -> Response {
        try await app.page(for: context, in: .bodies, status: status) { _ in ReorganisationNew(rows: rows, filled: filled) }
    }
}
