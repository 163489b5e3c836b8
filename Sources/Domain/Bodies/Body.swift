/// A body of the programme (cơ quan, đơn vị) during the days on which it exists.
public struct Body: Codable, Equatable, Sendable {
    public var id: ID<Body>
    /// Stable key of the imported chart, e.g. `hn.so-tu-phap`.
    public var code: String
    public var name: String
    /// For narrow columns, e.g. `Sở Tư pháp`.
    public var shortName: String
    public var kind: Kind
    public var level: Level
    /// Code of the province (General Statistics Office), e.g. `01`; `00` for bodies of the centre.
    public var province: String
    /// The place it serves, as people write it: "Hà Nội", "huyện Tân Biên".
    public var place: String
    /// Whether the place touches the land border.
    public var isBorder: Bool
    public var parentId: ID<Body>?
    public var validFrom: Day
    /// The last day; `nil` while it goes on.
    public var validTo: Day?
    /// Code of the `Place` that it serves; `nil` for bodies of the centre and where nobody has said it.
    public var placeCode: String?
    public var version: Int

    public init(
        id: ID<Body>, code: String, name: String, shortName: String, kind: Kind, level: Level, province: String, place: String, isBorder: Bool,
        parentId: ID<Body>?, validFrom: Day, validTo: Day?, placeCode: String? = nil, version: Int
    ) {
        (self.id, self.code, self.name, self.shortName, self.kind, self.level) = (id, code, name, shortName, kind, level)
        (self.province, self.place, self.isBorder, self.parentId, self.validFrom, self.validTo) = (province, place, isBorder, parentId, validFrom, validTo)
        (self.placeCode, self.version) = (placeCode, version)
    }

    public enum Kind: String, Codable, CaseIterable, Sendable {
        case peoplesCommittee, department, agency, police, policeOffice, borderGuard, procuracy, court, massOrganisation
        case steeringCommittee, partyBody, press, ministry
    }

    public enum Level: String, Codable, CaseIterable, Sendable {
        case national, province, district, commune
    }
}

extension Body {
    public func exists(on day: Day) -> Bool {
        validFrom <= day && validTo.map { day <= $0 } ?? true
    }

    /// Ends the body with the day; one that ends sooner, or that was not there yet, stays as it is.
    public mutating func end(with day: Day) {
        if exists(on: day) { validTo = day }
    }
}

/// Another name under which papers know a body.
public struct BodyName: Codable, Equatable, Sendable {
    public var bodyId: ID<Body>
    public var name: String

    public init(
        bodyId: ID<Body>, name: String
    ) {
        (self.bodyId, self.name) = (bodyId, name)
    }
}
