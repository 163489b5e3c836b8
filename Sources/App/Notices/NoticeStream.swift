import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Synchronization
import Vault

/// How many pages listen for notices now.
final class Listeners: Sendable {
    private let counts = Mutex<[ID<Account>: Int]>([:])

    static let most = 2_000
    /// Pages of one account: one that was left is noticed at its next sign of life, within a quarter of a minute.
    static let mostOfOne = 30

    /// - Returns: whether there is room for one more; then `leave` must follow.
    func enter(_ account: ID<Account>) -> Bool {
        counts.withLock { counts in
            guard counts.values.reduce(0, +) < Self.most, counts[account, default: 0] < Self.mostOfOne else { return false }
            counts[account, default: 0] += 1
            return true
        }
    }

    func leave(_ account: ID<Account>) {
        counts.withLock { counts in
            counts[account, default: 1] -= 1
            if counts[account] == 0 { counts[account] = nil }
        }
    }

    var count: Int { counts.withLock { $0.values.reduce(0, +) } }
}

/// One page that listens, from its coming to its going.
private final class Listener: Sendable {
    private let app: App
    private let account: ID<Account>
    private let token: Token
    private let state = Mutex((rounds: 0, told: Int?.none))

    private static let pause = Duration.seconds(3)
    /// After so many looks without news a page is told that it is still heard; after so many in all it must ask anew.
    private static let (pingEvery, rounds) = (5, 200)

    /// - Returns: `nil` where there is no room.
    init?(_ app: App, _ account: ID<Account>, _ token: Token) {
        guard app.listeners.enter(account) else { return nil }
        (self.app, self.account, self.token) = (app, account, token)
    }

    deinit { app.listeners.leave(account) }

    /// What is to be told next, once there is something; `nil` where the session is over or it has listened long enough.
    func next() async -> ByteBuffer? {
        while true {
            let (round, told) = state.withLock { state in
                state.rounds += 1
                return (state.rounds, state.told)
            }
            if round > Self.rounds { return nil }
            if round > 1 { do { try await Task.sleep(for: Self.pause) } catch { return nil } }
            guard let unread = try? await app.unreadCount(session: token) else { return nil }
            state.withLock { $0.told = unread }
            if unread != told { return ByteBuffer(string: "retry: 10000\ndata: \(unread)\n\n") }
            if round % Self.pingEvery == 0 { return ByteBuffer(string: ": \n\n") }
        }
    }
}

extension App {
    /// - Returns: `nil` where the session is over.
    fileprivate func unreadCount(session token: Token) async throws -> Int? {
        guard let viewer = try await viewers(session: token).viewer else { return nil }
        return try await read(as: viewer) { tx in try tx.notices.unreadCount() }
    }
}

extension NoticePages {
    /// GET /notices/stream
    ///
    /// Server-sent events: how many notices are unread, whenever that changes, until the session ends; without `Accept: text/event-stream` once.
    /// 204, after which a browser asks no more, where too many listen.
    func stream(_ request: Request, context: SignedIn) async throws -> Response {
        guard let account = context.viewer.account, let listener = Listener(app, account, context.visitor.token) else { return Response(status: .noContent) }
        let headers: HTTPFields = [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"]
        guard request.headers[.accept]?.contains("text/event-stream") == true else {
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: await listener.next() ?? ByteBuffer()))
        }
        let events = AsyncStream { await listener.next() }
        return Response(status: .ok, headers: headers, body: ResponseBody(asyncSequence: events.cancelOnGracefulShutdown()))
    }
}
