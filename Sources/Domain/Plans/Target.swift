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
    /// What its figure is counted from; `nil` where no register feeds it.
    public var measure: Measure?
    public var version: Int

    public init(
        id: ID<Target>, planId: ID<Plan>, position: Int, code: String, text: String, comparator: Comparator, value: Double, unit: String,
        firstLine: Int?, lastLine: Int?, measure: Measure? = nil, version: Int = 1
    ) {
        (self.id, self.planId, self.position, self.code, self.text, self.comparator) = (id, planId, position, code, text, comparator)
        (self.value, self.unit, self.firstLine, self.lastLine, self.measure, self.version) = (value, unit, firstLine, lastLine, measure, version)
    }

    /// "trên 90 %" is strictly over, a bare "95 %" at least, "100 %" exactly.
    public enum Comparator: String, Codable, CaseIterable, Sendable {
        case exactly = "="
        case over = ">"
        case atLeast = ">="
        case under = "<"
        case atMost = "<="
    }
}

extension Target {
    /// Corrects what the Reader proposed, or fills in what a person adds.
    /// - Parameter value: `nil` where what was typed is no number.
    /// - Throws: `.invalid` naming `code`, `text`, `value` or `unit`.
    public mutating func correct(code: String, text: String, comparator: Comparator, value: Double?, unit: String) throws(Refusal) {
        var wrong: [String: String] = [:]
        if code.tidied.isEmpty { wrong["code"] = "Cần ký hiệu mục, ví dụ I.2-1." }
        if text.tidied.isEmpty { wrong["text"] = "Cần lời của chỉ tiêu, đúng như văn bản." }
        if unit.tidied.isEmpty { wrong["unit"] = "Cần đơn vị tính, ví dụ %." }
        let isShare = unit.tidied == "%"
        if value == nil || (isShare && value.map { $0 > 100 } ?? false) {
            wrong["value"] = isShare ? "Tỷ lệ là một số từ 0 đến 100, viết như 90 hoặc 92,5." : "Mức là một số không âm viết như 12 hoặc 1.234,5."
        }
        guard let value, wrong.isEmpty else { throw .invalid(wrong) }
        (self.code, self.text, self.comparator, self.value, self.unit) = (code.tidied, text.tidied, comparator, value, unit.tidied)
    }

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
