import NIOCore
import NIOHTTPTypes

/// Ends a connection whose request does not come to its end in time, however steadily it trickles: a minute, and one second more for each 8 KB that came.
final class SlowSenders: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private let patience: TimeAmount
    private var deadline = NIODeadline.distantFuture
    private var waiting: Scheduled<Void>?

    static let bytesPerSecond = 8 * 1024

    /// - Parameter patience: what any request has, however small.
    init(patience: TimeAmount = .seconds(60)) { self.patience = patience }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            deadline = .now() + patience
            wait(context)
        case .body(let bytes): deadline = deadline + .milliseconds(Int64(bytes.readableBytes) * 1000 / Int64(Self.bytesPerSecond))
        case .end: stop()
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    private func wait(_ context: ChannelHandlerContext) {
        waiting?.cancel()
        waiting = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { [self] in
            if NIODeadline.now() < deadline { wait(context) } else { context.close(promise: nil) }
        }
    }

    private func stop() {
        waiting?.cancel()
        waiting = nil
    }
}
