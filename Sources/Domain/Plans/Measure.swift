/// What the figure of a target is counted from: whole over all, in the period of the plan.
///
/// Source: 133/KH-UBND I.2 and 470/KH-UBND I-2, as `docs/clauses.md` reads them.
public enum Measure: String, Codable, CaseIterable, Sendable {
    /// Received and classified, of all received. HN-I.2-1a, TN-I-2.1.
    case crimeReportsClassified
    /// Resolved, of all received; a suspension resolves nothing. HN-I.2-1b.
    case crimeReportsResolved

    /// What the words of a target seem to mean; `nil` where no register feeds it. A person may choose another.
    public static func guess(_ text: String) -> Measure? {
        let words = " " + text.foldedWords.joined(separator: " ") + " "
        func says(_ phrases: String...) -> Bool { phrases.contains { words.contains(" \($0) ") } }
        if says("vu an", "xet xu", "truy to", "kham pha", "nan nhan") { return nil }
        if says("giai quyet") { return .crimeReportsResolved }
        if says("tiep nhan", "phan loai") && says("to giac", "tin bao") { return .crimeReportsClassified }
        return nil
    }

    /// Part and whole of the figure.
    public func share(of counts: CrimeReportCounts) -> Share {
        switch self {
        case .crimeReportsClassified: Share(part: counts.classified, whole: counts.received)
        case .crimeReportsResolved: Share(part: counts.resolved, whole: counts.received)
        }
    }
}

/// So many of so many.
public struct Share: Equatable, Sendable {
    public var part: Int
    public var whole: Int

    public init(part: Int, whole: Int) {
        (self.part, self.whole) = (part, whole)
    }

    /// In per cent; `nil` of nothing.
    public var percent: Double? { whole == 0 ? nil : Double(part) * 100 / Double(whole) }
}

extension Target {
    /// Whether the share meets the target, strictly as worded and without rounding; `nil` where there is nothing to judge.
    public func isMet(by share: Share) -> Bool? {
        guard share.whole > 0 else { return nil }
        let (have, want) = (Double(share.part) * 100, value * Double(share.whole))
        return switch comparator {
        case .exactly: have == want
        case .over: have > want
        case .atLeast: have >= want
        case .under: have < want
        case .atMost: have <= want
        }
    }
}
