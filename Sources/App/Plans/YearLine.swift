import Domain

/// The year as a line: periods and days that the paper names, report days, today.
struct YearLine: Sendable {
    struct Mark: Equatable, Sendable {
        var from: Day
        /// Equal to `from` for a single day.
        var to: Day
        var label: String
        /// The first paragraph that names it: where a click leads.
        var duty: ID<Duty>

        fileprivate var address: String { "/duties/\(duty)" }
    }

    var plan: ID<Plan>
    var year: Int
    var today: Day
    var marks: [Mark]
    var reports: [ReportCalendar.Period]

    private static let width = 960.0

    /// What the paragraphs name: their periods, and single days within the year, each once.
    static func marks(duties: [Duty], dates: [ID<Duty>: [DutyDate]], year: Int) -> [Mark] {
        var marks: [Mark] = []
        for duty in duties {
            if let from = duty.startsOn, let to = duty.endsOn { marks.append(Mark(from: from, to: to, label: duty.code, duty: duty.id)) }
            let isPeriod = duty.startsOn != nil
            for date in dates[duty.id] ?? [] where !isPeriod && date.day.year == year && !marks.contains(where: { $0.from == date.day && $0.to == date.day }) {
                marks.append(Mark(from: date.day, to: date.day, label: "\(date.day.dayOfMonth)/\(date.day.month)", duty: duty.id))
            }
        }
        return marks
    }

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Năm {0}", String(year)))</h2><span class="soft">\(said(t))</span></div>
            <div class="table-responsive" tabindex="0" role="region" aria-label="\(t("Năm {0}", String(year)))"><svg class="year" viewBox="0 0 960 78" width="960" height="78" role="group" aria-label="\(t("Các mốc trong năm; hôm nay {0}", today.written))">
            \(Array(1...12), { month in
                "<line x1='\(x(month))' x2='\(x(month))' y1='4' y2='70' class='month'/><text x='\(x(month, 5))' y='16'>\(t("T{0}", String(month)))</text>"
            })<line x1="0" x2="960" y1="70" y2="70" class="base"/>
            \(marks.filter { $0.from != $0.to }, { mark in
                "<a href='\(mark.address)'><rect x='\(x(mark.from))' y='46' width='\(width(mark))' height='24' class='band'/><text x='\(x(mark.from, 6))' y='62' class='band-text'>\(mark.label)</text></a>"
            })\(reports, { report in
                "<a href='\(address(report))' aria-label='\(due(report, t))'><circle cx='\(x(report.dueOn))' cy='70' r='6' class='due'><title>\(due(report, t))</title></circle></a>"
            })\(marks.filter { $0.from == $0.to }, { mark in
                "<a href='\(mark.address)'><line x1='\(x(mark.from))' x2='\(x(mark.from))' y1='26' y2='70' class='flag'/><text x='\(x(mark.from, 4))' y='34' class='flag-text'>\(mark.label)</text></a>"
            })\(if: today.year == year, "<line x1='\(x(today))' x2='\(x(today))' y1='2' y2='76' class='today'/>")</svg></div></section>
            """
    }

    /// The periods and the report days in words, each leading to its paragraph or its list.
    private func said(_ t: Language) -> HTML {
        let periods = marks.filter { $0.from != $0.to }.map { mark in
            "<a href='\(mark.address)'>\(t("{0}: từ {1} đến {2}", mark.label, mark.from.written, mark.to.written))</a>" as HTML
        }
        let dues = reports.map { "<a href='\(address($0))'>\(due($0, t))</a>" as HTML }
        return "\(Array((periods + dues).enumerated()), { "\(if: $0.offset > 0, " · ")\($0.element)" })"
    }

    private func due(_ report: ReportCalendar.Period, _ t: Language) -> String {
        t("{0}: chậm nhất {1}", PeriodName.of(report.code, t), report.dueOn.written)
    }

    private func address(_ report: ReportCalendar.Period) -> String { "/reports?plan=\(plan)&period=\(report.code)" }

    private func x(_ day: Day, _ shift: Double = 0) -> String {
        let start = Day.end(of: year - 1), length = Double(start.days(until: .end(of: year)))
        let share = min(1, max(0, Double(start.days(until: day) - 1) / length))
        return Self.tenths(share * Self.width + shift)
    }

    private func x(_ month: Int, _ shift: Double = 0) -> String {
        Day(year: year, month: month, day: 1).map { x($0, shift) } ?? "0"
    }

    private func width(_ mark: Mark) -> String {
        let length = Double(Day.end(of: year - 1).days(until: .end(of: year)))
        return Self.tenths(Double(mark.from.days(until: mark.to) + 1) / length * Self.width)
    }

    private static func tenths(_ number: Double) -> String { String((number * 10).rounded() / 10) }
}
