import Domain

/// Crime reports: the open ones first, the longest waiting at the top.
struct CrimeReportList: View {
    var reports: [CrimeReport]
    /// All that the viewer sees.
    var count: Int
    var page: Int
    var bodies: [ID<Body>: String]
    var now: Moment
    var mayLog: Bool
    /// Whether the viewer may look for a name in what is sealed.
    var mayFind: Bool
    var mayBreakGlass: Bool
    /// Whether the list is the answer to such a question.
    var isFound: Bool
    var filled: Filled

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            isFound ? t("Có trong tin nào?") : t("Tin nào đang chờ?"), lead: "\(t("{0} tin bạn được xem", String(count)))",
            acts: mayLog ? "<a class='btn btn-primary' href='/crime-reports/new'>\(t("Ghi tin mới"))</a>" : .nothing,
            """
            \(if: mayFind, search(f))<div class="sheet">\(reports, { row($0, t) })\(if: reports.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Không có tin nào."))</p>")</div>
            \(if: !isFound, pages(t))\(if: mayBreakGlass, "<p class='mt-3 soft'><a href='/emergencies/new'>\(t("Mở khẩn cấp một tin ngoài phạm vi của mình"))</a></p>")
            """)
    }

    private func row(_ report: CrimeReport, _ t: Language) -> HTML {
        """
        <div class="owed"><div>\(report.badge(on: now, t))</div><div><p class="what"><a href="/crime-reports/\(report.id)">\(report.code) · \(report.kind.label(t))</a></p>
        <p class="from">\(t("nhận {0}", report.receivedAt.written)) · \(report.channel.label(t)) · \(bodies[report.holderId ?? report.bodyId])</p>
        <p class="from">\(report.classification.map { $0.label(t) } ?? t("chưa phân loại"))\(report.outcome.map { " · \($0.label(t))" as HTML })</p></div><div></div></div>
        """
    }

    private func pages(_ t: Language) -> HTML {
        let last = max(1, (count + CrimeReportStore.pageLength - 1) / CrimeReportStore.pageLength)
        guard last > 1 else { return .nothing }
        return """
            <p class="mt-3">\(if: page > 1, "<a href='?page=\(page - 1)'>\(t("Trang trước"))</a> · ")\(t("trang {0} trong {1}", String(page), String(last)))\(if: page < last, " · <a href='?page=\(page + 1)'>\(t("Trang sau"))</a>")</p>
            """
    }

    private func search(_ f: Frame) -> HTML {
        let t = f.t
        return """
            <details class="sheet mb-3"\(if: isFound || !filled.errors.isEmpty, " open")><summary class="bar"><h2>\(t("Tìm theo tên hoặc số trong phần niêm phong"))</h2></summary>
            <form class="p-3 narrow" method="post" action="/crime-reports/search">\(f.token)\(f.refused(filled, shown: ["q", "reason"]))
            \(f.input(t("Tên, số giấy tờ hoặc số điện thoại"), "q", filled))\(f.input(t("Lý do"), "reason", filled, help: t("Câu hỏi này được ghi vào nhật ký cùng lý do.")))
            <button class="btn btn-outline-primary">\(t("Tìm"))</button></form></details>
            """
    }

    static var samples: [CrimeReportList] {
        func list(_ reports: [CrimeReport], filled: Filled = Filled()) -> CrimeReportList {
            CrimeReportList(
                reports: reports, count: reports.count, page: 1, bodies: [ID("b1"): "Công an TP"], now: Moment(.sample, hour: 9), mayLog: true, mayFind: true,
                mayBreakGlass: true, isFound: false, filled: filled)
        }
        return [list(CrimeReport.samples), list([], filled: Filled(values: ["q": "<An>"], errors: ["reason": "Cần ghi lý do."]))]
    }
}

/// Where a report is logged in under a minute.
struct CrimeReportNew: View {
    var filled: Filled

    func html(_ f: Frame) -> HTML {
        let t = f.t
        let fields = ["kind", "channel", "receivedAt", "place", "text", "teller.name", "first.capacity", "first.name", "second.capacity", "second.name"]
        return f.page(
            t("Tin báo gì?"), lead: "<a href='/crime-reports'>\(t("Tin báo"))</a> · \(t("Không được từ chối tiếp nhận (BLTTHS điều 145)."))",
            """
            <form class="sheet p-3 narrow" method="post" action="/crime-reports">\(f.token)\(f.refused(filled, shown: fields))
            <div class="dates">\(f.select(t("Loại"), "kind", filled, options: CrimeReport.Kind.allCases.map { ($0.rawValue, $0.label(t)) }))
            \(f.select(t("Kênh"), "channel", filled, options: CrimeReport.Channel.allCases.map { ($0.rawValue, $0.label(t)) }))
            \(f.input(t("Tiếp nhận lúc"), "receivedAt", filled, type: "datetime-local"))</div>
            \(f.area(t("Nội dung"), "text", filled, rows: 5, help: t("Được niêm phong. Tên người ghi ở các ô dưới, không ghi ở đây.")))
            \(f.input(t("Mã địa bàn xảy ra"), "place", filled, help: t("Mã tỉnh, huyện hoặc xã; để trống nếu chưa rõ hoặc ở nước ngoài.")))
            <fieldset class="mb-3"><legend>\(t("Người báo tin"))</legend><input type="hidden" name="teller.capacity" value="teller">
            <label class="open mb-2"><input type="checkbox" name="anonymous" value="yes"\(if: filled.values["anonymous"] == "yes", " checked")> \(t("Không nêu tên"))</label>
            \(person("teller.", f))</fieldset>
            \(["first.", "second."], { prefix in
                """
                <details class="mb-3"\(if: filled.tells(prefix), " open")><summary>\(prefix == "first." ? t("Người liên quan") : t("Người liên quan thứ hai"))</summary>\(f.capacity(prefix, filled))\(person(prefix, f))</details>
                """
            })
            <button class="btn btn-primary">\(t("Ghi tin"))</button></form>
            """)
    }

    private func person(_ prefix: String, _ f: Frame) -> HTML { f.person(prefix, filled) }

    static var samples: [CrimeReportNew] {
        [
            CrimeReportNew(filled: Filled(values: ["kind": "information", "channel": "phone", "receivedAt": "2024-06-16T09:00"])),
            CrimeReportNew(filled: Filled(values: ["first.name": "<An>"], errors: ["text": "Cần ghi nội dung tin báo."])),
        ]
    }
}

extension Filled {
    /// Whether anything was typed about the person.
    fileprivate func tells(_ prefix: String) -> Bool { values.contains { $0.key.hasPrefix(prefix) && $0.key != prefix + "capacity" && !$0.value.isEmpty } }
}

extension Frame {
    /// What somebody is in the matter.
    func capacity(_ prefix: String, _ filled: Filled) -> HTML {
        select(t("Là ai trong vụ việc"), prefix + "capacity", filled, options: Identity.Capacity.allCases.map { ($0.rawValue, $0.label(t)) })
    }

    /// Who somebody is: every field is sealed.
    func person(_ prefix: String, _ filled: Filled) -> HTML {
        """
        <div class="dates">\(input(t("Họ tên"), prefix + "name", filled))\(input(t("Sinh năm hoặc tuổi"), prefix + "born", filled))
        \(input(t("Số giấy tờ"), prefix + "document", filled))\(input(t("Điện thoại"), prefix + "phone", filled))</div>
        \(input(t("Nơi ở"), prefix + "address", filled))\(input(t("Ghi chú"), prefix + "note", filled))
        """
    }
}
