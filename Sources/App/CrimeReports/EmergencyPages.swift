import Domain
import Hummingbird

struct EmergencyPages {
    let app: App

    /// GET /emergencies/new
    func new(_ request: Request, context: GlassBreaker) async throws -> Response {
        try await app.page(for: context, in: .crimeReports) { _ in EmergencyNew(filled: Filled()) }
    }

    /// POST /emergencies
    func breakGlass(_ request: Request, context: GlassBreaker) async throws -> Response {
        let form = try await request.form(context.visitor)
        do {
            let report = try await app.write(as: context.viewer) { tx in try tx.emergencies.open(code: form["code"], because: form["reason"]) }
            return .see("/crime-reports/\(report.id)")
        } catch let refusal as Refusal where refusal.status == .unprocessableContent {
            // Who tries numbers leaves a trace, though nothing opened.
            if case .invalid(let wrong) = refusal, wrong["code"] != nil {
                try await app.write(as: context.viewer) { tx in try tx.tell(.opened, .emergencies, "-", because: form["reason"]) }
            }
            return try await app.page(for: context, in: .crimeReports, status: refusal.status) { _ in EmergencyNew(filled: Filled(form, refusal)) }
        }
    }
}

/// Where the glass is broken.
struct EmergencyNew: View {
    var filled: Filled

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Mở khẩn cấp tin nào?"),
            lead: "\(t("Được xem một tin trong 2 giờ. Cơ quan giữ tin và kiểm toán được báo ngay, lý do được ghi vào nhật ký."))",
            """
            <form class="sheet p-3 narrow" method="post" action="/emergencies">\(f.token)\(f.refused(filled, shown: ["code", "reason"]))
            \(f.input(t("Số của tin"), "code", filled, help: "TB-01-2024-0001"))\(f.area(t("Vì sao phải mở ngay"), "reason", filled, rows: 3))
            <button class="btn btn-danger">\(t("Mở trong 2 giờ"))</button></form>
            """)
    }

    static var samples: [EmergencyNew] {
        [EmergencyNew(filled: Filled()), EmergencyNew(filled: Filled(values: ["code": "<x>"], errors: ["code": "Không có tin nào mang số này."]))]
    }
}
