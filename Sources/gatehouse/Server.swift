import CProcess
import Domain
import Flows
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals
import Web

/// The running server: it listens, cleans up hourly, and stops cleanly when it is told to.
struct Server: Sendable {
    let installation: Installation
    let logger: Logger

    private var configuration: Configuration { installation.configuration }
    private var gatehouse: Gatehouse { installation.gatehouse }
    private var folder: DataFolder { DataFolder(path: configuration.data.folder) }

    func run() async throws {
        let site = try installation.site(publicURL: configuration.server.siteURL, logger: logger)
        let connections = Connections(limits: ConnectionLimits(most: installation.connections), logger: logger)
        let application = Application(
            responder: FrontDoor(site: site),
            server: .watched(connections),
            configuration: .init(
                address: .hostname(configuration.server.host, port: configuration.server.port), backlog: Self.backlog,
                availableConnectionsDelegate: .maximum(installation.connections, logger: logger)),
            onServerRunning: { _ in await announce() }, logger: logger)
        do {
            try await serve(application, connections, logger)
        } catch let error as IOError {
            throw Failure(sentence(for: error))
        } catch is SocketAddressError.UnknownHost {
            throw Failure(Self.notThere)
        }
        folder.forget(address: configuration.server.siteURL)
        do { try await gatehouse.recordServer(.serverStopped) } catch is DatabaseUnavailable {
            logger.warning("the stop could not be recorded: the database does not answer")
        }
        Console.say("Stopped.")
    }

    /// Connections that wait in the kernel to be taken.
    private static let backlog = 1024

    /// All that end a process by themselves; a terminal that goes away leaves alone what was started with `nohup`.
    private static var signals: [UnixSignal] {
        [.sigterm, .sigint, .sigquit] + (processIgnores(SIGHUP) ? [] : [.sighup])
    }

    private func serve(_ application: some Service, _ connections: Connections, _ logger: Logger) async throws {
        var group = ServiceGroupConfiguration(
            services: [
                .init(service: application), .init(service: connections),
                .init(service: Housekeeper(gatehouse: gatehouse, logger: logger)),
            ],
            gracefulShutdownSignals: Self.signals, logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(30)
        try await ServiceGroup(configuration: group).run()
    }

    private func announce() async {
        folder.note(address: configuration.server.siteURL)
        Console.say("Gatehouse is ready on \(configuration.server.siteURL)")
        if configuration.server.publicURL != nil {
            Console.say("It listens on \(configuration.server.host), port \(configuration.server.port).")
        }
        do {
            try await gatehouse.recordServer(.serverStarted)
            guard let link = try await installation.setupLink(by: .server, at: configuration.server.siteURL) else {
                return
            }
            Console.say("Make the first administrator here (the link works once, for 60 minutes):")
            Console.say(link)
        } catch {
            Console.say("The set-up link could not be made: make one with `gatehouse setup-link`.")
        }
    }

    private static let notThere =
        "It is not possible to listen there: server.host is no address of this machine, or the port is reserved."

    private func sentence(for error: IOError) -> String {
        error.errnoCode == EADDRINUSE
            ? "Port \(configuration.server.port) is taken. Stop what uses it, or set \(Setting.label("server.port"))."
            : Self.notThere
    }
}
