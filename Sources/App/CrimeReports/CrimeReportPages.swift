import Domain
import Hummingbird

struct CrimeReportPages {
    let app: App

    /// GET /crime-reports?page=N
    func list(_ request: Request, context: CrimeReporting) async throws -> Response {
        let page = max(1, min(1_000_000, request.uri.queryParameters.get("page").flatMap { Int($0) } ?? 1))
        return try await app.page(for: context, in: .crimeReports) { tx in try Self.list(page, tx) }
    }

    private static func list(_ page: Int, _ tx: Tx, filled: Filled = Filled(), found: [CrimeReport]? = nil) throws -> CrimeReportList {
        let reports = try found ?? tx.crimeReports.list(page: page)
        return CrimeReportList(
            reports: reports, count: try tx.crimeReports.count(), page: page, bodies: try names(of: reports, tx), now: tx.now,
            mayLog: tx.viewer.may(.logCrimeReports),
            mayFind: tx.viewer.may(.openIdentities), mayBreakGlass: tx.viewer.may(.breakGlass), isFound: found != nil, filled: filled)
    }

    private static func names(of reports: [CrimeReport], _ tx: Tx) throws -> [ID<Body>: String] {
        let bodies = try tx.bodies.those(Set(reports.flatMap { [$0.bodyId, $0.holderId].compactMap { $0 } }))
        return Dictionary(uniqueKeysWithValues: bodies.map { ($0.id, $0.shortName) })
    }

    /// POST /crime-reports/search
    func search(_ request: Request, context: Identifier) async throws -> Response {
        let form = try await request.form(context.visitor)
        do {
            let found = try await app.write(as: context.viewer) { tx in try tx.sealed.find(form["q"], because: form["reason"]) }
            return try await app.page(for: context, in: .crimeReports) { tx in try Self.list(1, tx, filled: Filled(values: ["q": form["q"]]), found: found) }
        } catch let refusal as Refusal where refusal != .forbidden {
            return try await app.page(for: context, in: .crimeReports, status: refusal.status) { tx in
                try Self.list(1, tx, filled: Filled(form, refusal))
            }
        }
    }

    /// GET /crime-reports/new
    func new(_ request: Request, context: CrimeReportDesk) async throws -> Response {
        try await app.page(for: context, in: .crimeReports) { tx in
            CrimeReportNew(filled: Filled(values: ["kind": "information", "channel": "phone", "receivedAt": tx.now.local]))
        }
    }

    /// POST /crime-reports
    func log(_ request: Request, context: CrimeReportDesk) async throws -> Response {
        let form = try await request.form(context.visitor)
        do {
            let id = try await app.write(as: context.viewer) { tx in try tx.crimeReports.log(form) }
            return .see("/crime-reports/\(id)")
        } catch let refusal as Refusal where refusal.status == .unprocessableContent {
            return try await app.page(for: context, in: .crimeReports, status: refusal.status) { _ in CrimeReportNew(filled: Filled(form, refusal)) }
        }
    }

    /// GET /crime-reports/:id
    func show(_ request: Request, context: CrimeReporting) async throws -> Response {
        try await page(context, filled: Filled(), status: .ok)
    }

    /// POST /crime-reports/:id/classification
    func classify(_ request: Request, context: CrimeReporting) async throws -> Response {
        try await act(request, context, .classifyCrimeReports) { report, form, tx in
            guard let classification = CrimeReport.Classification(rawValue: form["classification"]) else {
                throw Refusal.invalid(["classification": "Cần chọn một loại."])
            }
            guard let holder = try tx.crimeReports.deciders(province: report.province).first(where: { $0.id.text == form["holder"] }) else {
                throw Refusal.invalid(["holder": "Cần chọn cơ quan giải quyết."])
            }
            try report.classify(as: classification, holder: holder.id, at: tx.now)
            try tx.notices.tell(
                .reportGiven, about: .crimeReports, report.id.text, detail: report.code, to: tx.notices.investigators(of: holder.id))
        }
    }

    /// POST /crime-reports/:id/decision
    func decide(_ request: Request, context: CrimeReporting) async throws -> Response {
        try await act(request, context, .decideCrimeReports) { report, form, tx in
            guard let outcome = CrimeReport.Outcome(rawValue: form["outcome"]) else { throw Refusal.invalid(["outcome": "Cần chọn một kết quả."]) }
            try report.decide(outcome, on: try form.day("decidedOn") ?? tx.today, today: tx.today)
        }
    }

    /// POST /crime-reports/:id/people
    func addPerson(_ request: Request, context: CrimeReporting) async throws -> Response {
        try await act(request, context, .logCrimeReports) { report, form, tx in
            let (capacity, identity) = try form.person("")
            try tx.sealed.seal(identity, as: capacity, in: .crimeReports, report.id.text)
        }
    }

    /// POST /crime-reports/:id/holds
    func hold(_ request: Request, context: CrimeReporting) async throws -> Response {
        try await act(request, context, .decideCrimeReports) { report, form, tx in
            try tx.retention.place(Hold.place(id: tx.newID(), on: Table.crimeReports.rawValue, report.id.text, because: form["holdReason"], at: tx.now))
            try tx.note(.changed, .crimeReports, report.id.text, fields: [("hold", nil, "placed")], because: form["holdReason"])
        }
    }

    /// POST /crime-reports/:id/holds/lifting
    func liftHolds(_ request: Request, context: CrimeReporting) async throws -> Response {
        try await act(request, context, .decideCrimeReports) { report, form, tx in
            let reason = form["holdReason"]
            if reason.isEmpty { throw Refusal.invalid(["holdReason": "Cần ghi lý do."]) }
            for var hold in try tx.retention.holds(on: .crimeReports, report.id.text) {
                try hold.lift(at: tx.now)
                try tx.retention.save(hold, because: reason)
                try tx.note(.changed, .crimeReports, report.id.text, fields: [("hold", "placed", "lifted")], because: reason)
            }
        }
    }

    private func act(
        _ request: Request, _ context: CrimeReporting, _ act: Act, _ rule: @escaping @Sendable (inout CrimeReport, Form, Tx) throws -> Void
    ) async throws -> Response {
        let id = try context.id(of: CrimeReport.self), form = try await request.form(context.visitor)
        do {
            try await app.write(as: context.viewer) { tx in
                var report = try tx.crimeReports.find(id)
                let tx = tx.acting(for: try tx.allow(act, about: report.target(provinces: tx.viewerProvinces(seeing: report.province))))
                report.version = try form.version()
                try rule(&report, form, tx)
                try tx.crimeReports.save(report, because: form["reason"].isEmpty ? nil : form["reason"])
            }
        } catch let refusal as Refusal where refusal.status == .unprocessableContent || refusal.status == .conflict {
            return try await page(context, filled: Filled(form, refusal), status: refusal.status)
        }
        return .see("/crime-reports/\(id)")
    }

    private func page(_ context: CrimeReporting, filled: Filled, status: HTTPResponse.Status) async throws -> Response {
        let id = try context.id(of: CrimeReport.self)
        // Kept before it is shown, once a day.
        let (mayRead, isFirst) = try await app.read(as: context.viewer) { tx in
            let report = try tx.crimeReports.find(id)
            return try (tx.mayReadStory(of: report), tx.sealed.isUnreadToday(.crimeReports, id.text))
        }
        if mayRead && isFirst { try await app.write(as: context.viewer) { tx in try tx.sealed.noteReading(of: .crimeReports, id.text) } }
        return try await app.page(for: context, in: .crimeReports, status: status) { tx in
            let report = try tx.crimeReports.find(id), people = try tx.sealed.people(of: .crimeReports, id.text)
            func may(_ act: Act) throws -> Bool {
                let target = report.target(provinces: try tx.viewerProvinces(seeing: report.province))
                return tx.viewer.decide(act, about: target, functions: try tx.viewerFunctions(), reason: "x").isAllowed
            }
            let isTaken = try tx.emergencies.current(on: .crimeReports, id.text) != nil
            return CrimeReportShow(
                report: report, text: mayRead ? try tx.sealed.text(of: .crimeReports, id.text) : nil, isReader: mayRead, people: people,
                bodies: try Self.names(of: [report], tx),
                place: try report.placeCode.flatMap { code in try tx.places.first(code: code, on: report.receivedAt.day)?.name }, now: tx.now,
                deciders: try may(.classifyCrimeReports) ? try tx.crimeReports.deciders(province: report.province) : [],
                mayDecide: try may(.decideCrimeReports), mayAdd: try may(.logCrimeReports),
                mayOpen: try isTaken ? tx.viewer.hasSecondFactor : may(.openIdentities), isOpener: tx.viewer.may(.openIdentities),
                holds: try tx.retention.holds(on: .crimeReports, id.text),
                erasedOn: try report.isResolved
                    ? report.decidedOn.flatMap { try tx.retention.rule(for: .crimeReports).goesOn(closedOn: $0, on: tx.today) } : nil,
                readings: try tx.sealed.readings(of: tx.sealed.all(of: .crimeReports, id.text)), history: try tx.ledger.of(record: id.text), filled: filled)
        }
    }

    /// POST /sealed/:id/opening
    func open(_ request: Request, context: Identifier) async throws -> Response {
        let id = try context.id(of: SealedRecord.self), form = try await request.form(context.visitor)
        // Kept first: the page is made only once the transaction with the entry stands.
        let (record, identity) = try await app.write(as: context.viewer) { tx in try tx.sealed.open(id, because: form["reason"]) }
        return try await app.page(for: context, in: .crimeReports) { tx in
            IdentityShow(
                identity: identity, capacity: record.capacity ?? .witness, report: try tx.crimeReports.find(ID(record.recordId)), reason: form["reason"],
                at: tx.now)
        }
    }
}

extension Tx {
    /// Whether the viewer may read what was told: who opens the people in the report, who logs such reports, who took it in an emergency.
    func mayReadStory(of report: CrimeReport) throws -> Bool {
        let target = report.target(provinces: try viewerProvinces(seeing: report.province)), functions = try viewerFunctions()
        return try viewer.decide(.readStories, about: target, functions: functions).isAllowed
            || (viewer.hasSecondFactor && emergencies.current(on: .crimeReports, report.id.text) != nil)
    }
}
