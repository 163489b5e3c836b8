import Domain
import Foundation
import Hummingbird
import NIOCore
import Vault

/// A form that was not made for the session that sends it: from another site, or of a session that is over.
struct ForeignForm: Error {}

/// What a person sent: fields in the order of the form, and files.
struct Form: Sendable {
    struct File: Sendable {
        let field: String
        let name: String
        let bytes: [UInt8]
    }

    private(set) var fields: [(name: String, value: String)] = []
    private(set) var files: [File] = []

    /// Room for one file and the text beside it.
    static let maxByteCount = AnswerFile.maxByteCount + 1024 * 1024

    /// Characters of an ordinary field: a paragraph of the longest plan has some thousand.
    static let fieldLength = 20_000

    /// Refuses what is beyond the bounds of a form, so that no field is cut in silence.
    /// - Throws: `Refusal.invalid` naming the fields that are too long or hold a NUL, and "" where there are too many fields.
    fileprivate func refuseUnsound(fieldLength: Int) throws {
        guard fields.count <= 400 else { throw Refusal.invalid(["": "Biểu mẫu có quá nhiều ô (tối đa): 400."]) }
        var wrong: [String: String] = [:]
        for field in fields {
            // Letters, and bytes: one letter may bear any number of marks.
            if field.value.count > fieldLength || field.value.utf8.count > 4 * fieldLength {
                wrong[field.name] = "Ô dài quá mức (chữ): \(field.name), \(fieldLength)."
            }
            if field.value.utf8.contains(0) { wrong[field.name] = "Ô chứa ký tự không dùng được: \(field.name)." }
        }
        guard wrong.isEmpty else { throw Refusal.invalid(wrong) }
    }

    /// The field's text without spaces at its ends; empty where it was not sent.
    subscript(_ name: String) -> String {
        fields.first { $0.name == name }?.value.trimmed ?? ""
    }

    /// The field's text to the letter, as passwords are; empty where it was not sent.
    func secret(_ name: String) -> String { fields.first { $0.name == name }?.value ?? "" }

    func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value.trimmed)
    }

    /// The file of the field; `nil` where none was chosen.
    func file(_ name: String) -> File? { files.first { $0.field == name && !$0.name.isEmpty } }

    /// A day from a date field; `nil` where it was left empty.
    /// - Throws: `Refusal.invalid` naming the field.
    func day(_ name: String, years: ClosedRange<Int> = 2000...2100) throws -> Day? {
        let text = self[name]
        guard !text.isEmpty else { return nil }
        guard let day = Day(text) ?? Day(written: text), years.contains(day.year) else { throw Refusal.invalid([name: "Ngày viết như 30/07/2024."]) }
        return day
    }

    /// The version of the record that the person saw.
    /// - Throws: `Refusal.invalid` where the form has none.
    func version() throws -> Int {
        guard let version = Int(self["version"]) else { throw Refusal.invalid(["version": "Biểu mẫu gửi lên không đầy đủ; hãy gửi lại."]) }
        return version
    }

    init(fields: [(name: String, value: String)], files: [File] = []) {
        self.fields = fields
        self.files = files
    }

    /// Reads `a=1&b=2` as browsers send it.
    init(encoded text: String) {
        fields = text.split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(halves[0]), halves.count > 1 ? Self.decoded(halves[1]) : "")
        }
    }

    /// What is encoded wrongly, or as no text, stays as it was sent.
    private static func decoded(_ text: Substring) -> String {
        let sent = Array(text.utf8)
        var bytes: [UInt8] = [], at = 0
        bytes.reserveCapacity(sent.count)
        while at < sent.count {
            switch sent[at] {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard at + 2 < sent.count, let high = digit(sent[at + 1]), let low = digit(sent[at + 2]) else { return String(text) }
                bytes.append(high << 4 | low)
                at += 2
            default: bytes.append(sent[at])
            }
            at += 1
        }
        return String(validating: bytes, as: UTF8.self) ?? String(text)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension String {
    /// Without white space at its ends.
    fileprivate var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }), let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}

extension Day {
    /// Reads `30/07/2024` or `30/7/2024`.
    init?(written text: String) {
        guard let parts = text.wholeMatch(of: #/(\d{1,2})/(\d{1,2})/(\d{4})/#)?.output, let day = Int(parts.1), let month = Int(parts.2),
            let year = Int(parts.3)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension Request {
    /// What was typed into a search field of the address: browsers send a blank as "+". Empty where it was not sent.
    func typed(_ name: String) -> String {
        Form(encoded: uri.query ?? "")[name]
    }

    /// `on=` of the address: the day as of which bodies are organised; `nil` where it was not asked for.
    /// - Throws: `Refusal.invalid("on")` for what is no day.
    func chartDay() throws -> Day? {
        try Form(encoded: uri.query ?? "").day("on", years: Body.years)
    }

    /// The form in the body.
    /// - Throws: `HTTPError` for a body that is too large or no form; `Refusal.forbidden` without the form token of this visitor.
    /// - Parameters:
    ///   - limit: bytes of the whole form; `nil` leaves room for a file, if it is a form with files.
    ///   - fileLength: bytes that a file may have; `nil` for as many as that of an answer.
    ///   - fieldLength: characters that one field may have.
    func form(_ visitor: Visitor?, limit: Int? = nil, fileLength: Int? = nil, fieldLength: Int = Form.fieldLength) async throws -> Form {
        let mediaType = headers[.contentType] ?? ""
        let isMultipart = mediaType.hasPrefix("multipart/form-data")
        guard (isMultipart && limit == nil) || mediaType.hasPrefix("application/x-www-form-urlencoded") else { throw HTTPError(.unsupportedMediaType) }
        let limit = limit ?? (isMultipart ? fileLength.map { $0 + 1024 * 1024 } ?? Form.maxByteCount : 1024 * 1024)
        var whole = self
        guard let body = try? await whole.collectBody(upTo: limit) else {
            throw HTTPError(.contentTooLarge, message: "Nội dung gửi lớn quá mức (KB): \(limit / 1024).")
        }
        let form =
            isMultipart ? try Multipart(mediaType: mediaType).form(Array(body.readableBytesView)) : Form(encoded: String(buffer: body))
        try form.refuseUnsound(fieldLength: fieldLength)
        guard let visitor, Token.equal(masked: form["form_token"], visitor.formToken) else { throw ForeignForm() }
        return form
    }
}
