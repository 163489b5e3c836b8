import Domain
import Hummingbird
import Logging
import Storage
import Vault

/// What the program tells about itself, and what only a demonstration has.
struct SystemPages {
    let app: App

    struct Health: ResponseEncodable {
        var status: String
        var version: String
        var database: String
    }

    /// GET /health
    func health(_ request: Request, context: WebContext) async throws -> EditedResponse<Health> {
        do {
            _ = try await app.read(as: .program) { tx in try tx.bodies.isThereAny() }
            return EditedResponse(status: .ok, response: Health(status: "ok", version: App.version, database: "ok"))
        } catch {
            context.logger.error("health", metadata: ["error": "\(error)"])
            return EditedResponse(status: .serviceUnavailable, response: Health(status: "failing", version: App.version, database: "unavailable"))
        }
    }

    /// GET /system
    func show(_ request: Request, context: Administrator) async throws -> Response {
        try await app.page(for: context, in: .system) { tx in
            let ledger = LedgerCheckStore(connection: tx.connection)
            return SystemShow(
                version: App.version, database: app.db.place, entryCount: try ledger.ends().reduce(0) { $0 + $1.count },
                checkpoint: try ledger.checkpoints().last.map { ($0.number, $0.at) }, backup: try tx.survival.last(.backup),
                drill: try tx.survival.last(.drill), jobs: try tx.jobs.counts(),
                masterKey: tx.masters.known.current, now: Clock.machine)
        }
    }

    /// POST /demonstration-day
    func setDay(_ request: Request, context: WebContext) async throws -> Response {
        let form = try await request.form(context.visitor)
        guard let day = try form.day("day") else { throw Refusal.invalid(["day": "Ngày viết như 30/07/2024."]) }
        guard (2000...2100).contains(day.year) else { throw Refusal.invalid(["day": "Ngày trình diễn trong khoảng năm 2000 đến 2100."]) }
        try await app.setDemonstrationDay(day)
        return .see(Address.local(form["place"]))
    }

    /// GET /dev/pages
    func samples(_ request: Request, context: WebContext) async throws -> Response {
        HTML(stringLiteral: "<!doctype html><html lang='vi'><title>Lá Chắn</title><ul>")
            .joined(with: Samples.all.map { "<li><a href='/dev/pages/\($0.name)'>\($0.name)</a></li>" }).response(status: .ok)
    }

    /// GET /dev/pages/:name
    func sample(_ request: Request, context: WebContext) async throws -> Response {
        guard let sample = Samples.all.first(where: { $0.name == context.parameters.get("name") }) else { throw Refusal.notFound }
        let t = context.visitor?.language ?? app.vietnamese
        return sample.view.html(try Frame(visitor: context.visitor, app: app, tx: nil, room: nil).as(.sample(t))).response(status: .ok)
    }
}

extension HTML {
    fileprivate func joined(with others: [HTML]) -> HTML { others.reduce(self, +) }
}

extension Frame {
    /// The frame of samples and snapshots.
    static func sample(_ t: Language) -> Frame {
        Frame(
            t: t, viewer: .sample, bodyName: "Sở Tư pháp thành phố Hà Nội", demonstrationDay: .sample, room: .plans)
    }

    /// Another frame with this one's real addresses.
    fileprivate func `as`(_ other: Frame) -> Frame {
        Frame(
            t: other.t, viewer: other.viewer, bodyName: other.bodyName, demonstrationDay: other.demonstrationDay, room: other.room,
            stylesheets: stylesheets, script: script, icon: icon)
    }
}

/// Every look of every page, by name.
enum Samples {
    static var all: [(name: String, view: any View)] {
        func named<V: View>(_ type: V.Type) -> [(String, any View)] {
            type.samples.enumerated().map { ("\(type)-\($0 + 1)", $1) }
        }
        return named(SignInShow.self) + named(SearchShow.self) + named(AccountList.self) + named(BodyList.self) + named(BodyShow.self) + named(BodyNew.self)
            + named(HandOverShow.self) + named(PlaceMap.self)
            + named(ReorganisationList.self) + named(ReorganisationShow.self)
            + named(ReorganisationNew.self) + named(FiguresShow.self) + named(LedgerList.self) + named(PlanList.self)
            + named(PlanNew.self) + named(PlanPaperShow.self) + named(PaperProgress.self) + named(ReviewShow.self) + named(FactReviewShow.self)
            + named(IssueShow.self)
            + named(DutyReviewShow.self) + named(BoardShow.self)
            + named(TargetList.self) + named(ReportCalendar.self) + named(ReportPeriodShow.self) + named(DeskShow.self) + named(AssignmentShow.self)
            + named(DutyShow.self) + named(ErrorShow.self)
            + named(CrimeReportList.self) + named(CrimeReportNew.self) + named(CrimeReportShow.self) + named(IdentityShow.self) + named(EmergencyNew.self)
            + named(SelfShow.self) + named(SecondFactorShow.self) + named(InvitationShow.self) + named(ProviderShow.self) + named(AccountNew.self)
            + named(AccountShow.self)
            + named(AccessShow.self) + named(NoticeList.self) + named(SystemShow.self) + named(JobList.self) + named(GrantList.self) + named(RetentionShow.self)
    }
}
