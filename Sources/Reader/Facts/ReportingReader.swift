/// Reads when reports are due: periods, days, windows, in the order the sentence names them.
enum ReportingReader {
    // Made once: a pattern written where it is used is parsed anew at each use.
    nonisolated(unsafe) private static let months = /\b(?:hang thang|bao cao thang|dinh ky thang|so lieu thang)\b/
    nonisolated(unsafe) private static let quarters = /\b(?:hang quy|dinh ky quy|bao cao quy|so lieu quy|, quy|thang, quy)\b/
    nonisolated(unsafe) private static let halfYears = /\b(?:0?6|sau) thang\b/
    nonisolated(unsafe) private static let nineMonths = /\b(?:0?9|chin) thang\b/
    nonisolated(unsafe) private static let years =
        /\b(?:0?1|mot|hang|ca|bao cao|tong ket|so lieu) nam\b|(?:, |\bva |\bhoac )nam(?= \(|[,;.]| bao cao| gui| ve | truoc | cham nhat | va dot xuat| hoac )/
    nonisolated(unsafe) private static let atOnce = /\bdot xuat\b/
    nonisolated(unsafe) private static let datedWindow =
        /t.{1,3} (ngay )?([0-9]{1,2})[\/-]([0-9]{1,2})[\/-]([0-9]{4}) (den|toi)( het)?( ngay)? ([0-9]{1,2})[\/-]([0-9]{1,2})[\/-]([0-9]{4})/
    nonisolated(unsafe) private static let monthlyWindow = /tu ngay ([0-9]{1,2}) (thang truoc )?den ngay ([0-9]{1,2})( thang| hang thang)/
    nonisolated(unsafe) private static let dayAndMonth = /([0-9]{1,2})(?:[\/-]| thang )([0-9]{1,2})/
    nonisolated(unsafe) private static let dueDays =
        #/
        (?: (tr[a-z]{2,5} | cham\snhat(?:\sla)? | vao | den\shet) \sngay | (truoc | cham\snhat(?:\sla)?) (?=\s[0-9]{1,2}\/) ) \s
        ([0-9]{1,2}) (?: (?:[\/\-]|\sthang\s) [0-9]{1,2} (?: (?:[\/\-]|\snam\s) [0-9]{4} )? )?
        (?: (?:,\s?|\sva\s|\shoac\s) (?:truoc\s)? (?:ngay\s)? [0-9]{1,2} (?:[\/\-]|\sthang\s) [0-9]{1,2} (?: (?:[\/\-]|\snam\s) [0-9]{4} )? )*
        ( (?:\scua)? \sthang\scuoi (?:\scua)? (?:\smoi|\shang)? \squy )?
        /#

    /// The rules of all duties; a period named without a day gives way to the same period with one.
    static func rules(in duties: [ReadDuty]) -> [ReportingRule] {
        let all = duties.flatMap { rules(in: $0) }
        let dated = Set(all.filter { !$0.due.isEmpty }.map(\.period))
        var kept: [ReportingRule] = []
        for rule in all {
            if rule.due.isEmpty, dated.contains(rule.period) || kept.contains(where: { $0.period == rule.period }) { continue }
            if !kept.contains(where: { $0.period == rule.period && $0.due == rule.due && $0.window == rule.window }) { kept.append(rule) }
        }
        return kept
    }

    static func rules(in duty: ReadDuty) -> [ReportingRule] {
        let folded = duty.text.folded
        guard folded.contains("bao cao") else { return [] }
        var rules: [ReportingRule] = []
        let events = events(folded)
        guard !events.isEmpty else { return [] }
        let to = recipient(duty.text)
        let from = from(duty, to: to)
        for event in events {
            switch event.kind {
            case .period(let period):
                if rules.last?.period != period || rules.last?.due.isEmpty == false {
                    rules.append(
                        ReportingRule(period: period, due: [], dueIs: nil, window: nil, fromOrgs: from, toOrg: to, source: duty.source))
                }
            case .due(let days, let isBefore):
                give(days, isBefore, to: &rules)
            case .quarterEnds(let day, let isBefore):
                guard !rules.isEmpty else { continue }
                let place = rules.lastIndex { $0.period == .quarter } ?? rules.count - 1
                rules[place].due += ["03", "06", "09", "12"].map { $0 + "-" + day }
                rules[place].dueIs = isBefore ? .before : .on
            case .window(let window):
                guard !rules.isEmpty else { continue }
                rules[rules.count - 1].window = window
            }
        }
        return rules
    }

    /// As many days as there are periods waiting go to them in their order (`6 tháng, năm (trước ngày 10/6 và 10/12)`), others to the last period.
    private static func give(_ days: [String], _ isBefore: Bool, to rules: inout [ReportingRule]) {
        let waiting = rules.indices.reversed().prefix { rules[$0].due.isEmpty }.filter { rules[$0].period != .adHoc }.reversed()
        let places = waiting.count == days.count ? Array(waiting) : Array(repeating: rules.count - 1, count: rules.isEmpty ? 0 : days.count)
        for (place, day) in zip(places, days) {
            rules[place].due.append(day)
            rules[place].dueIs = isBefore ? .before : .on
        }
    }

    private struct Event {
        enum Kind {
            case period(ReportingRule.Period)
            case due([String], isBefore: Bool)
            /// A day of the last month of each quarter.
            case quarterEnds(String, isBefore: Bool)
            case window(ReportingRule.Window)
        }

        var place: String.Index
        var kind: Kind
    }

    private static func events(_ folded: String) -> [Event] {
        (periods(folded) + windows(folded) + dues(folded)).sorted { $0.place < $1.place }
    }

    private static func periods(_ folded: String) -> [Event] {
        var found: [Event] = []
        func add(_ matches: [Regex<Substring>.Match], _ period: ReportingRule.Period) {
            found += matches.map { Event(place: $0.range.lowerBound, kind: .period(period)) }
        }
        add(folded.matches(of: months), .month)
        add(folded.matches(of: quarters), .quarter)
        add(folded.matches(of: halfYears), .halfYear)
        add(folded.matches(of: nineMonths), .nineMonths)
        add(
            folded.matches(
                of:
                    years
            ), .year)
        add(folded.matches(of: atOnce), .adHoc)
        return inReports(found, folded)
    }

    /// The periods that belong to a report: their sentence says so. Each sentence is looked at once.
    private static func inReports(_ events: [Event], _ folded: String) -> [Event] {
        let sentences = folded.split(separator: ".").filter { $0.contains("bao cao") }
        var number = 0
        return events.sorted { $0.place < $1.place }.filter { event in
            while number < sentences.count, sentences[number].endIndex <= event.place { number += 1 }
            return number < sentences.count && sentences[number].startIndex <= event.place
        }
    }

    private static func windows(_ folded: String) -> [Event] {
        folded.matches(of: datedWindow)
            .map {
                let window = ReportingRule.Window(from: Times.iso($0.2, $0.3, Optional($0.4)), to: Times.iso($0.8, $0.9, Optional($0.10)))
                return Event(place: $0.range.lowerBound, kind: .window(window))
            }
            + folded.matches(of: monthlyWindow).map {
                Event(place: $0.range.lowerBound, kind: .window(ReportingRule.Window(from: Times.two($0.1), to: Times.two($0.3))))
            }
    }

    /// `trước ngày 18/3 và 18/9`, `trước 15/6`, `trước ngày 15 tháng 12`; `trước ngày 20 hằng tháng` gives the day alone.
    private static func dues(_ folded: String) -> [Event] {
        folded.matches(
            of:
                dueDays
        ).compactMap { match in
            let isBefore = (match.1 ?? match.2 ?? "").hasPrefix("tr")
            let named = match.0.matches(of: dayAndMonth)
            let days = named.filter { CalendarDay.exists($0.1, $0.2, Substring?.none) }.map { Times.two($0.2) + "-" + Times.two($0.1) }
            if match.4 != nil { return Event(place: match.range.lowerBound, kind: .quarterEnds(Times.two(match.3), isBefore: isBefore)) }
            guard named.isEmpty || !days.isEmpty else { return nil }
            return Event(place: match.range.lowerBound, kind: .due(days.isEmpty ? [Times.two(match.3)] : days, isBefore: isBefore))
        }
    }

    private static func from(_ duty: ReadDuty, to recipient: String?) -> String? {
        let recipient = recipient?.folded ?? ""
        let names = duty.assignments.filter { $0.role != .coordinate && !recipient.hasPrefix($0.asWritten.folded) }.map(\.asWritten)
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }

    /// The words after `báo cáo về` up to what the report is for.
    private static func recipient(_ text: String) -> String? {
        let phrase = Phrase(text)
        for place in phrase.words.indices where phrase.has(["bao", "cao"], at: place) {
            guard let start = (place + 2..<place + 7).first(where: { ["ve", "gui", "cho"].contains(phrase.folded($0)) }) else { continue }
            let isDoubled = ["ve", "cho", "den"].contains(phrase.folded(start + 1))
            let first = isDoubled ? start + 2 : start + 1
            let stops = ["de", "theo", "cham", "vao", "truoc", "tong"]
            let end = (first..<max(first, phrase.count)).first { stops.contains(phrase.folded($0)) || phrase.words[$0 - 1].trail.contains(".") } ?? phrase.count
            let name = phrase.text(first..<max(first, end))
            return name.isEmpty || end - start > 24 ? nil : name
        }
        return nil
    }
}
