import Domain
import Testing

@testable import App

@Suite struct MeterTests {
    @Test("requests are counted by route, never by address, and their times fall into buckets that add up")
    func counting() async throws {
        let meters = Meters()
        for seconds in [0.001, 0.02, 0.3, 20] {
            meters.begin()
            meters.end(route: "/plans/{id}", method: "GET", status: 200, seconds: seconds)
        }
        meters.begin()
        let text = meters.text(more: [("lachan_x", "X.", .infinity)])
        for line in [
            #"lachan_requests_total{route="/plans/{id}",method="GET",status="200"} 4"#, #"lachan_request_seconds_bucket{le="0.005"} 1"#,
            #"lachan_request_seconds_bucket{le="0.025"} 2"#, #"lachan_request_seconds_bucket{le="+Inf"} 4"#, "lachan_request_seconds_count 4",
            "lachan_requests_underway 1.0", "# TYPE lachan_x gauge",
        ] { #expect(text.contains(line + "\n"), "\(line)") }
    }

    @Test("the program's own figures are for who has their token; without one there is no such address")
    func metrics() async throws {
        let world = try await World.made()
        #expect(try await world.get("/metrics", as: .dung).status == 404)
        var config = world.app.config
        config.metricsToken = "khoa-do"
        let app = try App(db: world.app.db, config: config)
        let other = World(app: app, tokens: world.tokens)
        _ = try await other.get("/plans?q=bí+mật", as: .an)
        _ = try await other.get("/khong-co", as: .an)
        #expect(try await other.get("/metrics", as: .nobody).status == 401)
        #expect(try await other.get("/metrics", as: .nobody, more: ["Authorization": "Bearer khoa-d"]).status == 401)
        let answer = try await other.get("/metrics", as: .nobody, more: ["Authorization": "Bearer khoa-do"])
        #expect(answer.status == 200 && answer.header("Content-Type").hasPrefix("text/plain; version=0.0.4"))
        #expect(answer.body.contains(#"lachan_requests_total{route="/plans",method="GET",status="200"} 1"#) && !answer.body.contains("khong-co"))
        #expect(answer.body.contains("lachan_backup_age_seconds +Inf") && answer.body.contains("lachan_ledger_entries "))
    }

    @Test("every answer bears the number of its request, and the program tells that it lives without the database")
    func requestID() async throws {
        let world = try await World.made()
        let (first, second) = (try await world.get("/plans", as: .an), try await world.get("/plans", as: .an))
        #expect(!first.header("X-Request-Id").isEmpty && first.header("X-Request-Id") != second.header("X-Request-Id"))
        let live = try await world.get("/health/live", as: .nobody)
        #expect(live.status == 200 && live.body == #"{"status":"ok"}"#)
    }
}
