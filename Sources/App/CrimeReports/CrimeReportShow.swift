import Domain

/// One report: what was told, where it stands, and who is in it, sealed.
struct CrimeReportShow: View {
    var report: CrimeReport
    /// `nil` once it was erased, and for those who do not read it.
    var text: String?
    /// Whether the viewer reads what was told.
    var isReader: Bool
    var people: [SealedRecord]
    var bodies: [ID<Body>: String]
    var place: String?
    var now: Moment
    /// Empty for those who do not classify.
    var deciders: [Body]
    var mayDecide: Bool
    var mayAdd: Bool
    var mayOpen: Bool
    /// Whether the viewer's role opens identities at all, so that it is said what is missing.
    var isOpener: Bool
    var holds: [Hold]
    /// When its people and its story are erased, if nothing holds it; `nil` while that is not set.
    var erasedOn: Day?
    var readings: [LedgerEntry]
    var history: [LedgerLine]
    var filled: Filled

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Tin {0} đến đâu?", report.code),
            lead:
                "<a href='/crime-reports'>\(t("Tin báo"))</a> · \(report.kind.label(t)), \(report.channel.label(t)) · \(t("nhận {0}", report.receivedAt.written))",
            """
            <div class="two"><div><section class="sheet mb-3 p-3"><div class="mb-2">\(report.badge(on: now, t)) \(clock(t))</div>\(f.refused(filled, shown: []))
            <p class="mb-2 story">\(text ?? (isReader ? t("Nội dung đã được xóa theo thời hạn lưu.") : t("Nội dung chỉ hiện cho người tiếp nhận, giải quyết và kiểm sát tin.")))</p>
            <p class="mb-0 soft">\(t("Nơi xảy ra")): \(place ?? report.placeCode ?? t("chưa rõ")) · \(t("Nơi nhận")): \(bodies[report.bodyId])\(report.holderId.map { " · \(t("Giải quyết")): \(bodies[$0])" as HTML })</p></section>
            \(peopleSheet(f))\(if: !deciders.isEmpty && report.outcome == nil, classification(f))\(if: mayDecide && report.classification != nil && !report.isResolved, decision(f))\(if: report.isResolved, keeping(f))</div>
            <div>\(readingSheet(t))\(LedgerLine.panel(history, f))</div></div>
            """)
    }

    /// The next legal limit, and why it is then.
    private func clock(_ t: Language) -> HTML {
        if report.isResolved { return "\(report.outcome?.label(t)), \(t("giải quyết ngày {0}", report.decidedOn?.written ?? ""))" }
        guard report.classification != nil else {
            return
                "<details class='due'><summary>\(t("phân loại trước {0}", report.classifyBefore.written))</summary>\(t("24 giờ từ lúc tiếp nhận")): \(CrimeReportLimit.classification.source)</details>"
        }
        return
            "<details class='due'><summary>\(t("quyết định chậm nhất {0}", report.decideBy.written))</summary>\(t("20 ngày từ ngày tiếp nhận, chưa kể gia hạn")): \(CrimeReportLimit.decision.source)</details>"
    }

    private func peopleSheet(_ f: Frame) -> HTML {
        let t = f.t
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Ai có trong tin?"))</h2><span class="soft">\(t("niêm phong"))</span></div>
            \(if: report.isAnonymous, "<p class='px-3 pt-2 mb-0 soft'>\(t("Người báo tin không nêu tên."))</p>")
            \(people, { person in
                """
                <div class="owed"><div><span class="state none">▣ \(person.capacity.map { $0.label(t) })</span></div><div>\(person.erasedAt.map { _ in "<span class='soft'>\(t("đã xóa"))</span>" as HTML })\(if: person.erasedAt == nil && mayOpen, opening(person, f))\(if: person.erasedAt == nil && !mayOpen, "<span class='soft'>\(t("không mở được với quyền của bạn"))</span>")</div><div></div></div>
                """
            })
            \(if: people.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Chưa ghi ai."))</p>")\(if: isOpener && !mayOpen && !people.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Mở danh tính cần xác thực hai lớp")): <a href='/account'>\(t("Tài khoản của tôi"))</a>.</p>")
            \(if: mayAdd, adding(f))</section>
            """
    }

    private func opening(_ person: SealedRecord, _ f: Frame) -> HTML {
        """
        <form class="inline" method="post" action="/sealed/\(person.id)/opening">\(f.token)<input class="form-control form-control-sm d-inline-block w-auto" name="reason" required aria-label="\(f.t("Lý do mở"))" placeholder="\(f.t("Lý do mở"))"> <button class="btn btn-sm btn-outline-secondary">\(f.t("Mở"))</button></form>
        """
    }

    private func adding(_ f: Frame) -> HTML {
        let wrong = filled.values["capacity"] != nil && !filled.errors.isEmpty
        return """
            <details class="p-3"\(if: wrong, " open")><summary>\(f.t("Ghi thêm người"))</summary><form method="post" action="/crime-reports/\(report.id)/people">\(f.token)\(version)\(f.capacity("", filled))\(f.person("", filled))
            <button class="btn btn-outline-primary">\(f.t("Niêm phong"))</button></form></details>
            """
    }

    private var version: HTML { "<input type='hidden' name='version' value='\(report.version)'>" }

    private func classification(_ f: Frame) -> HTML {
        let t = f.t
        var values = filled
        values.values["classification"] = values.values["classification"] ?? report.classification?.rawValue
        values.values["holder"] = values.values["holder"] ?? (report.holderId ?? report.bodyId).text
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Phân loại"))</h2></div><form class="p-3" method="post" action="/crime-reports/\(report.id)/classification">\(f.token)\(version)
            \(f.select(t("Là gì"), "classification", values, options: CrimeReport.Classification.allCases.map { ($0.rawValue, $0.label(t)) }))
            \(f.select(t("Cơ quan giải quyết"), "holder", values, options: deciders.map { ($0.id.text, $0.name) }))<button class="btn btn-primary">\(t("Phân loại"))</button></form></section>
            """
    }

    private func decision(_ f: Frame) -> HTML {
        let t = f.t
        var values = filled
        values.values["decidedOn"] = values.values["decidedOn"] ?? now.day.description
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Quyết định"))</h2></div><form class="p-3" method="post" action="/crime-reports/\(report.id)/decision">\(f.token)\(version)
            \(f.select(t("Kết quả"), "outcome", values, options: CrimeReport.Outcome.allCases.map { ($0.rawValue, $0.label(t)) }))
            \(f.input(t("Ngày quyết định"), "decidedOn", values, type: "date"))<button class="btn btn-primary">\(t("Ghi quyết định"))</button></form></section>
            """
    }

    /// How long it is kept, and what holds it.
    private func keeping(_ f: Frame) -> HTML {
        let t = f.t, path = "/crime-reports/\(report.id)/holds"
        let placing: HTML = """
            <form method="post" action="\(path)">\(f.token)\(version)\(f.input(t("Giữ lại vì"), "holdReason", filled))<button class="btn btn-outline-secondary">\(t("Giữ"))</button></form>
            """
        let lifting: HTML = """
            <form method="post" action="\(path)/lifting">\(f.token)\(version)\(f.input(t("Gỡ vì"), "holdReason", filled))<button class="btn btn-outline-secondary">\(t("Gỡ lệnh giữ"))</button></form>
            """
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Lưu đến bao giờ?"))</h2></div><div class="p-3"><p>\(erasedOn.map { t("danh tính và lời kể được xóa từ {0}", $0.written) } ?? t("chưa đặt thời hạn: không xóa gì"))</p>
            \(holds, { "<p>\(t("đang giữ")): \($0.reason)</p>" })\(if: mayDecide, holds.isEmpty ? placing : lifting)</div></section>
            """
    }

    private func readingSheet(_ t: Language) -> HTML {
        """
        <section class="sheet mb-3 changes"><div class="bar"><h2>\(t("Ai đã mở danh tính, đọc nội dung?"))</h2></div>\(if: readings.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Chưa ai."))</p>")
        <ul class="history">\(readings, { "<li><span class='soft'>\($0.at.written)</span> <b>\($0.accountName)</b>\($0.behalf.map { name in " (\(t("thay {0}", name)))" as HTML }): \($0.reason ?? t("đọc nội dung"))</li>" })</ul>\(if: readings.count == SealedStore.readingsShown, "<p class='p-3 mb-0 soft'>\(t("Chỉ hiện {0} lần gần nhất; đủ cả ở nhật ký.", String(SealedStore.readingsShown)))</p>")</section>
        """
    }

    static var samples: [CrimeReportShow] {
        let person = SealedRecord(
            id: ID("s1"), noun: "crime_reports", recordId: "r1", position: 1, capacity: .teller, master: "m", wrapped: [], sealed: [],
            madeAt: Moment(.sample, hour: 8),
            erasedAt: nil, version: 1)
        func show(_ report: CrimeReport, mayOpen: Bool, filled: Filled = Filled()) -> CrimeReportShow {
            CrimeReportShow(
                report: report, text: "Một người lạ mời chào việc làm <lương cao> ở nước ngoài.", isReader: true, people: [person],
                bodies: [ID("b1"): "Công an TP"],
                place: "quận Ba Đình", now: Moment(.sample, hour: 9), deciders: [.sample], mayDecide: true, mayAdd: true, mayOpen: mayOpen, isOpener: true,
                holds: report.isResolved
                    ? [
                        Hold(
                            id: ID("h"), noun: "crime_reports", recordId: "r", reason: "khiếu <nại>", madeAt: Moment(.sample, hour: 9), liftedAt: nil,
                            version: 1)
                    ] : [],
                erasedOn: report.isResolved ? .sample : nil, readings: LedgerLine.samples.map(\.entry), history: LedgerLine.samples, filled: filled)
        }
        return [
            show(CrimeReport.samples[0], mayOpen: true), show(CrimeReport.samples[1], mayOpen: false),
            show(CrimeReport.samples[2], mayOpen: false, filled: Filled(values: ["outcome": "x"], errors: ["outcome": "Cần chọn một kết quả."])),
        ]
    }
}

/// Who somebody is, after the reading was kept.
struct IdentityShow: View {
    var identity: Identity
    var capacity: Identity.Capacity
    var report: CrimeReport
    var reason: String
    var at: Moment

    func html(_ f: Frame) -> HTML {
        let t = f.t
        let rows = [
            (t("Họ tên"), identity.name), (t("Sinh năm hoặc tuổi"), identity.born), (t("Số giấy tờ"), identity.document), (t("Điện thoại"), identity.phone),
            (t("Nơi ở"), identity.address), (t("Ghi chú"), identity.note),
        ].filter { !$0.1.isEmpty }
        return f.page(
            t("Người này là ai?"), lead: "<a href='/crime-reports/\(report.id)'>\(report.code)</a> · \(capacity.label(t))",
            """
            <section class="sheet p-3 narrow"><dl class="mb-2">\(rows, { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" })</dl>
            <p class="mb-0 soft">\(t("Lần mở này đã được ghi lúc {0}, lý do", at.written)): \(reason)</p></section>
            """)
    }

    static var samples: [IdentityShow] {
        [
            IdentityShow(
                identity: Identity(name: "Nguyễn <Hư> Cấu", born: "1999", phone: "0900000000"), capacity: .victim, report: CrimeReport.samples[0],
                reason: "xác minh",
                at: Moment(.sample, hour: 9))
        ]
    }
}
