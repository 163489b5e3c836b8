import Domain

/// One act on the record that was asked about, and what the rules say.
struct AccessAnswer: Sendable {
    var act: Act
    var decision: AccessDecision

    static let onReports: [Act] = [.seeCrimeReports, .readStories, .classifyCrimeReports, .decideCrimeReports, .openIdentities, .breakGlass]
    static let onProgramme: [Act] = [.seeProgramme, .answerDuties, .reviewPlans]
    /// What an emergency opens.
    static let inEmergency: Set<Act> = [.seeCrimeReports, .readStories, .openIdentities]
}

/// A record whose access is asked about, by the address of its page.
struct AskedPage: Equatable, Sendable {
    enum Noun: String, CaseIterable, Sendable { case plans, duties, assignments, crimeReports = "crime-reports" }

    var noun: Noun
    var id: String

    /// `nil` for an address that is no record's page.
    /// - Parameter address: with or without the host, such as `/plans/0190…/board`.
    init?(address: String) {
        let parts = address.split(whereSeparator: { "/?#".contains($0) }).map(String.init)
        guard let at = parts.firstIndex(where: { Noun(rawValue: $0) != nil }), let noun = Noun(rawValue: parts[at]), at + 1 < parts.count else { return nil }
        (self.noun, id) = (noun, parts[at + 1])
    }

    var path: String { "/\(noun.rawValue)/\(id)" }
}

extension Tx {
    /// What somebody may do with records of their own province and body, and what they lack.
    func whys(for asked: Viewer) throws -> [AccessAnswer] {
        let tx = Tx(connection: connection, viewer: asked, now: now, masters: masters)
        let target = AccessTarget(
            provinces: Set(asked.grants.compactMap { $0.province ?? asked.province }), bodies: Set([asked.body].compactMap { $0 }))
        return try tx.answers(Act.allCases, about: target)
    }

    /// What the viewer may do with the record, and why. It tells of one that they may not see no more than of one that is not there.
    /// - Parameter asked: number of a crime report, or the address of a page.
    func whys(about asked: String) throws -> [AccessAnswer] {
        guard let page = AskedPage(address: asked) else { return try whys(about: crimeReports.unscoped(code: asked)) }
        if page.noun == .crimeReports { return try whys(about: crimeReports.unscoped(ID(page.id))) }
        guard let found = try accessTargets.programme(page) else { return try answers(AccessAnswer.onProgramme, about: .nowhere) }
        let target = AccessTarget(provinces: try viewerProvinces(seeing: found.province), bodies: Set([found.holderId].compactMap { $0 }))
        // What is not issued is seen by those who review it.
        let isKnown = try found.isIssued || viewer.decide(.reviewPlans, about: target, functions: viewerFunctions()).isAllowed
        return try answers(AccessAnswer.onProgramme, about: isKnown ? target : .nowhere)
    }

    private func whys(about report: CrimeReport?) throws -> [AccessAnswer] {
        let target = try report.map { $0.target(provinces: try viewerProvinces(seeing: $0.province)) } ?? .nowhere
        let answers = try answers(AccessAnswer.onReports, about: target)
        guard let report, try emergencies.current(on: .crimeReports, report.id.text) != nil,
            let breaking = answers.first(where: { $0.act == .breakGlass && $0.decision.isAllowed })
        else { return answers }
        // What was taken in an emergency is open by that rule; people and what was told still want a second factor.
        return answers.map { answer in
            let isOpen = AccessAnswer.inEmergency.contains(answer.act) && (answer.act == .seeCrimeReports || viewer.hasSecondFactor)
            return isOpen && !answer.decision.isAllowed ? AccessAnswer(act: answer.act, decision: breaking.decision) : answer
        }
    }

    private func answers(_ acts: [Act], about target: AccessTarget) throws -> [AccessAnswer] {
        let functions = try viewerFunctions()
        return acts.map { AccessAnswer(act: $0, decision: viewer.decide($0, about: target, functions: functions, reason: "?")) }
    }
}

extension AccessTarget {
    /// A record that is not there: of no province and no body.
    fileprivate static let nowhere = AccessTarget(provinces: [], bodies: [])
}
