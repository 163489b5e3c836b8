import Domain

/// The rooms of the left-hand list, in its order.
enum Room: String, CaseIterable, Sendable {
    case desk, plans, reports, crimeReports = "crime-reports", targets, bodies, ledger, accounts, system

    var path: String { "/\(rawValue)" }

    /// In Vietnamese, for `t(…)`.
    func label(_ t: Language) -> String {
        switch self {
        case .desk: t("Việc hôm nay")
        case .plans: t("Kế hoạch")
        case .reports: t("Báo cáo")
        case .crimeReports: t("Tin báo")
        case .targets: t("Chỉ tiêu")
        case .bodies: t("Cơ quan")
        case .ledger: t("Nhật ký")
        case .accounts: t("Tài khoản")
        case .system: t("Hệ thống")
        }
    }

    func admits(_ viewer: Viewer) -> Bool {
        switch self {
        case .desk: viewer.may(.answerDuties)
        case .plans, .reports, .targets: viewer.seesProgramme
        case .crimeReports: viewer.may(.seeCrimeReports)
        case .bodies: true
        case .ledger: viewer.may(.readLedger)
        case .accounts, .system: viewer.mayManageAccounts
        }
    }

    /// Where a viewer starts.
    static func first(for viewer: Viewer) -> Room {
        if viewer.holds(.officer) { return .desk }
        return [plans, crimeReports, accounts, ledger].first { $0.admits(viewer) } ?? .bodies
    }
}
