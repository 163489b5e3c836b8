/// A body that the paper names.
public struct ReadOrganisation: Codable, Equatable, Sendable {
    public var name: String
    /// police, department, peoples_committee, steering_committee…; `nil` if unknown.
    public var kind: String?
    /// Whether the name stands for many bodies (`Các sở, ban, ngành`).
    public var isGroup: Bool
    public var asWritten: [String]

    public enum CodingKeys: String, CodingKey {
        case name, kind
        case isGroup = "is_group"
        case asWritten = "as_written"
    }
}
