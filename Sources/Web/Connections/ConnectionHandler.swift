import NIOCore
import NIOHTTP1

/// Watches over one connection: what may come in, in what time, and when it is closed. Stands between HTTP/1's parser and everything else.
///
/// A request that is no HTTP/1 as RFC 9112 has it is refused and the connection closed; so is one whose answer was given before its body
/// had come: what is left of that is not read.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// How long, and how much of it, what a client still sends is thrown away, so that it can read the answer first.
    private static let linger = TimeAmount.seconds(2)
    private static let mostDiscarded = 256 * 1024

    private let connection: Connection
    private let connections: Connections
    private let counter: ByteCounter
    /// Requests that were passed on and are not answered.
    private var inFlight = 0
    /// The body of the last of them has not come to its end.
    private var isBodyOpen = false
    /// Nothing more is taken in: the connection is closed once those in flight are answered.
    private var isClosing = false
    /// What comes behind those in flight is thrown away.
    private var isCut = false
    private var isLingering = false
    private var discarded = 0

    init(_ connection: Connection, in connections: Connections, counter: ByteCounter) {
        self.connection = connection
        self.connections = connections
        self.counter = counter
    }

    // MARK: In

    func channelActive(context: ChannelHandlerContext) {
        connections.add(connection)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        connections.remove(connection)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        counter.madeSense()
        guard !isClosing || isBodyOpen, !isLingering else { return discard(context, unwrapInboundIn(data)) }
        switch unwrapInboundIn(data) {
        case .head(let head):
            guard head.isAcceptable else { return refuse(context, .badRequest) }
            guard inFlight < connections.limits.mostPipelined else { return cut() }
            inFlight += 1
            isBodyOpen = true
            if head.endsParsing { cut() }
        case .body: break
        case .end:
            isBodyOpen = false
            connection.isAnswering()
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        // Nobody behind takes anything any more, so nobody asks for more.
        if isLingering { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            connection.inputClosed()
            if isLingering || isBodyOpen { return context.close(promise: nil) }
        case is ChannelShouldQuiesceEvent:
            // What has not come in full will not be waited for.
            if inFlight == 0 || (inFlight == 1 && isBodyOpen) { return context.close(promise: nil) }
            isClosing = true
            return
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// What is sent ahead of a connection's last answer stays in the kernel.
    func read(context: ChannelHandlerContext) {
        if !isClosing || isBodyOpen { context.read() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        connection.canTake(context.channel.isWritable)
        context.fireChannelWritabilityChanged()
    }

    // MARK: Out

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            let isLast = isLast
            inFlight = max(inFlight - 1, 0)
            if inFlight == 0 { connection.hasAnswered() }
            if inFlight == 1 && isBodyOpen { waitForRest(context) }
            guard isLast else { return context.write(data, promise: promise) }
            end(context, data, promise ?? context.eventLoop.makePromise())
        }
    }

    /// All that was sent before it is answered; a stop does not wait for it.
    private func waitForRest(_ context: ChannelHandlerContext) {
        connection.waitsForRest()
        guard isClosing else { return }
        let channel = context.channel
        context.eventLoop.execute { channel.close(promise: nil) }
    }

    private func end(_ context: ChannelHandlerContext, _ data: NIOAny, _ promise: EventLoopPromise<Void>) {
        let channel = context.channel
        let isUnread = isBodyOpen || isCut
        isClosing = true
        if !isUnread { promise.futureResult.whenComplete { _ in channel.close(promise: nil) } }
        context.writeAndFlush(data, promise: promise)
        if isUnread { startLingering(context) }
    }

    /// Whether the answer that is being written is the connection's last.
    private var isLast: Bool { inFlight <= 1 && (isClosing || isBodyOpen) }

    private func cut() {
        isClosing = true
        isCut = true
    }

    private func refuse(_ context: ChannelHandlerContext, _ status: HTTPResponseStatus) {
        cut()
        guard inFlight == 0 else { return }
        let headers: HTTPHeaders = ["connection": "close", "content-length": "0"]
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        startLingering(context)
    }

    // MARK: The end

    /// Says that nothing more is sent, and waits a moment for the client to have read it: closed at once with bytes unread, a socket takes
    /// back what was sent.
    private func startLingering(_ context: ChannelHandlerContext) {
        isClosing = true
        isLingering = true
        context.close(mode: .output, promise: nil)
        let channel = context.channel
        context.eventLoop.scheduleTask(in: Self.linger) { channel.close(promise: nil) }
        context.read()
    }

    private func discard(_ context: ChannelHandlerContext, _ part: HTTPServerRequestPart) {
        guard case .body(let bytes) = part else { return }
        discarded += bytes.readableBytes
        if discarded > Self.mostDiscarded { context.close(promise: nil) }
    }
}

extension HTTPRequestHead {
    /// RFC 9112 §3.2: a request of HTTP/1.1 has exactly one Host; §6.1: one of HTTP/1.0 has no transfer coding.
    fileprivate var isAcceptable: Bool {
        let hosts = headers["host"].count
        return version.minor >= 1 ? hosts == 1 : hosts <= 1 && !headers.contains(name: "transfer-encoding")
    }

    /// Behind these the library's parser takes nothing for HTTP any more, and keeps whatever comes (RFC 9110 §7.8, §9.3.6). We speak nothing
    /// else: they are answered like any other, and end the connection.
    fileprivate var endsParsing: Bool { method == .CONNECT || headers.contains(name: "upgrade") }
}
