import Foundation

/// A bucket of an S3-compatible store.
public struct ObjectStore: Sendable {
    /// Address of the bucket, without a "/" at its end: `https://s3.example/bucket`.
    let bucket: String
    let region: String
    let key: String
    let secret: String

    public init(bucket: String, region: String, key: String, secret: String) {
        self.bucket = bucket.hasSuffix("/") ? String(bucket.dropLast()) : bucket
        (self.region, self.key, self.secret) = (region, key, secret)
    }

    /// - Parameter sha256: of the content, in hexadecimal; the store proves it.
    /// - Throws: `Unreachable` unless the store says that it has it.
    public func put(_ content: [UInt8], as name: String, sha256: String) async throws {
        try await call("PUT", name, content, sha256: sha256, expecting: [200])
    }

    /// - Returns: `nil` where there is no such object.
    public func get(_ name: String, limit: Int) async throws -> [UInt8]? {
        let reply = try await call("GET", name, limit: limit, expecting: [200, 404])
        return reply.status == 404 ? nil : reply.body
    }

    /// Is content with what is not there.
    public func remove(_ name: String) async throws { try await call("DELETE", name, expecting: [200, 204, 404]) }

    /// Of nothing, as SHA-256 has it.
    private static let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    @discardableResult
    private func call(
        _ method: String, _ name: String, _ content: [UInt8]? = nil, sha256: String = empty, limit: Int = 1 << 16, expecting: Set<Int>
    ) async throws -> HTTPCall.Reply {
        var call = HTTPCall(method, "\(bucket)/\(name)", headers: ["x-amz-content-sha256: \(sha256)", "Content-Type: application/octet-stream"], body: content)
        (call.signing, call.limit, call.seconds) = ((region, key, secret), limit, 60)
        let reply = try await call.send()
        guard expecting.contains(reply.status) else { throw Unreachable("the object store answered \(reply.status) to \(method)") }
        return reply
    }
}
