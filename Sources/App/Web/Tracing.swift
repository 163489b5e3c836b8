import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Outside
import ServiceLifecycle
import Synchronization

/// One answered request as tracing systems take it (OpenTelemetry): its route, never its address, query or person.
struct Span: Encodable, Sendable {
    struct Attribute: Encodable, Sendable {
        struct Value: Encodable, Sendable { var stringValue: String }
        var key: String
        var value: Value

        init(_ key: String, _ value: String) { (self.key, self.value) = (key, Value(stringValue: value)) }
    }

    struct Status: Encodable, Sendable {
        /// 1: in order, 2: a fault.
        var code: Int
    }

    var traceId: String
    var spanId: String
    /// Of whoever asked, where they said so (`traceparent`).
    var parentSpanId: String?
    var name: String
    /// 2: of a server.
    var kind = 2
    var startTimeUnixNano: String
    var endTimeUnixNano: String
    var attributes: [Attribute]
    var status: Status

    /// - Parameter parent: the header `traceparent` (W3C Trace Context); what is none counts as nothing.
    init(route: String, method: String, status: Int, request: String, parent: String?, from start: Date, to end: Date) {
        let known = parent?.wholeMatch(of: #/00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/#)
        traceId = known.map { String($0.1) } ?? Self.random(16)
        parentSpanId = known.map { String($0.2) }
        spanId = Self.random(8)
        name = "\(method) \(route)"
        (startTimeUnixNano, endTimeUnixNano) = (Self.nanoseconds(start), Self.nanoseconds(end))
        attributes = [
            Attribute("http.route", route), Attribute("http.request.method", method), Attribute("http.response.status_code", String(status)),
            Attribute("lachan.request", request),
        ]
        self.status = Status(code: status >= 500 ? 2 : 1)
    }

    private static func random(_ count: Int) -> String {
        (0..<count).map { _ in
            let byte = UInt8.random(in: .min ... .max)
            return (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    private static func nanoseconds(_ date: Date) -> String { String(Int64(date.timeIntervalSince1970 * 1_000_000) * 1000) }
}

/// Sends spans to a collector (OTLP over HTTP, as JSON) some at a time; what a collector that is away does not take is dropped, and never keeps a request waiting.
final class Tracer: Service, Sendable {
    private let url: String
    private let log: Logger
    private let kept = Mutex<[Span]>([])

    /// Spans that wait at most.
    private static let room = 4_000

    /// - Parameter url: of the collector, without `/v1/traces`.
    init(url: String, log: Logger) { (self.url, self.log) = (url + "/v1/traces", log) }

    func add(_ span: Span) { kept.withLock { if $0.count < Self.room { $0.append(span) } } }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(2))
                await self.send()
            }
        }
    }

    private struct Envelope: Encodable {
        struct Resource: Encodable { var attributes = [Span.Attribute("service.name", "lachan"), Span.Attribute("service.version", App.version)] }
        struct Scope: Encodable { var name = "lachan" }
        struct ScopeSpans: Encodable {
            var scope = Scope()
            var spans: [Span]
        }
        struct ResourceSpans: Encodable {
            var resource = Resource()
            var scopeSpans: [ScopeSpans]
        }
        var resourceSpans: [ResourceSpans]
    }

    func send() async {
        let spans = kept.withLock { kept in
            defer { kept = [] }
            return kept
        }
        guard !spans.isEmpty, let body = try? JSONEncoder().encode(Envelope(resourceSpans: [.init(scopeSpans: [.init(spans: spans)])])) else { return }
        var call = HTTPCall("POST", url, headers: ["Content-Type: application/json"], body: Array(body))
        call.seconds = 5
        do {
            let reply = try await call.send()
            if reply.status >= 300 { log.warning("spans not taken", metadata: ["status": "\(reply.status)", "count": "\(spans.count)"]) }
        } catch {
            log.warning("spans not taken", metadata: ["error": "\(error)", "count": "\(spans.count)"])
        }
    }
}
