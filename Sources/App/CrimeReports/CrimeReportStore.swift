import Domain
import Storage

/// Crime reports; a report out of the viewer's sight is not found.
struct CrimeReportStore {
    let tx: Tx

    private func seen(_ act: Act = .seeCrimeReports) throws -> SQL {
        let scope = try tx.scope(act, province: "crime_reports.province", bodies: ["crime_reports.body_id", "crime_reports.holder_id"])
        let taken = try tx.emergencies.recordsNow(.crimeReports)
        return taken.isEmpty ? scope : "(\(scope) OR crime_reports.id IN \(list: taken))"
    }

    func find(_ id: ID<CrimeReport>) throws -> CrimeReport {
        try tx.one("SELECT * FROM crime_reports WHERE id = \(id) AND \(seen())")
    }

    /// Whoever may see it; for asking the rules alone, never to be shown.
    func unscoped(code: String) throws -> CrimeReport? { try tx.first("SELECT * FROM crime_reports WHERE code = \(code)") }
    func unscoped(_ id: ID<CrimeReport>) throws -> CrimeReport? { try tx.first("SELECT * FROM crime_reports WHERE id = \(id)") }

    /// The first of the viewer's that was received at that moment; `nil` without one.
    func received(at moment: Moment) throws -> CrimeReport? {
        try tx.first("SELECT * FROM crime_reports WHERE received_at = \(moment) AND \(seen()) ORDER BY id LIMIT 1")
    }

    static let pageLength = 50

    /// The open ones first, the oldest of them at the top; then the others, the newest first.
    /// - Parameter page: from 1.
    func list(page: Int) throws -> [CrimeReport] {
        try tx.all(
            """
            SELECT * FROM crime_reports WHERE \(seen()) ORDER BY CASE WHEN outcome IS NULL THEN 0 ELSE 1 END,
            CASE WHEN outcome IS NULL THEN received_at END, received_at DESC, id LIMIT \(Self.pageLength) OFFSET \((page - 1) * Self.pageLength)
            """)
    }

    /// How many the viewer sees in all.
    func count() throws -> Int { try tx.count("SELECT COUNT(*) FROM crime_reports WHERE \(seen())") }

    /// - Parameter openingTo: whether the viewer must also be one who opens the identities in them.
    func list(ids: [String], openingTo: Bool) throws -> [CrimeReport] {
        try tx.all("SELECT * FROM crime_reports WHERE id IN \(list: ids) AND \(seen(openingTo ? .openIdentities : .seeCrimeReports)) ORDER BY received_at DESC")
    }

    /// Logs the report with what was told, and the people in it.
    func log(_ report: CrimeReport, text: String, people: [(Identity.Capacity, Identity)]) throws {
        try tx.insert(report, in: .crimeReports)
        try tx.sealed.seal(text, in: .crimeReports, report.id.text)
        for (capacity, identity) in people { try tx.sealed.seal(identity, as: capacity, in: .crimeReports, report.id.text) }
    }

    func save(_ report: CrimeReport, because reason: String? = nil) throws { try tx.update(report, in: .crimeReports, because: reason) }

    /// The next number of the province in that year.
    func nextNumber(province: String, year: Int) throws -> Int {
        try tx.connection.rows(
            """
            INSERT INTO crime_report_numbers (province, year, number) VALUES (\(province), \(year), 1)
            ON CONFLICT (province, year) DO UPDATE SET number = crime_report_numbers.number + 1 RETURNING number
            """
        ).first?.single() ?? 1
    }

    /// Counts for the figures of targets: of the province and those that it took up, received from the first to the last day, as they stand now.
    func counts(province: String, from first: Day, to last: Day) throws -> CrimeReportCounts {
        try tx.one(
            """
            SELECT COUNT(*) AS received, COUNT(classification) AS classified,
            COUNT(CASE WHEN outcome <> 'suspended' THEN 1 END) AS resolved, COUNT(CASE WHEN outcome = 'suspended' THEN 1 END) AS suspended
            FROM crime_reports WHERE province IN (\(PlaceStore.provinces(of: province, on: tx.today)))
            AND received_at >= \(Moment(first)) AND received_at < \(Moment(Day(number: last.number + 1)))
            """)
    }

    /// What the viewer's body may be given to decide on: the police and Border Guard of the province on the day.
    func deciders(province: String) throws -> [Body] {
        try tx.bodies.list(on: tx.today, province: province).filter { [.police, .policeOffice, .borderGuard].contains($0.kind) }
    }
}

extension Tx {
    var crimeReports: CrimeReportStore { CrimeReportStore(tx: self) }
}
