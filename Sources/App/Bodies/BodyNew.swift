import Domain

/// Where a body that papers begin to name is put on the chart.
struct BodyNew: View {
    var filled: Filled

    /// In the order of the form.
    static let fields = ["name", "short_name", "code", "kind", "level", "place", "parent", "valid_from", "valid_to", "other_names"]

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Thêm cơ quan nào?"),
            lead:
                "<a href='/bodies'>\(t("Cơ quan"))</a> · \(t("Cơ quan do sắp xếp mà có thì thêm ở đây trước, rồi lập việc sắp xếp. Nhiều cơ quan thì nhập bằng lệnh")) <code>lachan bodies import</code>",
            """
            <form class="sheet p-3 narrow" method="post" action="/bodies">\(f.token)\(f.refused(filled, shown: Self.fields))
            \(f.input(t("Tên đầy đủ"), "name", filled))\(f.input(t("Tên ngắn"), "short_name", filled, help: t("Cho cột hẹp, ví dụ Sở Tư pháp.")))
            \(f.input(t("Mã"), "code", filled, help: t("Không dấu, không đổi về sau, ví dụ hn.so-tu-phap.")))
            \(f.select(t("Loại"), "kind", filled, options: Body.Kind.allCases.map { ($0.rawValue, $0.label(t)) }))
            \(f.select(t("Cấp"), "level", filled, options: Body.Level.allCases.map { ($0.rawValue, $0.label(t)) }))
            \(f.input(t("Mã địa bàn"), "place", filled, help: t("Mã tỉnh, huyện hoặc xã mà cơ quan phục vụ, ví dụ 01; để trống với cơ quan trung ương.")))
            \(f.input(t("Cấp trên"), "parent", filled, help: t("Mã hoặc tên như trong danh mục; để trống nếu không có.")))
            \(f.input(t("Từ ngày"), "valid_from", filled, type: "date"))\(f.input(t("Đến hết ngày"), "valid_to", filled, type: "date", help: t("Để trống khi cơ quan còn hoạt động.")))
            \(f.area(t("Tên khác"), "other_names", filled, rows: 2, help: t("Tên mà văn bản cũng dùng, mỗi dòng một tên.")))
            <label class="open mb-3"><input type="checkbox" name="border" value="yes"\(if: filled.values["border"] == "yes", " checked")> \(t("Địa bàn giáp biên giới trên bộ"))</label>
            <p class="mb-0"><button class="btn btn-primary">\(t("Thêm cơ quan"))</button></p></form>
            """)
    }

    static var samples: [BodyNew] {
        [
            BodyNew(filled: Filled()),
            BodyNew(filled: Filled(values: ["name": "Sở <mới>", "border": "yes"], errors: ["code": "Đã có cơ quan mang mã này."])),
        ]
    }
}

extension Body {
    /// Years of its days: papers name bodies that are older than the programme.
    static let years = 1900...2100
}

extension BodyStore {
    /// Puts the body of the form on the chart.
    /// - Throws: `Refusal.invalid` naming each field that is wrong.
    func add(_ form: Form) throws -> ID<Body> {
        var wrong: [String: String] = [:]
        for (field, why) in [
            ("name", "Cần tên đầy đủ."), ("short_name", "Cần tên ngắn."), ("code", "Cần mã, ví dụ hn.so-tu-phap."), ("valid_from", "Ngày viết như 30/07/2024."),
        ] where form[field].isEmpty { wrong[field] = why }
        func checked<T>(_ body: () throws -> T?) throws -> T? {
            do { return try body() } catch Refusal.invalid(let more) {
                wrong.merge(more) { first, _ in first }
                return nil
            }
        }
        let code = form["code"]
        if code.contains(where: { !($0.isASCII && ($0.isLetter || $0.isNumber || ".-".contains($0))) }) {
            wrong["code"] = "Mã chỉ gồm chữ không dấu, số, dấu chấm và gạch nối."
        } else if try find(code: code) != nil {
            wrong["code"] = "Đã có cơ quan mang mã này."
        }
        let from = try checked { try form.day("valid_from", years: Body.years) }, to = try checked { try form.day("valid_to", years: Body.years) }
        if let from, let to, to < from { wrong["valid_to"] = "Ngày cuối không thể trước ngày đầu." }
        let kind = Body.Kind(rawValue: form["kind"]), level = Body.Level(rawValue: form["level"])
        if kind == nil { wrong["kind"] = "Cần chọn loại cơ quan." }
        if level == nil { wrong["level"] = "Cần chọn cấp." }
        let place = try from.flatMap { day in try checked { try served(form["place"], by: level, on: day) } }
        let parent = try from.flatMap { day in form["parent"].isEmpty ? nil : try checked { try above(named: form["parent"], on: day) } }
        guard wrong.isEmpty, let from, let kind, let level else { throw Refusal.invalid(wrong) }
        let body = Body(
            id: tx.newID(), code: code, name: form["name"], shortName: form["short_name"], kind: kind, level: level, province: place?.province ?? "00",
            place: place?.place.name ?? "Trung ương", isBorder: form["border"] == "yes", parentId: nil, validFrom: from, validTo: to,
            placeCode: place?.place.code, version: 1)
        let names = form["other_names"].split(whereSeparator: \.isNewline).map { String($0).tidied }.filter { !$0.isEmpty }
        _ = try take([BodyFile.Row(line: 1, body: body, parent: parent ?? "", otherNames: names)])
        guard let added = try find(code: code) else { throw Refusal.notFound }
        return added.id
    }

    /// The place of that level that bore the code, and its province; `nil` for a body of the centre.
    private func served(_ code: String, by level: Body.Level?, on day: Day) throws -> (place: Place, province: String)? {
        guard let level else { return nil }
        if level == .national {
            guard tx.viewer.province == nil else { throw Refusal.invalid(["level": "Vai trò của bạn không làm được việc này."]) }
            return nil
        }
        guard let place = try tx.places.first(code: code, on: day), place.level.rawValue == level.rawValue else {
            throw Refusal.invalid(["place": "Không có địa bàn cấp này vào ngày đó: \(code)."])
        }
        let province = try tx.places.province(of: place, on: day)
        guard try tx.places.isSeen(province) else {
            throw Refusal.invalid(["place": "Địa bàn thuộc tỉnh khác."])
        }
        return (place, province)
    }

    private func above(named text: String, on day: Day) throws -> String {
        do {
            let code = try code(named: text, on: day)
            if let body = try find(code: code) { _ = try see(body.id) }
            return code
        } catch Refusal.invalid(let why) {
            throw Refusal.invalid(["parent": why["rows"] ?? ""])
        }
    }
}
