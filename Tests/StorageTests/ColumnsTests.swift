import Testing

@testable import Storage

@Suite("Properties as columns")
struct ColumnsTests {
    private struct Note: Encodable {
        var id = Code("n-1")
        var parentId: Code?
        var shortName = "Sở Y tế"
        var isOpen = true
        var size: Int? = 3
        var share: Double?
        var count: Int64? = 4
        var colour: Colour? = .red
        var seal: [UInt8] = [0, 255]
        var text: String?
        var isLate: Bool?
    }

    @Test("each property is a column in snake case, in order, and nil is NULL rather than left out")
    func columns() throws {
        let columns = try Columns(of: Note())
        #expect(columns.names == ["id", "parent_id", "short_name", "is_open", "size", "share", "count", "colour", "seal", "text", "is_late"])
        #expect(
            columns.values == [
                .text("n-1"), .null, .text("Sở Y tế"), .boolean(true), .integer(3), .null, .integer(4), .text("red"), .bytes([0, 255]), .null, .null,
            ])
    }

    @Test("a column is found by its name")
    func named() throws {
        let columns = try Columns(of: Note())
        #expect(columns["short_name"] == .text("Sở Y tế"))
        #expect(columns["parent_id"] == .null)
        #expect(columns["shortName"] == nil)
    }

    @Test("columns that are put beside stand last, in the order of their names")
    func adding() throws {
        let columns = try Columns(of: Note()).adding(["search_text": "so y te", "hash": "x"])
        #expect(columns.names.suffix(2) == ["hash", "search_text"])
        #expect(columns["search_text"] == .text("so y te"))
    }

    @Test(
        "names in snake case, and back",
        arguments: [("id", "id"), ("openedOn", "opened_on"), ("windowFrom", "window_from"), ("sha256", "sha256"), ("byteCount", "byte_count")])
    func snake(name: String, column: String) {
        #expect(snakeCased(name) == column)
        #expect(camelCased(column) == name)
    }
}
