internal import Foundation

/// A PDF in a folder of its own, looked at by the programs of Poppler.
struct PDFPaper: Sendable {
    let path: String
    let pageCount: Int

    /// - Throws: `Unopenable`.
    init(path: String) async throws {
        self.path = path
        let said: String
        do {
            said = String(decoding: try await Tool(name: "pdfinfo").run([path], limit: 1_000_000), as: UTF8.self)
        } catch let failure as Tool.Failure {
            throw failure.said.contains("password") ? Unopenable.locked : .broken
        }
        let pages = said.firstMatch(of: Self.pages)?.output.1
        guard let pages, let count = Int(pages), count > 0 else { throw Unopenable.broken }
        guard count <= Bounds.pageCount else { throw Unopenable.tooManyPages(count) }
        pageCount = count
    }

    private nonisolated(unsafe) static let pages = #/(?m)^Pages:\s+(\d+)/#
    private nonisolated(unsafe) static let size = #/(?m)^Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)/#

    /// The words that the file itself gives, by page; without those pages whose text is too much or cannot be got.
    func layer(_ page: Int) async throws -> [PaperWord] {
        do {
            let xml = try await Tool(name: "pdftotext").run(
                ["-bbox", "-f", "\(page)", "-l", "\(page)", path, "-"], limit: Bounds.textLength)
            return TextLayer.read(xml, first: page)[page] ?? []
        } catch let failure as Tool.Failure {
            if failure.isLate { throw failure }
            return []
        }
    }

    /// As how many dots an inch the page was scanned; `nil` where it bears no picture.
    func scanned(_ page: Int) async throws -> Int? {
        let said = String(decoding: try await Tool(name: "pdfimages").run(["-list", "-f", "\(page)", "-l", "\(page)", path], limit: 1_000_000), as: UTF8.self)
        // The columns before last but two: dots an inch, across and down.
        return said.split(separator: "\n").dropFirst(2).compactMap { line in
            let columns = line.split(separator: " ")
            return columns.count >= 14 ? Int(columns[12]) : nil
        }.max()
    }

    /// The page as dots, as many an inch as it bears.
    /// - Throws: `Tool.Failure`.
    func dots(_ page: Int, anInch wanted: Int) async throws -> (bytes: [UInt8], anInch: Int) {
        let said = String(decoding: try await Tool(name: "pdfinfo").run(["-f", "\(page)", "-l", "\(page)", path], limit: 1_000_000), as: UTF8.self)
        guard let match = said.firstMatch(of: Self.size), let width = Double(match.1), let height = Double(match.2), width > 0, height > 0 else {
            throw Tool.Failure(code: nil, isLate: false, said: "no size")
        }
        let inches = (width / 72) * (height / 72), most = Int((Double(Bounds.dots) / inches).squareRoot()), anInch = min(wanted, most)
        guard anInch > 0 else { throw Tool.Failure(code: nil, isLate: false, said: "no size") }
        let bytes = try await Tool(name: "pdftoppm").run(
            ["-r", "\(anInch)", "-f", "\(page)", "-l", "\(page)", "-singlefile", path], limit: 3 * Bounds.dots + 1_000_000)
        return (bytes, anInch)
    }
}
