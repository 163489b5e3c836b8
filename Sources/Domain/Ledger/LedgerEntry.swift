/// One act on one record: who, on whose behalf, when, from where, what and why; the fields that it changed stand in `LedgerField`.
public struct LedgerEntry: Codable, Equatable, Sendable {
    public var id: ID<LedgerEntry>
    /// Entries of one chain follow each other by `number`, from 1, each bound to the one before by its hash.
    public var chain: Int
    public var number: Int
    public var at: Moment
    /// `nil` for the program itself.
    public var accountId: ID<Account>?
    /// The name at the time of the act.
    public var accountName: String
    /// Name of the person whose authority was delegated; `nil` where they acted by their own.
    public var behalf: String?
    /// Network address; `nil` for a command or the program itself.
    public var address: String?
    /// Number of the request, as the log and error pages name it.
    public var request: String?
    /// Table of the record, as in the schema.
    public var noun: String
    public var recordId: String
    public var act: Act
    /// Why, where the person gave a reason.
    public var reason: String?
    /// SHA-256 in lower-case hexadecimal of the hash before and of `content(after:fields:)`.
    public var hash: String

    public init(
        id: ID<LedgerEntry>, at: Moment, by viewer: Viewer, noun: String, recordId: String, act: Act, reason: String?
    ) {
        (self.id, chain, number, self.at, accountId, accountName) = (id, 0, 0, at, viewer.account, viewer.name)
        (behalf, address, request) = (viewer.behalf, viewer.origin?.address, viewer.origin?.request)
        (self.noun, self.recordId, self.act, self.reason, hash) = (noun, recordId, act, reason, "")
    }

    public enum Act: String, Codable, CaseIterable, Sendable {
        case created, changed, removed
        /// A sealed identity was opened to be read.
        case opened
        /// Signed in, signed out.
        case entered, left
    }
}

/// One field before and after; `nil` where it held nothing. Of sealed and large values the digest stands here.
public struct LedgerField: Codable, Equatable, Sendable {
    public var entryId: ID<LedgerEntry>
    public var field: String
    public var before: String?
    public var after: String?

    public init(entryId: ID<LedgerEntry>, field: String, before: String?, after: String?) {
        (self.entryId, self.field, self.before, self.after) = (entryId, field, before, after)
    }
}

extension LedgerEntry {
    /// How many values of its own are hashed.
    public static let hashedCount = 13

    /// The bytes whose SHA-256 is the entry's hash: the hash before it, its values, then each field by name, every text with its length before it.
    /// - Parameters:
    ///   - previous: hash of the entry before in its chain; empty for the first.
    ///   - fields: what it changed, sorted by name.
    public func content(after previous: String, fields: [LedgerField]) -> [UInt8] {
        var content = LedgerContent()
        content.add(previous)
        for text in [
            id.text, String(chain), String(number), at.description, accountId?.text, accountName, behalf, address, request, noun, recordId, act.rawValue,
            reason,
        ] { content.add(text) }
        for field in fields {
            content.add(field.field)
            content.add(field.before)
            content.add(field.after)
        }
        return content.bytes
    }
}

/// Texts spelt one after the other so that no two lists are spelt alike: `5:cases`, and `-` for nothing.
public struct LedgerContent: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() { bytes.reserveCapacity(512) }

    public mutating func add(_ text: String?) {
        guard var text else { return bytes.append(UInt8(ascii: "-")) }
        text.withUTF8 { add($0) }
    }

    public mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: String(text.count).utf8)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(contentsOf: text)
    }

    public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
