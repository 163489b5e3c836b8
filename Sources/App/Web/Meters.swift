import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Storage
import Synchronization
import Vault

/// What the running program counts of itself, for Prometheus; without an address, a name or an id in it.
final class Meters: Sendable {
    private struct Line: Hashable {
        /// As in the list of routes, such as `/plans/{id}`; empty for an address that is none.
        var route: String
        var method: String
        var status: Int
    }

    /// Upper ends of the buckets, in seconds.
    private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

    private struct Counts {
        var requests: [Line: Int] = [:]
        var buckets = [Int](repeating: 0, count: Meters.bounds.count + 1)
        var seconds = 0.0
        var underway = 0
    }

    private let counts = Mutex(Counts())

    func begin() { counts.withLock { $0.underway += 1 } }

    func end(route: String, method: String, status: Int, seconds: Double) {
        counts.withLock { counts in
            counts.underway -= 1
            counts.requests[Line(route: route, method: method, status: status), default: 0] += 1
            counts.buckets[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            counts.seconds += seconds
        }
    }

    /// In Prometheus' text format.
    /// - Parameter more: other gauges, by name.
    func text(more: [(name: String, help: String, value: Double)]) -> String {
        let (requests, buckets, seconds, underway) = counts.withLock { ($0.requests, $0.buckets, $0.seconds, $0.underway) }
        var lines = ["# HELP lachan_requests_total Requests that were answered.", "# TYPE lachan_requests_total counter"]
        for (line, count) in requests.sorted(by: { ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status) }) {
            lines.append("lachan_requests_total{route=\"\(line.route)\",method=\"\(line.method)\",status=\"\(line.status)\"} \(count)")
        }
        lines += ["# HELP lachan_request_seconds How long answers took.", "# TYPE lachan_request_seconds histogram"]
        var sum = 0
        for (bound, count) in zip(Self.bounds.map { String($0) } + ["+Inf"], buckets) {
            sum += count
            lines.append("lachan_request_seconds_bucket{le=\"\(bound)\"} \(sum)")
        }
        lines += ["lachan_request_seconds_sum \(seconds)", "lachan_request_seconds_count \(sum)"]
        for gauge in [("lachan_requests_underway", "Requests that are being answered.", Double(underway))] + more {
            lines += ["# HELP \(gauge.0) \(gauge.1)", "# TYPE \(gauge.0) gauge", "\(gauge.0) \(gauge.2)"]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// Counts and times every request, gives its answer the request's number, and where logs are JSON writes a line of it: never a query, an address or a name.
struct Measuring: RouterMiddleware {
    let app: App

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        let started = ContinuousClock.now, began = Date()
        app.meters.begin()
        var status = 500
        defer {
            let seconds = (ContinuousClock.now - started) / .seconds(1), route = context.endpointPath ?? ""
            app.meters.end(route: route, method: request.method.rawValue, status: status, seconds: seconds)
            if let tracer = app.tracer {
                let parent = HTTPField.Name("traceparent").flatMap { request.headers[$0] }
                tracer.add(
                    Span(
                        route: route, method: request.method.rawValue, status: status, request: context.id, parent: parent, from: began, to: Date()))
            }
            if app.config.logsJSON {
                context.logger.info(
                    "request",
                    metadata: [
                        "method": "\(request.method.rawValue)", "route": "\(route)", "status": "\(status)", "milliseconds": "\(Int(seconds * 1000))",
                    ])
            }
        }
        var response = try await next(request, context)
        status = response.status.code
        if let name = HTTPField.Name("X-Request-Id") { response.headers[name] = context.id }
        return response
    }
}

extension SystemPages {
    /// GET /metrics
    func metrics(_ request: Request, context: WebContext) async throws -> Response {
        guard let token = app.config.metricsToken else { throw HTTPError(.notFound) }
        guard Token.equal(request.headers[.authorization] ?? "", "Bearer \(token)") else { throw HTTPError(.unauthorized) }
        let now = Clock.machine
        let gauges = try await app.read(as: .program) { tx -> [(name: String, help: String, value: Double)] in
            func age(_ run: SurvivalRun?) -> Double { run.map { $0.isGood ? Double(now.milliseconds - $0.at.milliseconds) / 1000 : .infinity } ?? .infinity }
            let ledger = LedgerCheckStore(connection: tx.connection)
            let checkpoint = try ledger.checkpoints().last.map { Double(now.milliseconds - $0.at.milliseconds) / 1000 } ?? .infinity
            return [
                ("lachan_ledger_entries", "Entries of the ledger.", Double(try ledger.ends().reduce(0) { $0 + $1.count })),
                ("lachan_jobs_waiting", "Jobs that wait or are done now.", Double(try tx.jobs.counts().waiting)),
                ("lachan_jobs_dead", "Jobs that were given up.", Double(try tx.jobs.counts().dead)),
                ("lachan_checkpoint_age_seconds", "Since the ledger was last signed; infinite if never.", checkpoint),
                (
                    "lachan_backup_age_seconds", "Since the last good backup; infinite if the last was not, or there is none.",
                    age(try tx.survival.last(.backup))
                ),
                (
                    "lachan_drill_age_seconds", "Since the last good restore drill; infinite if the last was not, or there is none.",
                    age(try tx.survival.last(.drill))
                ),
            ]
        }
        let load = await app.db.load()
        let pool = [
            ("lachan_database_connections_busy", "Connections to the database that work; of SQLite its one writer.", Double(load.busy)),
            ("lachan_database_connections", "Connections to the database that there may be.", Double(load.all)),
            ("lachan_database_waiting", "Transactions that wait for a connection.", Double(load.waiting)),
        ]
        let passwords = ("lachan_passwords_waiting", "Passwords that wait to be checked.", Double(app.passwords.waitingCount))
        let text = app.meters.text(more: gauges + pool + [passwords]).replacing(" inf\n", with: " +Inf\n")
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// GET /health/live
    func live(_ request: Request, context: WebContext) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8"], body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"status":"ok"}"#)))
    }
}
