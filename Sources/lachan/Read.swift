public import App
public import ArgumentParser
import Foundation

struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads the paper of a plan and prints what it says; stores nothing.",
        discussion: "Example: lachan read Samples/hanoi-133-2024.txt --format outline")

    @Argument(help: "A PDF (scanned or not), a DOCX, or a text file in UTF-8.")
    var file: String

    @Option(help: "json (facts), text (mended, line by line), source (the same lines as they came) or outline (a tree for people).")
    var format: PaperReading.Format = .outline

    func run() async throws {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        guard let byteCount = (attributes?[.size] as? NSNumber)?.intValue, attributes?[.type] as? FileAttributeType != .typeDirectory else {
            throw ValidationError("\(file): expected a file that can be read.")
        }
        guard byteCount <= PaperReading.maxByteCount else { throw UnusableInput(description: PaperReading.tooLarge(byteCount).description) }
        guard let data = FileManager.default.contents(atPath: file) else { throw ValidationError("\(file): expected a file that can be read.") }
        do {
            print(
                try await PaperReading.run([UInt8](data), as: format) { told in
                    FileHandle.standardError.write(Data((told + "\n").utf8))
                })
        } catch let refusal as StartRefusal {
            throw UnusableInput(description: refusal.description)
        }
    }
}

extension PaperReading.Format: ExpressibleByArgument {}
