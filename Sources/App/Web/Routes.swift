import Hummingbird

extension App {
    /// Every address of the site, in blocks by who may enter. A table of contents; `docs/api.md` describes the API's part.
    func router() -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Measuring(app: self))
        router.add(middleware: Gzip())
        router.add(middleware: SafeHeaders(isBehindTLS: config.isBehindTLS))
        router.add(middleware: ErrorPages(app: self))
        router.add(middleware: VisitorMiddleware(app: self))
        // Once more inside, where the visitor and so the language is known.
        router.add(middleware: ErrorPages(app: self))
        openToAll(router)
        signedIn(router.group(context: SignedIn.self))
        programme(router.group(context: Programme.self))
        officer(router.group(context: Officer.self))
        standingOffice(router.group(context: StandingOffice.self))
        facts(router.group(context: StandingOffice.self))
        let overseer = router.group(context: Overseer.self)
        overseer.get("/ledger", use: LedgerPages(app: self).list)
        let consenting = router.group(context: Consenting.self)
        consenting.get("/grants", use: GrantPages(app: self).list)
        consenting.post("/grants/:id/consent", use: GrantPages(app: self).agree)
        overseer.get("/retention", use: RetentionPages(app: self).show)
        administrator(router.group(context: Administrator.self))
        chart(router.group(context: ChartKeeper.self))
        crimeReports(router)
        ownAccount(router.group(context: Own.self))
        own(router.group(context: SignedIn.self))
        return router
    }

    private func openToAll(_ router: Router<WebContext>) {
        let signIn = SignInPages(app: self), system = SystemPages(app: self)
        router.get("/", use: signIn.front)
        router.get("/health", use: system.health)
        router.get("/health/live", use: system.live)
        router.get("/metrics", use: system.metrics)
        router.get("/assets/:name", use: assets.show)
        router.get("/sign-in", use: signIn.show)
        router.post("/session", use: signIn.start)
        router.post("/sign-in/provider", use: ProviderPages(app: self).begin)
        router.get("/sign-in/provider/return", use: ProviderPages(app: self).back)
        router.get("/second-factor", use: signIn.second)
        router.post("/second-factor", use: signIn.showSecond)
        router.get("/calendar/:token", use: CalendarPages(app: self).show)
        router.get("/invitations/:token", use: signIn.invitation)
        router.post("/invitations/:token", use: signIn.accept)
        if config.isDemo {
            router.post("/demonstration-day", use: system.setDay)
            router.get("/dev/pages", use: system.samples)
            router.get("/dev/pages/:name", use: system.sample)
        }
    }

    private func signedIn(_ router: RouterGroup<SignedIn>) {
        let bodies = BodyPages(app: self)
        router.get("/search", use: SearchPages(app: self).show)
        router.get("/bodies", use: bodies.list)
        router.get("/bodies/:id", use: bodies.show)
        router.get("/places", use: PlacePages(app: self).map)
        let reorganisations = ReorganisationPages(app: self)
        router.get("/reorganisations", use: reorganisations.list)
        router.get("/reorganisations/:id", use: reorganisations.show)
        router.get("/reorganisations/:id/hand-over", use: reorganisations.handOver)
    }

    private func programme(_ router: RouterGroup<Programme>) {
        let plans = PlanPages(app: self), assignments = AssignmentPages(app: self), api = API(app: self)
        router.get("/plans", use: plans.list)
        router.get("/plans/:id", use: plans.show)
        router.get("/plans/:id/paper", use: plans.paper)
        router.get("/papers/:id/pages/:number", use: PaperPages(app: self).picture)
        router.get("/plans/:id/figures", use: plans.figures)
        router.get("/plans/:id/assignments.csv", use: plans.table)
        router.get("/targets", use: plans.targets)
        router.get("/reports", use: plans.reports)
        router.get("/duties/:id", use: DutyPages(app: self).show)
        router.get("/assignments/:id", use: assignments.show)
        router.get("/files/:id", use: assignments.file)
        router.get("/api/v1/plans", use: api.plans)
        router.get("/api/v1/plans/:id", use: api.plan)
        router.get("/api/v1/assignments", use: api.assignments)
    }

    private func officer(_ router: RouterGroup<Officer>) {
        let desk = DeskPages(app: self), assignments = AssignmentPages(app: self)
        router.get("/desk", use: desk.show)
        router.post("/desk/acceptance", use: desk.acceptAll)
        router.post("/assignments/:id/acceptance", use: assignments.accept)
        router.post("/assignments/:id/progress", use: assignments.progress)
        router.post("/assignments/:id/completion", use: assignments.complete)
    }

    private func standingOffice(_ router: RouterGroup<StandingOffice>) {
        let plans = PlanPages(app: self), review = ReviewPages(app: self), duty = DutyReviewPages(app: self), assignments = AssignmentPages(app: self)
        router.get("/papers/:id", use: PaperPages(app: self).show)
        router.post("/papers/:id/cancellation", use: PaperPages(app: self).cancel)
        router.get("/plans/new", use: plans.new)
        router.post("/plans", use: plans.add)
        router.get("/plans/:id/review", use: review.show)
        router.post("/plans/:id/heading", use: review.heading)
        router.post("/plans/:id/duties", use: review.add)
        router.get("/plans/:id/issue", use: review.rehearse)
        router.post("/plans/:id/issue", use: review.issue)
        router.post("/plans/:id/withdrawal", use: review.withdraw)
        router.post("/plans/:id/restoration", use: review.takeUp)
        router.post("/findings/:id/settlement", use: review.settle)
        router.get("/duties/:id/review", use: duty.show)
        router.post("/duties/:id/correction", use: duty.correct)
        router.post("/duties/:id/drop", use: duty.drop)
        router.post("/duties/:id/restoration", use: duty.restore)
        router.post("/duties/:id/split", use: duty.split)
        router.post("/duties/:id/merger", use: duty.merge)
        router.post("/assignments/:id/confirmation", use: assignments.confirm)
        router.post("/assignments/:id/return", use: assignments.giveBack)
    }

    private func facts(_ router: RouterGroup<StandingOffice>) {
        let facts = FactReviewPages(app: self)
        router.get("/plans/:id/facts", use: facts.show)
        router.post("/plans/:id/objectives", use: facts.addObjective)
        router.post("/plans/:id/targets", use: facts.addTarget)
        router.post("/plans/:id/report-rules", use: facts.addRule)
        router.post("/objectives/:id/correction", use: facts.correctObjective)
        router.post("/objectives/:id/removal", use: facts.removeObjective)
        router.post("/targets/:id/correction", use: facts.correctTarget)
        router.post("/targets/:id/removal", use: facts.removeTarget)
        router.post("/report-rules/:id/correction", use: facts.correctRule)
        router.post("/report-rules/:id/removal", use: facts.removeRule)
    }

    private func administrator(_ router: RouterGroup<Administrator>) {
        let accounts = AccountPages(app: self)
        router.post("/retention", use: RetentionPages(app: self).set)
        router.get("/system", use: SystemPages(app: self).show)
        router.get("/jobs", use: JobPages(app: self).list)
        router.post("/jobs/:id/retry", use: JobPages(app: self).retry)
        router.get("/accounts", use: accounts.list)
        router.get("/accounts/new", use: accounts.new)
        router.post("/accounts", use: accounts.open)
        router.get("/accounts/:id", use: accounts.show)
        router.post("/accounts/:id/grants", use: accounts.give)
        router.post("/accounts/:id/closure", use: accounts.close)
        router.post("/accounts/:id/invitation", use: accounts.invite)
        router.post("/accounts/:id/sessions/closure", use: accounts.endSessions)
        router.post("/accounts/sessions/closure", use: accounts.endAllSessions)
        router.post("/accounts/:id/subject", use: accounts.tie)
        router.post("/accounts/:id/second-factor-removal", use: accounts.removeFactor)
        router.post("/grants/:id/withdrawal", use: accounts.withdraw)
    }

    private func chart(_ router: RouterGroup<ChartKeeper>) {
        let bodies = BodyPages(app: self), reorganisations = ReorganisationPages(app: self)
        router.get("/bodies/new", use: bodies.new)
        router.post("/bodies", use: bodies.add)
        router.get("/reorganisations/new", use: reorganisations.new)
        router.post("/reorganisations", use: reorganisations.plan)
        router.post("/reorganisations/:id/execution", use: reorganisations.carryOut)
        router.post("/reorganisations/:id/undoing", use: reorganisations.undo)
    }

    private func crimeReports(_ router: Router<WebContext>) {
        let pages = CrimeReportPages(app: self)
        let seeing = router.group(context: CrimeReporting.self), logging = router.group(context: CrimeReportDesk.self)
        let opening = router.group(context: Identifier.self), breaking = router.group(context: GlassBreaker.self)
        seeing.get("/crime-reports", use: pages.list)
        logging.get("/crime-reports/new", use: pages.new)
        logging.post("/crime-reports", use: pages.log)
        opening.post("/crime-reports/search", use: pages.search)
        seeing.get("/crime-reports/:id", use: pages.show)
        seeing.post("/crime-reports/:id/classification", use: pages.classify)
        seeing.post("/crime-reports/:id/decision", use: pages.decide)
        seeing.post("/crime-reports/:id/people", use: pages.addPerson)
        seeing.post("/crime-reports/:id/holds", use: pages.hold)
        seeing.post("/crime-reports/:id/holds/lifting", use: pages.liftHolds)
        opening.post("/sealed/:id/opening", use: pages.open)
        breaking.get("/emergencies/new", use: EmergencyPages(app: self).new)
        breaking.post("/emergencies", use: EmergencyPages(app: self).breakGlass)
    }

    private func ownAccount(_ router: RouterGroup<Own>) {
        let pages = SelfPages(app: self)
        router.post("/session/closure", use: SignInPages(app: self).end)
        router.get("/account", use: pages.show)
        router.post("/account/proof", use: pages.prove)
        router.post("/account/password", use: pages.changePassword)
        router.post("/account/second-factor", use: pages.beginFactor)
        router.post("/account/second-factor/confirmation", use: pages.confirmFactor)
    }

    private func own(_ router: RouterGroup<SignedIn>) {
        let pages = SelfPages(app: self), notices = NoticePages(app: self)
        router.post("/account/second-factor/removal", use: pages.removeFactor)
        router.post("/account/sessions/:id/closure", use: pages.endSession)
        router.post("/account/tokens", use: pages.addToken)
        router.post("/account/tokens/:id/withdrawal", use: pages.withdrawToken)
        router.post("/account/delegations", use: pages.delegate)
        router.post("/account/delegations/:id/withdrawal", use: pages.withdrawDelegation)
        router.get("/access", use: AccessPages(app: self).show)
        router.get("/notices", use: notices.list)
        router.get("/notices/stream", use: notices.stream)
        router.post("/account/notices", use: pages.chooseNotices)
        router.post("/account/calendar", use: pages.makeCalendar)
        router.post("/account/calendar/withdrawal", use: pages.withdrawCalendar)
        router.post("/notices/reading", use: notices.readAll)
    }
}
