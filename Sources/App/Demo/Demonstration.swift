import Domain
import Foundation
import Reader
import Vault
import Yams

/// The demonstration: charts, accounts, two plans read from their papers, and a spring of work, from the files in `Samples`.
///
/// Everything goes through the same rules as a person's work; only the day is given.
struct Demonstration {
    let app: App
    let script: DemonstrationScript

    init(app: App) throws {
        self.app = app
        script = try Self.decode(DemonstrationScript.self, "demonstration.yaml", app)
    }

    /// Loads it unless there is an organisation chart already.
    /// - Returns: whether it was loaded now.
    @discardableResult
    func loadOnce(today: Day, progress: (String) -> Void) async throws -> Bool {
        let isLoaded = try await app.read(as: .program) { tx in try tx.bodies.isThereAny() }
        guard !isLoaded else { return false }
        progress("Cơ quan và tài khoản / bodies and accounts")
        try await loadPlaces()
        for file in script.charts { try await loadChart(file) }
        try await loadReorganisations()
        try await addAccounts()
        for plan in script.plans {
            progress("Đọc / reading \(plan.paper)")
            try await load(plan)
        }
        progress("Việc các cơ quan đã làm / what bodies have done")
        for answer in script.answers { try await play(answer) }
        progress("Tin báo / crime reports")
        for line in script.crimeReports { try await log(line) }
        for line in script.readings { try await read(line) }
        try await app.setDemonstrationDay(today)
        return true
    }

    private func loadChart(_ name: String) async throws {
        let rows = try BodyFile(try Self.text(name, app)).rows
        _ = try await app.write(as: .program, at: Moment(script.begins, hour: 7)) { tx in try tx.bodies.take(rows) }
    }

    private func loadPlaces() async throws {
        guard script.places.count == 2 else { throw StartRefusal("demonstration.yaml: places?") }
        let file = try PlaceFile(places: try Self.text(script.places[0], app), heirs: try Self.text(script.places[1], app))
        _ = try await app.write(as: .program, at: Moment(script.begins, hour: 7)) { tx in try tx.places.take(file) }
    }

    private func loadReorganisations() async throws {
        let functions = try script.functions.map { try FunctionFile(try Self.text($0, app)).rows }
        let planned = try script.reorganisations.map { try ReorganisationFile(try Self.text($0, app)).rows }
        try await app.write(as: .program, at: Moment(script.begins, hour: 7)) { tx in
            if let functions { _ = try tx.bodies.take(functions) }
            if let planned { _ = try tx.reorganisations.take(planned) }
        }
    }

    private func addAccounts() async throws {
        let password = try PasswordHash(of: script.password)
        try await app.write(as: .program, at: Moment(script.begins, hour: 7)) { [script] tx in
            for line in script.accounts {
                let body = try line.body.map { code in try tx.bodies.find(code: code) ?? { throw StartRefusal("demonstration.yaml: \(code)?") }() }
                let account = try Account.open(id: tx.newID(), name: line.name, displayName: line.display, body: body)
                try tx.accounts.add(account, line.role, because: "bản trình diễn", password: password)
                if let also = line.also {
                    try tx.grants.add(Grant.give(id: tx.newID(), also, to: account, from: tx.today, because: "bản trình diễn", by: tx.viewer))
                }
                if [line.role, line.also].contains(where: { $0.map(AccessRule.rolesNeedingSecondFactor.contains) ?? false }) {
                    try Self.turnOnSecondFactor(account.id, tx)
                }
            }
        }
    }

    /// The page of the second step tells the code, since nobody has the telephone.
    private static func turnOnSecondFactor(_ account: ID<Account>, _ tx: Tx) throws {
        try tx.secondFactors.begin(account)
        let earlier = Clock.machine.adding(seconds: -OneTimeCode.secondsPerStep)
        _ = try tx.secondFactors.confirm(account, code: try tx.secondFactors.codeNow(account, at: earlier) ?? "", at: earlier)
    }

    // MARK: Plans

    private func load(_ plan: DemonstrationScript.PlanLine) async throws {
        let read = try await app.papers.read([UInt8](Self.data(plan.paper, app)))
        let corrections = try plan.corrections.map { try Self.decode(Corrections.self, $0, app) }
        let viewer = try await viewer(plan.office)
        let id = try await app.write(as: viewer, at: Moment(plan.arrives, hour: 8)) { tx in
            guard let office = viewer.body, let province = viewer.province else { throw Refusal.forbidden }
            return try Intake(tx: tx, province: province, office: office).take(read).id
        }
        guard let corrections else { return }
        try await app.write(as: viewer, at: Moment(plan.arrives, hour: 14)) { tx in try corrections.apply(to: id, tx) }
        if let day = plan.issued { _ = try await app.write(as: viewer, at: Moment(day, hour: 9)) { tx in try tx.review.issue(id) } }
    }

    private func viewer(_ name: String) async throws -> Viewer {
        try await app.read(as: .program) { tx in
            guard let viewer = try tx.accounts.viewer(name: name) else { throw StartRefusal("demonstration.yaml: \(name)?") }
            return viewer
        }
    }

    // MARK: Work

    private func play(_ line: DemonstrationScript.AnswerLine) async throws {
        let viewer = try await line.account == nil ? nil : viewer(line.account ?? "")
        try await app.write(as: viewer ?? .program, at: Moment(line.on, hour: 10)) { [script] tx in
            let office = try tx.accounts.viewer(name: script.plans.first?.office ?? "")
            for assignment in try Self.meant(by: line, tx) {
                let name = try tx.bodies.find(assignment.bodyId).name
                let who =
                    viewer ?? Viewer(account: nil, name: "Cán bộ \(name) (hư cấu)", role: .program, body: assignment.bodyId, province: assignment.province)
                let actor = line.act == .confirmed || line.act == .returned ? office ?? who : who
                try Self.act(line, on: assignment, Tx(connection: tx.connection, viewer: actor, now: tx.now, masters: tx.masters))
            }
        }
    }

    private static func meant(by line: DemonstrationScript.AnswerLine, _ tx: Tx) throws -> [Assignment] {
        let duty = try tx.duties.find(code: line.duty, plan: line.plan)
        let isOffice = line.act == .confirmed || line.act == .returned
        let all = try tx.assignments.list(.init(duty: duty.id)).filter { $0.period == line.period && (!isOffice || $0.state == .declared) }
        if let body = tx.viewer.body, line.group == nil { return all.filter { $0.bodyId == body } }
        guard let group = line.group.flatMap(BodyGroup.named) else { throw StartRefusal("demonstration.yaml: \(line.group ?? "")?") }
        let bodies = try tx.bodies.those(Set(all.map(\.bodyId))).filter { group.holds($0, province: $0.province, on: line.on) }
        let chosen = Set(bodies.enumerated().filter { $0.offset % line.ofEvery < line.take }.map(\.element.id))
        return all.filter { chosen.contains($0.bodyId) }
    }

    private static func act(_ line: DemonstrationScript.AnswerLine, on assignment: Assignment, _ tx: Tx) throws {
        var changed = assignment
        switch line.act {
        case .accepted: try changed.accept(at: tx.now)
        case .progress: try changed.progress(at: tx.now)
        case .done: try changed.declareDone(at: tx.now)
        case .confirmed: try changed.confirm()
        case .returned: try changed.giveBack(because: line.text)
        }
        try tx.assignments.save(changed)
        try tx.assignments.tell(line.act, about: changed.id, text: line.text, figures: line.figures.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    // MARK: Crime reports

    private func log(_ line: DemonstrationScript.CrimeReportLine) async throws {
        let viewer = try await viewer(line.desk), received = try Self.moment(line.received)
        let report = try await app.write(as: viewer, at: received.adding(seconds: 600)) { tx in
            var report = try CrimeReport.log(
                id: tx.newID(), line.kind, by: line.channel, receivedAt: received, placeCode: line.place, isAnonymous: line.people == nil, text: line.text,
                viewer: tx.viewer, now: tx.now)
            report.number(try tx.crimeReports.nextNumber(province: report.province, year: received.day.year))
            let people = try (line.people ?? []).map { person in
                let identity = try Identity.made(
                    name: person.name, born: person.born ?? "", document: "", phone: person.phone ?? "", address: person.address ?? "", note: "")
                return (person.capacity, identity)
            }
            try tx.crimeReports.log(report, text: line.text, people: people)
            return report
        }
        guard let classified = line.classified, let classification = line.classification else { return }
        try await app.write(as: viewer, at: Self.moment(classified)) { tx in
            var report = try tx.crimeReports.find(report.id)
            try report.classify(as: classification, holder: report.bodyId, at: tx.now)
            try tx.crimeReports.save(report)
        }
        guard let outcome = line.outcome, let day = line.decided else { return }
        try await app.write(as: .program, at: Moment(day, hour: 16)) { tx in
            var report = try tx.crimeReports.find(report.id)
            try report.decide(outcome, on: day, today: tx.today)
            try tx.crimeReports.save(report)
        }
    }

    private func read(_ line: DemonstrationScript.ReadingLine) async throws {
        var viewer = try await viewer(line.account)
        viewer.hasSecondFactor = true
        let received = try Self.moment(line.received)
        try await app.write(as: viewer, at: Self.moment(line.at)) { tx in
            guard let report = try tx.crimeReports.received(at: received), let person = try tx.sealed.people(of: .crimeReports, report.id.text).first else {
                throw StartRefusal("demonstration.yaml: \(line.received)?")
            }
            _ = try tx.sealed.open(person.id, because: line.reason)
        }
    }

    private static func moment(_ text: String) throws -> Moment {
        guard let moment = Moment(local: text) else { throw StartRefusal("demonstration.yaml: \(text)?") }
        return moment
    }

    private static func data(_ name: String, _ app: App) throws -> Data {
        let path = app.config.samples + "/" + name
        guard let data = FileManager.default.contents(atPath: path) else {
            throw StartRefusal("Thiếu \(path) của bản trình diễn. / \(path) of the demonstration is missing.")
        }
        return data
    }

    private static func text(_ name: String, _ app: App) throws -> String { String(decoding: try data(name, app), as: UTF8.self) }

    private static func decode<T: Decodable>(_ type: T.Type, _ name: String, _ app: App) throws -> T {
        try YAMLDecoder().decode(type, from: try data(name, app))
    }
}
