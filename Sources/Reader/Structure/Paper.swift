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
        let annexStart = lines[footStart...].firstIndex { $0.text.hasPrefix("PHỤ LỤC") || $0.text.hasPrefix("Phụ lục") } ?? lines.count
        foot = lines[footStart..<annexStart]
        parts = Self.parts(of: ClauseReader.clauses(of: lines[bodyStart..<footStart])) + Self.annex(ClauseReader.clauses(of: lines[annexStart...]))
    }

    /// A table of duties behind the signature.
    private static func annex(_ clauses: [Clause]) -> [Part] {
        guard clauses.contains(where: { $0.marker == .row }) else { return [] }
        return [Part(number: "PL", heading: clauses.first?.text ?? "", role: .tasks, clauses: clauses.filter { $0.marker == .row })]
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

    /// Without numbered parts, the head ends with the sentence that leads in (`… như sau:`), or before the first number.
    private static func headEnd(_ lines: [ReadLine], before end: Int) -> Int {
        let leadIn = lines[..<end].indices.first { index in
            let text = lines[index].text.folded
            return text.hasSuffix("nhu sau:") || text == "sau:" && index > 0 && lines[index - 1].text.folded.hasSuffix("nhu")
        }
        return leadIn.map { $0 + 1 } ?? lines[..<end].firstIndex { Marker.split($0.text).marker == .section("1") } ?? 0
    }

    private static func parts(of clauses: [Clause]) -> [Part] {
        var parts: [Part] = []
        let countsInFigures = countsInFigures(clauses)
        for clause in clauses {
            if case .part(let number) = clause.marker {
                // An article may be a sentence without a heading.
                let isSentence = clause.endsSentence && number.hasPrefix("Điều")
                // A scan loses a stroke: the second `II` is `III`.
                let number = number == parts.last?.number ? numerals.firstIndex(of: number).map { roman($0 + 2) } ?? number : number
                var whole = clause
                whole.marker = .none
                let heading = isSentence ? "" : clause.text
                parts.append(Part(number: number, heading: heading, role: isSentence ? .organisation : role(of: heading), clauses: isSentence ? [whole] : []))
            } else if countsInFigures, case .section(let number) = clause.marker, !number.contains(".") {
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

    /// Whether the parts are `1.`, `2.` and what stands in them `1.1.`: nothing is counted in Roman numerals or headed in capitals alone.
    private static func countsInFigures(_ clauses: [Clause]) -> Bool {
        var hasDeep = false
        for clause in clauses {
            switch clause.marker {
            case .part: return false
            case .none where capitalisedHeading(clause.text) != nil: return false
            case .section(let number): hasDeep = hasDeep || number.contains(".")
            default: continue
            }
        }
        return hasDeep
    }

    nonisolated(unsafe) private static let lostNumeral = #/^[\p{L}0-9]{1,4}(?:[.)]\s?|\s)/#

    /// A heading of a part whose number the scan has lost, or that never had one.
    static func capitalisedHeading(_ text: String) -> String? {
        // A speck at its end may look like a letter.
        guard text.count > 8, text.count(where: \.isLowercase) <= 2 else { return nil }
        // A scan writes `HI.` for `III.`, and loses the dot.
        return [text, text.replacing(lostNumeral, with: "")].first { heading in
            let folded = heading.folded
            return knownHeadings.contains { folded.hasPrefix($0) } || folded.contains("yeu cau")
        }
    }

    private static let knownHeadings = [
        "muc tieu", "muc dich", "chi tieu", "nhiem vu", "noi dung", "giai phap", "to chuc thuc hien", "phan cong", "che do thong tin", "che do bao cao",
        "kinh phi",
    ]

    private static func role(of heading: String) -> Role {
        let folded = heading.folded
        if folded.contains("che do"), folded.contains("bao cao") { return .organisation }
        if ["to chuc thuc", "kinh phi", "trach nhiem"].contains(where: folded.contains) { return .organisation }
        if ["nhiem vu", "noi dung", "giai phap", "hoat dong"].contains(where: folded.contains) { return .tasks }
        if ["muc tieu", "muc dich", "yeu cau", "chi tieu", "quan diem"].contains(where: folded.contains) { return .objectives }
        return folded.hasPrefix("to ch") || folded.contains("phan cong") ? .organisation : .tasks
    }

    private static let numerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]

    private static func roman(_ number: Int) -> String {
        return number <= numerals.count ? numerals[number - 1] : "X"
    }
}
