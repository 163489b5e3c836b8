import Domain

@testable import App
@testable import Reader

/// A reading of three duties, a report rule and a target, as the Reader would hand it over.
enum SmallPlan {
    static let lines = [
        "KẾ HOẠCH", "Phòng, chống mua bán người năm 2024", "I. CHỈ TIÊU", "- Tỷ lệ giải quyết đạt trên 90%", "II. NHIỆM VỤ",
        "- Tổ chức tập huấn; mở các lớp bồi dưỡng (Các sở, ban, ngành thực hiện)", "- Hỗ trợ nạn nhân (Sở Tư pháp chủ trì)", "III. TỔ CHỨC THỰC HIỆN",
        "Báo cáo 6 tháng trước ngày 18/6, năm trước ngày 18/12",
    ]

    static var read: ReadPlan {
        func place(_ line: Int) -> SourcePlace { SourcePlace(firstLine: line, lastLine: line, page: nil) }
        func duty(_ id: String, _ text: String, _ line: Int, _ who: [(ReadAssignment.Role, String)]) -> ReadDuty {
            ReadDuty(
                id: id, section: String(id.prefix { $0 != "-" }), heading: "Công tác chung", text: text,
                assignments: who.map { ReadAssignment(role: $0.0, org: $0.1, asWritten: $0.1, confidence: 0.9) }, inheritedAssignment: false, from: nil,
                to: nil, isBefore: false, dates: [], recurrence: [], references: [], confidence: 0.9, source: place(line))
        }
        func rule(_ period: ReportingRule.Period, _ due: String) -> ReportingRule {
            ReportingRule(period: period, due: [due], dueIs: .before, window: nil, fromOrgs: nil, toOrg: nil, source: place(9))
        }
        let document = ReadDocument(
            number: "7/KH-UBND", issuer: "UBND tỉnh An", place: "An", date: "2024-02", kind: "Kế hoạch", title: "Phòng, chống mua bán người năm 2024",
            year: 2024, legalBasis: [ReadReference(number: "193/QĐ-TTg", date: "2021-02-09", issuer: nil)], recipients: [])
        return ReadPlan(
            lines: lines.map { ReadLine(source: $0.folded, text: $0, confidence: 0.9) },
            reading: Reading(
                document: document, objectives: [ReadItem(id: "I.1-1", text: "Nâng cao hiệu quả", source: place(3))],
                targets: [
                    ReadTarget(id: "I.2-1", text: "Tỷ lệ giải quyết đạt trên 90%", measure: nil, comparator: .over, value: 90, unit: "%", source: place(4))
                ],
                tasks: [
                    duty(
                        "II.1-1", "Tổ chức tập huấn; mở các lớp bồi dưỡng", 6,
                        [(.implement, "Các sở, ban, ngành"), (.coordinate, "UBND các quận, huyện, thị xã")]),
                    duty("II.1-2", "Hỗ trợ nạn nhân", 7, [(.lead, "Sở Tư pháp"), (.coordinate, "các hội quần chúng khác")]),
                ], duties: [duty("III.1-1", "Báo cáo 6 tháng trước ngày 18/6, năm trước ngày 18/12", 9, [(.implement, "Các sở, ban, ngành")])],
                reporting: [rule(.halfYear, "06-18"), rule(.year, "12-18")], organisations: [],
                findings: [Reader.Finding(kind: .unresolvedBody, message: "Không rõ: các hội quần chúng khác", source: place(7))]))
    }
}

extension World {
    /// The small plan under review in province 01.
    func addPlan(_ read: ReadPlan = SmallPlan.read) async throws -> Plan {
        try await app.write(as: try await viewer(.an)) { tx in
            guard let office = tx.viewer.body else { throw Refusal.forbidden }
            return try Intake(tx: tx, province: "01", office: office).take(read)
        }
    }

    /// The small plan, reviewed and issued.
    func issuePlan() async throws -> Plan {
        let plan = try await addPlan()
        return try await app.write(as: try await viewer(.an)) { tx in
            var reviewed = try tx.plans.find(plan.id)
            try reviewed.correct(
                number: "7/KH-UBND", issuer: "UBND tỉnh An", title: reviewed.title, signedOn: Day(number: 19_780), year: 2024)
            try tx.plans.save(reviewed)
            for var assignee in try tx.duties.assignees(ofPlan: plan.id).values.joined() where !assignee.isResolved {
                assignee.leaveOpen()
                try tx.update(assignee, in: .assignees)
            }
            _ = try tx.review.issue(plan.id)
            return try tx.plans.find(plan.id)
        }
    }

    func duty(_ code: String, of plan: Plan) async throws -> Duty {
        try await app.read(as: try await viewer(.an)) { tx in try tx.duties.of(plan: plan.id).first { $0.code == code } ?? { throw Refusal.notFound }() }
    }

    /// What the department of `em` owes of a duty.
    func assignment(_ code: String, of plan: Plan, period: String? = nil) async throws -> Assignment {
        let duty = try await duty(code, of: plan), body = try await viewer(.em).body
        return try await app.read(as: try await viewer(.an)) { tx in
            try tx.assignments.list(.init(duty: duty.id, body: body)).first { $0.period == period } ?? { throw Refusal.notFound }()
        }
    }
}
