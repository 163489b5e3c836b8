import Testing

@testable import Storage

@Suite struct ColumnReaderTests {
    private let row = Row(heading: Heading(["a", "b", "c", "d"]), values: [.text("x"), .integer(7), .null, .text("12")])

    @Test("columns come from left to right, each as what it is asked for")
    func order() throws {
        var columns = ColumnReader(row)
        #expect(try columns.text() == "x")
        #expect(try columns.number() == 7)
        #expect(columns.textIfAny() == nil)
        #expect(try columns.value { Int($0) } == 12)
        columns = ColumnReader(Row(heading: Heading(["a", "b"]), values: [.null, .text("3")]))
        #expect(try columns.valueIfAny { Int($0) } == nil)
        #expect(try columns.valueIfAny { Int($0) } == 3)
    }

    @Test("what is not there or no such value is refused, naming the column")
    func refused() throws {
        var text = ColumnReader(Row(heading: Heading(["title"]), values: [.null]))
        #expect(throws: StorageError.self) { try text.text() }
        var number = ColumnReader(row)
        let noNumber = #expect(throws: StorageError.self) { try number.number() }
        #expect(noNumber.map { "\($0)".contains("column a: expected a whole number, found x") } == true)
        var value = ColumnReader(row)
        let noValue = #expect(throws: StorageError.self) { try value.value { Int($0) } }
        #expect(noValue.map { "\($0)".contains("column a: expected Int, found x") } == true)
    }
}
