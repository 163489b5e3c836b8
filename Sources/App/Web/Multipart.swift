import Foundation
import Hummingbird

/// Reads `multipart/form-data` (RFC 7578) from memory; no library is to be had.
struct Multipart {
    private let boundary: [UInt8]

    /// - Throws: `HTTPError` (400) without a boundary of 1…70 characters.
    init(mediaType: String) throws {
        let parameters = mediaType.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        guard let parameter = parameters.first(where: { $0.lowercased().hasPrefix("boundary=") }) else { throw Self.broken }
        let name = parameter.dropFirst("boundary=".count).replacing("\"", with: "")
        guard (1...70).contains(name.utf8.count) else { throw Self.broken }
        boundary = Array("\r\n--\(name)".utf8)
    }

    /// More than any form has; a form of more fields is refused by name (`Form.refuseUnsound`).
    private static let (parts, headLength) = (500, 8 * 1024)

    private static let broken = HTTPError(.badRequest, message: "Biểu mẫu gửi lên không đầy đủ; hãy gửi lại.")

    /// - Throws: `HTTPError` (400) for a body that ends before its last boundary, has more parts than any form, or a part's head of more than 8 KB.
    func form(_ body: [UInt8]) throws -> Form {
        let bytes = Array("\r\n".utf8) + body
        var fields: [(name: String, value: String)] = [], files: [Form.File] = []
        guard var at = Self.find(boundary, in: bytes, from: 0) else { throw Self.broken }
        while true {
            let start = at + boundary.count
            guard start + 2 <= bytes.count else { throw Self.broken }
            if bytes[start] == UInt8(ascii: "-") { break }
            guard let end = Self.find(boundary, in: bytes, from: start), let headEnd = Self.find(Array("\r\n\r\n".utf8), in: bytes, from: start),
                headEnd < end + 1, headEnd - start <= Self.headLength, fields.count + files.count < Self.parts
            else { throw Self.broken }
            let head = String(decoding: bytes[start..<headEnd], as: UTF8.self)
            let content = Array(bytes[min(headEnd + 4, end)..<end])
            if let name = Self.parameter("name", of: head) {
                if let file = Self.parameter("filename", of: head) {
                    files.append(Form.File(field: name, name: file, bytes: content))
                } else {
                    fields.append((name, String(decoding: content, as: UTF8.self)))
                }
            }
            at = end
        }
        return Form(fields: fields, files: files)
    }

    /// The value of `; name="…"` in the disposition line.
    private static func parameter(_ name: String, of head: String) -> String? {
        for line in head.split(separator: "\r\n") where line.lowercased().hasPrefix("content-disposition:") {
            guard let start = line.range(of: "; \(name)=\"")?.upperBound, let end = line[start...].firstIndex(of: "\"") else { return nil }
            return String(line[start..<end])
        }
        return nil
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { all in
            guard let base = all.baseAddress, let first = needle.first else { return nil }
            var at = start
            while at <= all.count - needle.count, let found = memchr(base + at, Int32(first), all.count - needle.count - at + 1) {
                at = UnsafeRawPointer(found) - base
                if memcmp(found, needle, needle.count) == 0 { return at }
                at += 1
            }
            return nil
        }
    }
}
