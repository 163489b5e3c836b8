import Domain
import Storage

extension Tx {
    /// The condition that keeps a query within what the viewer may do this to: the same rules as `Viewer.decide`, as SQL.
    /// - Parameters:
    ///   - province: column of the province that a record lies in.
    ///   - bodies: columns of the bodies that it is with.
    func scope(_ act: Act, province: SQL, bodies: [SQL]) throws -> SQL {
        if viewer.isProgram { return "TRUE" }
        let functions = try viewerFunctions()
        let ways = AccessRule.of(act).filter { $0.function.map(functions.contains) ?? true }.flatMap { rule in
            viewer.grants.filter { $0.role == rule.role }.map { grant in reach(of: rule, grant, province, bodies) }
        }
        return ways.isEmpty ? "FALSE" : "(\(ways.joined(separator: " OR ")))"
    }

    private func reach(of rule: AccessRule, _ grant: HeldGrant, _ province: SQL, _ bodies: [SQL]) -> SQL {
        switch rule.reach {
        case .everywhere: return "TRUE"
        case .province:
            guard let own = grant.province ?? viewer.province else { return "TRUE" }
            return "\(province) IN (\(PlaceStore.provinces(of: own, on: today)))"
        case .body:
            guard let body = viewer.body, !bodies.isEmpty else { return "FALSE" }
            return "(\(bodies.map { column -> SQL in "\(column) = \(body)" }.joined(separator: " OR ")))"
        }
    }

    /// Of the provinces that the viewer's grants are for, those whose matter a record of that province is: the same one, and those that took it up.
    func viewerProvinces(seeing province: String) throws -> Set<String> {
        var seeing: Set<String> = []
        for own in Set(viewer.grants.compactMap { $0.province ?? viewer.province }) {
            if try places.isOf(own, province) { seeing.insert(own) }
        }
        return seeing
    }

    /// - Throws: what a refusal means to a person: no such record, a reason that is missing, a second factor that is.
    /// - Returns: on whose behalf; `nil` for the viewer's own authority.
    func allow(_ act: Act, about target: AccessTarget, because reason: String? = nil) throws -> String? {
        if viewer.isProgram { return nil }
        switch viewer.decide(act, about: target, functions: try viewerFunctions(), reason: reason) {
        case .allowed(_, let behalf): return behalf
        case .refused(let lacking):
            if lacking.contains(where: { $0.lack == .reason }) { throw Refusal.invalid(["reason": "Cần ghi lý do."]) }
            if lacking.contains(where: { $0.lack == .secondFactor }) {
                throw Refusal.conflict("Việc này cần xác thực hai lớp: bật ở trang Tài khoản của tôi rồi đăng nhập lại.")
            }
            throw Refusal.forbidden
        }
    }
}
