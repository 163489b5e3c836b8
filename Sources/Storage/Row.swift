/// One row of an answer, copied out of the engine; decodes by column name.
public struct Row: Sendable {
    let heading: Heading
    let values: [Value]

    public subscript(_ name: String) -> Value? {
        heading.names.firstIndex(of: name).map { values[$0] }
    }

    /// - Throws: `DecodingError` naming the column that is missing or of another type.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try T(from: RowDecoder(row: self))
    }

    /// The first column alone.
    public func single<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try RowDecoder(row: self).decode(type)
    }
}

/// What the columns of an answer are called; all its rows share it.
final class Heading: Sendable {
    let names: [String]
    /// The property that each column is, so that no row spells them again.
    let properties: [String]

    init(_ names: [String]) {
        self.names = names
        properties = names.map(camelCased)
    }
}

/// Stands at one column of a row. A class, so that it is handed from property to property without being copied.
private final class RowDecoder: Decoder {
    private let row: Row
    private var at = 0
    private var isOpen = false
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(row: Row) {
        self.row = row
    }

    /// The value of the column; of a row without columns none.
    var value: Value { at < row.values.count ? row.values[at] : .null }

    /// Goes to the column of the property: most often the same again, or the next.
    /// - Returns: whether there is one.
    func goes(to property: String) -> Bool {
        let properties = row.heading.properties
        for near in at..<min(at + 2, properties.count) where properties[near] == property {
            at = near
            return true
        }
        guard let far = properties.firstIndex(of: property) else { return false }
        at = far
        return true
    }

    var properties: [String] { row.heading.properties }

    func missing(_ key: any CodingKey) -> DecodingError {
        .keyNotFound(key, .init(codingPath: [key], debugDescription: "no column \(snakeCased(key.stringValue)) among \(row.heading.names)"))
    }

    func wrong(_ expected: String) -> DecodingError {
        let column = at < row.heading.names.count ? row.heading.names[at] : ""
        return .dataCorrupted(.init(codingPath: [], debugDescription: "column \(column): expected \(expected)"))
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard !isOpen else { throw wrong("a single value") }
        isOpen = true
        return KeyedDecodingContainer(RowContainer<Key>(decoder: self))
    }
    /// Bytes do not come this way: see `decode`.
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw wrong("bytes") }
    func singleValueContainer() -> any SingleValueDecodingContainer { self }
}

private struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: RowDecoder
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { decoder.properties.compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool { decoder.goes(to: key.stringValue) }
    func decodeNil(forKey key: Key) throws -> Bool { !contains(key) || decoder.decodeNil() }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try at(key).decode(type) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try at(key).decode(type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try at(key).decode(type) }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try at(key).decode(type) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try at(key).decode(type) }
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? { try decodeNil(forKey: key) ? nil : decoder.decode(type) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try decodeNil(forKey: key) ? nil : decoder.decode(type) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try decodeNil(forKey: key) ? nil : decoder.decode(type) }

    private func at(_ key: Key) throws -> RowDecoder {
        guard contains(key) else { throw decoder.missing(key) }
        return decoder
    }
    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        throw try at(key).wrong("a single value")
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw try at(key).wrong("a single value") }
    func superDecoder() throws -> any Decoder { throw decoder.wrong("a struct") }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw decoder.wrong("a struct") }
}

/// Reads the column by the type that is asked for, however the engine spells it: `45` and `'45'`, `1` and `'t'` read alike.
extension RowDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { if case .null = value { true } else { false } }

    func decode(_ type: Bool.Type) throws -> Bool {
        switch value {
        case .boolean(let flag): return flag
        case .integer(let number) where number == 0 || number == 1: return number == 1
        case .text("t"), .text("true"), .text("1"): return true
        case .text("f"), .text("false"), .text("0"): return false
        default: throw wrong("yes or no")
        }
    }
    func decode(_ type: String.Type) throws -> String {
        if case .bytes = value { throw wrong("text") }
        guard let text = value.text else { throw wrong("text") }
        return text
    }
    func decode(_ type: Double.Type) throws -> Double {
        switch value {
        case .double(let number): return number
        case .integer(let number): return Double(number)
        case .text(let text):
            if let number = Double(text) { return number }
            throw wrong("a number")
        default: throw wrong("a number")
        }
    }
    func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
    func decode(_ type: Int.Type) throws -> Int { try integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if type == [UInt8].self, case .bytes(let bytes) = value, let whole = bytes as? T { return whole }
        return try T(from: self)
    }

    private func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
        switch value {
        case .integer(let number): if let fits = T(exactly: number) { return fits }
        case .text(let text): if let fits = T(text) { return fits }
        default: break
        }
        throw wrong("a whole number")
    }
}
