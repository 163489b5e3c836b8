import Domain
import Foundation
import Storage
import Vault

/// An encrypted file of sealed pieces, each bound to the file and to its place in it: one that is cut short, changed or put together from two is not read.
///
/// `LACHAN-BACKUP 1`, a line of JSON (`Heading`), then pieces: four bytes of length (most significant first), and so many bytes sealed by AES-256-GCM.
enum Archive {
    static let magic = "LACHAN-BACKUP 1\n"

    struct Heading: Codable, Sendable {
        var id: String
        var at: Moment
        /// Name of the master key that wraps the archive's own, and that key, wrapped.
        var master: String
        var wrapped: [UInt8]
        /// Migrations that the database had.
        var migrations: [String]
    }

    /// What the archive is not, in Vietnamese and English.
    static func broken(_ why: String) -> StartRefusal { StartRefusal("Không dùng được bản sao lưu này. / This backup cannot be used: \(why).") }
}

/// Writes an archive.
struct ArchiveWriter: Sendable {
    private let file: FileHandle
    private let key: SealingKey
    private let id: String
    private var buffer: [UInt8] = []
    private var pieces = 0
    private(set) var byteCount = 0

    private static let pieceLength = 1 << 20

    /// - Throws: `StartRefusal` where the file cannot be made, or is there already.
    init(path: String, heading: Archive.Heading, key: SealingKey) throws {
        guard !FileManager.default.fileExists(atPath: path),
            FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw StartRefusal("Không tạo được \(path), hoặc tệp đã có. / Cannot make \(path), or it is there already.") }
        (self.file, self.key, id) = (file, key, heading.id)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try put(Array(Archive.magic.utf8) + [UInt8](encoder.encode(heading)) + [UInt8(ascii: "\n")])
    }

    private mutating func put(_ bytes: [UInt8]) throws {
        try file.write(contentsOf: Data(bytes))
        byteCount += bytes.count
    }

    mutating func add(_ text: String) throws { try add(.text(text)) }

    mutating func add(_ value: Value) throws {
        switch value {
        case .null: buffer.append(0)
        case .text(let text): add(kind: 1, Array(text.utf8))
        case .integer(let number): add(kind: 2, withUnsafeBytes(of: number.bigEndian) { Array($0) })
        case .double(let number): add(kind: 3, withUnsafeBytes(of: number.bitPattern.bigEndian) { Array($0) })
        case .boolean(let flag): add(kind: 4, [flag ? 1 : 0])
        case .bytes(let bytes): add(kind: 5, bytes)
        }
        if buffer.count >= Self.pieceLength { try flush() }
    }

    private mutating func add(kind: UInt8, _ bytes: [UInt8]) {
        buffer.append(kind)
        buffer.append(contentsOf: withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { Array($0) })
        buffer.append(contentsOf: bytes)
    }

    private mutating func flush(isLast: Bool = false) throws {
        let sealed = try key.seal(buffer, for: "\(id) \(pieces)\(isLast ? " end" : "")")
        try put(withUnsafeBytes(of: UInt32(sealed.count).bigEndian) { Array($0) } + sealed)
        (buffer, pieces) = ([], pieces + 1)
    }

    /// Ends it; before, it is no archive. The disk has it when this returns.
    mutating func end() throws {
        try flush(isLast: true)
        try file.synchronize()
        try file.close()
    }
}

/// Reads an archive from its beginning to its end.
final class ArchiveReader {
    let heading: Archive.Heading
    private let file: FileHandle
    private var key: SealingKey?
    private var piece: [UInt8] = []
    private var at = 0
    private var pieces = 0
    private var isEnded = false

    /// - Throws: `StartRefusal` for a file that is none.
    init(path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { throw StartRefusal("Không đọc được \(path). / Cannot read \(path).") }
        guard let magic = try file.read(upToCount: Archive.magic.utf8.count), Array(magic) == Array(Archive.magic.utf8) else {
            throw Archive.broken("it is none")
        }
        var line: [UInt8] = []
        while let byte = try file.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n"), line.count < 1 << 16 { line.append(byte) }
        guard let heading = try? JSONDecoder().decode(Archive.Heading.self, from: Data(line)) else { throw Archive.broken("its heading cannot be read") }
        (self.file, self.heading) = (file, heading)
    }

    /// - Throws: `StartRefusal` without the master key that it was made under.
    func unlock(by masters: MasterKeys) throws {
        do { key = try masters.unwrap(heading.wrapped, master: heading.master, for: heading.id) } catch {
            throw Archive.broken("the master key “\(heading.master)” that it was made under is not here")
        }
    }

    func text() throws -> String {
        guard case .text(let text) = try value() else { throw Archive.broken("text was expected") }
        return text
    }

    func value() throws -> Value {
        let kind = try take(1)[0]
        if kind == 0 { return .null }
        let count = Int(number(try take(8))), bytes = try take(count)
        switch kind {
        case 1: return .text(String(decoding: bytes, as: UTF8.self))
        case 2 where count == 8: return .integer(Int64(bitPattern: number(bytes)))
        case 3 where count == 8: return .double(Double(bitPattern: number(bytes)))
        case 4 where count == 1: return .boolean(bytes[0] == 1)
        case 5: return .bytes(bytes)
        default: throw Archive.broken("a value of no known kind")
        }
    }

    /// Whether all was read and the end was there.
    func isAtEnd() throws -> Bool {
        while at == piece.count && !isEnded { try next() }
        return at == piece.count && isEnded
    }

    private func number(_ bytes: [UInt8]) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

    private func take(_ count: Int) throws -> [UInt8] {
        var taken: [UInt8] = []
        guard count >= 0, count <= 1 << 31 else { throw Archive.broken("a value of no sensible length") }
        while taken.count < count {
            if at == piece.count {
                guard !isEnded else { throw Archive.broken("it ends too early") }
                try next()
                continue
            }
            let part = min(count - taken.count, piece.count - at)
            taken.append(contentsOf: piece[at..<at + part])
            at += part
        }
        return taken
    }

    private func next() throws {
        guard let key else { throw Archive.broken("it is not unlocked") }
        guard let length = try file.read(upToCount: 4), length.count == 4 else { throw Archive.broken("it is cut short") }
        let count = Int(number(Array(length)))
        guard count <= 1 << 28, let sealed = try file.read(upToCount: count), sealed.count == count else { throw Archive.broken("it is cut short") }
        for end in ["", " end"] {
            guard let opened = try? key.open(Array(sealed), for: "\(heading.id) \(pieces)\(end)") else { continue }
            (piece, at, pieces, isEnded) = (opened, 0, pieces + 1, !end.isEmpty)
            return
        }
        throw Archive.broken("piece \(pieces) was changed or is of another place")
    }
}
