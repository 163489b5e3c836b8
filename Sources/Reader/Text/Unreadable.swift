/// Says why a text cannot be read as a plan at all.
public enum Unreadable: Error, Equatable, Sendable {
    case empty
    /// The bytes are no UTF-8 text, or hold a NUL.
    case binary
    case tooLarge(byteCount: Int)
    /// No trace of a plan; `missing` names in Vietnamese what was looked for.
    case notAPlan(missing: [String])

    /// The largest text taken, in bytes.
    public static let limit = 400_000
    /// The most lines taken: a page has some fifty.
    public static let lineLimit = 12_000

    public var vietnamese: String {
        switch self {
        case .empty: "Tệp không có chữ nào. Cần văn bản của kế hoạch, mã hóa UTF-8."
        case .binary: "Tệp không phải văn bản UTF-8. Cần chữ đã nhận dạng từ bản quét, không phải ảnh, PDF hay tệp nén."
        case .tooLarge(let byteCount):
            "Tệp có \(byteCount) byte, vượt mức \(Self.limit) byte hoặc \(Self.lineLimit) dòng. Một kế hoạch chỉ dài vài chục trang; hãy tách riêng kế hoạch."
        case .notAPlan(let missing):
            "Không thấy dấu hiệu của một kế hoạch. Cần có: \(missing.joined(separator: "; "))."
        }
    }

    public var english: String {
        switch self {
        case .empty: "The file has no text. Expected the text of a plan in UTF-8."
        case .binary: "The file is not UTF-8 text. Expected recognised text of a scan, not an image, a PDF or an archive."
        case .tooLarge(let byteCount):
            "The file has \(byteCount) bytes, more than \(Self.limit), or more than \(Self.lineLimit) lines. A plan is some tens of pages long; cut the plan out of it."
        case .notAPlan(let missing):
            "No trace of a plan was found. Expected: \(missing.joined(separator: "; "))."
        }
    }
}
