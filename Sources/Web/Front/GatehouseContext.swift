import Hummingbird
import Logging
import NIOCore

/// What Hummingbird knows of a request, and its peer.
public struct GatehouseContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    private let remoteAddress: SocketAddress?

    /// The address at the other end of the connection.
    var peer: String? { remoteAddress?.ipAddress }

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
    }

    /// A request that came by no socket.
    public init(logger: Logger, peer: String?) {
        struct Source: RequestContextSource {
            let logger: Logger
        }
        var logger = logger
        logger[metadataKey: "hb.request.id"] = "0"
        coreContext = CoreRequestContextStorage(source: Source(logger: logger))
        remoteAddress = peer.flatMap { try? SocketAddress(ipAddress: $0, port: 0) }
    }
}
