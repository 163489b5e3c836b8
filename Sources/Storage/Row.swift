/// One row of an answer, copied out of the engine; decodes by column name.
public struct Row: Sendable {
    let names: [String]
    let values: [Value]

    public subscript(_ name: String) -> Value? {
        names.firstIndex(of: name).map { values[$0] }
    }

    /// - Throws: `DecodingError` naming the column that is missing or of another type.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try T(from: RowDecoder(row: self))
    }

    /// The first column alone.
    public func single<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try T(from: ValueDecoder(value: values.first ?? .null, column: names.first ?? ""))
    }
}

private struct RowDecoder: Decoder {
    let row: Row
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RowContainer<Key>(row: row))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw ValueDecoder.wrong("a list", column: "") }
    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        ValueDecoder(value: row.values.first ?? .null, column: row.names.first ?? "")
    }
}

private struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let row: Row
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { row.names.compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool { index(of: key) != nil }
    func decodeNil(forKey key: Key) throws -> Bool {
        guard let index = index(of: key), case .null = row.values[index] else { return index(of: key) == nil }
        return true
    }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try T(from: try value(key))
    }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try value(key).decode(type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try value(key).decode(type) }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try value(key).decode(type) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try value(key).decode(type) }

    private func value(_ key: Key) throws -> ValueDecoder {
        guard let index = index(of: key) else {
            throw DecodingError.keyNotFound(
                key, .init(codingPath: [key], debugDescription: "no column \(snakeCased(key.stringValue)) among \(row.names)"))
        }
        return ValueDecoder(value: row.values[index], column: row.names[index])
    }
    private func index(of key: Key) -> Int? {
        let property = key.stringValue
        return row.names.firstIndex { isColumn($0, of: property) }
    }
    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        throw ValueDecoder.wrong("nested properties", column: key.stringValue)
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw ValueDecoder.wrong("a list", column: key.stringValue) }
    func superDecoder() throws -> any Decoder { throw ValueDecoder.wrong("a class", column: "") }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw ValueDecoder.wrong("a class", column: key.stringValue) }
}

/// Reads one value by the type that is asked for, however the engine spells it: `45` and `'45'`, `1` and `'t'` read alike.
private struct ValueDecoder: Decoder, SingleValueDecodingContainer {
    let value: Value
    let column: String
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> { throw Self.wrong("properties", column: column) }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .bytes(let bytes) = value else { throw Self.wrong("bytes", column: column) }
        return ByteContainer(bytes: bytes)
    }
    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { value == .null }

    func decode(_ type: Bool.Type) throws -> Bool {
        switch value {
        case .boolean(let flag): return flag
        case .integer(let number) where number == 0 || number == 1: return number == 1
        case .text("t"), .text("true"), .text("1"): return true
        case .text("f"), .text("false"), .text("0"): return false
        default: throw Self.wrong("yes or no", column: column)
        }
    }
    func decode(_ type: String.Type) throws -> String {
        if case .bytes = value { throw Self.wrong("text", column: column) }
        guard let text = value.text else { throw Self.wrong("text", column: column) }
        return text
    }
    func decode(_ type: Double.Type) throws -> Double {
        switch value {
        case .double(let number): return number
        case .integer(let number): return Double(number)
        case .text(let text):
            if let number = Double(text) { return number }
            throw Self.wrong("a number", column: column)
        default: throw Self.wrong("a number", column: column)
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
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try T(from: self) }

    private func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
        switch value {
        case .integer(let number): if let fits = T(exactly: number) { return fits }
        case .text(let text): if let fits = T(text) { return fits }
        default: break
        }
        throw Self.wrong("a whole number", column: column)
    }

    static func wrong(_ expected: String, column: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "column \(column): expected \(expected)"))
    }
}

private struct ByteContainer: UnkeyedDecodingContainer {
    let bytes: [UInt8]
    var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var count: Int? { bytes.count }
    var isAtEnd: Bool { currentIndex >= bytes.count }

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func decodeNil() -> Bool { false }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        defer { currentIndex += 1 }
        return try T(from: ValueDecoder(value: .integer(Int64(bytes[currentIndex])), column: ""))
    }
    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        throw ValueDecoder.wrong("bytes", column: "")
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw ValueDecoder.wrong("bytes", column: "") }
    mutating func superDecoder() throws -> any Decoder { throw ValueDecoder.wrong("bytes", column: "") }
}
