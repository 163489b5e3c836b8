/// One entry in the conversation about an assignment: what the body or the standing office did.
public struct Answer: Codable, Equatable, Sendable {
    public var id: ID<Answer>
    public var assignmentId: ID<Assignment>
    public var act: Act
    public var text: String
    public var at: Moment
    public var accountId: ID<Account>?
    public var accountName: String

    public init(
        id: ID<Answer>, assignmentId: ID<Assignment>, act: Act, text: String, at: Moment, accountId: ID<Account>?, accountName: String
    ) {
        (self.id, self.assignmentId, self.act, self.text, self.at, self.accountId) = (id, assignmentId, act, text, at, accountId)
        self.accountName = accountName
    }

    public enum Act: String, Codable, CaseIterable, Sendable {
        case accepted, progress, done, confirmed, returned
    }
}

/// A figure given with an answer: what was counted, and how many.
public struct AnswerFigure: Codable, Equatable, Sendable {
    public var answerId: ID<Answer>
    public var position: Int
    public var name: String
    public var value: Double

    public init(
        answerId: ID<Answer>, position: Int, name: String, value: Double
    ) {
        (self.answerId, self.position, self.name, self.value) = (answerId, position, name, value)
    }
}

/// A file given with an answer, kept whole.
public struct AnswerFile: Codable, Equatable, Sendable {
    public var id: ID<AnswerFile>
    public var answerId: ID<Answer>
    public var name: String
    public var mediaType: String
    public var byteCount: Int
    public var sha256: String
    /// Under which it lies sealed; `nil` until what was kept before there was sealing is moved.
    public var storedId: String?

    public init(
        id: ID<AnswerFile>, answerId: ID<Answer>, name: String, mediaType: String, byteCount: Int, sha256: String, storedId: String?
    ) {
        (self.id, self.answerId, self.name, self.mediaType, self.byteCount, self.sha256) = (id, answerId, name, mediaType, byteCount, sha256)
        self.storedId = storedId
    }
}

extension AnswerFile {
    public static let maxByteCount = 10 * 1024 * 1024
    /// What an office sends: papers, tables, pictures. Nothing that a browser would run.
    public static let mediaTypes: [String: String] = [
        "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "txt": "text/plain", "csv": "text/csv",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "odt": "application/vnd.oasis.opendocument.text",
        "ods": "application/vnd.oasis.opendocument.spreadsheet",
    ]

    /// What it is called when it is downloaded: never as it was sent, for that may be somebody's name.
    public var downloadName: String {
        let ending = Self.mediaTypes.filter { $0.value == mediaType && $0.key != "jpeg" }.keys.first ?? "bin"
        return "tep-\(sha256.prefix(8)).\(ending)"
    }

    /// Refuses a file that is not what its name says: the first bytes tell.
    /// - Throws: `.invalid("file")`.
    public static func refuseDisguised(_ bytes: [UInt8], as mediaType: String) throws(Refusal) {
        let isTrue =
            switch mediaType {
            case "application/pdf": bytes.prefix(1024).holds("%PDF-")
            case "image/png": bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
            case "image/jpeg": bytes.starts(with: [0xff, 0xd8, 0xff])
            case "text/plain", "text/csv": !bytes.contains(0)
            // DOCX, XLSX, ODT and ODS are ZIP archives; what is in one stands by name at its end, of ODT and ODS the type at its beginning.
            case Self.mediaTypes["docx"]: bytes.isArchive && bytes.suffix(64 * 1024).holds("word/document.xml")
            case Self.mediaTypes["xlsx"]: bytes.isArchive && bytes.suffix(64 * 1024).holds("xl/workbook.xml")
            default: bytes.isArchive && bytes.prefix(256).holds("mimetype" + mediaType)
            }
        if !isTrue { throw .invalid(["file": "Nội dung tệp không đúng loại mà tên tệp nêu; hãy lưu lại tệp rồi gửi."]) }
    }

    /// The media type that goes with the file's name.
    /// - Throws: `.invalid("file")` if the kind is not taken or the file is too large.
    public static func mediaType(name: String, byteCount: Int) throws(Refusal) -> String {
        guard byteCount > 0 else { throw .invalid(["file": "Tệp trống; hãy chọn lại tệp."]) }
        guard byteCount <= maxByteCount else { throw .invalid(["file": "Tệp lớn hơn 10 MB; hãy gửi tệp nhỏ hơn."]) }
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard let type = mediaTypes[ending] else {
            throw .invalid(["file": "Chỉ nhận tệp PDF, ảnh PNG/JPEG, DOCX, XLSX, ODT, ODS, TXT, CSV."])
        }
        return type
    }
}

extension [UInt8] {
    /// Whether it begins as a ZIP archive.
    fileprivate var isArchive: Bool { starts(with: [0x50, 0x4b, 0x03, 0x04]) }
}

extension ArraySlice<UInt8> {
    /// Whether the text stands somewhere in the bytes; PDF readers take a heading that something goes before.
    fileprivate func holds(_ text: String) -> Bool {
        let sought = Array(text.utf8)
        return indices.contains { self[$0...].starts(with: sought) }
    }
}
