import Domain
import Hummingbird

extension PlanPages {
    /// GET /plans/:id/assignments.csv
    func table(_ request: Request, context: Programme) async throws -> Response {
        let id = try context.id(of: Plan.self), t = context.language
        let csv = try await app.read(as: context.viewer) { tx -> CSV in
            _ = try tx.plans.find(id)
            let texts = Dictionary(uniqueKeysWithValues: try tx.duties.of(plan: id).map { ($0.id, $0.text) })
            let heading = [
                t("Nhiệm vụ"), t("Nội dung"), t("Cơ quan"), t("Vai trò"), t("Kỳ"), t("Hạn"), t("Tình trạng"), t("Quá hạn (ngày)"), t("Làm xong ngày"),
            ]
            let rows = try tx.assignments.lines(.init(plan: id)).map { line -> [String] in
                let assignment = line.assignment
                var lateDays = ""
                if case .late(let days) = assignment.standing(on: tx.today) { lateDays = String(days) }
                return [
                    line.duty.code, texts[line.duty.id] ?? "", line.body.name, assignment.role.label(t), assignment.period ?? "", assignment.dueOn.description,
                    assignment.state.label(t), lateDays, assignment.doneOn?.description ?? "",
                ]
            }
            return CSV(rows: [heading] + rows)
        }
        return csv.response(named: "phan-viec")
    }
}
