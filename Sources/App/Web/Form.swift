import Domain
import Foundation
import Hummingbird
import NIOCore
import Vault

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

    /// The field's text without spaces at its ends; empty where it was not sent.
    subscript(_ name: String) -> String {
        fields.first { $0.name == name }?.value.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    }

    func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map { $0.value.trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    /// The file of the field; `nil` where none was chosen.
    func file(_ name: String) -> File? { files.first { $0.field == name && !$0.name.isEmpty } }

    /// A day from a date field; `nil` where it was left empty.
    /// - Throws: `Refusal.invalid` naming the field.
    func day(_ name: String) throws -> Day? {
        let text = self[name]
        guard !text.isEmpty else { return nil }
        guard let day = Day(text) ?? Day(written: text) else { throw Refusal.invalid([name: "Ngày viết như 30/07/2024."]) }
        return day
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

    private static func decoded(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return spaced.removingPercentEncoding ?? String(spaced)
    }
}

extension Day {
    /// Reads `30/07/2024` or `30/7/2024`.
    init?(written text: String) {
        let parts = text.split(separator: "/").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        self.init(year: parts[2], month: parts[1], day: parts[0])
    }
}

extension Request {
    /// The form in the body.
    /// - Throws: `HTTPError` for a body that is too large or no form; `Refusal.forbidden` without the form token of this visitor.
    func form(_ visitor: Visitor?) async throws -> Form {
        let mediaType = headers[.contentType] ?? ""
        let isMultipart = mediaType.hasPrefix("multipart/form-data")
        guard isMultipart || mediaType.hasPrefix("application/x-www-form-urlencoded") else { throw HTTPError(.unsupportedMediaType) }
        let limit = isMultipart ? Form.maxByteCount : 1024 * 1024
        var whole = self
        guard let body = try? await whole.collectBody(upTo: limit) else {
            throw HTTPError(.contentTooLarge, message: "Nội dung gửi lớn quá mức (MB): \(limit / 1024 / 1024).")
        }
        let form =
            isMultipart ? try Multipart(mediaType: mediaType).form(Array(body.readableBytesView)) : Form(encoded: String(buffer: body))
        guard let visitor, Token.equal(form["form_token"], visitor.formToken) else { throw Refusal.forbidden }
        return form
    }
}
