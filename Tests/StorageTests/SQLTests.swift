import Testing

@testable import Storage

@Suite("SQL as a value")
struct SQLTests {
    private func rendered(_ sql: SQL) -> (text: String, values: [Value]) { sql.rendered { "$\($0)" } }

    @Test("a value is bound and never pasted")
    func binds() {
        let name = "'; DROP TABLE notes; --"
        let (text, values) = rendered("SELECT * FROM notes WHERE text = \(name) AND size > \(5)")
        #expect(text == "SELECT * FROM notes WHERE text = $1 AND size > $2")
        #expect(values == [.text(name), .integer(5)])
    }

    @Test("an injection comes back as the text that it is, and the table stands")
    func injection() async throws {
        let database = try await Database.withNotes()
        for (i, text) in ["'; DROP TABLE notes; --", "x' OR '1'='1", "\"?$1:a\\", "Tây Ninh 🛡"].enumerated() {
            try await database.run("INSERT INTO notes (id, text) VALUES (\("\(i)"), \(text))")
            #expect(try await database.texts("SELECT id FROM notes WHERE text = \(text)") == ["\(i)"])
        }
        #expect(try await database.number("SELECT COUNT(*) FROM notes") == 4)
    }

    @Test("spliced SQL brings its values along, in their order")
    func splices() {
        let seen: SQL = "province = \("72")"
        let (text, values) = rendered("SELECT * FROM notes WHERE id = \(Code("n")) AND \(seen) LIMIT \(3)")
        #expect(text == "SELECT * FROM notes WHERE id = $1 AND province = $2 LIMIT $3")
        #expect(values == [.text("n"), .text("72"), .integer(3)])
    }

    @Test("conditions are joined, one alone stands alone, none are nothing")
    func joined() {
        let wheres: [SQL] = ["a = \(1)", "b IS NULL", "c = \(true)"]
        #expect(rendered(wheres.joined(separator: " AND ")).text == "a = $1 AND b IS NULL AND c = $2")
        #expect(rendered(wheres.joined(separator: " AND ")).values == [.integer(1), .boolean(true)])
        #expect(rendered([wheres[1]].joined(separator: " AND ")).text == "b IS NULL")
        #expect(rendered([SQL]().joined(separator: " AND ")).text.isEmpty)
    }

    @Test("a list binds each of its values")
    func list() {
        let (text, values) = rendered("id IN \(list: [Code("a"), Code("b"), Code("c")])")
        #expect(text == "id IN ($1, $2, $3)")
        #expect(values == [.text("a"), .text("b"), .text("c")])
    }

    @Test("an IN list of nothing is no mistake and finds nothing")
    func emptyList() async throws {
        let database = try await Database.withNotes()
        try await database.run("INSERT INTO notes (id, text) VALUES ('a', 'x'), ('b', 'y')")
        #expect(try await database.texts("SELECT id FROM notes WHERE id IN \(list: [String]())").isEmpty)
        #expect(try await database.texts("SELECT id FROM notes WHERE id IN \(list: ["b", "c"])") == ["b"])
    }

    @Test("nil is bound as NULL, and an optional, or an optional of one, as what it holds")
    func optionals() {
        // The compiler warns of an optional that is interpolated as such; generic code hands them over all the same.
        func bound(_ value: some Encodable) -> [Value] { rendered("\(value)").values }
        #expect(bound(nil as String?) == [.null])
        #expect(bound(nil as Code?) == [.null])
        #expect(bound("x" as String?) == [.text("x")])
        #expect(bound(4 as Int?) == [.integer(4)])
        #expect(bound(Code("c") as Code?) == [.text("c")])
        #expect(bound(7 as Int??) == [.integer(7)])
        #expect(bound(.some(nil) as Int??) == [.null])
    }

    @Test("every kind of value is bound as its own")
    func kinds() {
        let sql: SQL = "\(true) \(1.5) \(Float(0.5)) \(Int64.min) \(UInt8.max) \(Colour.green) \([1, 2] as [UInt8])"
        #expect(rendered(sql).values == [.boolean(true), .double(1.5), .double(0.5), .integer(.min), .integer(255), .text("green"), .bytes([1, 2])])
    }
}
