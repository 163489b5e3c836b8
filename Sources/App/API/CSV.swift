import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A table for spreadsheets: comma-separated values (RFC 4180) in UTF-8 with its mark, so that Vietnamese is read as such. No cell is taken for a formula.
struct CSV: Sendable {
    /// The heading first.
    var rows: [[String]]

    var text: String { "\u{feff}" + rows.map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined() }

    /// The cell as it is written: what a spreadsheet would take for a formula gets an apostrophe before it, what parts cells or lines stands in quotes.
    static func cell(_ text: String) -> String {
        let held = isFormula(text) ? "'" + text : text
        guard held.unicodeScalars.contains(where: { "\",;\r\n\t'".unicodeScalars.contains($0) }) else { return held }
        return "\"" + held.replacing("\"", with: "\"\"") + "\""
    }

    /// Whether a spreadsheet would reckon it: by the first sign that is seen, whatever unseen ones stand before it; a plain number is none.
    private static func isFormula(_ text: String) -> Bool {
        if text.wholeMatch(of: #/-?[0-9]+([.,][0-9]+)?/#) != nil { return false }
        let first = text.unicodeScalars.first { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .nonspacingMark: false
            default: !"\"'".unicodeScalars.contains(scalar)
            }
        }
        // Also as full-width signs, which some programs read as the narrow ones; and what is led by an end of line or a tabulator.
        return first.map { "=+-@|%＝＋－＠−".unicodeScalars.contains($0) } ?? false
            || text.unicodeScalars.first.map { "\t\r\n".unicodeScalars.contains($0) } ?? false
    }

    /// - Parameter name: of the file, without a person's name in it.
    func response(named name: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/csv; charset=utf-8", .contentDisposition: "attachment; filename=\"\(name).csv\""],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
