import Domain
import Hummingbird

struct NoticePages {
    let app: App

    private static let length = 100

    /// GET /notices
    func list(_ request: Request, context: SignedIn) async throws -> Response {
        try await app.page(for: context, in: nil) { tx in NoticeList(notices: try tx.notices.list(limit: Self.length)) }
    }

    /// POST /notices/reading
    func readAll(_ request: Request, context: SignedIn) async throws -> Response {
        _ = try await request.form(context.visitor)
        try await app.write(as: context.viewer) { tx in try tx.notices.readAll() }
        return .see("/notices")
    }
}

/// The newest hundred notices.
struct NoticeList: View {
    var notices: [Notice]

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Có gì cần biết?"),
            acts: notices.contains { $0.readAt == nil }
                ? "<form method='post' action='/notices/reading'>\(f.token)<button class='btn btn-outline-secondary'>\(t("Đã đọc hết"))</button></form>"
                : .nothing,
            """
            <div class="sheet">\(notices, { notice in
                """
                <div class="owed"><div><span class="state \(notice.readAt == nil ? "soon" : "none")">\(notice.readAt == nil ? "● " + t("mới") : t("đã đọc"))</span></div><div><p class="what">\(f.viewer.flatMap { notice.path(for: $0) }.map { "<a href='\($0)'>\(notice.label(t))</a>" as HTML } ?? "\(notice.label(t))")</p><p class="from">\(notice.at)</p></div><div></div></div>
                """
            })\(if: notices.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Chưa có thông báo nào."))</p>")</div>
            """)
    }

    static var samples: [NoticeList] {
        func notice(_ kind: Notice.Kind, _ detail: String, isRead: Bool = false) -> Notice {
            let at = Moment(Day.sample, hour: 9)
            return Notice(
                id: ID("n"), accountId: ID("a1"), kind: kind, noun: "crime_reports", recordId: "r1", detail: detail, at: at, readAt: isRead ? at : nil)
        }
        return [
            NoticeList(notices: [
                notice(.glassBroken, "Công an <Bê>"), notice(.unusualReading, "oddHour"), notice(.reportGiven, "TB-01-2024-0001", isRead: true),
                notice(.workReturned, "II.4(3)", isRead: true), notice(.accountChanged, "mật khẩu"), notice(.retentionSet, "10"),
                notice(.grantAwaits, "investigator"),
            ]),
            NoticeList(notices: []),
        ]
    }
}

extension Notice {
    /// Where the viewer reads on; `nil` where no page that they may enter tells more.
    func path(for viewer: Viewer) -> String? {
        switch noun {
        case Table.crimeReports.rawValue where viewer.may(.seeCrimeReports): recordId.isEmpty ? nil : "/crime-reports/\(recordId)"
        case Table.crimeReports.rawValue: viewer.may(.readLedger) ? "/ledger" : nil
        case Table.assignments.rawValue: "/assignments/\(recordId)"
        case Table.accounts.rawValue: "/account"
        case Table.grants.rawValue: "/grants"
        case Table.retentionRules.rawValue: viewer.may(.readLedger) ? "/retention" : nil
        default: nil
        }
    }

    func label(_ t: Language) -> String {
        switch kind {
        case .glassBroken: return t("Một người của {0} đã mở khẩn cấp một tin", detail)
        case .reportGiven: return t("Tin {0} được giao cho cơ quan bạn", detail)
        case .workReturned: return t("Việc {0} bị trả lại, cần làm tiếp", detail)
        case .accountChanged: return t("Tài khoản của bạn vừa đổi: {0}", t(detail))
        case .retentionSet: return t("Thời hạn lưu vừa được đặt: {0} năm, có hiệu lực sau 30 ngày", detail)
        case .grantAwaits: return t("Một vai trò chờ người thứ hai đồng ý: {0}", Role(rawValue: detail)?.label(t) ?? detail)
        case .unusualReading:
            switch UnusualReading(rawValue: detail) {
            case .many: return t("Một người mở nhiều danh tính trong một giờ")
            case .oddHour: return t("Có người mở danh tính ngoài giờ")
            case .foreignPlace: return t("Có người tỉnh khác mở danh tính")
            case nil: return detail
            }
        }
    }
}
