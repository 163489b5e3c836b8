import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// Papers that are being read, and pictures of their pages.
struct PaperPages {
    let app: App

    /// GET /papers/:id
    ///
    /// Asks to be loaded again while pages are still to come, and leads to the plan once it is there.
    func show(_ request: Request, context: StandingOffice) async throws -> Response {
        let id = try context.id(of: Paper.self)
        let (paper, done) = try await app.read(as: context.viewer) { tx in (try tx.papers.find(id), try tx.papers.pageCount(of: id)) }
        if let plan = paper.planId { return .see("/plans/\(plan)/review") }
        var response = try await app.page(for: context, in: .plans) { _ in PaperProgress(paper: paper, doneCount: done) }
        if paper.state == .waiting, let refresh = HTTPField.Name("Refresh") { response.headers[refresh] = "2" }
        return response
    }

    /// POST /papers/:id/cancellation
    func cancel(_ request: Request, context: StandingOffice) async throws -> Response {
        _ = try await request.form(context.visitor)
        let id = try context.id(of: Paper.self)
        try await app.write(as: context.viewer, at: Clock.machine) { tx in
            var paper = try tx.papers.find(id)
            try paper.cancel(at: tx.now)
            try tx.papers.save(paper)
        }
        return .see("/papers/\(id)")
    }

    /// GET /papers/:id/pages/:number
    func picture(_ request: Request, context: Programme) async throws -> Response {
        let id = try context.id(of: Paper.self)
        guard let number = Int(context.parameters.get("number") ?? "") else { throw Refusal.notFound }
        let stored = try await app.read(as: context.viewer) { tx in
            guard let picture = try tx.papers.page(number, of: tx.papers.find(id).id).pictureId else { throw Refusal.notFound }
            return try tx.files.find(ID(picture))
        }
        let bytes = try await app.open(stored)
        return Response(
            status: .ok, headers: [.contentType: "image/jpeg", .cacheControl: "private, no-store"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
