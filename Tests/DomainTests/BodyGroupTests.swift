import Testing

@testable import Domain

@Suite("Groups of bodies")
struct BodyGroupTests {
    private static let bodies: [Body] = [
        .made(code: "so-y-te"), .made(code: "cong-an-tinh", kind: .police), .made(code: "bien-phong", kind: .borderGuard), .made(code: "vks", kind: .procuracy),
        .made(code: "toa-an", kind: .court), .made(code: "hoi-phu-nu", kind: .massOrganisation), .made(code: "dai-pt-th", kind: .press),
        .made(code: "ubnd-tinh", kind: .peoplesCommittee), .made(code: "so-ha-noi", province: "01"),
        .made(code: "bo-y-te", kind: .ministry, level: .national, province: "00"),
        .made(code: "bao-nhan-dan", kind: .press, level: .national, province: "00"),
        .made(code: "ubnd-tan-bien", kind: .peoplesCommittee, level: .district, isBorder: true, validTo: .on("2025-06-30")),
        .made(code: "ubnd-go-dau", kind: .peoplesCommittee, level: .district, validTo: .on("2025-06-30")),
        .made(code: "bcd-tan-bien", kind: .steeringCommittee, level: .district, isBorder: true, validTo: .on("2025-06-30")),
        .made(code: "phong-tan-bien", level: .district), .made(code: "ubnd-xa", kind: .peoplesCommittee, level: .commune, validFrom: .on("2025-07-01")),
    ]

    private func members(_ code: String, on day: String) throws -> [String] {
        Chart.made(Self.bodies, on: .on(day)).members(of: try #require(BodyGroup.named(code))).map(\.code)
    }

    @Test(
        "a group holds its kinds at its level in its province",
        arguments: [
            ("departments", ["so-y-te", "cong-an-tinh", "bien-phong"]), ("mass-organisations", ["hoi-phu-nu"]), ("unions", ["hoi-phu-nu"]),
            ("press", ["dai-pt-th"]),
            ("procedural-bodies", ["cong-an-tinh", "vks", "toa-an"]), ("district-committees", ["ubnd-tan-bien", "ubnd-go-dau"]),
            ("border-district-committees", ["ubnd-tan-bien"]), ("district-steering-committees", ["bcd-tan-bien"]),
            ("border-district-steering-committees", ["bcd-tan-bien"]),
        ])
    func members(code: String, expected: [String]) throws {
        #expect(try members(code, on: "2024-05-10") == expected)
    }

    @Test(
        "the districts are in their groups to the end of 30/06/2025",
        arguments: [("1999-12-31", 0), ("2000-01-01", 2), ("2025-06-30", 2), ("2025-07-01", 0)])
    func byDay(day: String, count: Int) throws {
        #expect(try members("district-committees", on: day).count == count)
    }

    @Test("a code that no group has names none")
    func unknown() {
        #expect(BodyGroup.named("district-committee") == nil)
    }

    @Test("codes are distinct")
    func codes() {
        #expect(Set(BodyGroup.all.map(\.code)).count == BodyGroup.all.count)
    }

    @Test("every name of a group leads to that group and no other", arguments: BodyGroup.all)
    func names(group: BodyGroup) {
        let everybody = Body.Level.allCases.flatMap { level in
            Body.Kind.allCases.map { kind in Body.made(code: "\(level) \(kind)", kind: kind, level: level, isBorder: true) }
        }
        let chart = Chart.made(everybody)
        for name in [group.name] + group.otherNames { #expect(chart.find(name) == .group(group.code), "\(name)") }
    }

    @Test("a group that nobody belongs to on the day is a name to be asked about")
    func nobody() {
        let district = Body.made(code: "huyen", kind: .peoplesCommittee, level: .district, validTo: .on("2025-06-30"))
        let commune = Body.made(code: "xa", kind: .peoplesCommittee, level: .commune, validFrom: .on("2025-07-01"))
        let (before, after) = (Chart.made([district, commune]), Chart.made([district, commune], on: .on("2025-07-01")))
        #expect(before.find("UBND các quận, huyện, thị xã") == .group("district-committees") && before.find("UBND cấp xã") == nil)
        #expect(after.find("UBND các quận, huyện, thị xã") == nil && after.find("UBND cấp xã") == .group("commune-committees"))
        #expect(after.members(of: BodyGroup.named("commune-committees") ?? BodyGroup.all[0]).map(\.code) == ["xa"])
    }
}
