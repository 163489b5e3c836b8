/// A plan (kế hoạch) of a people's committee, from the reading of its paper on.
///
/// Source: 133/KH-UBND (Hà Nội, 2024), 470/KH-UBND (Tây Ninh, 2024).
public struct Plan: Codable, Equatable, Sendable {
    public var id: ID<Plan>
    /// Code of the province whose plan it is; decides who may see it.
    public var province: String
    /// The standing office: reviews, issues, receives the reports.
    public var officeId: ID<Body>
    /// `133/KH-UBND`; `nil` where it could not be read.
    public var number: String?
    public var issuer: String?
    /// The day on the paper; `nil` where the paper leaves the day blank, until a person gives it.
    public var signedOn: Day?
    public var kind: String
    public var title: String
    /// The year that the plan is for; `nil` where it could not be read.
    public var year: Int?
    public var state: State
    /// When a person issued it here; `nil` before.
    public var issuedAt: Moment?
    /// When a person took it out of review, as brought in by mistake; `nil` while it counts.
    public var withdrawnAt: Moment?
    public var version: Int

    public init(
        id: ID<Plan>, province: String, officeId: ID<Body>, number: String?, issuer: String?, signedOn: Day?, kind: String, title: String,
        year: Int?, state: State, issuedAt: Moment?, withdrawnAt: Moment? = nil, version: Int
    ) {
        (self.id, self.province, self.officeId, self.number, self.issuer, self.signedOn) = (id, province, officeId, number, issuer, signedOn)
        (self.kind, self.title, self.year, self.state, self.issuedAt) = (kind, title, year, state, issuedAt)
        (self.withdrawnAt, self.version) = (withdrawnAt, version)
    }

    public enum State: String, Codable, Sendable {
        /// Read from the paper, under review; nothing of it is owed.
        case read
        /// Issued: its duties are assignments.
        case issued
    }
}

extension Plan {
    /// What a list calls it: number, or title where there is none.
    public var label: String { number ?? title }

    /// Corrects the heading of the paper.
    /// - Throws: `.conflict` once issued; `.invalid` naming `number`, `title` or `year`.
    public mutating func correct(number: String, issuer: String, title: String, signedOn: Day?, year: Int?) throws(Refusal) {
        try refuseUnlessOpen()
        var wrong: [String: String] = [:]
        if number.tidied.isEmpty { wrong["number"] = "Cần số, ký hiệu văn bản, ví dụ 133/KH-UBND." }
        if number.tidied.count > 60 { wrong["number"] = "Số, ký hiệu dài nhất 60 chữ." }
        if issuer.tidied.count > 300 { wrong["issuer"] = "Tên cơ quan ban hành dài nhất 300 chữ." }
        if title.tidied.count > 1_000 { wrong["title"] = "Trích yếu dài nhất 1.000 chữ." }
        if let signedOn, let year, abs(signedOn.year - year) > 2 { wrong["signedOn"] = "Ngày ký cách năm kế hoạch quá xa; xem lại ngày hoặc năm." }
        if title.tidied.isEmpty { wrong["title"] = "Cần trích yếu của kế hoạch." }
        if let year, !(2000...2100).contains(year) { wrong["year"] = "Năm kế hoạch trong khoảng 2000 đến 2100." }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        self.number = number.tidied
        self.issuer = issuer.tidied
        self.title = title.tidied
        self.signedOn = signedOn
        self.year = year
    }

    /// Takes a plan that was brought in by mistake out of review; its number is free again.
    /// - Throws: `.conflict` once issued or withdrawn already; `.invalid("reason")` without a reason.
    public mutating func withdraw(because reason: String, at moment: Moment) throws(Refusal) {
        try refuseUnlessOpen()
        guard !reason.tidied.isEmpty else { throw .invalid(["reason": "Cần ghi lý do rút kế hoạch."]) }
        withdrawnAt = moment
    }

    /// Takes a withdrawn plan up again.
    /// - Throws: `.conflict` unless it is withdrawn.
    public mutating func takeUp() throws(Refusal) {
        guard withdrawnAt != nil else { throw .conflict("Kế hoạch này không bị rút.") }
        withdrawnAt = nil
    }

    /// Whether its reading may still be changed.
    public var isOpen: Bool { state == .read && withdrawnAt == nil }

    /// - Throws: `.conflict` if the plan has been issued or withdrawn: its reading no longer changes.
    public func refuseUnlessOpen() throws(Refusal) {
        if state == .issued { throw .conflict("Kế hoạch đã ban hành, không sửa bản đọc được nữa.") }
        if withdrawnAt != nil { throw .conflict("Kế hoạch đã rút; đưa lại trước khi sửa.") }
    }
}
