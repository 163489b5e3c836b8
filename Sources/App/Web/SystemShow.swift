import Domain

/// How the installation is: for administrators.
struct SystemShow: View {
    var version: String
    var database: String
    var entryCount: Int
    var checkpoint: (number: Int, at: Moment)?
    var backup: SurvivalRun?
    var drill: SurvivalRun?
    var jobs: (waiting: Int, dead: Int)
    /// Name of the master key in force.
    var masterKey: String
    /// The machine's.
    var now: Moment

    func html(_ f: Frame) -> HTML {
        let t = f.t
        let rows: [(String, HTML)] = [
            (t("Phiên bản"), "\(version)"), (t("Cơ sở dữ liệu"), "\(database)"), (t("Nhật ký"), "\(t("{0} mục", NumberText.of(Double(entryCount))))"),
            (t("Điểm chốt đã ký"), checkpoint.map { "№ \($0.number), \($0.at)" } ?? "\(t("chưa có"))"), (t("Sao lưu gần nhất"), run(backup, lateAfter: 2, t)),
            (t("Diễn tập khôi phục gần nhất"), run(drill, lateAfter: 31, t)), (t("Khóa chủ"), "<code>\(masterKey)</code>"), (t("Việc tự động"), jobLine(t)),
        ]
        return f.page(
            t("Hệ thống có vững không?"),
            """
            <section class="sheet p-3 narrow"><dl class="mb-0">\(rows, { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" })</dl></section>
            """)
    }

    private func jobLine(_ t: Language) -> HTML {
        """
        <span class="state \(jobs.dead == 0 ? "done" : "late")">\(jobs.dead == 0 ? "✓" : "!") \(t("{0} việc hỏng", String(jobs.dead)))</span> · <a href="/jobs">\(t("{0} việc đang chờ", NumberText.of(Double(jobs.waiting))))</a>
        """
    }

    /// - Parameter lateAfter: days after which it is too long ago.
    private func run(_ run: SurvivalRun?, lateAfter: Int, _ t: Language) -> HTML {
        guard let run else { return "<span class='state late'>! \(t("chưa có"))</span>" }
        let days = run.at.day.days(until: now.day), isGood = run.isGood && days <= lateAfter
        return """
            <span class="state \(isGood ? "done" : "late")">\(isGood ? "✓" : "!") \(t("{0} ngày trước", String(days)))</span> \(run.at) · \(t("{0} dòng", NumberText.of(Double(run.rowCount))))\(if: !run.isGood, " · \(run.detail)")
            """
    }

    static var samples: [SystemShow] {
        func run(_ isGood: Bool) -> SurvivalRun {
            SurvivalRun(
                id: ID("r"), kind: .backup, at: Moment(.sample, hour: 1), place: "/b", rowCount: 1_200, byteCount: 1, seconds: 1, isGood: isGood,
                detail: isGood ? "" : "chain 0, entry 5: <changed>")
        }
        return [
            SystemShow(
                version: "0.1.0", database: "sqlite:data", entryCount: 5_394, checkpoint: (2, Moment(.sample, hour: 0)), backup: run(true), drill: run(false),
                jobs: (2, 1), masterKey: "a1b2", now: Moment(.sample, hour: 9)),
            SystemShow(
                version: "0.1.0", database: "sqlite:data", entryCount: 0, checkpoint: nil, backup: nil, drill: nil, jobs: (0, 0), masterKey: "a1b2",
                now: Moment(.sample, hour: 9)),
        ]
    }
}
