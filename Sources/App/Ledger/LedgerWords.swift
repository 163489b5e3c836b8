import Domain

/// How the record of entries speaks: words instead of tables, columns and codes.
enum LedgerWords {
    /// What a record is; `nil` for a table that people never see.
    static func noun(_ table: String, _ t: Language) -> String? {
        switch Table(rawValue: table) {
        case .papers: t("Văn bản")
        case .plans: t("Kế hoạch")
        case .duties: t("Nhiệm vụ")
        case .assignees: t("Phân công")
        case .assignments: t("Phần việc")
        case .findings: t("Chỗ ngờ")
        case .objectives: t("Mục đích")
        case .targets: t("Chỉ tiêu")
        case .reportRules: t("Chế độ báo cáo")
        case .bodies: t("Cơ quan")
        case .accounts: t("Tài khoản")
        case .reorganisations: t("Sắp xếp")
        case .grants: t("Vai trò")
        case .crimeReports: t("Tin báo")
        case .sealedRecords: t("Danh tính niêm phong")
        case .sealedWords: t("Tìm theo tên")
        case .emergencies: t("Mở khẩn cấp")
        case .retentionRules: t("Thời hạn lưu")
        case .holds: t("Lệnh giữ")
        case .settings: t("Thiết lập")
        default: nil
        }
    }

    /// The page of the record; `nil` where it has none of its own.
    static func page(_ entry: LedgerEntry) -> String? {
        switch Table(rawValue: entry.noun) {
        case .crimeReports: "/crime-reports/\(entry.recordId)"
        case .plans, .duties, .assignments, .bodies, .reorganisations: entry.act == .removed ? nil : "/\(entry.noun)/\(entry.recordId)"
        default: nil
        }
    }

    /// Fields that only the program counts with.
    static let hidden: Set<String> = [
        Tx.older, "id", "version", "plan_id", "duty_id", "assignment_id", "position", "given_by_id", "delegated_by_id", "agreed_by_id",
    ]

    static func field(_ name: String, _ t: Language) -> String {
        switch name {
        case "number": t("số, ký hiệu")
        case "issuer": t("cơ quan ban hành")
        case "signed_on": t("ngày ký")
        case "title": t("trích yếu")
        case "kind": t("loại")
        case "year": t("năm")
        case "state": t("trạng thái")
        case "issued_at": t("lúc ban hành")
        case "withdrawn_at": t("lúc rút")
        case "text": t("nội dung")
        case "heading": t("tiêu đề mục")
        case "section", "code": t("ký hiệu")
        case "starts_on": t("từ ngày")
        case "ends_on": t("đến hết ngày")
        case "office_due_on": t("hạn do Cơ quan Thường trực ấn định")
        case "last_days": t("ngày là hạn")
        case "review": t("đã xem chưa")
        case "merged_into": t("gộp vào")
        case "confidence": t("độ chắc")
        case "first_line", "last_line": t("dòng trên giấy")
        case "is_inherited": t("giao cho cả mục")
        case "name": t("tên")
        case "short_name": t("tên ngắn")
        case "display_name": t("tên hiển thị")
        case "as_written": t("như trên giấy")
        case "role": t("vai trò")
        case "body_id": t("cơ quan")
        case "holder_id": t("phần bàn giao cho")
        case "office_id": t("cơ quan thường trực")
        case "group_code": t("nhóm")
        case "is_open": t("để ngỏ")
        case "period": t("kỳ")
        case "window_from": t("số liệu từ ngày")
        case "window_to": t("chốt số liệu ngày")
        case "due_day", "due_on": t("hạn")
        case "due_because": t("vì sao hạn đó")
        case "is_before": t("trước ngày đó")
        case "answered_at": t("lúc trả lời")
        case "done_on": t("ngày báo xong")
        case "comparator": t("so với mức")
        case "value": t("mức")
        case "unit": t("đơn vị")
        case "message": t("điều ngờ")
        case "is_settled": t("đã xem")
        case "level": t("cấp")
        case "province": t("tỉnh")
        case "place": t("nơi")
        case "is_border": t("giáp biên giới")
        case "parent_id": t("cấp trên")
        case "valid_from": t("có hiệu lực từ")
        case "valid_to": t("có hiệu lực đến")
        case "is_active": t("đang dùng")
        case "years": t("số năm")
        case "source": t("căn cứ")
        case "mark": t("độ chắc")
        case "lifted_at": t("lúc gỡ")
        case "second_factor": t("xác thực hai lớp")
        case "recovery_code": t("mã dự phòng")
        case "password": t("mật khẩu")
        case "api_token": t("mã truy cập")
        case "session": t("phiên đăng nhập")
        case "invitation": t("lời mời")
        case "reason": t("căn cứ")
        case "classification": t("phân loại")
        case "classified_at": t("lúc phân loại")
        case "outcome": t("kết quả giải quyết")
        case "decided_on": t("ngày quyết định")
        case "measure": t("số liệu lấy từ")
        case "wrapped", "sealed": t("nội dung niêm phong")
        case "erased_at": t("lúc xóa")
        case "account_id": t("tài khoản")
        case "given_by_name": t("người trao")
        case "delegated_by_name": t("người ủy quyền")
        case "is_awaiting": t("chờ người thứ hai")
        case "agreed_by_name": t("người thứ hai")
        case "channel": t("cách nhận")
        case "received_at": t("lúc nhận")
        case "place_code": t("mã nơi")
        case "is_anonymous": t("không nêu tên")
        case "capacity": t("tư cách")
        case "noun": t("loại hồ sơ")
        case "record_id": t("hồ sơ")
        case "at", "made_at": t("lúc")
        case "ends_at": t("đến lúc")
        case "next_years": t("số năm mới")
        case "next_from": t("số năm mới từ ngày")
        case "takes_effect_on": t("có hiệu lực từ")
        case "done_at": t("lúc thực hiện")
        case "account_name": t("ai")
        case "stored_id": t("dấu vân tay của tệp")
        case "byte_count": t("số byte")
        case "page_count": t("số trang")
        case "failure": t("vì sao không đọc được")
        case "ended_at": t("lúc xong")
        case "act": t("việc")
        case "file": t("tệp")
        case _ where name.hasPrefix("figure "): t("số liệu") + name.dropFirst("figure".count)
        default: name
        }
    }

    /// A value as people read it.
    /// - Parameter names: of the bodies and duties whose ids may occur.
    static func value(_ text: String, field: String, noun: String, names: [String: String], _ t: Language) -> String {
        if let name = names[text] { return name }
        if let day = Day(text) { return day.written }
        if let moment = Moment(text) { return moment.written }
        switch field {
        case "state": return Assignment.State(rawValue: text)?.label(t) ?? Plan.State(rawValue: text)?.label(t) ?? text
        case "role": return Assignee.Role(rawValue: text)?.label(t) ?? Role(rawValue: text)?.label(t) ?? text
        case "review": return Duty.Review(rawValue: text)?.label(t) ?? text
        case "group_code": return BodyGroup.named(text)?.name ?? text
        case "classification": return CrimeReport.Classification(rawValue: text)?.label(t) ?? text
        case "outcome": return CrimeReport.Outcome(rawValue: text)?.label(t) ?? text
        case "comparator": return Target.Comparator(rawValue: text)?.label(t) ?? text
        case "period" where noun == Table.assignments.rawValue: return PeriodName.of(text, t)
        case "period": return ReportRule.Period(rawValue: text)?.label(t) ?? text
        case "due_day": return text.split(separator: "-").reversed().joined(separator: "/")
        case "kind": return Body.Kind(rawValue: text)?.label(t) ?? CrimeReport.Kind(rawValue: text)?.label(t) ?? text
        case "channel": return CrimeReport.Channel(rawValue: text)?.label(t) ?? text
        case "capacity": return Identity.Capacity(rawValue: text)?.label(t) ?? text
        case "noun": return Self.noun(text, t) ?? text
        case "act": return Answer.Act(rawValue: text)?.label(t) ?? text
        case "level": return Body.Level(rawValue: text)?.label(t) ?? text
        case "value", "confidence": return Double(text).map(NumberText.of) ?? text
        default: return text == "true" ? t("có") : text == "false" ? t("không") : text
        }
    }
}

extension Assignment.State {
    func label(_ t: Language) -> String {
        switch self {
        case .given: t("chưa nhận")
        case .accepted: t("đã nhận")
        case .inHand: t("đang làm")
        case .declared: t("chờ xác nhận")
        case .returned: t("trả lại")
        case .confirmed: t("xong")
        }
    }
}

extension Plan.State {
    func label(_ t: Language) -> String {
        switch self {
        case .read: t("chờ duyệt")
        case .issued: t("đã ban hành")
        }
    }
}
