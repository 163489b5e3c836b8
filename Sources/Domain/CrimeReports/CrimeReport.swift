/// One source of information on a crime (tin báo, in its widest sense): who told stands sealed in an `Identity`, what was told is sealed too.
///
/// Source: BLTTHS 101/2015/QH13 articles 143 to 149; TTLT 01/2017/TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDTC, amended by TTLT 01/2021.
public struct CrimeReport: Codable, Equatable, Sendable {
    public var id: ID<CrimeReport>
    /// `TB-01-2024-0007`: province, year and number of the reception.
    public var code: String
    /// Code of the province whose matter it is.
    public var province: String
    /// The body that received it.
    public var bodyId: ID<Body>
    /// The body that decides on it; `nil` until it is classified and given.
    public var holderId: ID<Body>?
    public var kind: Kind
    public var channel: Channel
    /// The reception: every clock starts here.
    public var receivedAt: Moment
    /// Code of the province, district or commune where it happened; `nil` where that is unknown or abroad.
    public var placeCode: String?
    /// Whether the teller wants to stay unnamed, or is unknown: no notice goes to them (TT 28/2020/TT-BCA article 17).
    public var isAnonymous: Bool
    public var classification: Classification?
    public var classifiedAt: Moment?
    public var outcome: Outcome?
    public var decidedOn: Day?
    public var version: Int

    public init(
        id: ID<CrimeReport>, code: String, province: String, bodyId: ID<Body>, holderId: ID<Body>?, kind: Kind, channel: Channel, receivedAt: Moment,
        placeCode: String?, isAnonymous: Bool, classification: Classification?, classifiedAt: Moment?, outcome: Outcome?, decidedOn: Day?, version: Int
    ) {
        (self.id, self.code, self.province, self.bodyId, self.holderId, self.kind, self.channel) = (id, code, province, bodyId, holderId, kind, channel)
        (self.receivedAt, self.placeCode, self.isAnonymous) = (receivedAt, placeCode, isAnonymous)
        (self.classification, self.classifiedAt, self.outcome, self.decidedOn) = (classification, classifiedAt, outcome, decidedOn)
        self.version = version
    }

    /// BLTTHS 144 (1) to (3), 143.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// Tố giác: a person denounces an act.
        case denunciation
        /// Tin báo: a body, a person or the press informs.
        case information
        /// Kiến nghị khởi tố: a state body proposes in writing, with evidence.
        case proposal
        /// Found by the body itself, or self-surrender.
        case ownDiscovery
    }

    /// How it came. BLTTHS 144 (4), 146.
    public enum Channel: String, Codable, CaseIterable, Sendable {
        case inPerson, phone, post, online, hotline, agency, press
    }

    public enum Classification: String, Codable, CaseIterable, Sendable {
        /// BLHS 150, 151.
        case trafficking
        /// BLHS 152 to 154.
        case relatedOffence
        case otherOffence
        /// Not a source of information on a crime.
        case noOffence
    }

    /// BLTTHS 147, 148; TTLT 01/2017 articles 8 and 16.
    public enum Outcome: String, Codable, CaseIterable, Sendable {
        case initiated, notInitiated, suspended, transferred, administrative

        /// A suspension waits; it resolves nothing yet (BLTTHS 148, 149).
        public var resolves: Bool { self != .suspended }
    }
}

extension CrimeReport {
    /// No report is from before the programme.
    static let firstYear = 2000

    /// Logs a report; it has no number yet.
    /// - Parameters:
    ///   - now: nothing is received later than now.
    /// - Throws: `.invalid` naming `text` or `receivedAt`; `.forbidden` for a viewer who acts for no body.
    public static func log(
        id: ID<CrimeReport>, _ kind: Kind, by channel: Channel, receivedAt: Moment, placeCode: String?, isAnonymous: Bool, text: String,
        viewer: Viewer, now: Moment
    ) throws(Refusal) -> CrimeReport {
        guard let body = viewer.body, let province = viewer.province else { throw .forbidden }
        var wrong: [String: String] = [:]
        if text.tidied.isEmpty { wrong["text"] = "Cần ghi nội dung tin báo." }
        if receivedAt > now { wrong["receivedAt"] = "Thời điểm tiếp nhận không thể sau lúc này." }
        if receivedAt.day.year < firstYear { wrong["receivedAt"] = "Thời điểm tiếp nhận từ năm 2000 trở đi." }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        return CrimeReport(
            id: id, code: "", province: province, bodyId: body, holderId: nil, kind: kind, channel: channel,
            receivedAt: receivedAt, placeCode: placeCode, isAnonymous: isAnonymous, classification: nil, classifiedAt: nil, outcome: nil, decidedOn: nil,
            version: 1)
    }

    /// Gives it the next number of its province in the year of its reception.
    public mutating func number(_ number: Int) {
        code = "TB-\(province)-\(receivedAt.day.year)-" + String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
    }

    /// Says what it is and who decides on it.
    /// - Throws: `.conflict` once it is decided.
    public mutating func classify(as classification: Classification, holder: ID<Body>, at moment: Moment) throws(Refusal) {
        guard outcome == nil else { throw .conflict("Tin này đã có kết quả giải quyết.") }
        self.classification = classification
        holderId = holder
        // The clock of 24 hours asks when it was first classified; correcting that later does not make it late.
        classifiedAt = classifiedAt ?? moment
    }

    /// Decides on it; a suspension may be followed by another outcome.
    /// - Throws: `.conflict` before it is classified or after it is resolved, `.invalid` naming `decidedOn`.
    public mutating func decide(_ outcome: Outcome, on day: Day, today: Day) throws(Refusal) {
        guard classification != nil else { throw .conflict("Tin chưa được phân loại.") }
        guard self.outcome?.resolves != true else { throw .conflict("Tin này đã có kết quả giải quyết.") }
        guard receivedAt.day <= day && day <= today else { throw .invalid(["decidedOn": "Ngày quyết định từ ngày tiếp nhận đến hôm nay."]) }
        self.outcome = outcome
        decidedOn = day
    }

    public var isResolved: Bool { outcome?.resolves ?? false }

    /// Who may see it: its province, and the bodies that received it or decide on it.
    public func target(provinces: Set<String>) -> AccessTarget { AccessTarget(provinces: provinces, bodies: Set([bodyId, holderId].compactMap { $0 })) }
}

/// A time limit of the law for crime reports.
public struct CrimeReportLimit: Sendable {
    public let source: String
    public let mark: BodyFunction.Mark

    /// Reception to classification: 24 hours.
    public static let classification = CrimeReportLimit(source: "TTLT 01/2017 điều 8(1), (2)", mark: .sure)
    /// Reception to decision: 20 days; extensions belong to the wider register.
    public static let decision = CrimeReportLimit(source: "BLTTHS 147(1)", mark: .sure)
    public static let decisionDays = 20
}

extension CrimeReport {
    /// The last moment to classify it.
    public var classifyBefore: Moment { receivedAt.adding(seconds: 24 * 3600) }
    /// The last timely day to decide on it: 20 days after the reception.
    public var decideBy: Day { Day(number: receivedAt.day.number + CrimeReportLimit.decisionDays) }
}

/// How many reports of a period were received, classified and resolved, as they stand now.
public struct CrimeReportCounts: Codable, Equatable, Sendable {
    public var received: Int
    public var classified: Int
    public var resolved: Int
    /// Suspended: received and not resolved.
    public var suspended: Int

    public init(received: Int, classified: Int, resolved: Int, suspended: Int) {
        (self.received, self.classified, self.resolved, self.suspended) = (received, classified, resolved, suspended)
    }
}
