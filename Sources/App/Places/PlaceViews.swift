import Domain
import Foundation

/// A province's communes as dots, where each stands, and who became whom.
struct PlaceMap: View {
    var day: Day
    var provinces: [Place]
    /// `nil` while no places are loaded.
    var province: Place?
    var communes: [Place]
    var districtCount: Int
    /// The most urgent of what the bodies of a place owe, by code; none for a place that owes nothing.
    var standings: [String: Standing]
    var before: [PlaceHeir]
    var after: [PlaceHeir]
    var names: [ID<Place>: String]

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Địa bàn nào, ở đâu?"), lead: "<a href='/bodies'>\(t("Cơ quan"))</a> · \(told(t))",
            """
            <form class="filter" method="get" action="/places"><label class="visually-hidden" for="province">\(t("Tỉnh, thành phố"))</label><select class="form-select" id="province" name="province">\(provinces, { place in
                "<option value='\(place.code)'\(if: place.code == province?.code, " selected")>\(place.name)</option>"
            })</select><label class="visually-hidden" for="on">\(t("Theo tổ chức ngày"))</label><input class="form-control" type="date" id="on" name="on" value="\(day.description)">
            <button class="btn btn-outline-secondary">\(t("Xem"))</button></form>
            \(if: province == nil, "<p class='sheet p-3'>\(t("Chưa nhập địa bàn: chạy")) <code>lachan places import Places/places.csv Places/heirs.csv</code></p>")
            \(if: !communes.isEmpty, "<section class='sheet mb-3'><div class='bar'><h2>\(t("Bản đồ điểm"))</h2>\(legend(t))</div>\(dots(t))</section>\(table(t))")
            """)
    }

    private func told(_ t: Language) -> String {
        let missing = communes.count { $0.latitude == nil }
        let counts = t("{0} đơn vị cấp xã, {1} đơn vị cấp huyện vào ngày {2}", NumberText.of(Double(communes.count)), String(districtCount), day.written)
        return missing == 0 ? counts : counts + "; " + t("{0} nơi chưa biết tọa độ", String(missing))
    }

    private func legend(_ t: Language) -> HTML {
        let shown: [Standing] = [.done, .inHand, .nothingYet]
        return """
            <span class="legend">\(shown, { $0.badge(t) })<span class="state late">✕ \(t("quá hạn"))</span><span class="soft">\(t("vòng trống: không nợ gì"))</span></span>
            """
    }

    private static let width = 640.0

    private func dots(_ t: Language) -> HTML {
        let located = communes.compactMap { place in place.latitude.flatMap { latitude in place.longitude.map { (place, latitude, $0) } } }
        guard let south = located.map(\.1).min(), let north = located.map(\.1).max(), let west = located.map(\.2).min(), let east = located.map(\.2).max()
        else {
            return .nothing
        }
        // One degree of longitude is shorter than one of latitude by the cosine of the latitude.
        let stretch = cos((south + north) / 2 * .pi / 180), span = max(0.05, (east - west) * stretch)
        let scale = Self.width / span, height = max(120, (north - south) * scale)
        return """
            <svg class="map" viewBox="-12 -12 \(Self.tenths(Self.width + 24)) \(Self.tenths(height + 24))" role="img" aria-label="\(t("Các đơn vị cấp xã theo tọa độ tâm; bảng bên dưới có đủ tên"))">\(located, { place, latitude, longitude in
                """
                <circle class="dot \(style(place))" cx="\(Self.tenths((longitude - west) * stretch * scale))" cy="\(Self.tenths((north - latitude) * scale))" r="6"><title>\(place.name): \(said(place, t))</title></circle>
                """
            })</svg>
            """
    }

    private static func tenths(_ number: Double) -> String { String((number * 10).rounded() / 10) }

    private func style(_ place: Place) -> String { standings[place.code]?.style ?? "empty" }
    private func said(_ place: Place, _ t: Language) -> String { standings[place.code]?.label(t) ?? t("không nợ gì") }

    private func table(_ t: Language) -> HTML {
        let from = Dictionary(grouping: before, by: \.toId), to = Dictionary(grouping: after, by: \.fromId)
        return """
            <section class="sheet mb-3 table-responsive" tabindex="0" role="region" aria-label="\(t("Đơn vị cấp xã"))"><table class="table"><thead><tr><th>\(t("Tên"))</th><th>\(t("Đang"))</th>
            <th>\(t("Từ"))</th><th>\(t("Thành"))</th></tr></thead><tbody>\(communes, { place in
                """
                <tr><td>\(place.name) <span class="soft">\(place.code)</span></td><td>\(said(place, t))</td><td>\(others(from[place.id] ?? [], \.fromId, t))</td><td>\(others(to[place.id] ?? [], \.toId, t))</td></tr>
                """
            })</tbody></table></section>
            """
    }

    private func others(_ heirs: [PlaceHeir], _ other: (PlaceHeir) -> ID<Place>, _ t: Language) -> String {
        heirs.map { (names[other($0)] ?? "") + ($0.isWhole ? "" : " (" + t("một phần") + ")") }.joined(separator: ", ")
    }

    static var samples: [PlaceMap] {
        func place(_ code: String, _ name: String, _ latitude: Double?) -> Place {
            Place(
                id: ID(code), code: code, name: name, kind: .xa, level: .commune, parentCode: "01", validFrom: Day(number: 20_270), validTo: nil,
                latitude: latitude,
                longitude: latitude.map { $0 + 84.8 })
        }
        let province = Place(
            id: ID("01"), code: "01", name: "Thành phố Hà Nội", kind: .thanhPhoTrucThuoc, level: .province, parentCode: nil, validFrom: Day(number: 18_628),
            validTo: nil, latitude: 21, longitude: 105.7)
        return [
            PlaceMap(
                day: .sample, provinces: [province], province: province,
                communes: [place("00004", "Phường Một", 21), place("00005", "Xã Hai", 21.2), place("00006", "Xã Ba", nil)], districtCount: 30,
                standings: ["00004": .late(days: 3), "00005": .done],
                before: [PlaceHeir(day: .sample, fromId: ID("o"), toId: ID("00004"), isWhole: false, isMain: true, share: nil)], after: [],
                names: [ID("o"): "Phường Cũ"]),
            PlaceMap(day: .sample, provinces: [], province: nil, communes: [], districtCount: 0, standings: [:], before: [], after: [], names: [:]),
        ]
    }
}
