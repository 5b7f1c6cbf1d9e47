import NIOCore

/// Tells a connection what has come, before anything is made of it, and ends one from which more comes than anything can be made of.
final class ByteCounter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// More than a head, and more than a piece of a body, can be.
    private static let most = 128 * 1024

    private let connection: Connection
    private var sinceSense = 0

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// The parser has made a part of a request of it.
    func madeSense() {
        sinceSense = 0
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let count = unwrapInboundIn(data).readableBytes
        connection.received(count)
        sinceSense += count
        guard sinceSense <= Self.most else { return context.close(promise: nil) }
        context.fireChannelRead(data)
    }
}
