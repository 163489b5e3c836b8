/// Who a paragraph or heading says does the work, where no bracket does: `Công an tỉnh phối hợp với …`.
enum Subject {
    // Made once: a pattern written where it is used is parsed anew at each use.
    nonisolated(unsafe) private static let bracket = /\s*\([^()]*\)/

    private static let leadIns: [[String]] = [
        ["giao"], ["de", "nghi"], ["yeu", "cau"], ["cac", "dong", "chi"], ["dong", "chi"], ["thu", "truong"], ["giam", "doc"], ["truong"], ["lanh", "dao"],
        ["chu", "tich"],
        ["trach", "nhiem", "cua"], ["doi", "voi"], ["hang", "nam"],
    ]

    private static let grounds: [[String]] = [["can", "cu"], ["tren", "co", "so"], ["theo", "chuc", "nang"], ["theo", "nhiem", "vu"]]

    /// The bodies that open the paragraph; empty if it begins with the work itself.
    static func opening(_ text: String) -> [Body] {
        let phrase = Phrase(text)
        let isGrounded =
            grounds.contains { phrase.has($0, at: 0) }
            || (0..<10).contains { phrase.has(["ke", "hoach", "nay"], at: $0) && phrase.words[$0 + 2].trail == "," }
        let first = list(at: skipLeadIns(0, phrase), in: phrase)
        if !first.isEmpty { return first }
        return isGrounded ? afterGrounds(phrase) : beforeVerb(phrase)
    }

    /// Words that may stand in a heading beside its bodies and still say nothing but who bears the work.
    private static let ofDuty: Set<String> = [
        "chu", "tri", "phoi", "hop", "voi", "cung", "tham", "muu", "thuc", "hien", "trien", "khai", "to", "chuc", "co", "chiu", "trach", "nhiem", "va",
        "nhiem", "vu", "noi", "dung", "cac", "sau", "day", "nhu", "la", "dau", "moi", "-",
    ]

    /// The bodies of a heading that says nothing else than who does the work (`3.1. Công an tỉnh`, `Sở Y tế có trách nhiệm:`).
    static func heading(_ text: String) -> [Body] {
        let found = listAndShare(unbracketed(text))
        return found.share * 3 >= 2 ? found.list : []
    }

    /// Whether a paragraph hands out work to one after another and says nothing else (`Sở Y tế tham mưu; các sở, ban, ngành thực hiện.`).
    static func isAssignmentOnly(_ text: String) -> Bool { text.contains(";") && listAndShare(text).share > 0.9 }

    /// The bodies that open a text, and the share of its words that are bodies or say who does what.
    private static func listAndShare(_ text: String) -> (list: [Body], share: Double) {
        let phrase = Phrase(text)
        let start = skipLeadIns(0, phrase)
        let list = list(at: start, in: phrase)
        guard let end = list.last?.range.upperBound else { return ([], 0) }
        let inside = Set(BodyFinder.bodies(in: phrase).flatMap { Array($0.range) })
        let covered = phrase.words.indices.count { inside.contains($0) || $0 >= end && ofDuty.contains(phrase.folded($0)) }
        return (list, Double(covered + start) / Double(phrase.count))
    }

    /// A heading without what brackets explain: `Công an tỉnh (Cơ quan Thường trực …)`.
    static func unbracketed(_ text: String) -> String { text.replacing(bracket, with: "") }

    /// `Căn cứ …, các sở, ban, ngành … có kế hoạch`: the list of bodies after the grounds, as the first that a verb of doing follows.
    private static func afterGrounds(_ phrase: Phrase) -> [Body] {
        for place in phrase.words.indices.dropFirst() where phrase.words[place - 1].trail.hasSuffix(",") {
            let bodies = list(at: skipLeadIns(place, phrase), in: phrase)
            if bodies.contains(where: mayBear), let end = bodies.last?.range.upperBound, end < phrase.count { return bodies }
        }
        return []
    }

    /// Grounds are what the centre has decreed; what stands after them and is not of the centre bears the work.
    private static func mayBear(_ body: Body) -> Bool {
        if body.isGroup || body.name.contains("tỉnh") || body.name.contains("Thành phố") { return true }
        return ["department", "peoples_committee", "mass_organisation", "border_guard", "military", "press"].contains(body.kind ?? "")
    }

    /// `… Lực lượng Công an, Biên phòng phối hợp với …`: a list that runs right up to the first verb of assigning.
    private static func beforeVerb(_ phrase: Phrase) -> [Body] {
        let verbs = [["phoi", "hop", "voi"], ["chu", "tri"]]
        guard let verb = (1..<min(40, max(phrase.count, 1))).first(where: { place in verbs.contains { phrase.has($0, at: place) } }) else { return [] }
        for start in 0..<verb {
            let bodies = list(at: start, in: phrase)
            if bodies.last?.range.upperBound == verb { return bodies }
        }
        return []
    }

    /// The bodies listed from a place on; what follows a dash only explains the body before it.
    static func list(at start: Int, in phrase: Phrase) -> [Body] {
        var found: [Body] = []
        var place = start
        while place < phrase.count {
            let here = BodyFinder.bodies(at: place, in: phrase)
            guard let end = here.map(\.range.upperBound).max() else {
                guard !found.isEmpty, let next = afterUnknown(place, phrase) else { break }
                place = next
                continue
            }
            let explains = !found.isEmpty && here.allSatisfy { $0.key.contains("thuong truc") }
            if !explains { found += here }
            place = end
            let ended = phrase.words[end - 1].trail.contains { ".:)".contains($0) }
            if ended { break }
            if phrase.folded(place) == "va" || phrase.folded(place) == "-" { place += 1 }
            place = skipLeadIns(place, phrase)
        }
        let range = start..<max(start, place)
        return BodyFinder.bodies(in: phrase, range: range).isEmpty ? found : named(found, BodyFinder.bodies(in: phrase, range: range))
    }

    /// Where a list goes on after a word or two it does not know: at the body after them.
    private static func afterUnknown(_ place: Int, _ phrase: Phrase) -> Int? {
        guard place > 0, phrase.words[place - 1].trail.hasPrefix(",") || ["va", "-"].contains(phrase.folded(place - 1)) else { return nil }
        for next in (place + 1)..<max(place + 2, min(place + 5, phrase.count)) where next < phrase.count {
            let isJoined = next == place + 1 || phrase.words[next - 1].trail.hasPrefix(",") || phrase.folded(next - 1) == "va"
            if phrase.words[next - 1].isStop { return nil }
            if isJoined, !BodyFinder.bodies(at: next, in: phrase).isEmpty { return next }
        }
        return nil
    }

    /// The same bodies with the levels they share.
    private static func named(_ found: [Body], _ complete: [Body]) -> [Body] {
        found.map { body in complete.first { $0.range == body.range && $0.name.hasPrefix(body.name) } ?? body }
    }

    /// The bodies named after each `phối hợp với` of the text.
    static func partners(_ text: String) -> [Body] {
        let phrase = Phrase(text)
        var found: [Body] = []
        for place in phrase.words.indices where phrase.has(["phoi", "hop"], at: place) || phrase.has(["phu", "hop", "voi"], at: place) {
            let with = (place + 2..<place + 5).first { ["voi", "cung"].contains(phrase.folded($0)) }
            found += list(at: with.map { $0 + 1 } ?? place + 2, in: phrase)
        }
        return found
    }

    /// The body that gathers the reports: `báo cáo về Cơ quan Thường trực … để tổng hợp`.
    static func collector(_ text: String) -> [Body] {
        let phrase = Phrase(text)
        for place in phrase.words.indices where phrase.has(["bao", "cao"], at: place) {
            for start in (place + 2)..<min(place + 7, max(place + 3, phrase.count)) where ["ve", "gui", "qua", "cho"].contains(phrase.folded(start)) {
                guard let body = BodyFinder.bodies(at: start + 1, in: phrase).first else { continue }
                let rest = (body.range.upperBound..<min(body.range.upperBound + 14, phrase.count)).contains { phrase.has(["tong", "hop"], at: $0) }
                if rest { return [body] }
            }
        }
        return []
    }

    private static func skipLeadIns(_ start: Int, _ phrase: Phrase) -> Int {
        var place = start
        while let words = leadIns.first(where: { phrase.has($0, at: place) }) { place += words.count }
        return place
    }
}
