/// The head and foot of the paper: what it is, who issued it, on what grounds, to whom it goes.
public struct ReadDocument: Codable, Equatable, Sendable {
    /// `133/KH-UBND`; `nil` if the paper shows none.
    public var number: String?
    public var issuer: String?
    public var place: String?
    /// `YYYY-MM-DD`, or `YYYY-MM` where the day is blank on the paper.
    public var date: String?
    /// Kế hoạch, Chương trình, Quyết định…
    public var kind: String
    public var title: String
    public var year: Int?
    public var legalBasis: [ReadReference]
    public var recipients: [String]

    public enum CodingKeys: String, CodingKey {
        case number, issuer, place, date, kind, title, year, recipients
        case legalBasis = "legal_basis"
    }
}

/// A document that the paper refers to.
public struct ReadReference: Codable, Equatable, Sendable {
    public var number: String
    /// `YYYY-MM-DD`; `nil` where the paper gives none.
    public var date: String?
    public var issuer: String?
}

extension ReadDocument {
    /// Writes what the paper does not show as `null`: the schema asks for every key.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(number, forKey: .number)
        try container.encode(issuer, forKey: .issuer)
        try container.encode(place, forKey: .place)
        try container.encode(date, forKey: .date)
        try container.encode(kind, forKey: .kind)
        try container.encode(title, forKey: .title)
        try container.encode(year, forKey: .year)
        try container.encode(legalBasis, forKey: .legalBasis)
        try container.encode(recipients, forKey: .recipients)
    }
}
