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

    public init(
        id: ID<AnswerFile>, answerId: ID<Answer>, name: String, mediaType: String, byteCount: Int, sha256: String
    ) {
        (self.id, self.answerId, self.name, self.mediaType, self.byteCount, self.sha256) = (id, answerId, name, mediaType, byteCount, sha256)
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
