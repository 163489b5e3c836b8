import Domain
import Hummingbird
import NIOCore
import Vault

struct CalendarPages {
    let app: App

    /// GET /calendar/:token
    func show(_ request: Request, context: WebContext) async throws -> Response {
        let token = Token(text: context.parameters.get("token") ?? "")
        let feed = try await app.read(as: .program) { tx in
            let account = try tx.calendars.owner(of: token)
            return CalendarFeed(
                id: account.id.text, events: try tx.calendars.events(for: account), madeAt: tx.now, desk: app.config.publicURL.map { $0 + "/desk" } ?? "")
        }
        return Response(
            status: .ok, headers: [.contentType: "text/calendar; charset=utf-8", .cacheControl: "private, no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: feed.text(context.visitor?.language ?? app.vietnamese))))
    }
}
