import CCurl
import Foundation

/// What could not be had from another server, in one sentence without what was sent.
public struct Unreachable: Error, CustomStringConvertible, Sendable {
    public let description: String

    public init(_ description: String) { self.description = description }
}

/// One transfer of libcurl's, from its making to its end; it blocks its thread.
final class Transfer {
    private let curl: UnsafeMutableRawPointer
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private var sending: [UInt8] = []
    private var sent = 0
    private var limit = 0
    private(set) var received: [UInt8] = []
    private(set) var head: [UInt8] = []

    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// - Parameters:
    ///   - seconds: how long all of it may take.
    ///   - limit: bytes that are taken back at most.
    init(url: String, seconds: Int, limit: Int) throws {
        guard Self.isReady, let curl = curl_easy_init() else { throw Unreachable("libcurl does not start") }
        self.curl = curl
        self.limit = limit
        set(CURLOPT_URL, url)
        set(CURLOPT_TIMEOUT, seconds)
        set(CURLOPT_CONNECTTIMEOUT, min(seconds, 10))
        // No signals: timeouts are without them. Nothing from ~/.netrc, nothing through a proxy of the environment, no following to elsewhere.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_PROXY, "")
        set(CURLOPT_FOLLOWLOCATION, 0)
        let own = Unmanaged.passUnretained(self).toOpaque()
        lachan_curl_set_function(curl, CURLOPT_WRITEFUNCTION) { bytes, size, count, own in Transfer.of(own)?.take(bytes, size * count) ?? 0 }
        lachan_curl_set_pointer(curl, CURLOPT_WRITEDATA, own)
        lachan_curl_set_function(curl, CURLOPT_HEADERFUNCTION) { bytes, size, count, own in Transfer.of(own)?.takeHead(bytes, size * count) ?? 0 }
        lachan_curl_set_pointer(curl, CURLOPT_HEADERDATA, own)
    }

    deinit {
        for list in lists { curl_slist_free_all(list) }
        curl_easy_cleanup(curl)
    }

    func set(_ option: CURLoption, _ value: Int) { lachan_curl_set_long(curl, option, value) }
    func set(_ option: CURLoption, _ value: String) { lachan_curl_set_text(curl, option, value) }

    func set(_ option: CURLoption, _ values: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for value in values { list = curl_slist_append(list, value) }
        guard let list else { return }
        lists.append(list)
        lachan_curl_set_pointer(curl, option, list)
    }

    /// Sends the bytes as the body of what goes up.
    func upload(_ bytes: [UInt8]) {
        sending = bytes
        set(CURLOPT_UPLOAD, 1)
        lachan_curl_set_function(curl, CURLOPT_READFUNCTION) { bytes, size, count, own in Transfer.of(own)?.give(bytes, size * count) ?? 0 }
        lachan_curl_set_pointer(curl, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque())
        set(CURLOPT_INFILESIZE, bytes.count)
    }

    /// - Throws: `Unreachable` where it did not come to an end.
    func run() throws {
        let code = curl_easy_perform(curl)
        guard code == CURLE_OK else { throw Unreachable(String(cString: curl_easy_strerror(code))) }
    }

    var status: Int {
        var status = 0
        lachan_curl_status(curl, &status)
        return status
    }

    // MARK: A line of its own, after CURLOPT_CONNECT_ONLY

    func write(_ bytes: [UInt8]) throws {
        var at = 0
        while at < bytes.count {
            var count = 0
            let code = bytes[at...].withUnsafeBytes { curl_easy_send(curl, $0.baseAddress, $0.count, &count) }
            if code == CURLE_AGAIN { try wait(for: Int16(POLLOUT)) } else if code != CURLE_OK { throw Unreachable(String(cString: curl_easy_strerror(code))) }
            at += count
        }
    }

    /// Reads until the other side ends.
    func readToEnd() throws -> [UInt8] {
        var read: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 4096)
        while read.count < limit {
            var count = 0
            let code = curl_easy_recv(curl, &buffer, buffer.count, &count)
            if code == CURLE_AGAIN {
                try wait(for: Int16(POLLIN))
            } else if code != CURLE_OK || count == 0 {
                return read
            }
            read += buffer[..<count]
        }
        return read
    }

    private func wait(for event: Int16) throws {
        var socket: curl_socket_t = -1
        lachan_curl_socket(curl, &socket)
        var one = pollfd(fd: socket, events: event, revents: 0)
        guard poll(&one, 1, 30_000) > 0 else { throw Unreachable("no answer within 30 s") }
    }

    // MARK: What libcurl calls

    private static func of(_ own: UnsafeMutableRawPointer?) -> Transfer? { own.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() } }

    private func take(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard received.count + count <= limit else { return 0 }
        received.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return count
    }

    private func takeHead(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard head.count + count <= 1 << 16 else { return 0 }
        head.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return count
    }

    private func give(_ bytes: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
        let count = min(room, sending.count - sent)
        sending[sent..<sent + count].withUnsafeBytes { part in
            if let bytes, let from = part.baseAddress { memcpy(bytes, from, count) }
        }
        sent += count
        return count
    }
}

/// Runs what blocks on threads of its own, never on those that serve.
func outside<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global(qos: .userInitiated).async { continuation.resume(with: Result { try body() }) }
    }
}
