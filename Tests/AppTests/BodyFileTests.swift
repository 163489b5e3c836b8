import Domain
import Testing

@testable import App

@Suite struct BodyFileTests {
    private static let heading = BodyFile.columns.joined(separator: ",")

    @Test("a file is taken whole, quotes and other names included")
    func taken() throws {
        let file = try BodyFile(Self.heading + "\r\nx.a,\"Sở A, B và C\",Sở A,department,province,01,X,yes,,2024-01-01,,\"Sở \"\"A\"\"|A\"\r\n")
        let row = try #require(file.rows.first)
        let body = row.body(id: ID("1"), version: 1)
        #expect(body.name == "Sở A, B và C" && body.isBorder && body.validTo == nil)
        #expect(row.otherNames == ["Sở \"A\"", "A"])
    }

    @Test(
        "each wrong line is told with what was expected",
        arguments: [
            ("x.a,A,A,ministryy,province,01,X,,,2024-01-01,,", "kind “ministryy”"),
            ("x.a,A,A,department,province,01,X,,,01/01/2024,,", "valid_from “01/01/2024”"),
            ("x.a,A,A,department,province,01,X,,,2024-01-01,2023-01-01,", "valid_to trước valid_from"),
            ("x.a,,A,department,province,01,X,,,2024-01-01,,", "cột name trống"),
            ("x.a,A,A", "có 3 cột, cần 12"),
        ])
    func wrong(line: String, told: String) throws {
        let good = "x.b,B,B,department,province,01,X,,,2024-01-01,,"
        do {
            _ = try BodyFile("\(Self.heading)\n\(good)\n\(line)\n")
            Issue.record("taken")
        } catch {
            #expect(error.sentences.count == 1 && error.sentences[0].hasPrefix("Dòng 3: ") && error.sentences[0].contains(told))
        }
    }

    @Test("without its heading line nothing is taken")
    func noHeading() {
        #expect(throws: Refusal.self) { _ = try BodyFile("a,b\n1,2\n") }
    }

    @Test("importing twice changes nothing, and a changed line changes its body with a history")
    func again() async throws {
        let world = try await World.made()
        #expect(try await world.app.importBodies(World.chart) == (0, 0))
        let changed = World.chart.replacing("Sở Y tế tỉnh An,Sở Y tế", with: "Sở Y tế tỉnh An mới,Sở Y tế")
        #expect(try await world.app.importBodies(changed) == (0, 1))
        let body = try await world.app.read(as: .program) { tx in try tx.bodies.find(code: "a.y-te") }
        let page = try await world.get("/bodies/\(try #require(body).id)", as: .binh).body
        #expect(page.contains("“Sở Y tế tỉnh An” → “Sở Y tế tỉnh An mới”"))
    }

    @Test("an unknown parent undoes the whole import")
    func unknownParent() async throws {
        let world = try await World.made()
        await #expect(throws: StartRefusal.self) {
            _ = try await world.app.importBodies(Self.heading + "\nx.a,A,A,department,province,01,X,,x.none,2024-01-01,,\n")
        }
        #expect(try await world.app.read(as: .program) { tx in try tx.bodies.find(code: "x.a") } == nil)
    }

    @Test("bodies are found without diacritics, on their days alone")
    func search() async throws {
        let world = try await World.made()
        let found = try await world.get("/bodies?q=so+tu+phap", as: .an).body
        #expect(found.contains("Sở Tư pháp tỉnh An") && !found.contains("Sở Y tế"))
        #expect(try await world.get("/bodies?q=huyen", as: .binh).body.contains("huyện Một"))
        _ = try await world.post("/demonstration-day", as: .binh, [("day", "2025-07-01")])
        #expect(try await !world.get("/bodies?q=huyen", as: .binh).body.contains("huyện Một"))
    }
}
