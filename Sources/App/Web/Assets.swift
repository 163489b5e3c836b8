import Foundation
import Hummingbird
import Vault

/// The few files that browsers fetch, held in memory: our theme, and Bootstrap from where the system installed it.
struct Assets: Sendable {
    struct File: Sendable {
        let bytes: ByteBuffer
        let mediaType: String
        /// First letters of the digest: in the address, so that a browser may keep the file for ever.
        let mark: String
    }

    private let files: [String: File]

    /// - Throws: `StartRefusal` if Bootstrap is not where the configuration says.
    init(bootstrap: String) throws {
        var files: [String: File] = [:]
        let own = Bundle.module.bundleURL.appendingPathComponent("Public")
        for name in try FileManager.default.contentsOfDirectory(atPath: own.path).sorted() {
            files[name] = File(try Data(contentsOf: own.appendingPathComponent(name)), name: name)
        }
        let path = bootstrap + "/css/bootstrap.min.css"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw StartRefusal("Thiếu \(path): cài gói libjs-bootstrap5 (scripts/setup). / \(path) is missing: install libjs-bootstrap5 (scripts/setup).")
        }
        files["bootstrap.css"] = File(data, name: "bootstrap.css")
        self.files = files
    }

    func address(of name: String) -> String { "/assets/\(name)?\(files[name]?.mark ?? "")" }

    /// GET /assets/:name
    func show(_ request: Request, context: WebContext) throws -> Response {
        guard let file = files[try context.parameters.require("name")] else { throw HTTPError(.notFound) }
        return Response(
            status: .ok, headers: [.contentType: file.mediaType, .cacheControl: "public, max-age=31536000, immutable"],
            body: ResponseBody(byteBuffer: file.bytes))
    }
}

extension Assets.File {
    fileprivate init(_ data: Data, name: String) {
        bytes = ByteBuffer(bytes: data)
        mark = String(Digest.sha256([UInt8](data)).prefix(12))
        mediaType =
            switch name.split(separator: ".").last {
            case "css": "text/css; charset=utf-8"
            case "js": "text/javascript; charset=utf-8"
            case "svg": "image/svg+xml; charset=utf-8"
            default: "application/octet-stream"
            }
    }
}
