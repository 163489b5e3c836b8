@testable import Domain

extension Day {
    static func on(_ text: String) -> Day {
        guard let day = Day(text) else { fatalError("no such day: \(text)") }
        return day
    }
}

extension Moment {
    static func at(_ text: String) -> Moment {
        guard let moment = Moment(text) else { fatalError("no such moment: \(text)") }
        return moment
    }
}

extension Refusal {
    var isConflict: Bool { if case .conflict = self { true } else { false } }
    /// The fields that are refused; empty for any other refusal.
    var fields: Set<String> { if case .invalid(let wrong) = self { Set(wrong.keys) } else { [] } }
}

extension Body {
    static func made(
        code: String, kind: Kind = .department, level: Level = .province, name: String? = nil, shortName: String? = nil, province: String = "72",
        isBorder: Bool = false, validFrom: Day = .on("2000-01-01"), validTo: Day? = nil
    ) -> Body {
        Body(
            id: ID(code), code: code, name: name ?? code, shortName: shortName ?? name ?? code, kind: kind, level: level, province: province, place: "Tây Ninh",
            isBorder: isBorder, parentId: nil, validFrom: validFrom, validTo: validTo, version: 1)
    }
}

extension Chart {
    static func made(_ bodies: [Body], names: [BodyName] = [], on day: Day = .on("2024-05-10")) -> Chart {
        Chart(province: "72", day: day, bodies: bodies, names: names)
    }
}

extension Plan {
    static func made(number: String? = "470/KH-UBND", signedOn: Day? = .on("2024-02-26"), year: Int? = 2024, state: State = .read) -> Plan {
        Plan(
            id: ID("plan"), province: "72", officeId: ID("office"), number: number, issuer: "UBND tỉnh Tây Ninh", signedOn: signedOn, kind: "KH",
            title: "Kế hoạch phòng, chống mua bán người năm 2024", year: year, state: state, issuedAt: nil, version: 1)
    }
}

extension Duty {
    static func made(
        code: String = "II.1-1", section: String = "II.1", text: String = "Tổ chức tuyên truyền.", lines: (Int?, Int?) = (nil, nil), startsOn: Day? = nil,
        endsOn: Day? = nil, officeDueOn: Day? = nil, review: Review = .proposed
    ) -> Duty {
        Duty(
            id: ID(code), planId: ID("plan"), position: 10, code: code, section: section, heading: "Tuyên truyền", text: text, firstLine: lines.0,
            lastLine: lines.1, startsOn: startsOn, endsOn: endsOn, officeDueOn: officeDueOn, isInherited: false, confidence: 0.9, review: review, version: 3)
    }
}

extension Assignee {
    static func made(_ role: Role = .lead, body: Body? = nil, group: String? = nil) -> Assignee {
        Assignee(
            id: ID("assignee"), dutyId: ID("duty"), position: 1, role: role, name: body?.name ?? group ?? "Ban quản lý chợ", asWritten: nil, bodyId: body?.id,
            groupCode: group, isOpen: false, version: 1)
    }
}

extension ReportRule {
    static func made(
        of duty: Duty = .made(), period: Period = .halfYear, dueDay: String? = "06-18", isBefore: Bool = true, windowFrom: Day? = nil, windowTo: Day? = nil
    ) -> ReportRule {
        ReportRule(
            id: ID("rule"), planId: ID("plan"), position: 1, dutyId: duty.id, period: period, dueDay: dueDay, isBefore: isBefore, windowFrom: windowFrom,
            windowTo: windowTo)
    }
}

extension Assignment {
    static func made(_ state: State = .given, dueOn: Day = .on("2024-06-30")) -> Assignment {
        let isDone = state == .declared || state == .confirmed
        return Assignment(
            id: ID("assignment"), planId: ID("plan"), dutyId: ID("duty"), bodyId: ID("body"), province: "72", role: .lead, period: nil, windowFrom: nil,
            windowTo: nil, dueOn: dueOn, dueBecause: .endOfPeriod, state: state, answeredAt: nil, doneOn: isDone ? .on("2024-06-01") : nil,
            holderId: nil, version: 1)
    }
}
