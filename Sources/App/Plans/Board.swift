import Domain

/// A column of the board: one body that the paper names, or the rest of a group taken together.
struct BoardColumn: Sendable {
    enum Group: String, CaseIterable, Sendable {
        case departments, masses, districts, others

        /// Which of the bodies that the paper does not name the column holds.
        func holds(_ body: Body) -> Bool {
            switch self {
            case .departments: body.level == .province && [.department, .agency, .police, .policeOffice, .borderGuard].contains(body.kind)
            case .masses: body.level == .province && body.kind == .massOrganisation
            case .districts: body.level == .district
            case .others: !Group.allCases.dropLast().contains { $0.holds(body) }
            }
        }

        func label(_ t: Language) -> String {
            switch self {
            case .departments: t("Sở, ngành khác")
            case .masses: t("Đoàn thể khác")
            case .districts: t("Cấp huyện")
            case .others: t("Cơ quan khác")
            }
        }
    }

    /// Set for a body of its own.
    var body: Body?
    var group: Group?

    func label(_ t: Language) -> String { body?.shortName ?? group?.label(t) ?? "" }
    var query: String { body.map { "body=\($0.code)" } ?? "who=\(group?.rawValue ?? "")" }
}

/// Where a duty stands with the bodies of one column.
struct BoardCell: Sendable {
    var total: Int
    var doneCount: Int
    /// The most urgent of them.
    var standing: Standing
    var isLead: Bool
}

/// Duties × bodies, built from the assignments of one plan.
struct Board: Sendable {
    var columns: [BoardColumn]
    /// By duty; as long as `columns`, `nil` where the column owes nothing of the duty.
    var rows: [ID<Duty>: [BoardCell?]]

    /// - Parameter named: bodies that the paper names; each gets its own column.
    init(assignments: [Assignment], bodies: [ID<Body>: Body], named: Set<ID<Body>>, on day: Day) {
        let own = named.compactMap { bodies[$0] }.sorted { ($0.kind.order, $0.shortName.folded) < ($1.kind.order, $1.shortName.folded) }
        let rest = Set(assignments.map(\.bodyId)).subtracting(named).compactMap { bodies[$0] }
        let groups = BoardColumn.Group.allCases.filter { group in rest.contains(where: group.holds) }
        let columns = own.map { BoardColumn(body: $0) } + groups.map { BoardColumn(group: $0) }
        let columnOfBody: [ID<Body>: Int] = Dictionary(
            uniqueKeysWithValues: own.enumerated().map { ($1.id, $0) }
                + rest.compactMap { body in columns.firstIndex { $0.group?.holds(body) ?? false }.map { (body.id, $0) } })
        var rows: [ID<Duty>: [BoardCell?]] = [:]
        for assignment in assignments {
            guard let column = columnOfBody[assignment.bodyId] else { continue }
            var row = rows[assignment.dutyId] ?? Array(repeating: nil, count: columns.count)
            row[column] = BoardCell(adding: assignment, to: row[column], on: day)
            rows[assignment.dutyId] = row
        }
        (self.columns, self.rows) = (columns, rows)
    }
}

extension BoardCell {
    fileprivate init(adding assignment: Assignment, to cell: BoardCell?, on day: Day) {
        let standing = assignment.standing(on: day)
        self = cell ?? BoardCell(total: 0, doneCount: 0, standing: standing, isLead: false)
        total += 1
        if assignment.state == .confirmed { doneCount += 1 }
        if assignment.role == .lead { isLead = true }
        if standing.rank < self.standing.rank { self.standing = standing }
    }
}

extension Body.Kind {
    /// Order of the columns: who leads most comes first.
    var order: Int { [Body.Kind.police, .policeOffice, .department, .agency, .borderGuard, .massOrganisation].firstIndex(of: self) ?? 9 }
}
