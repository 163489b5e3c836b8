/// A value's properties as columns: each property in snake case, `nil` as NULL.
public struct Columns {
    public private(set) var names: [String] = []
    public private(set) var values: [Value] = []

    /// A property that is no single value is a fault of the program: a list is a child table.
    public init(of value: some Encodable) throws {
        let encoder = PropertyEncoder()
        try value.encode(to: encoder)
        (names, values) = (encoder.store.names, encoder.store.values)
    }

    public subscript(_ name: String) -> Value? {
        names.firstIndex(of: name).map { values[$0] }
    }
}

/// `openedOn` becomes `opened_on`. Swift's names for properties are ASCII here.
func snakeCased(_ name: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count + 4)
    for byte in name.utf8 {
        let isNewWord = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        if isNewWord { bytes.append(UInt8(ascii: "_")) }
        bytes.append(isNewWord ? byte + 32 : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// `opened_on` becomes `openedOn`.
func camelCased(_ name: String) -> String {
    var bytes: [UInt8] = [], isNewWord = false
    bytes.reserveCapacity(name.utf8.count)
    for byte in name.utf8 {
        if byte == UInt8(ascii: "_") {
            isNewWord = true
        } else {
            bytes.append(isNewWord && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte)
            isNewWord = false
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

extension Value {
    init(of value: some Encodable) {
        switch value {
        case let text as String: self = .text(text)
        case let number as Int: self = .integer(Int64(number))
        case let bytes as [UInt8]: self = .bytes(bytes)
        default:
            let encoder = SingleEncoder()
            do {
                try value.encode(to: encoder)
                self = encoder.store.value
            } catch {
                fatalError("not a single value: \(type(of: value)): \(error)")
            }
        }
    }
}

private final class PropertyStore {
    var names: [String] = []
    var values: [Value] = []

    func set(_ key: any CodingKey, _ value: Value) {
        names.append(snakeCased(key.stringValue))
        values.append(value)
    }
}

private struct PropertyEncoder: Encoder {
    let store = PropertyStore()
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(PropertyContainer<Key>(store: store))
    }
    func unkeyedContainer() -> any UnkeyedEncodingContainer { fatalError("a list is a child table, not a column") }
    func singleValueContainer() -> any SingleValueEncodingContainer { fatalError("a record has properties") }
}

private struct PropertyContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let store: PropertyStore
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { store.set(key, .null) }
    func encode(_ value: some Encodable, forKey key: Key) { store.set(key, Value(of: value)) }
    func encodeIfPresent(_ value: (some Encodable)?, forKey key: Key) { store.set(key, value.map { Value(of: $0) } ?? .null) }
    func encodeIfPresent(_ value: String?, forKey key: Key) { store.set(key, value.map(Value.text) ?? .null) }
    func encodeIfPresent(_ value: Int?, forKey key: Key) { store.set(key, value.map { .integer(Int64($0)) } ?? .null) }
    func encodeIfPresent(_ value: Double?, forKey key: Key) { store.set(key, value.map(Value.double) ?? .null) }
    func encodeIfPresent(_ value: Bool?, forKey key: Key) { store.set(key, value.map(Value.boolean) ?? .null) }
    func nestedContainer<Nested: CodingKey>(keyedBy keyType: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
        fatalError("a column holds one value: \(key.stringValue)")
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { fatalError("a list is a child table: \(key.stringValue)") }
    func superEncoder() -> any Encoder { fatalError("records are structs") }
    func superEncoder(forKey key: Key) -> any Encoder { fatalError("records are structs") }
}

private final class SingleStore {
    var value = Value.null
}

private struct SingleEncoder: Encoder, SingleValueEncodingContainer {
    let store = SingleStore()
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> { fatalError("a bound value is a single value") }
    func unkeyedContainer() -> any UnkeyedEncodingContainer { fatalError("a bound value is a single value") }
    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() { store.value = .null }
    func encode(_ value: Bool) { store.value = .boolean(value) }
    func encode(_ value: String) { store.value = .text(value) }
    func encode(_ value: Double) { store.value = .double(value) }
    func encode(_ value: Float) { store.value = .double(Double(value)) }
    func encode(_ value: Int) { store.value = .integer(Int64(value)) }
    func encode(_ value: Int8) { store.value = .integer(Int64(value)) }
    func encode(_ value: Int16) { store.value = .integer(Int64(value)) }
    func encode(_ value: Int32) { store.value = .integer(Int64(value)) }
    func encode(_ value: Int64) { store.value = .integer(value) }
    func encode(_ value: UInt) { store.value = .integer(Int64(value)) }
    func encode(_ value: UInt8) { store.value = .integer(Int64(value)) }
    func encode(_ value: UInt16) { store.value = .integer(Int64(value)) }
    func encode(_ value: UInt32) { store.value = .integer(Int64(value)) }
    func encode(_ value: UInt64) { store.value = .integer(Int64(value)) }
    func encode(_ value: some Encodable) throws { store.value = Value(of: value) }
}

extension Columns {
    /// Those of these names alone.
    public func keeping(_ kept: Set<String>) -> Columns {
        var columns = self
        let places = names.indices.filter { kept.contains(names[$0]) }
        (columns.names, columns.values) = (places.map { names[$0] }, places.map { values[$0] })
        return columns
    }

    /// The same columns and some of text beside them, such as a folded copy to search in.
    public func adding(_ extra: [String: String]) -> Columns {
        var columns = self
        for (name, text) in extra.sorted(by: { $0.key < $1.key }) {
            columns.names.append(name)
            columns.values.append(.text(text))
        }
        return columns
    }
}
