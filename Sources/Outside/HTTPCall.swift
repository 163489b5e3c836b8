import CCurl

/// One request to another server, and what it answered.
public struct HTTPCall: Sendable {
    public var method = "GET"
    public var url: String
    /// `Name: value` each.
    public var headers: [String] = []
    public var body: [UInt8]?
    /// How long all of it may take.
    public var seconds = 20
    /// Bytes that are taken back at most.
    public var limit = 1 << 20
    /// Name and password of basic authentication.
    public var basic: (name: String, password: String)?
    /// Signs as Amazon's stores want it (version 4).
    public var signing: (region: String, key: String, secret: String)?

    public init(_ method: String = "GET", _ url: String, headers: [String] = [], body: [UInt8]? = nil) {
        (self.method, self.url, self.headers, self.body) = (method, url, headers, body)
    }

    public struct Reply: Sendable {
        public var status: Int
        public var body: [UInt8]
    }

    /// - Throws: `Unreachable` where no whole answer came; an answer of any status is one.
    public func send() async throws -> Reply { try await outside { try sent() } }

    private func sent() throws -> Reply {
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else { throw Unreachable("no address of the web: \(url.prefix(20))") }
        let transfer = try Transfer(url: url, seconds: seconds, limit: limit)
        transfer.set(CURLOPT_CUSTOMREQUEST, method)
        if method == "HEAD" { transfer.set(CURLOPT_NOBODY, 1) }
        if let body { transfer.upload(body) }
        if let basic {
            transfer.set(CURLOPT_USERNAME, basic.name)
            transfer.set(CURLOPT_PASSWORD, basic.password)
        }
        if let signing {
            transfer.set(CURLOPT_AWS_SIGV4, "aws:amz:\(signing.region):s3")
            transfer.set(CURLOPT_USERNAME, signing.key)
            transfer.set(CURLOPT_PASSWORD, signing.secret)
        }
        transfer.set(CURLOPT_HTTPHEADER, headers)
        transfer.set(CURLOPT_EXPECT_100_TIMEOUT_MS, 200)
        try transfer.run()
        return Reply(status: transfer.status, body: transfer.received)
    }
}
