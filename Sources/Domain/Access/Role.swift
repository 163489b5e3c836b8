/// What a person is to the programme; what each may do stands in `AccessRule.all`.
///
/// Source: 133/KH-UBND III.3 and 470/KH-UBND III.2 (standing office), III.1 (bodies); the others from the law that names their work, see `AccessRule`.
public enum Role: String, Codable, CaseIterable, Sendable {
    /// Cơ quan thường trực Ban Chỉ đạo 138: reviews and issues plans, confirms answers.
    case standingOffice
    /// Cán bộ cơ quan, đơn vị: answers what the body owes.
    case officer
    /// Lãnh đạo cơ quan, đơn vị: sees what the body owes and holds, signs for it.
    case leader
    /// Người xem: sees the programme of the province, changes nothing.
    case reader
    /// Trực ban tiếp nhận tin báo: logs and classifies crime reports.
    case reportDesk
    /// Điều tra viên: decides on the crime reports given to the body.
    case investigator
    /// Kiểm sát viên: supervises how crime reports are handled.
    case procurator
    /// Thư ký, thẩm phán.
    case courtOfficer
    /// Cán bộ hỗ trợ nạn nhân.
    case supportWorker
    /// Cơ sở cung cấp dịch vụ hỗ trợ.
    case provider
    /// Tổng đài 111.
    case hotline
    /// Thanh tra, kiểm tra: sees records, never identities.
    case inspector
    /// Kiểm toán: reads the ledger, sees no record.
    case auditor
    /// Quản trị: accounts, settings and the organisation chart; sees no plan's work, no case, no victim.
    case administrator
    /// The program itself; no account has it.
    case program
}
