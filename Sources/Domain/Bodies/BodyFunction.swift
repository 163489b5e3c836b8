/// What a body is there for during some days, so that "who supports victims here on that day" has one answer.
public struct BodyFunction: Codable, Equatable, Sendable {
    public var bodyId: ID<Body>
    public var function: Kind
    public var validFrom: Day
    /// The last day; `nil` while it goes on.
    public var validTo: Day?
    /// Act and article.
    public var source: String
    public var mark: Mark

    public init(bodyId: ID<Body>, function: Kind, validFrom: Day, validTo: Day?, source: String, mark: Mark) {
        (self.bodyId, self.function, self.validFrom, self.validTo) = (bodyId, function, validFrom, validTo)
        (self.source, self.mark) = (source, mark)
    }

    public enum Kind: String, Codable, CaseIterable, Sendable {
        case victimSupport = "victim-support"
        case childProtection = "child-protection"
        case labourAbroad = "labour-abroad"
        case vocationalEducation = "vocational-education"
        case drugRehabilitation = "drug-rehabilitation"
        case telecoms, press
        case legalAid = "legal-aid"
        case hotline
        case foreignAffairs = "foreign-affairs"
        case crimeReports = "crime-reports"
        case genderEquality = "gender-equality"
    }

    /// How sure the law behind it is.
    public enum Mark: String, Codable, CaseIterable, Sendable {
        case sure, likely, unverified
    }

    /// Whether both hold on some day.
    public func overlaps(_ other: BodyFunction) -> Bool {
        validTo.map { other.validFrom <= $0 } ?? true && other.validTo.map { validFrom <= $0 } ?? true
    }

    public func holds(on day: Day) -> Bool { validFrom <= day && validTo.map { day <= $0 } ?? true }
}
