/// Who shall do a duty, as the paper says it: one name with one role, resolved to the chart or not yet.
public struct Assignee: Codable, Equatable, Sendable {
    public var id: ID<Assignee>
    public var dutyId: ID<Duty>
    public var position: Int
    public var role: Role
    /// The name as a standard form, e.g. `UBND các quận, huyện, thị xã`.
    public var name: String
    /// Exactly what the paper says.
    public var asWritten: String?
    public var bodyId: ID<Body>?
    /// Code of a `BodyGroup`.
    public var groupCode: String?
    /// Whether a person left it open: named on the paper, but no body of this chart ("các đơn vị có liên quan").
    public var isOpen: Bool
    public var version: Int

    public init(
        id: ID<Assignee>, dutyId: ID<Duty>, position: Int, role: Role, name: String, asWritten: String?, bodyId: ID<Body>?, groupCode: String?,
        isOpen: Bool, version: Int
    ) {
        (self.id, self.dutyId, self.position, self.role, self.name, self.asWritten) = (id, dutyId, position, role, name, asWritten)
        (self.bodyId, self.groupCode, self.isOpen, self.version) = (bodyId, groupCode, isOpen, version)
    }

    /// chủ trì, phối hợp, thực hiện, tham mưu.
    public enum Role: String, Codable, CaseIterable, Sendable {
        case lead, coordinate, implement, advise
    }
}

extension Assignee {
    public var isResolved: Bool { bodyId != nil || groupCode != nil || isOpen }

    /// Says what the name stands for on the chart.
    public mutating func resolve(to found: Chart.Found?) {
        bodyId = nil
        groupCode = nil
        isOpen = false
        switch found {
        case .body(let id): bodyId = id
        case .group(let code): groupCode = code
        case nil: break
        }
    }

    /// Leaves it open: it stays on the paper and assigns nobody.
    public mutating func leaveOpen() {
        resolve(to: nil)
        isOpen = true
    }
}
