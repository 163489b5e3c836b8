internal import CArchive
internal import Foundation
internal import FoundationXML

/// The text of a DOCX: paragraphs as lines, the rows of tables as lines of their cells, told apart as on a scan.
enum WordPaper {
    /// - Throws: `Unopenable.broken`; `.locked` where it is encrypted; `.unknownKind` for an archive of something else.
    static func lines(of bytes: [UInt8]) throws(Unopenable) -> [PaperLine] {
        let reading = WordReading(try document(in: bytes))
        guard let lines = reading.lines() else { throw .broken }
        return lines
    }

    /// The part that holds the text, unpacked only so far as a paper may be long.
    private static func document(in bytes: [UInt8]) throws(Unopenable) -> Data {
        guard let archive = archive_read_new() else { throw .broken }
        defer { archive_read_free(archive) }
        archive_read_support_format_zip(archive)
        // The memory outlives the archive: it is read within this call alone.
        let found = bytes.withUnsafeBytes { memory in Result { () throws(Unopenable) in try find(in: archive, memory) } }
        return try found.get()
    }

    private static func find(in archive: OpaquePointer, _ memory: UnsafeRawBufferPointer) throws(Unopenable) -> Data {
        guard archive_read_open_memory(archive, memory.baseAddress, memory.count) == ARCHIVE_OK else { throw .broken }
        var entry: OpaquePointer?, seen = 0
        while archive_read_next_header(archive, &entry) == ARCHIVE_OK {
            seen += 1
            guard seen < 10_000 else { throw .broken }
            guard archive_entry_pathname(entry).map({ String(cString: $0) }) == "word/document.xml" else { continue }
            guard archive_entry_is_encrypted(entry) == 0 else { throw .locked }
            return try content(of: archive)
        }
        throw seen == 0 ? .broken : .unknownKind
    }

    private static func content(of archive: OpaquePointer) throws(Unopenable) -> Data {
        var content = Data(), chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = archive_read_data(archive, &chunk, chunk.count)
            if count == 0 { return content }
            guard count > 0, content.count + count <= Bounds.textLength else { throw .broken }
            content.append(contentsOf: chunk[..<count])
        }
    }
}

/// Goes through the XML of a DOCX (ECMA-376): `w:p` a paragraph, `w:t` text, `w:tab`, `w:br`, `w:tbl`/`w:tr`/`w:tc` tables; what was struck out (`w:del`) is not read.
private final class WordReading: NSObject, XMLParserDelegate {
    private let xml: Data
    private var text = "", paragraphs: [String] = [], rows: [[String]] = []
    private var isText = false, struckOut = 0, isBroken = false

    init(_ xml: Data) { self.xml = xml }

    /// `nil` where it is no sound XML.
    func lines() -> [PaperLine]? {
        // A paper never declares entities: that is how a few bytes are made to be gigabytes.
        guard xml.prefix(1_024).range(of: Data("<!DOCTYPE".utf8)) == nil else { return nil }
        let parser = XMLParser(data: xml)
        parser.shouldResolveExternalEntities = false
        parser.delegate = self
        guard parser.parse(), !isBroken else { return nil }
        return paragraphs.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }.map { line in
            PaperLine(words: line.split(whereSeparator: \.isWhitespace).map { PaperWord(text: String($0).precomposedStringWithCanonicalMapping, box: nil) })
        }
    }

    func parser(_ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]) {
        switch name {
        case "w:t": isText = struckOut == 0
        case "w:del": struckOut += 1
        case "w:tab": text += " "
        case "w:br", "w:cr": text += "\n"
        case "w:tr": rows.append([])
        case "w:tc": if !rows.isEmpty { rows[rows.count - 1].append("") }
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { if isText { text += string } }

    /// The parser itself goes on after some faults and says that all went well.
    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { isBroken = true }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        switch name {
        case "w:t": isText = false
        case "w:del": struckOut -= 1
        case "w:p":
            if let row = rows.last, !row.isEmpty {
                rows[rows.count - 1][row.count - 1] += (row[row.count - 1].isEmpty ? "" : " ") + text
            } else {
                paragraphs.append(text)
            }
            text = ""
        case "w:tr":
            // Two columns lay out the head and the foot of a paper; a table has more.
            guard let row = rows.popLast() else { return }
            paragraphs.append(row.joined(separator: row.count > 2 ? " \(PageLayout.cellBound) " : " "))
        default: break
        }
    }
}
