import ArgumentParser

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Runs the server (the default).")

    @OptionGroup var options: ConfigurationOptions

    @Option(help: "The port to listen on; 0 takes a free one and prints it.")
    var port: Int?

    @Option(help: "Where the embedded database is kept.")
    var data: String?

    func run() async throws {
        var overrides: [String: String] = [:]
        overrides["port"] = port.map { "\($0)" }
        overrides["dataFolder"] = data
        var configuration = try await options.load(overrides: overrides)
        if configuration.port == 0 { configuration.port = try FreePort.find(on: configuration.host) }
        let installation = try await Installation.open(configuration)
        try await Server(installation: installation).run()
    }
}
