import Foundation
import Storage
import TestDatabase
import Testing
import Yams

@testable import App

/// What holds for the whole house, so that nobody has to remember it.
@Suite struct HouseTests {
    @Test("every text of the pages has its English")
    func translations() throws {
        let english = try Language.load().english
        let pattern = #/\bt\("((?:[^"\\]|\\.)*)"/#
        for source in try Files.sources("Sources/App") {
            for match in source.text.matches(of: pattern) where !english.knows(String(match.1)) {
                Issue.record("\(source.path): no English for “\(match.1)”")
            }
        }
    }

    @Test("every sentence of a refusal has its English")
    func refusals() throws {
        let english = try Language.load().english
        let patterns = [#/\.conflict\("([^"]*)"/#, #/(?:wrong\["\w+"\] = |\.invalid\(\["\w+": |errors: \["": )"([^"]*)"/#]
        for source in try Files.sources("Sources/Domain") + Files.sources("Sources/App") where !source.path.hasSuffix("BodyFile.swift") {
            for match in patterns.flatMap({ source.text.matches(of: $0) }) {
                let sentence = String(match.1)
                let head = sentence.components(separatedBy: ": \\(")[0]
                #expect(english.knows(sentence) || english.knows(head) || english.knows(String(head.dropLast(2))), "\(source.path): “\(sentence)”")
            }
        }
    }

    @Test("SQL stands in stores and migrations alone")
    func sqlInStores() throws {
        let words = #/"(?:SELECT|INSERT|UPDATE|DELETE) /#
        for source in try Files.sources("Sources/App") where !source.path.hasSuffix("Store.swift") {
            #expect(source.text.firstMatch(of: words) == nil, "\(source.path) has SQL")
        }
    }

    @Test("docs/openapi.yaml describes every route, and no other")
    func openAPI() async throws {
        let document = try #require(try Yams.load(yaml: try Files.text("docs/openapi.yaml")) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        let described = Set(paths.flatMap { path, operations in operations.keys.filter { $0 != "parameters" }.map { "\($0.uppercased()) \(path)" } })
        let world = try await World.made(), routes = Set(world.routes.map { "\($0.method) \($0.path)" })
        #expect(described.subtracting(routes).sorted() == [], "described, but no route")
        #expect(routes.subtracting(described).sorted() == [], "routes that are not described")
    }

    @Test("docs/asvs.md names only what is there, shows something for what is met, and counts its rows rightly")
    func asvs() throws {
        let text = try Files.text("docs/asvs.md")
        #expect(Proof(text).files.filter { !FileManager.default.fileExists(atPath: Files.root + "/" + $0) } == [])
        var counts: [String: [String: Int]] = [:]
        for row in text.matches(of: #/(?m)^\| (\d+)\.\d+\.\d+ \| [12] \|.*\| (met|part|not yet|n\/a) \| (.*) \|$/#) {
            counts["V\(row.1)", default: [:]][String(row.2), default: 0] += 1
            let proof = Proof(row.3)
            if row.2 == "met" { #expect(!proof.files.isEmpty, "\(row.0) names no file") }
            #expect(try proof.missing() == [], "\(row.0)")
        }
        for row in text.matches(of: #/(?m)^\| (V\d+) [^|]*\| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$/#) {
            let told = ["met", "part", "not yet", "n/a"].map { counts[String(row.1)]?[$0] ?? 0 }
            #expect(told.map(String.init) == [row.2, row.3, row.4, row.5].map(String.init), "\(row.1)")
        }
        #expect(counts.count == 17 && counts.values.reduce(0) { $0 + $1.values.reduce(0, +) } == 253)
    }

    @Test("each row of what was done to the program, and of whom it holds off, names a test that is there")
    func shown() throws {
        let done = try Documents.rows("docs/reliability.md", below: "# Reliability: what was done to it, and what remained")
        let threats = try Documents.rows("docs/security.md", below: "## Against whom, and how")
        #expect(done.count > 10 && threats.count > 10)
        for row in done + threats {
            let cell = try #require(row.last), proof = Proof(cell)
            // What is not built is called so.
            if cell.hasPrefix("not yet") { continue }
            #expect(!proof.isEmpty, "\(row[0]): names nothing")
            #expect(try proof.missing() == [], "\(row[0])")
        }
    }

    @Test("every table that is written without an entry of the ledger stands in docs/architecture.md with a reason, and no other")
    func unledgered() throws {
        let tables = try Self.tables()
        var written: Set<String> = []
        for source in try Files.sources("Sources/App") + Files.sources("Sources/Storage") {
            for sql in source.text.matches(of: #/(?:INSERT INTO|DELETE FROM) ([a-z_]+)|UPDATE ([a-z_]+) SET/#) {
                if let table = sql.1 ?? sql.2 { written.insert(String(table)) }
            }
            // The end of `tx.add(…, to: .x)`, however many lines it has, and of what the connection is given by itself.
            for call in source.text.matches(of: #/\bto: \.(\w+)\)|(?:into|in): Table\.(\w+)\.rawValue/#) {
                if let table = (call.1 ?? call.2).flatMap({ tables[String($0)] }) { written.insert(table) }
            }
        }
        let rows = try Documents.rows("docs/architecture.md", below: "## Written without an entry of the ledger")
        let listed = Set(rows.flatMap { row in row[0].matches(of: #/`([a-z_]+)`/#).map { String($0.1) } })
        #expect(written.count > 40 && written.subtracting(listed).sorted() == [], "written without an entry, and not in the list")
        #expect(listed.subtracting(written).sorted() == [], "in the list, and not written so any more")
        for row in rows { #expect(row.count == 2 && row[1].count > 10, "\(row) gives no reason") }
    }

    /// Tables by the names that `Table` has for them.
    private static func tables() throws -> [String: String] {
        let text = try Files.text("Sources/App/Web/Tx.swift")
        let list = try #require(text.firstMatch(of: #/enum Table: String \{\n(?s:(.*?))\n\}/#)).1
        var tables: [String: String] = [:]
        for line in list.split(separator: "\n") where line.contains("case ") {
            for name in line.matches(of: #/\b(\w+)(?: = "(\w+)")?/#) where name.1 != "case" { tables[String(name.1)] = String(name.2 ?? name.1) }
        }
        return tables
    }

    @Test("every route stands in docs/api.md")
    func routesDocumented() async throws {
        let document = try Files.text("docs/api.md")
        for route in try await World.made().routes {
            #expect(document.contains("\(route.method) \(route.path)"), "docs/api.md lacks \(route.method) \(route.path)")
        }
    }

    @Test("every setting stands in docs/configuration.md and .env.example")
    func settingsDocumented() throws {
        let source = try Files.text("Sources/App/Web/Config.swift")
        let (document, example) = (try Files.text("docs/configuration.md"), try Files.text(".env.example"))
        let names = source.matches(of: #/`(LACHAN_\w+)`/#).map { String($0.1) }
        #expect(names.count == source.matches(of: #/public var /#).count)
        for name in names { #expect(document.contains(name) && example.contains(name), "\(name) is not documented") }
    }

    @Test("docs/schema.sql is the schema that the migrations make", .enabled(if: !TestDatabase.isPostgres))
    func schema() async throws {
        let statements = try await World.made().app.db.schema()
        let text = "-- Written by the tests (RECORD=1) from the migrations; not edited by hand.\n\n" + statements.map { $0 + ";\n" }.joined(separator: "\n")
        let path = Files.root + "/docs/schema.sql"
        if ProcessInfo.processInfo.environment["RECORD"] == "1" { try text.write(toFile: path, atomically: true, encoding: .utf8) }
        #expect(try Files.text("docs/schema.sql") == text, "RECORD=1 rewrites it")
    }

    @Test("every table has a key, so that it can be copied and compared")
    func keys() async throws {
        let tables = try await World.made().app.db.read { try $0.tables() }
        #expect(tables.count > 25)
        for table in tables { #expect(!table.key.isEmpty, "\(table.name) has no key") }
    }

    @Test("every clause of both plans has a row in docs/clauses.md")
    func clauses() throws {
        let document = try Files.text("docs/clauses.md")
        for id in ["HN-I.2-1a", "HN-II.1-1", "HN-II.2.1(4)-6", "HN-II.6(4)", "HN-III.3-2", "TN-I-2.1", "TN-II.2.3-4", "TN-II.5-1", "TN-III.2-1"] {
            #expect(document.contains(id), "\(id) is missing")
        }
        let ids = Set(document.matches(of: #/\b(?:HN|TN)-[IV]+[.\-(][^ |*]*/#).map { String($0.0) })
        #expect(ids.count >= 77, "\(ids.count) clauses of 77")
    }
}
