internal import CZlib
import HTTPTypes
import Hummingbird
import NIOCore

/// Sends text compressed to browsers that take it: a board weighs a tenth on a slow line.
///
/// A page also holds a secret, the form token; it is masked anew each time (`Token.masked`), so its length tells nothing.
struct Gzip: RouterMiddleware {
    /// Below this the saving is not worth the work.
    static let smallest = 1_000

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        var response = try await next(request, context)
        let type = response.headers[.contentType] ?? ""
        guard type.hasPrefix("text/") || type.hasPrefix("application/json") || type.hasPrefix("image/svg"), (response.body.contentLength ?? 0) >= Self.smallest,
            response.headers[.contentDisposition] == nil
        else { return response }
        response.headers[.vary] = "Accept-Encoding"
        guard Self.takes(request.headers[.acceptEncoding] ?? "") else { return response }
        response.headers[.contentEncoding] = "gzip"
        response.headers[.contentLength] = nil
        response.body = response.body.map { ByteBuffer(bytes: Self.compressed($0.readableBytesView)) }
        return response
    }

    /// Whether the header names gzip and does not refuse it (`gzip;q=0`).
    static func takes(_ header: String) -> Bool {
        header.lowercased().split(separator: ",").contains { entry in
            let parts = entry.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            return parts.first == "gzip" && !parts.dropFirst().contains { $0.wholeMatch(of: #/q=0(?:\.0*)?/#) != nil }
        }
    }

    /// One member of a gzip stream (RFC 1952).
    static func compressed(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var source = Array(bytes), stream = z_stream()
        let gzip: Int32 = 16 + MAX_WBITS
        guard deflateInit2_(&stream, 6, Z_DEFLATED, gzip, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            fatalError("zlib cannot begin: out of memory")
        }
        defer { deflateEnd(&stream) }
        var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(source.count))))
        let count = source.withUnsafeMutableBufferPointer { input in
            packed.withUnsafeMutableBufferPointer { output in
                (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
                // The whole input is there and the bound holds the whole output: one call ends the stream.
                return deflate(&stream, Z_FINISH) == Z_STREAM_END ? output.count - Int(stream.avail_out) : 0
            }
        }
        packed.removeLast(packed.count - count)
        return packed
    }
}
