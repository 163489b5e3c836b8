import CCurl

/// A clamd: its socket, or host and port.
public struct VirusScanner: Sendable {
    /// `/run/clamav/clamd.ctl` or `127.0.0.1:3310`.
    let place: String

    public init(_ place: String) { self.place = place }

    /// Sends the content to be looked through (`INSTREAM`).
    /// - Returns: the name of what was found; `nil` where nothing was.
    /// - Throws: `Unreachable` where no verdict came, as for a content larger than clamd takes.
    public func found(in content: [UInt8]) async throws -> String? { try await outside { try verdict(on: content) } }

    private static let pieceLength = 1 << 16

    private func verdict(on content: [UInt8]) throws -> String? {
        let isSocket = place.hasPrefix("/"), line = try Transfer(url: isSocket ? "http://clamd" : "http://\(place)", seconds: 60, limit: 1 << 16)
        if isSocket { line.set(CURLOPT_UNIX_SOCKET_PATH, place) }
        line.set(CURLOPT_CONNECT_ONLY, 1)
        do { try line.run() } catch { throw Unreachable("clamd at \(place): \(error)") }
        try line.write(Array("zINSTREAM\0".utf8))
        for start in stride(from: 0, to: content.count, by: Self.pieceLength) {
            let piece = content[start..<min(start + Self.pieceLength, content.count)]
            try line.write(withUnsafeBytes(of: UInt32(piece.count).bigEndian) { Array($0) } + piece)
        }
        try line.write([0, 0, 0, 0])
        return try Self.read(String(decoding: try line.readToEnd(), as: UTF8.self))
    }

    /// Reads `stream: OK`, `stream: NAME FOUND` or an error.
    static func read(_ answer: String) throws -> String? {
        let text = answer.filter { $0 != "\0" && !$0.isNewline }
        if text == "stream: OK" { return nil }
        guard text.hasPrefix("stream: "), text.hasSuffix(" FOUND") else { throw Unreachable("clamd gave no verdict: “\(text.prefix(80))”") }
        return String(text.dropFirst("stream: ".count).dropLast(" FOUND".count))
    }
}
