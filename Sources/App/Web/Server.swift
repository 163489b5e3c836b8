import Domain
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

extension App {
    /// The web application on its address.
    func application(onRunning: @escaping @Sendable () -> Void = {}) -> Application<RouterResponder<WebContext>> {
        Application(
            router: router(), server: .http1(configuration: .init(additionalChannelHandlers: [SlowSenders()], idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname(config.host, port: config.port), serverName: "lachan"),
            onServerRunning: { _ in onRunning() }, logger: log)
    }

    /// Serves until SIGTERM or SIGINT; what is under way is finished first.
    /// - Parameter say: prints a line for the person who started the program.
    public func serve(say: @escaping @Sendable (String) -> Void) async throws {
        var closing: [String] = []
        if config.isDemo {
            closing = try await startDemonstration(say: say)
        } else if files.scanner == nil {
            log.warning("files are taken without looking for viruses: LACHAN_CLAMD is not set")
        }
        let lines = ["Lá Chắn \(Self.version): http://\(config.host):\(config.port)"] + closing
        do {
            var application = application(onRunning: { lines.forEach(say) })
            application.addServices(JobDesk(app: self))
            if let tracer { application.addServices(tracer) }
            // What is under way has some seconds to its end; who sends slowly does not keep the program.
            var services = ServiceGroupConfiguration(services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
            services.maximumGracefulShutdownDuration = .seconds(20)
            try await ServiceGroup(configuration: services).run()
        } catch is CancellationError {
            log.warning("ended before everything under way was finished")
        } catch let error as IOError {
            throw StartRefusal(
                "Không nghe được ở \(config.host):\(config.port); có thể cổng đang được dùng. / Cannot listen on \(config.host):\(config.port): \(error)")
        }
        try await close()
    }

    /// Loads the demonstration at first start.
    /// - Returns: accounts, their password and what to try first, for the console.
    private func startDemonstration(say: @Sendable (String) -> Void) async throws -> [String] {
        let text = config.today ?? Clock.firstDemonstrationDay
        guard let today = Day(text) else { throw StartRefusal("Ngày “\(text)”: cần dạng 2024-06-16. / Day “\(text)”: expected as in 2024-06-16.") }
        let demonstration = try Demonstration(app: self)
        let isNew = try await demonstration.loadOnce(today: today, progress: { say("  … \($0)") })
        if !isNew && config.today != nil { try await setDemonstrationDay(today) }
        let accounts = demonstration.script.accounts
        return ["", "Tài khoản / accounts (mật khẩu / password: \(demonstration.script.password))"]
            + accounts.map { "  \($0.name.padded(to: 18)) \($0.display)" } + [
                "", "Thử / try:",
                "  1. thuongtruc.hn: bảng của kế hoạch 133, bấm một ô rồi “Trên giấy” / the board of plan 133, down to its paper",
                "  2. thuongtruc.tn: duyệt và ban hành kế hoạch 470 / review and issue plan 470",
                "  3. tuphap.tn: nhận và báo một việc, rồi xem lại bảng / answer a duty, see it on the board",
            ]
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
