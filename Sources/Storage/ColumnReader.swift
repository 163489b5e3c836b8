/// Reads a row's columns from left to right, for the few long lists where finding each by its name costs more than all else.
///
/// The statement names its columns; whoever reads keeps to their order.
public struct ColumnReader {
    private let row: Row
    private var next = 0

    public init(_ row: Row) {
        self.row = row
    }

    public mutating func text() throws -> String {
        guard let text = textIfAny() else { throw StorageError.missingValue(row.heading.names[next - 1]) }
        return text
    }

    /// `nil` for NULL.
    public mutating func textIfAny() -> String? {
        defer { next += 1 }
        return row.values[next].text
    }

    /// - Throws: `StorageError.fault` for what is no whole number.
    public mutating func number() throws -> Int {
        next += 1
        guard case .integer(let number) = row.values[next - 1] else { throw unfit("a whole number") }
        return Int(number)
    }

    /// A value that is written as text, such as a code or a day.
    @inlinable
    public mutating func value<T>(_ make: (String) -> T?) throws -> T {
        guard let value = make(try text()) else { throw unfit("\(T.self)") }
        return value
    }

    /// The same, or `nil` for NULL.
    @inlinable
    public mutating func valueIfAny<T>(_ make: (String) -> T?) throws -> T? {
        guard let text = textIfAny() else { return nil }
        guard let value = make(text) else { throw unfit("\(T.self)") }
        return value
    }

    /// What is wrong with the column that was read last.
    @usableFromInline
    func unfit(_ expected: String) -> StorageError {
        .fault("column \(row.heading.names[next - 1]): expected \(expected), found \(row.values[next - 1].text ?? "NULL")")
    }
}
