import Foundation
import Hummingbird
import Logging

/// The least that a server on Hummingbird can do: it answers everything with nothing. Run as a process of its own, with the
/// settings that `gatehouse serve` has.
enum EmptyHandler {
    static let argument = "empty-handler"

    static func serve(port: Int) async throws {
        var logger = Logger(label: "empty-handler") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        let responder = CallbackResponder<BasicRequestContext> { _, _ in Response(status: .ok) }
        try await Application(
            responder: responder, server: .http1(configuration: .init(idleTimeout: .seconds(75))),
            configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger
        ).runService()
    }
}
