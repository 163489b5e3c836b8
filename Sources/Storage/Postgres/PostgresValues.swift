/// Values as COPY reads them: by bytes, since `\r\n` is one character to Swift.
enum CopyLine {
    static func of(_ row: [Value]) -> [UInt8] {
        var line: [UInt8] = []
        for (i, value) in row.enumerated() {
            if i > 0 { line.append(UInt8(ascii: "\t")) }
            switch value {
            case .null: line += "\\N".utf8
            case .bytes(let bytes): line += ("\\\\x" + Hexadecimal.of(bytes)).utf8
            default: (value.text ?? "").utf8.forEach { escape($0, to: &line) }
            }
        }
        line.append(UInt8(ascii: "\n"))
        return line
    }

    private static func escape(_ byte: UInt8, to line: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\\"): line += "\\\\".utf8
        case UInt8(ascii: "\t"): line += "\\t".utf8
        case UInt8(ascii: "\n"): line += "\\n".utf8
        case UInt8(ascii: "\r"): line += "\\r".utf8
        default: line.append(byte)
        }
    }
}

enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    static func of(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Reads pairs of digits; what is none counts as 0.
    static func read(_ text: UnsafeBufferPointer<CChar>) -> [UInt8] {
        func digit(_ byte: CChar) -> UInt8 {
            let byte = UInt8(bitPattern: byte)
            return byte >= 97 ? byte &- 87 : byte &- 48
        }
        return stride(from: 0, to: text.count - 1, by: 2).map { digit(text[$0]) << 4 | digit(text[$0 + 1]) }
    }
}

/// Values as libpq wants them: text that ends in NUL, bytes as they are.
struct PostgresArguments {
    private var bytes: [UInt8] = []
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [Value]) {
        for value in values {
            starts.append(value == .null ? nil : bytes.count)
            switch value {
            case .null: lengths.append(0)
            case .bytes(let content):
                bytes += content
                lengths.append(Int32(content.count))
            default:
                let text = Array((value.text ?? "").utf8)
                bytes += text
                lengths.append(Int32(text.count))
            }
            bytes.append(0)
            if case .bytes = value { formats.append(1) } else { formats.append(0) }
        }
    }

    func withPointers<T>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) throws -> T
    ) rethrows -> T {
        try bytes.withUnsafeBufferPointer { buffer in
            try buffer.withMemoryRebound(to: CChar.self) { characters in
                let pointers = starts.map { start in start.flatMap { at in characters.baseAddress.map { $0 + at } } }
                return try pointers.withUnsafeBufferPointer { pointers in
                    try lengths.withUnsafeBufferPointer { lengths in
                        try formats.withUnsafeBufferPointer { formats in try body(pointers.baseAddress, lengths.baseAddress, formats.baseAddress) }
                    }
                }
            }
        }
    }
}
