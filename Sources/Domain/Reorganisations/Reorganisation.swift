/// A reorganisation (sắp xếp tổ chức): bodies that end, begin or give functions away on one day, each with its heirs.
///
/// Source: resolution 202/2025/QH15 and decree 45/2025/NĐ-CP for those of 2025; each names its own.
public struct Reorganisation: Codable, Equatable, Sendable {
    public var id: ID<Reorganisation>
    /// `hn-2025-07-01`
    public var code: String
    public var name: String
    /// The act that orders it, with its article.
    public var source: String
    /// The first day of the new order.
    public var takesEffectOn: Day
    public var state: State
    /// When what was open was handed over; `nil` before, and again after it was undone.
    public var doneAt: Moment?
    public var version: Int

    public init(id: ID<Reorganisation>, code: String, name: String, source: String, takesEffectOn: Day, state: State, doneAt: Moment?, version: Int) {
        (self.id, self.code, self.name, self.source, self.takesEffectOn) = (id, code, name, source, takesEffectOn)
        (self.state, self.doneAt, self.version) = (state, doneAt, version)
    }

    public enum State: String, Codable, Sendable {
        /// Known, nothing handed over yet.
        case planned
        /// Handed over.
        case done
    }
}

extension Reorganisation {
    /// Hands over.
    /// - Throws: `.conflict` if it is done already, or before its day.
    public mutating func carryOut(at moment: Moment) throws(Refusal) {
        guard state == .planned else { throw .conflict("Việc sắp xếp này đã thực hiện.") }
        guard moment.day >= takesEffectOn else { throw .conflict("Chưa đến ngày có hiệu lực: \(takesEffectOn.written).") }
        state = .done
        doneAt = moment
    }

    /// Takes it back.
    /// - Parameter isBuiltOn: whether an heir has answered for what it was handed, or is itself reorganised.
    /// - Throws: `.conflict` unless it is done and nothing has been built on it.
    public mutating func undo(isBuiltOn: Bool) throws(Refusal) {
        guard state == .done else { throw .conflict("Việc sắp xếp này chưa thực hiện.") }
        guard !isBuiltOn else { throw .conflict("Cơ quan kế thừa đã làm tiếp trên việc được bàn giao; không hoàn tác được nữa.") }
        state = .planned
        doneAt = nil
    }

    /// The last day of the old order.
    public var eve: Day { takesEffectOn.adding(days: -1) }

    /// Bodies that are there no longer once it is done: merged, divided as a whole, dissolved, or carried on under another name.
    ///
    /// One that only gives a function away, or is among its own heirs, goes on.
    public static func ended(by successions: [Succession]) -> Set<ID<Body>> {
        let lasting = Set(successions.filter { $0.toId == $0.fromId }.map(\.fromId))
        let given = successions.filter { $0.isMain && $0.function == nil && $0.act != .move }.map(\.fromId)
        return Set(given).subtracting(lasting)
    }
}

/// One heir of one body.
public struct Succession: Codable, Equatable, Sendable {
    public var reorganisationId: ID<Reorganisation>
    public var position: Int
    public var act: Act
    public var fromId: ID<Body>
    /// `nil` where the body ends without an heir.
    public var toId: ID<Body>?
    /// The function that goes to this heir; `nil` for all else.
    public var function: BodyFunction.Kind?
    /// 0…1 of what can be counted; `nil` where no source gives one.
    public var share: Double?
    /// The heir that bears what cannot be divided; one a body.
    public var isMain: Bool
    /// The rule in words, with its mark of certainty.
    public var note: String

    public init(
        reorganisationId: ID<Reorganisation>, position: Int, act: Act, fromId: ID<Body>, toId: ID<Body>?, function: BodyFunction.Kind?, share: Double?,
        isMain: Bool, note: String
    ) {
        (self.reorganisationId, self.position, self.act, self.fromId, self.toId) = (reorganisationId, position, act, fromId, toId)
        (self.function, self.share, self.isMain, self.note) = (function, share, isMain, note)
    }

    /// Nhập, chia, đổi tên, chuyển, giải thể.
    public enum Act: String, Codable, CaseIterable, Sendable {
        case merge, split, rename, move, dissolve
    }
}
