/// A piece of SQL with its values beside it: `\(value)` binds, `\(sql)` splices, `\(list: values)` makes an IN list (an empty one holds nothing: never write NOT IN with it).
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    enum Part: Sendable {
        case text(String)
        case value(Value)
    }

    var parts: [Part]

    public init(stringLiteral text: String) {
        parts = [.text(text)]
    }

    public init(stringInterpolation: StringInterpolation) {
        parts = stringInterpolation.parts
    }

    /// A bare name of a table or column, or migration text: never anything that a person typed.
    init(trusted text: String) {
        parts = [.text(text)]
    }

    init(parts: [Part]) {
        self.parts = parts
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(2 * interpolationCount + 1)
        }

        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.text(literal)) }
        }

        public mutating func appendInterpolation(_ value: some Encodable) {
            parts.append(.value(Value(of: value)))
        }

        public mutating func appendInterpolation(_ text: String) {
            parts.append(.value(.text(text)))
        }

        public mutating func appendInterpolation(_ number: Int) {
            parts.append(.value(.integer(Int64(number))))
        }

        public mutating func appendInterpolation(_ sql: SQL) {
            parts += sql.parts
        }

        public mutating func appendInterpolation(list values: [some Encodable]) {
            guard !values.isEmpty else { return parts.append(.text("(NULL)")) }
            parts.append(.text("("))
            for (i, value) in values.enumerated() {
                if i > 0 { parts.append(.text(", ")) }
                parts.append(.value(Value(of: value)))
            }
            parts.append(.text(")"))
        }
    }

    /// The text with a mark for each value, as the engine wants it.
    func rendered(mark: (Int) -> String) -> (text: String, values: [Value]) {
        var text = "", values: [Value] = []
        for part in parts {
            switch part {
            case .text(let piece): text += piece
            case .value(let value):
                values.append(value)
                text += mark(values.count)
            }
        }
        return (text, values)
    }
}

extension [SQL] {
    public func joined(separator: String) -> SQL {
        var parts: [SQL.Part] = []
        for (i, sql) in enumerated() {
            if i > 0 { parts.append(.text(separator)) }
            parts += sql.parts
        }
        return SQL(parts: parts)
    }
}
