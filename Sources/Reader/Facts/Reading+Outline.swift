extension Reading {
    /// Prints the reading as a tree for people.
    public func outline() -> String {
        var lines = ["\(document.kind) \(document.number ?? "(không số)"): \(document.title)"]
        lines.append("  \(document.issuer ?? "(không rõ cơ quan)"), \(document.date ?? "(không ngày)")")
        lines += targets.map { "  \($0.id)  \($0.comparator.rawValue) \(Self.plain($0.value))\($0.unit)  \(Self.short($0.text))" }
        for (title, list) in [("Nhiệm vụ", tasks), ("Tổ chức thực hiện", duties)] where !list.isEmpty {
            lines.append(title)
            lines += list.flatMap(Self.branch)
        }
        lines += reporting.map { "Báo cáo \($0.period.rawValue): \($0.due.joined(separator: ", "))" }
        lines += findings.map { "? \($0.message)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func branch(_ duty: ReadDuty) -> [String] {
        let mark = duty.inheritedAssignment ? " (chung)" : ""
        return ["  \(duty.id)  \(short(duty.text))"] + duty.assignments.map { "      \($0.role.rawValue): \($0.org)\(mark)" }
    }

    private static func short(_ text: String) -> String {
        text.count <= 90 ? text : text.prefix(90) + "…"
    }

    private static func plain(_ value: Double) -> String {
        value.rounded() == value ? String(Int(value)) : String(value)
    }
}
