import Domain
import Vault

/// A file as it came with a form, found sound.
struct GivenFile: Sendable {
    let name: String
    let mediaType: String
    let bytes: [UInt8]
    let sha256: String

    /// - Parameter withoutMetadata: whether a picture is to lose what it tells besides what it shows.
    /// - Throws: `Refusal.invalid("file")` for a kind that is not taken, a file that is too large, or one that is not what its name says.
    init(_ file: Form.File, withoutMetadata: Bool) throws {
        name = file.name
        mediaType = try AnswerFile.mediaType(name: file.name, byteCount: file.bytes.count)
        try AnswerFile.refuseDisguised(file.bytes, as: mediaType)
        if withoutMetadata, mediaType.hasPrefix("image/") {
            guard let bare = ImageMetadata.removed(from: file.bytes) else {
                throw Refusal.invalid(["file": "Ảnh hỏng, không bỏ được thông tin kèm theo; hãy lưu lại ảnh rồi gửi."])
            }
            bytes = bare
        } else {
            bytes = file.bytes
        }
        sha256 = Digest.sha256(bytes)
    }
}
