import Domain
import Hummingbird

struct SearchPages {
    let app: App

    /// GET /search?q=
    func show(_ request: Request, context: SignedIn) async throws -> Response {
        let text = request.typed("q")
        return try await app.page(for: context, in: nil) { tx in SearchShow(text: text, found: try tx.search.find(text)) }
    }
}

/// What was found.
struct SearchShow: View {
    var text: String
    var found: [SearchEntry]

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Tìm thấy gì?"),
            lead:
                "“\(text)” · \(found.count < SearchStore.shown ? t("{0} mục", String(found.count)) : t("{0} mục đầu, có thể còn nữa: gõ thêm chữ", String(found.count)))",
            """
            <section class="sheet">\(if: found.isEmpty, "<p class='p-3 mb-0'>\(t("Không tìm thấy gì. Gõ không dấu cũng được, thứ tự chữ tùy ý."))</p>")<ul class="plain">\(found, { entry in
                "<li><a href='/\(entry.noun)/\(entry.recordId)'>\(entry.title)</a> <span class='soft'>\(LedgerWords.noun(entry.noun, t))</span><br><span class='soft'>\(entry.detail.shortened(to: 160))</span></li>"
            })</ul></section>
            """)
    }

    static var samples: [SearchShow] {
        let entry = SearchEntry(noun: .bodies, id: "b1", province: "01", title: "Sở Tư pháp thành phố Hà Nội", detail: "Hà Nội <1>")
        return [SearchShow(text: "tu phap", found: [entry]), SearchShow(text: "<x>", found: [])]
    }
}
