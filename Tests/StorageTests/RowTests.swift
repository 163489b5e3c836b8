import TestDatabase
import Testing

@testable import Storage

@Suite("Rows as values")
struct RowTests {
    private struct Note: Codable, Equatable {
        var id: Code
        var parentId: Code?
        var isOpen: Bool
        var size: Int?
        var share: Double
        var colour: Colour?
        var seal: [UInt8]
    }

    private let note = Note(id: Code("n"), parentId: nil, isOpen: true, size: 3, share: 0.5, colour: .green, seal: [0, 1, 255])

    @Test("a record is decoded by the names of the columns, whatever their order and whatever stands beside")
    func byName() throws {
        let columns = try Columns(of: note)
        let row = Row(heading: Heading(["search_text"] + columns.names.reversed()), values: [.text("x")] + columns.values.reversed())
        #expect(try row.decode(Note.self) == note)
    }

    @Test("a record comes back from the database as it went in")
    func roundTrip() async throws {
        let database = try await TestDatabase.empty()
        let note = note
        let back = try await database.write { connection in
            try connection.script(
                "CREATE TABLE notes (seal BYTEA, colour TEXT, share DOUBLE PRECISION, size BIGINT, is_open BOOLEAN, parent_id TEXT, id TEXT)")
            try connection.insert(Columns(of: note), into: "notes")
            return try connection.rows(of: "notes", where: "id = \(note.id)").map { try $0.decode(Note.self) }
        }
        #expect(back == [note])
    }

    @Test("a missing column and a NULL where none may be are told by name", arguments: ["is_open", "share", "id"])
    func missing(name: String) throws {
        let columns = try Columns(of: note)
        let kept = zip(columns.names, columns.values).filter { $0.0 != name }
        let without = Row(heading: Heading(kept.map(\.0)), values: kept.map(\.1))
        let empty = Row(heading: Heading(columns.names), values: zip(columns.names, columns.values).map { $0.0 == name ? .null : $0.1 })
        for row in [without, empty] {
            let error = #expect(throws: DecodingError.self) { try row.decode(Note.self) }
            #expect("\(String(describing: error))".contains(name))
        }
    }

    @Test("an optional property may lack its column")
    func optionalColumn() throws {
        struct Slip: Decodable { var id: Code, size: Int? }
        #expect(try Row(heading: Heading(["id"]), values: [.text("n")]).decode(Slip.self).size == nil)
    }

    @Test(
        "yes and no are read however an engine spells them",
        arguments: [
            (Value.boolean(true), true), (.integer(1), true), (.text("t"), true), (.text("true"), true), (.boolean(false), false), (.integer(0), false),
            (.text("f"), false),
        ])
    func booleans(value: Value, flag: Bool) throws {
        #expect(try Row(heading: Heading(["x"]), values: [value]).single(Bool.self) == flag)
    }

    @Test("numbers are read however an engine spells them")
    func numbers() throws {
        let row = Row(heading: Heading(["a", "b", "c"]), values: [.text("45"), .integer(45), .text("0.5")])
        struct Numbers: Decodable { var a: Int, b: Double, c: Double }
        let numbers = try row.decode(Numbers.self)
        #expect(numbers.a == 45)
        #expect(numbers.b == 45)
        #expect(numbers.c == 0.5)
    }

    @Test("what is no whole number, no truth and no colour is refused")
    func wrong() {
        func single<T: Decodable>(_ value: Value, as type: T.Type) throws -> T { try Row(heading: Heading(["x"]), values: [value]).single(type) }
        #expect(throws: DecodingError.self) { try single(.text("many"), as: Int.self) }
        #expect(throws: DecodingError.self) { try single(.double(1.5), as: Int.self) }
        #expect(throws: DecodingError.self) { try single(.integer(300), as: UInt8.self) }
        #expect(throws: DecodingError.self) { try single(.integer(2), as: Bool.self) }
        #expect(throws: DecodingError.self) { try single(.text("blue"), as: Colour.self) }
        #expect(throws: DecodingError.self) { try single(.null, as: String.self) }
    }

    @Test("bytes are no text")
    func bytesAsText() {
        let row = Row(heading: Heading(["x"]), values: [.bytes([1, 2, 3])])
        #expect(throws: DecodingError.self) { try row.single(String.self) }
    }

    @Test("a single value may be nil, and so may an optional of an optional")
    func optionals() throws {
        let null = Row(heading: Heading(["x"]), values: [.null]), seven = Row(heading: Heading(["x"]), values: [.integer(7)])
        #expect(try null.single(Int?.self) == nil)
        #expect(try seven.single(Int?.self) == 7)
        #expect(try seven.single(Int??.self) == 7)
        #expect(try Row(heading: Heading(["x"]), values: [.text("c")]).single(Code?.self) == Code("c"))
    }

    @Test("an optional property of an optional is read through")
    func nested() throws {
        struct Slip: Decodable { var code: Code??, none: Code?? }
        let slip = try Row(heading: Heading(["code", "none"]), values: [.text("c"), .null]).decode(Slip.self)
        #expect(slip.code == Code("c"))
        #expect(slip.none.flatMap { $0 } == nil)
    }

    @Test("a column is found by its name, and one that is not there is told from NULL")
    func named() {
        let row = Row(heading: Heading(["a", "b"]), values: [.integer(1), .null])
        #expect(row["a"] == .integer(1))
        #expect(row["b"] == .null)
        #expect(row["c"] == nil)
    }
}
