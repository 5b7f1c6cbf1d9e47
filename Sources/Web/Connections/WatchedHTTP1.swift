import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// The library's HTTP/1, each connection under the eyes of a ``ConnectionHandler``.
struct WatchedHTTP1: HTTPChannelHandler {
    struct Value: ServerChildChannelValue {
        let parts: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
        let connection: Connection

        var channel: any Channel { parts.channel }
    }

    /// Of all header fields together, in bytes.
    private static let largestHead = 32 * 1024

    let connections: Connections
    let responder: Responder

    /// Read at once, in bytes: what one connection has sent ahead is not made sense of before others had their turn.
    private static let largestRead = 4096

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let options = channel.syncOptions
            try options?.setOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: Self.largestRead))
            try options?.setOption(.maxMessagesPerRead, value: 1)
            let connection = Connection(channel)
            let pipeline = channel.pipeline.syncOperations
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderListSize = Self.largestHead
            limits.maxHeaderFieldSize = Self.largestHead
            limits.maxHeaderFieldCount = 200
            let counter = ByteCounter(connection)
            try pipeline.addHandler(counter)
            // What is sent ahead waits in the channel; what cannot be read is answered by the library.
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
            try pipeline.addHandler(ConnectionHandler(connection, in: connections, counter: counter))
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            let parts = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
            return Value(parts: parts, connection: connection)
        }
    }

    func handle(value: Value, logger: Logger) async {
        await Connection.$current.withValue(value.connection) {
            await handleHTTP(asyncChannel: value.parts, logger: logger)
        }
    }
}

extension HTTPServerBuilder {
    /// HTTP/1 with a bound on connections and on what each of them may take.
    public static func watched(_ connections: Connections) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in WatchedHTTP1(connections: connections, responder: responder) }
    }
}
