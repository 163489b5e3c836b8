import Domain
import Papers
import Reader

/// Reading a paper without storing anything.
public enum PaperReading {
    public enum Format: String, CaseIterable, Sendable {
        case json, text, source, outline
    }

    /// Whether the text is a day as settings write it: `2024-06-16`.
    public static func isDay(_ text: String) -> Bool { Day(text) != nil }

    /// Too large to be a plan; refused before it is read into memory.
    public static let maxByteCount = Bounds.byteCount

    /// Of a text, which is read at once.
    static let textLength = Unreadable.limit

    /// What is read in the background; `nil` for a text.
    /// - Throws: `Refusal.invalid("paper")` for what is nothing of it.
    static func kind(of bytes: [UInt8]) throws(Refusal) -> Paper.Kind? {
        do throws(Unopenable) {
            switch try PaperFile(bytes).kind {
            case .pdf: return .pdf
            case .docx: return .docx
            case .text: return nil
            }
        } catch {
            throw .invalid(["paper": error.vietnamese])
        }
    }

    /// - Parameter say: hears of each page of a PDF how it was read.
    /// - Throws: `StartRefusal` if the bytes are no plan.
    public static func run(_ bytes: [UInt8], as format: Format, say: @escaping @Sendable (String) -> Void = { _ in }) async throws -> String {
        let reader = try PlanReader()
        let read = try await read(bytes, reader, say)
        switch format {
        case .json: return try read.reading.json()
        case .text: return read.lines.map(\.text).joined(separator: "\n")
        case .source: return read.lines.map(\.source).joined(separator: "\n")
        case .outline: return read.reading.outline()
        }
    }

    private static func read(_ bytes: [UInt8], _ reader: PlanReader, _ say: @escaping @Sendable (String) -> Void) async throws -> ReadPlan {
        do {
            let file = try PaperFile(bytes)
            if file.kind == .text { return try reader.read(bytes) }
            let pages = try await CollectedPages.of(file, reader: reader) { page, count in
                say("page \(page.number) of \(count): \(([page.way.rawValue] + page.notes.map(\.rawValue)).joined(separator: ", "))")
            }
            return try reader.read(pages: pages.map { $0.lines.map(\.text) })
        } catch let error as Unreadable {
            throw unusable(error.vietnamese, error.english)
        } catch let error as Unopenable {
            throw unusable(error.vietnamese, error.english)
        } catch let missing as MissingTool {
            throw StartRefusal("Thiếu chương trình \(missing.name) trên máy. / The program \(missing.name) is not installed.")
        }
    }

    /// What is said of a file that is too large, without reading it.
    public static func tooLarge(_ byteCount: Int) -> StartRefusal {
        let error = Unopenable.tooLarge(byteCount: byteCount)
        return unusable(error.vietnamese, error.english)
    }

    private static func unusable(_ vietnamese: String, _ english: String) -> StartRefusal { StartRefusal(vietnamese + "\n" + english) }
}

/// The pages of a paper, in their order.
enum CollectedPages {
    static func of(_ file: PaperFile, reader: PlanReader, each: @escaping @Sendable (PaperPage, Int) -> Void) async throws -> [PaperPage] {
        let pages = Collected()
        try await file.read(soundness: reader.soundness) { page, count in
            each(page, count)
            await pages.add(page)
        }
        return await pages.all.sorted { $0.number < $1.number }
    }

    private actor Collected {
        private(set) var all: [PaperPage] = []
        func add(_ page: PaperPage) { all.append(page) }
    }
}
