internal import CArchive
internal import Foundation

/// Papers for tests.
public enum TestPapers {
    /// A DOCX.
    /// - Parameters:
    ///   - body: what stands within `w:body`.
    ///   - name: of the part that holds it.
    ///   - padding: how many empty parts stand before it.
    public static func docx(_ body: String, name: String = "word/document.xml", padding: Int = 0) throws -> [UInt8] {
        let archive = archive_write_new(), path = NSTemporaryDirectory() + "papers-\(UUID().uuidString).docx"
        defer { try? FileManager.default.removeItem(atPath: path) }
        archive_write_set_format_zip(archive)
        archive_write_open_filename(archive, path)
        let content = Array("<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:body>\(body)</w:body></w:document>".utf8)
        for (name, content) in (0..<padding).map({ ("a\($0)", [UInt8]()) }) + [("[Content_Types].xml", Array("<Types/>".utf8)), (name, content)] {
            let entry = archive_entry_new()
            archive_entry_set_pathname(entry, name)
            archive_entry_set_size(entry, Int64(content.count))
            archive_entry_set_filetype(entry, 0o100000)
            archive_entry_set_perm(entry, 0o644)
            archive_write_header(archive, entry)
            archive_write_data(archive, content, content.count)
            archive_entry_free(entry)
        }
        archive_write_free(archive)
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// A DOCX whose paragraphs are these lines.
    public static func docx(lines: [String]) throws -> [UInt8] {
        let escaped = lines.map { $0.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;") }
        return try docx(escaped.map { "<w:p><w:r><w:t>\($0)</w:t></w:r></w:p>" }.joined())
    }
}
