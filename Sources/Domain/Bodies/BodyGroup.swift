/// A group that papers name as if it were one body: a rule over the chart, expanded for a day, never a copied list.
///
/// Source: the brackets of 133/KH-UBND (Hà Nội, 2024) and the headings of 470/KH-UBND (Tây Ninh, 2024).
public struct BodyGroup: Equatable, Sendable {
    public let code: String
    public let name: String
    /// How papers write it beside `name`.
    public let otherNames: [String]
    public let kinds: Set<Body.Kind>
    public let level: Body.Level
    public let isBorderOnly: Bool

    /// Whether the body belongs to the group in this province on this day.
    public func holds(_ body: Body, province: String, on day: Day) -> Bool {
        body.province == province && body.level == level && kinds.contains(body.kind) && (!isBorderOnly || body.isBorder) && body.exists(on: day)
    }

    public static func named(_ code: String) -> BodyGroup? { all.first { $0.code == code } }

    public static let all: [BodyGroup] = [
        BodyGroup(
            code: "departments", name: "Các sở, ban, ngành",
            otherNames: [
                "các sở, ngành", "các ban, ngành", "các ban, sở, ngành", "các cơ quan ban ngành", "các cơ quan, ban, ngành", "thủ trưởng các sở, ban, ngành",
                "các cơ quan ban ngành tỉnh", "các sở, ban, ngành tỉnh", "các ngành",
            ],
            kinds: [.department, .agency, .police, .borderGuard], level: .province, isBorderOnly: false),
        BodyGroup(
            code: "mass-organisations", name: "Các tổ chức chính trị - xã hội",
            otherNames: ["tổ chức chính trị - xã hội tỉnh", "các tổ chức chính trị - xã hội tỉnh", "các tổ chức chính trị - xã hội ở địa bàn cơ sở"],
            kinds: [.massOrganisation], level: .province, isBorderOnly: false),
        BodyGroup(
            code: "unions", name: "Các đoàn thể", otherNames: ["đoàn thể", "các tổ chức đoàn thể", "tổ chức đoàn thể"],
            kinds: [.massOrganisation], level: .province, isBorderOnly: false),
        BodyGroup(
            code: "district-committees", name: "UBND các quận, huyện, thị xã",
            otherNames: [
                "UBND các huyện, thị xã, thành phố", "các quận, huyện, thị xã", "UBND cấp huyện", "Ủy ban nhân dân các huyện, thị xã, thành phố",
                "các huyện, thị xã, thành phố", "UBND quận, huyện, thị xã",
            ],
            kinds: [.peoplesCommittee], level: .district, isBorderOnly: false),
        BodyGroup(
            code: "border-district-committees", name: "UBND các huyện, thị xã biên giới",
            otherNames: ["các huyện, thị xã biên giới", "các huyện biên giới"],
            kinds: [.peoplesCommittee], level: .district, isBorderOnly: true),
        BodyGroup(
            code: "commune-committees", name: "UBND cấp xã",
            otherNames: [
                "UBND các xã, phường, thị trấn", "UBND các xã, phường", "UBND các xã, phường, đặc khu", "Ủy ban nhân dân các xã, phường",
                "các xã, phường, thị trấn",
                "UBND xã, phường, thị trấn", "các xã, phường, đặc khu",
            ],
            kinds: [.peoplesCommittee], level: .commune, isBorderOnly: false),
        BodyGroup(
            code: "border-commune-committees", name: "UBND các xã, phường biên giới", otherNames: ["các xã, phường biên giới", "các xã biên giới"],
            kinds: [.peoplesCommittee], level: .commune, isBorderOnly: true),
        BodyGroup(
            code: "district-steering-committees", name: "Ban Chỉ đạo các huyện, thị xã, thành phố",
            otherNames: [
                "Ban Chỉ đạo 138 các quận, huyện, thị xã", "BCĐ các huyện, thị xã, thành phố", "Trưởng Ban Chỉ đạo các huyện, thị xã, thành phố",
                "Trưởng Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc các huyện, thị xã, thành phố",
            ],
            kinds: [.steeringCommittee], level: .district, isBorderOnly: false),
        BodyGroup(
            code: "border-district-steering-committees", name: "Ban Chỉ đạo các huyện, thị xã biên giới", otherNames: [],
            kinds: [.steeringCommittee], level: .district, isBorderOnly: true),
        BodyGroup(
            code: "procedural-bodies", name: "Các cơ quan tiến hành tố tụng", otherNames: ["cơ quan tiến hành tố tụng"],
            kinds: [.police, .procuracy, .court], level: .province, isBorderOnly: false),
        BodyGroup(
            code: "press", name: "Các cơ quan truyền thông",
            otherNames: ["các cơ quan báo chí", "các cơ quan thông tin, báo chí", "các cơ quan báo chí Thành phố"],
            kinds: [.press], level: .province, isBorderOnly: false),
    ]
}
