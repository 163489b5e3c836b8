/// The paper laid out: head, parts with their clauses, foot.
struct Paper: Sendable {
    /// What a part is about.
    enum Role: Equatable, Sendable {
        case objectives, tasks, organisation
    }

    struct Part: Sendable {
        var number: String
        var heading: String
        var role: Role
        var clauses: [Clause]
    }

    var head: ArraySlice<ReadLine>
    var parts: [Part]
    var foot: ArraySlice<ReadLine>

    init(_ lines: [ReadLine]) {
        let footStart = Self.footStart(lines)
        let bodyStart = lines[..<footStart].firstIndex { Self.isPart($0.text) } ?? Self.headEnd(lines, before: footStart)
        head = lines[..<bodyStart]
        foot = lines[footStart...]
        parts = Self.parts(of: ClauseReader.clauses(of: lines[bodyStart..<footStart]))
    }

    private static func isPart(_ text: String) -> Bool {
        if case .part = Marker.split(text).marker { return true }
        return capitalisedHeading(text) != nil
    }

    /// Where the list of recipients or the signature begins.
    private static func footStart(_ lines: [ReadLine]) -> Int {
        let half = lines.count / 2
        return lines.indices.dropFirst(half).first {
            let folded = lines[$0].text.folded
            return folded.hasPrefix("noi nh") || folded.hasPrefix("tm. uy ban") || folded.hasPrefix("tm. ubnd")
        } ?? lines.count
    }

    /// Without numbered parts, the head ends with the sentence that leads in (`… như sau:`).
    private static func headEnd(_ lines: [ReadLine], before end: Int) -> Int {
        lines[..<end].firstIndex { $0.text.folded.hasSuffix("nhu sau:") }.map { $0 + 1 } ?? 0
    }

    private static func parts(of clauses: [Clause]) -> [Part] {
        var parts: [Part] = []
        for clause in clauses {
            if case .part(let number) = clause.marker {
                parts.append(Part(number: number, heading: clause.text, role: role(of: clause.text), clauses: []))
            } else if clause.marker == .none, let heading = capitalisedHeading(clause.text) {
                parts.append(Part(number: roman(parts.count + 1), heading: heading, role: role(of: heading), clauses: []))
            } else if parts.isEmpty {
                parts.append(Part(number: "I", heading: "", role: .tasks, clauses: [clause]))
            } else {
                parts[parts.count - 1].clauses.append(clause)
            }
        }
        return parts
    }

    /// A heading of a part whose number the scan has lost.
    private static func capitalisedHeading(_ text: String) -> String? {
        guard text.count > 8, !text.contains(where: \.isLowercase) else { return nil }
        let folded = text.folded
        let known = ["muc tieu", "muc dich", "nhiem vu", "noi dung va", "to chuc thuc hien", "phan cong"]
        return known.contains { folded.hasPrefix($0) } || folded.contains("yeu cau") ? text : nil
    }

    private static func role(of heading: String) -> Role {
        let folded = heading.folded
        if ["to chuc thuc", "kinh phi", "che do bao cao", "trach nhiem"].contains(where: folded.contains) { return .organisation }
        if ["nhiem vu", "noi dung", "giai phap", "hoat dong"].contains(where: folded.contains) { return .tasks }
        if ["muc tieu", "muc dich", "yeu cau", "chi tieu", "quan diem"].contains(where: folded.contains) { return .objectives }
        return folded.hasPrefix("to ch") || folded.contains("phan cong") ? .organisation : .tasks
    }

    private static func roman(_ number: Int) -> String {
        let numerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
        return number <= numerals.count ? numerals[number - 1] : "X"
    }
}
