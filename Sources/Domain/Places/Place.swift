/// An administrative place (đơn vị hành chính) during the days on which it existed under one code.
///
/// Source: `Places/README.md`. Provinces and communes since 1 July 2025 (resolution 202/2025/QH15); districts until 30 June 2025.
public struct Place: Codable, Equatable, Sendable {
    public var id: ID<Place>
    /// Statistical code: 2 digits a province, 3 a district, 5 a commune. One place a day, not over time: 80 was Long An and is Tây Ninh.
    public var code: String
    public var name: String
    public var kind: Kind
    public var level: Level
    /// Code of the place that it lies in on its days; `nil` for a province.
    public var parentCode: String?
    public var validFrom: Day
    /// The last day; `nil` while it lasts.
    public var validTo: Day?
    /// Centre in degrees; `nil` where none is known.
    public var latitude: Double?
    public var longitude: Double?

    public init(
        id: ID<Place>, code: String, name: String, kind: Kind, level: Level, parentCode: String?, validFrom: Day, validTo: Day?, latitude: Double?,
        longitude: Double?
    ) {
        (self.id, self.code, self.name, self.kind, self.level, self.parentCode) = (id, code, name, kind, level, parentCode)
        (self.validFrom, self.validTo, self.latitude, self.longitude) = (validFrom, validTo, latitude, longitude)
    }

    public enum Kind: String, Codable, CaseIterable, Sendable {
        case tinh, thanhPhoTrucThuoc = "thanh-pho-truc-thuoc", quan, huyen, thiXa = "thi-xa", thanhPho = "thanh-pho"
        case phuong, xa, thiTran = "thi-tran", dacKhu = "dac-khu"
    }

    public enum Level: String, Codable, CaseIterable, Sendable {
        case province, district, commune
    }

    public func exists(on day: Day) -> Bool { validFrom <= day && validTo.map { day <= $0 } ?? true }
}

/// Who became whom: one heir of one place on one day.
public struct PlaceHeir: Codable, Equatable, Sendable {
    /// The first day of the new order.
    public var day: Day
    public var fromId: ID<Place>
    public var toId: ID<Place>
    /// Whether the whole place went to this one.
    public var isWhole: Bool
    /// The heir that bears what cannot be divided.
    public var isMain: Bool
    /// 0…1 of the place; `nil` where no source gives one.
    public var share: Double?

    public init(day: Day, fromId: ID<Place>, toId: ID<Place>, isWhole: Bool, isMain: Bool, share: Double?) {
        (self.day, self.fromId, self.toId, self.isWhole, self.isMain, self.share) = (day, fromId, toId, isWhole, isMain, share)
    }
}
