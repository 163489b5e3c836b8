/// Why a file as a whole cannot be read; a page that cannot be is a note of that page.
public enum Unopenable: Error, Equatable, Sendable {
    /// Neither PDF nor DOCX nor text.
    case unknownKind
    case tooLarge(byteCount: Int)
    case tooManyPages(Int)
    /// A word is needed to open it.
    case locked
    /// Cut off, damaged, or made to harm.
    case broken

    public var vietnamese: String {
        switch self {
        case .unknownKind: "Cần tệp PDF, DOCX hoặc tệp chữ (UTF-8)."
        case .tooLarge(let count): "Tệp lớn quá mức: \(count / 1_000_000) MB; nhiều nhất \(Bounds.byteCount / 1_000_000) MB."
        case .tooManyPages(let count): "Tệp dài quá mức: \(count) trang; nhiều nhất \(Bounds.pageCount) trang."
        case .locked: "Tệp bị khóa bằng mật khẩu; hãy bỏ mật khẩu rồi gửi lại."
        case .broken: "Tệp hỏng hoặc không trọn; hãy quét hay xuất lại rồi gửi lại."
        }
    }

    public var english: String {
        switch self {
        case .unknownKind: "Expected a PDF, a DOCX or a text file (UTF-8)."
        case .tooLarge(let count): "The file is too large: \(count / 1_000_000) MB; at most \(Bounds.byteCount / 1_000_000) MB."
        case .tooManyPages(let count): "The file is too long: \(count) pages; at most \(Bounds.pageCount)."
        case .locked: "The file is locked by a password; take it off and send it again."
        case .broken: "The file is broken or not whole; scan or export it anew and send it again."
        }
    }
}

/// What a paper may be at most.
public enum Bounds {
    public static let byteCount = 100_000_000
    public static let pageCount = 300
    /// Seconds for one page.
    static let pageSeconds = 30
    /// Bytes of memory for each program that looks at the file.
    static let memory = 900_000_000
    /// Dots of a page's picture: an A3 page at 300 dots an inch has half of it.
    static let dots = 35_000_000
    /// Bytes of text of the whole.
    static let textLength = 20_000_000
}
