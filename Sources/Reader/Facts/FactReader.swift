/// Proposes facts from mended lines.
enum FactReader {
    // Made once: a pattern written where it is used is parsed anew at each use.
    nonisolated(unsafe) private static let planHeading = /ke hoach|chuong trinh|\/kh-/

    /// Words read with less than this are put before the reviewer.
    private static let unclear = 0.75

    /// - Throws: `.notAPlan` if there is neither a heading of a plan nor any part.
    static func read(_ lines: [ReadLine]) throws(Unreadable) -> Reading {
        let paper = Paper(lines)
        try check(paper)
        let document = HeadReader.document(paper)
        let work = paper.parts.filter { $0.role != .objectives }.flatMap { $0.clauses.map(\.text) }
        var reader = DutyReader(year: document.year, bracketsAssign: ClosingBracket.areHabit(in: work))
        let tasks = paper.parts.filter { $0.role == .tasks }.flatMap { reader.duties(of: $0) }
        let duties = paper.parts.filter { $0.role == .organisation }.flatMap { reader.duties(of: $0) }
        let aims = paper.parts.filter { $0.role == .objectives }.map(ObjectiveReader.read)
        let reporting = ReportingReader.rules(in: duties)
        let findings = reader.findings + aims.flatMap(\.findings) + headFindings(document) + clashes(reporting) + unclearLines(lines)
        return Reading(
            document: document, objectives: aims.flatMap(\.objectives), targets: aims.flatMap(\.targets), tasks: tasks, duties: duties, reporting: reporting,
            organisations: OrganisationReader.organisations(paper, tasks + duties), findings: findings)
    }

    /// - Throws: `.notAPlan` if there is neither a heading of a plan nor any part.
    static func check(_ paper: Paper) throws(Unreadable) {
        let hasHeading = paper.head.contains { $0.text.folded.contains(planHeading) }
        let hasParts = paper.parts.contains { !$0.heading.isEmpty }
        let hasSections = paper.parts.contains { $0.clauses.contains { if case .section = $0.marker { true } else { false } } }
        guard !hasParts, !(hasHeading && hasSections) else { return }
        var missing: [String] = []
        if !hasHeading { missing.append("dòng tên loại văn bản (KẾ HOẠCH) hoặc số …/KH-…") }
        if !hasParts { missing.append("các phần đánh số La Mã (I., II., III.)") }
        if !hasSections { missing.append("các mục đánh số (1., 2.)") }
        throw .notAPlan(missing: missing)
    }

    private static func headFindings(_ document: ReadDocument) -> [Finding] {
        var missing: [String] = []
        if document.number == nil { missing.append("số") }
        if document.issuer == nil { missing.append("cơ quan ban hành") }
        if document.date == nil { missing.append("ngày ban hành") }
        if document.title.isEmpty { missing.append("tên kế hoạch") }
        var findings = missing.map { Finding(kind: .missingInHeader, message: "Không đọc được \($0) ở đầu văn bản.", source: nil) }
        if document.date?.count == 7 { findings.append(Finding(kind: .missingInHeader, message: "Ngày ban hành để trống, chỉ có tháng và năm.", source: nil)) }
        return findings
    }

    /// A report due before a day on which its own figures still run.
    private static func clashes(_ rules: [ReportingRule]) -> [Finding] {
        rules.compactMap { rule in
            guard let window = rule.window, rule.dueIs == .before, let due = rule.due.first, window.to.suffix(5) >= due else { return nil }
            return Finding(
                kind: .windowMeetsDeadline, message: "Hạn báo cáo (trước ngày \(written(due))) không sau ngày chốt số liệu \(written(window.to)).",
                source: rule.source)
        }
    }

    /// `06-14` as `14/06`, `2024-06-14` as `14/06/2024`.
    private static func written(_ day: String) -> String { day.split(separator: "-").reversed().joined(separator: "/") }

    private static func unclearLines(_ lines: [ReadLine]) -> [Finding] {
        lines.enumerated().filter { $0.element.confidence < unclear }.map { index, line in
            Finding(
                kind: .unclearWords, message: "Dòng khó đọc: \(line.source.trimmed)", source: SourcePlace(firstLine: index + 1, lastLine: index + 1, page: nil))
        }
    }
}
