import Domain
import TestDatabase
import Testing

@testable import App

/// The real charts of Hà Nội and of Tây Ninh with Long An on both sides of 1 July 2025, as the demonstration loads them.
@Suite struct ChartOf2025Tests {
    private static let charts = ["bodies-hanoi-2024", "bodies-tayninh-2024", "bodies-longan-2024", "bodies-hanoi-2025", "bodies-tayninh-2025"]

    /// An installation with nothing but places and charts.
    private func made() async throws -> App {
        let app = try App(db: try await TestDatabase.migrated { _ = try await App.migrate($0) }, config: Config())
        _ = try await app.importPlaces(try Files.text("Places/places.csv"), heirs: try Files.text("Places/heirs.csv"))
        for chart in Self.charts { _ = try await app.importBodies(try Files.text("Samples/\(chart).csv")) }
        _ = try await app.importFunctions(try Files.text("Samples/functions.csv"))
        _ = try await app.importReorganisations(try Files.text("Samples/reorganisations.csv"))
        return app
    }

    private func carryOut(_ app: App, _ codes: [String]) async throws {
        for code in codes {
            let day = try #require(Day(String(code.suffix(10))))
            _ = try await app.write(as: .program, at: Moment(day, hour: 9)) { tx in
                try tx.handOvers.carryOut(tx.reorganisations.find(code: code).id)
            }
        }
    }

    @Test("groups of the plans expand by day: districts in 2024, communes since July 2025")
    func groups() async throws {
        let app = try await made()
        func count(_ group: String, _ province: String, _ day: String) async throws -> Int {
            try await app.read(as: .program) { tx in
                let chart = try tx.bodies.chart(of: province, on: try #require(Day(day)))
                return chart.members(of: try #require(BodyGroup.named(group))).count
            }
        }
        #expect(try await count("district-committees", "01", "2024-05-02") == 30)
        #expect(try await count("district-committees", "01", "2025-07-01") == 0)
        #expect(try await count("commune-committees", "01", "2025-06-30") == 526)
        #expect(try await count("commune-committees", "01", "2025-07-01") == 126)
        #expect(try await count("district-committees", "72", "2024-02-26") == 9)
        #expect(try await count("commune-committees", "80", "2025-07-01") == 96)
    }

    @Test("every count of every old commune arrives once: Hà Nội's 526 and Tây Ninh's and Long An's 280, on both charts")
    func rollUp() async throws {
        let app = try await made()
        try await carryOut(app, ["hn-2025-07-01", "tn-2025-07-01"])
        let (before, after, districts) = try await app.read(as: .program) { tx in
            let lineage = try tx.reorganisations.lineage(), eve = try #require(Day("2025-06-30")), day = try #require(Day("2025-07-01"))
            let bodies = try ["01", "72", "80"].flatMap { try tx.bodies.list(on: eve, province: $0) }.filter { $0.kind == .peoplesCommittee }
            let communes = bodies.filter { $0.level == .commune }
            let counts = communes.enumerated().map { (body: $1.id, count: Double($0 % 13)) }
            let (old, new) = (RollUp(counts, through: lineage, on: eve), RollUp(counts, through: lineage, on: day))
            #expect(old.sum == new.sum && old.sum == counts.map(\.count).reduce(0, +))
            let heirs = try tx.bodies.those(Set(new.lines.map(\.body)))
            #expect(heirs.allSatisfy { $0.exists(on: day) && $0.level == .commune })
            let ended = bodies.filter { $0.level == .district }.map { lineage.main(of: $0.id, on: day) }
            return (old.lines.count, new.lines.count, try tx.bodies.those(Set(ended)).map(\.code).sorted())
        }
        #expect(before == 526 + 94 + 186)
        // Every new commune is the main heir of some old one, in these provinces too.
        #expect(after <= 126 + 96 && after > 200, "\(after)")
        #expect(districts == ["hn.ubnd", "tn2.ubnd"])
    }

    @Test("who supports victims here on that day has one answer, through the reorganisations of March and July 2025")
    func victims() async throws {
        let app = try await made()
        func who(_ place: String, _ day: String) async throws -> String {
            try await app.read(as: .program) { tx in
                let day = try #require(Day(day))
                return try tx.bodies.body(for: .victimSupport, in: tx.places.find(code: place, on: day), on: day).code
            }
        }
        #expect(try await who("01", "2025-02-28") == "hn.so-lao-dong-thuong-binh-va-xa-hoi")
        #expect(try await who("01", "2025-03-01") == "hn.so-y-te")
        #expect(try await who("00004", "2025-07-01") == "hn.so-y-te", "a ward of the new order is served by its city")
        #expect(try await who("72", "2025-06-30") == "tn.so-y-te")
        #expect(try await who("80", "2025-06-30") == "la.so-y-te")
        #expect(try await who("80", "2025-07-01") == "tn2.so-y-te")
    }

    @Test("who worked in old Tây Ninh still sees its plans from the new province, and nobody else's")
    func province() async throws {
        let app = try await made()
        let seen = try await app.read(as: .program) { tx in
            func sees(_ province: String, on day: String) throws -> Set<String> {
                let viewer = Viewer(account: nil, name: "x", role: .reader, body: nil, province: province)
                let now = Tx(connection: tx.connection, viewer: viewer, now: Moment(try #require(Day(day))), masters: tx.masters)
                return Set(try now.bodies.provinces(on: try #require(Day("2025-06-30"))))
            }
            return (try sees("80", on: "2025-06-30"), try sees("80", on: "2025-07-01"), try sees("01", on: "2025-07-01"))
        }
        #expect(seen.0 == ["80"] && seen.1 == ["72", "80"] && seen.2 == ["01"])
    }
}
