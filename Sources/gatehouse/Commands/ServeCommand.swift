import ArgumentParser

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Runs the server (the default).")

    @OptionGroup var options: ConfigurationOptions

    @Option(help: "The port to listen on; 0 takes a free one and prints it. (default: 8080)")
    var port: Int?

    func run() async throws {
        var overrides: [String: String] = [:]
        overrides["server.port"] = port.map { "\($0)" }
        var configuration = try options.load(overrides: overrides)
        if configuration.server.port == 0 {
            configuration.server.port = try FreePort.find(on: configuration.server.host)
        }
        let logger = LogLines.logger(configuration.log.level)
        let installation = try await Installation.served(configuration, logger: logger)
        try await Server(installation: installation, logger: logger).run()
    }
}
