import Domain
import Hummingbird

/// A page ready to print: its data and how it looks; decides nothing.
protocol View: Sendable {
    func html(_ f: Frame) -> HTML
    /// Examples of every look the page can have; snapshots and `/dev/pages` are made from them.
    static var samples: [Self] { get }
}

extension App {
    /// Loads the page's data in one transaction and prints it.
    func page(
        for context: some ViewerContext, in room: Room?, status: HTTPResponse.Status = .ok, _ load: @escaping @Sendable (Tx) throws -> any View
    ) async throws -> Response {
        let (view, frame) = try await read(as: context.viewer) { tx in
            (try load(tx), try Frame(visitor: context.visitor, app: self, tx: tx, room: room))
        }
        return view.html(frame).response(status: status)
    }

    /// A page for someone who need not have signed in.
    func publicPage(_ context: WebContext, status: HTTPResponse.Status = .ok, _ view: some View) async throws -> Response {
        let frame = try await read(as: .program) { tx in try Frame(visitor: context.visitor, app: self, tx: tx, room: nil) }
        return view.html(frame).response(status: status)
    }
}

extension Response {
    /// Sends the browser to another page after a form was taken.
    static func see(_ path: String) -> Response { .redirect(to: path, type: .normal) }
}
