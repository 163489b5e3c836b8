import Domain
import Papers

/// How far a paper is read, or why nothing came of it.
struct PaperProgress: View {
    var paper: Paper
    var doneCount: Int

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Máy đọc đến đâu rồi?"), lead: "\(t("Có thể rời trang này; văn bản đọc xong nằm ở danh sách kế hoạch, chờ duyệt."))",
            "<section class='sheet p-3 narrow' aria-live='polite'>\(content(f))</section>")
    }

    private func content(_ f: Frame) -> HTML {
        let t = f.t
        switch paper.state {
        case .waiting:
            let told = paper.pageCount.map { t("Đã đọc {0} trong {1} trang.", String(doneCount), String($0)) } ?? t("Đang mở tệp …")
            return """
                <p>\(told)</p><progress class="wide" max="\(paper.pageCount ?? 1)" value="\(doneCount)" aria-label="\(told)"></progress>
                <form class="mt-3" method="post" action="/papers/\(paper.id)/cancellation">\(f.token)<button class="btn btn-outline-secondary">\(t("Dừng đọc"))</button></form>
                """
        case .failed: return "<p class='refused' role='alert'>\(t(paper.failure ?? ""))</p>\(again(t))"
        case .cancelled: return "<p>\(t("Đã dừng đọc theo yêu cầu."))</p>\(again(t))"
        case .read: return again(t)
        }
    }

    private func again(_ t: Language) -> HTML { "<p class='mb-0'><a class='btn btn-primary' href='/plans/new'>\(t("Đưa văn bản khác vào"))</a></p>" }

    static var samples: [PaperProgress] {
        var paper = Paper(
            id: ID("q1"), province: "01", officeId: ID("b9"), by: .sample, kind: .pdf, storedId: "f1", byteCount: 4_000_000, madeAt: Moment(.sample))
        let fresh = paper
        paper.pageCount = 12
        var (failed, stopped) = (paper, paper)
        try? failed.fail(because: "Tệp hỏng hoặc không trọn; hãy quét hay xuất lại rồi gửi lại.", at: Moment(.sample))
        try? stopped.cancel(at: Moment(.sample))
        return [
            PaperProgress(paper: fresh, doneCount: 0), PaperProgress(paper: paper, doneCount: 5), PaperProgress(paper: failed, doneCount: 0),
            PaperProgress(paper: stopped, doneCount: 5),
        ]
    }
}

/// One page of the paper as it was scanned, its words where they stand, some lines of it marked.
struct PagePlate: Sendable {
    var paper: ID<Paper>
    var number: Int
    var count: Int
    var width: Int
    var height: Int
    var way: PaperPage.Way
    var notes: [PaperPage.Note]
    var lines: [PaperLine]

    /// - Returns: `nil` for a page without a picture.
    init?(_ page: PaperStore.Page, count: Int) throws {
        guard page.pictureId != nil, let width = page.width, let height = page.height else { return nil }
        (paper, number, self.count, self.width, self.height) = (page.paperId, page.number, count, width, height)
        (way, notes, lines) = (page.way, page.told, try page.read())
    }

    /// - Parameters:
    ///   - marked: places of lines on this page, from 0.
    ///   - isCut: shows the marked lines alone, with some of the page around them.
    func html(_ t: Language, marked: Set<Int>, isCut: Bool = false) -> HTML {
        let band = isCut ? band(marked) : nil
        return """
            <figure class="plate"><svg viewBox="0 \(band?.top ?? 0) \(width) \(band?.height ?? height)" role="img" aria-label="\(t("Trang {0} như đã quét", String(number)))">
            <image href="/papers/\(paper)/pages/\(number)" width="\(width)" height="\(height)"></image>
            \(lines.enumerated().filter { marked.contains($0.offset) }.compactMap(\.element.box), { box in rectangle(box, "hot") })
            \(lines.flatMap(\.words).filter { $0.confidence < 0.6 }.compactMap(\.box), { box in rectangle(box, "doubt") })
            \(lines.flatMap(\.words), { word in self.word(word) })</svg>
            <figcaption class="soft">\(told(t))</figcaption></figure>
            """
    }

    static let sample = PagePlate()

    private init() {
        (paper, number, count, width, height, way, notes) = (ID("q1"), 1, 2, 1_100, 1_556, .recognised, [.turned])
        lines = [
            PaperLine(words: [
                PaperWord(text: "KẾ", box: Box(left: 0.4, top: 0.2, right: 0.45, bottom: 0.22), confidence: 0.9),
                PaperWord(text: "HOẠCII", box: Box(left: 0.46, top: 0.2, right: 0.58, bottom: 0.22), confidence: 0.4),
            ]), PaperLine(words: []),
        ]
    }

    /// Where the marked lines stand, in dots, with a twentieth of the page above and below.
    private func band(_ marked: Set<Int>) -> (top: Int, height: Int)? {
        let boxes = lines.enumerated().filter { marked.contains($0.offset) }.compactMap(\.element.box)
        guard let first = boxes.map(\.top).min(), let last = boxes.map(\.bottom).max() else { return nil }
        let top = y(max(0, first - 0.05)), bottom = y(min(1, last + 0.05))
        return (top, max(1, bottom - top))
    }

    private func rectangle(_ box: Box, _ kind: String) -> HTML {
        """
        <rect class="\(kind)" x="\(x(box.left))" y="\(y(box.top))" width="\(x(box.right) - x(box.left))" height="\(y(box.bottom) - y(box.top))"></rect>
        """
    }

    /// The word lies over its picture, unseen, to be found and copied.
    private func word(_ word: PaperWord) -> HTML {
        guard let box = word.box else { return .nothing }
        return """
            <text x="\(x(box.left))" y="\(y(box.bottom))" textLength="\(max(1, x(box.right) - x(box.left)))" font-size="\(max(1, y(box.bottom) - y(box.top)))" lengthAdjust="spacingAndGlyphs" aria-hidden="true">\(word.text)</text>
            """
    }

    private func x(_ share: Double) -> Int { Int((share * Double(width)).rounded()) }
    private func y(_ share: Double) -> Int { Int((share * Double(height)).rounded()) }

    private func told(_ t: Language) -> String {
        ([way.label(t)] + notes.map { $0.label(t) }).joined(separator: " · ")
    }
}

extension Paper.State {
    func label(_ t: Language) -> String {
        switch self {
        case .waiting: t("đang đọc")
        case .read: t("đã đọc")
        case .failed: t("không đọc được")
        case .cancelled: t("đã dừng")
        }
    }
}

extension PaperPage.Way {
    func label(_ t: Language) -> String {
        switch self {
        case .text: t("chữ lấy từ tệp")
        case .recognised: t("chữ nhận dạng lại từ ảnh")
        case .none: t("không đọc được trang này")
        }
    }
}

extension PaperPage.Note {
    func label(_ t: Language) -> String {
        switch self {
        case .damagedLayer: t("lớp chữ trong tệp hỏng")
        case .turned: t("trang quét ngược, đã xoay lại")
        case .tooSlow: t("quá 30 giây")
        case .unreadable: t("trang hỏng hoặc quá lớn")
        case .blank: t("trang trắng")
        }
    }
}
