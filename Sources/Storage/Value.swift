/// One value of a database column.
public enum Value: Equatable, Sendable {
    case null
    case text(String)
    case integer(Int64)
    case double(Double)
    case boolean(Bool)
    case bytes([UInt8])
}

extension Value {
    /// As text, for the record of changes; `nil` for null.
    public var text: String? {
        switch self {
        case .null: nil
        case .text(let text): text
        case .integer(let number): String(number)
        case .double(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .bytes(let bytes): "\(bytes.count) bytes"
        }
    }
}
