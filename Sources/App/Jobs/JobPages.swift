import Domain
import Hummingbird

struct JobPages {
    let app: App

    /// GET /jobs
    func list(_ request: Request, context: Administrator) async throws -> Response {
        try await app.page(for: context, in: .system) { tx in JobList(dead: try tx.jobs.dead(), waitingCount: try tx.jobs.counts().waiting) }
    }

    /// POST /jobs/:id/retry
    func retry(_ request: Request, context: Administrator) async throws -> Response {
        let id = try context.id(of: Job.self)
        _ = try await request.form(context.visitor)
        try await app.write(as: context.viewer) { tx in try tx.jobs.retry(id) }
        return .see("/jobs")
    }
}

/// What the program could not do by itself.
struct JobList: View {
    var dead: [Job]
    var waitingCount: Int

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Việc tự động nào hỏng?"), lead: "\(t("{0} việc đang chờ", NumberText.of(Double(waitingCount))))",
            """
            <div class="sheet">\(dead, { job in
                """
                <div class="owed"><div><span class="state late">! \(t("đã thôi"))</span></div><div><p class="what">\(job.kind.label(t))</p><p class="from">\(job.deadAt ?? job.madeAt) · \(t("{0} lần thử", String(job.tries))) · \(job.failure ?? "")</p></div>
                <div><form method="post" action="/jobs/\(job.id)/retry">\(f.token)<button class="btn btn-sm btn-outline-primary">\(t("Thử lại"))</button></form></div></div>
                """
            })\(if: dead.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Không có việc nào hỏng."))</p>")</div>
            """)
    }

    static var samples: [JobList] {
        var job = Job(id: ID("digest-2024-06-16-a1"), kind: .digest, subject: "a1", madeAt: Moment(.sample, hour: 7), dueAt: Moment(.sample, hour: 7))
        job.lease(at: Moment(.sample, hour: 7))
        job.fail("couldn't <connect>", at: Moment(.sample, hour: 8), isFinal: true)
        return [JobList(dead: [job], waitingCount: 3), JobList(dead: [], waitingCount: 0)]
    }
}

extension Job.Kind {
    func label(_ t: Language) -> String {
        switch self {
        case .checkpoint: t("Ký điểm chốt của nhật ký")
        case .retention: t("Xóa dữ liệu hết thời hạn lưu")
        case .sweep: t("Dọn tệp không còn dùng")
        case .backup: t("Sao lưu và diễn tập khôi phục")
        case .digests: t("Lập thư tổng hợp trong ngày")
        case .digest: t("Gửi thư tổng hợp trong ngày")
        case .mail: t("Gửi thư báo một thông báo")
        case .reading: t("Đọc một văn bản")
        }
    }
}
