internal import Foundation

/// Reads the pages of a PDF, as many beside each other as there are cores.
struct PageDesk: Sendable {
    let pdf: PDFPaper
    let soundness: @Sendable (String) -> Double

    /// A page of which so much is Vietnamese needs no second look.
    static let sound = 0.9
    /// Fewer words are no text layer: a stamp of a scanner, a number.
    private static let fewest = 12
    /// What scans are read at: more costs time and brings nothing, less loses marks.
    private static let dotsAnInch = 200...300
    private static let shownDotsAnInch = 110

    func read(skipping: Set<Int>, each: @escaping @Sendable (PaperPage, Int) async throws -> Void) async throws {
        var waiting = (1...pdf.pageCount).filter { !skipping.contains($0) }[...]
        try await withThrowingTaskGroup(of: PaperPage.self) { group in
            func add() {
                guard let number = waiting.popFirst() else { return }
                group.addTask { try await page(number) }
            }
            for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) { add() }
            while let page = try await group.next() {
                try await each(page, pdf.pageCount)
                add()
            }
        }
    }

    /// One page, whatever is wrong with it.
    /// - Throws: `CancellationError`, `MissingTool`.
    private func page(_ number: Int) async throws -> PaperPage {
        do {
            let words = try await pdf.layer(number), share = words.count < Self.fewest ? 0 : soundness(words.map(\.text).joined(separator: " "))
            guard share < Self.sound else { return try await asGiven(number, words) }
            return try await recognised(number, layer: words.count < Self.fewest ? nil : (words, share))
        } catch let failure as Tool.Failure {
            return PaperPage(number: number, way: .none, lines: [], notes: [failure.isLate ? .tooSlow : .unreadable])
        }
    }

    /// By the text of the file; the picture tells where its tables are.
    private func asGiven(_ number: Int, _ words: [PaperWord]) async throws -> PaperPage {
        let picture = PagePicture(try await pdf.dots(number, anInch: Self.shownDotsAnInch).bytes, turn: .none)
        return PaperPage(number: number, way: .text, lines: PageLayout.lines(words.map { [$0] }, picture?.tables ?? []), picture: picture?.shown)
    }

    /// Reads the page's picture; turned where it makes no sense as it stands. The text of the file stays where the picture gives less.
    private func recognised(_ number: Int, layer: (words: [PaperWord], share: Double)?) async throws -> PaperPage {
        let wanted = try await pdf.scanned(number) ?? Self.dotsAnInch.lowerBound
        let (dots, anInch) = try await pdf.dots(number, anInch: min(max(wanted, Self.dotsAnInch.lowerBound), Self.dotsAnInch.upperBound))
        var best: (page: PaperPage, share: Double)?
        for turn in PagePicture.Turn.allCases {
            guard let picture = PagePicture(dots, turn: turn) else { throw Tool.Failure(code: nil, isLate: false, said: "no picture") }
            let seen = try await Recognition.lines(on: picture, dotsAnInch: anInch)
            // Across a table a line that was seen runs through several cells.
            let pieces = picture.tables.isEmpty ? seen : seen.joined().map { [$0] }
            let lines = PageLayout.lines(pieces, picture.tables), share = soundness(lines.map(\.text).joined(separator: "\n"))
            var page = PaperPage(number: number, way: .recognised, lines: lines, picture: picture.shown)
            if turn != .none { page.notes.append(.turned) }
            if seen.isEmpty, turn == .none {
                page.notes.append(.blank)
                return page
            }
            if share > (best?.share ?? -1) { best = (page, share) }
            if share > Self.upright { break }
        }
        guard let best else { throw Tool.Failure(code: nil, isLate: false, said: "no picture") }
        guard let layer else { return best.page }
        if layer.share >= best.share { return try await asGiven(number, layer.words) }
        var page = best.page
        page.notes.append(.damagedLayer)
        return page
    }

    /// A page that stands the wrong way up gives a tenth of this.
    private static let upright = 0.5
}
