/// A target (chỉ tiêu) as the paper words it.
///
/// Source: 133/KH-UBND I.2; 470/KH-UBND I-2.
public struct Target: Codable, Equatable, Sendable {
    public var id: ID<Target>
    public var planId: ID<Plan>
    public var position: Int
    /// `I.2-1a`.
    public var code: String
    public var text: String
    public var comparator: Comparator
    public var value: Double
    public var unit: String
    public var firstLine: Int?
    public var lastLine: Int?

    public init(
        id: ID<Target>, planId: ID<Plan>, position: Int, code: String, text: String, comparator: Comparator, value: Double, unit: String,
        firstLine: Int?, lastLine: Int?
    ) {
        (self.id, self.planId, self.position, self.code, self.text, self.comparator) = (id, planId, position, code, text, comparator)
        (self.value, self.unit, self.firstLine, self.lastLine) = (value, unit, firstLine, lastLine)
    }

    /// "trên 90 %" is strictly over, a bare "95 %" at least, "100 %" exactly.
    public enum Comparator: String, Codable, Sendable {
        case exactly = "="
        case over = ">"
        case atLeast = ">="
        case under = "<"
        case atMost = "<="
    }
}

extension Target {
    /// Whether a figure in the target's unit meets the target, strictly as worded.
    public func isMet(by figure: Double) -> Bool {
        switch comparator {
        case .exactly: figure == value
        case .over: figure > value
        case .atLeast: figure >= value
        case .under: figure < value
        case .atMost: figure <= value
        }
    }
}
