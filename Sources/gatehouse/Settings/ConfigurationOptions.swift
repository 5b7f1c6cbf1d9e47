import ArgumentParser
import Foundation

/// Options of every command that works on an installation.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: "A JSON file with settings. The environment goes before it.")
    var config: String?

    @Option(help: "Where the embedded database and the key file are kept. (default: data)")
    var data: String?

    /// Reads the configuration; on problems prints all of them and ends the command.
    func load(overrides: [String: String] = [:]) throws -> Configuration {
        var overrides = overrides
        overrides["data.folder"] = data
        do {
            return try ConfigurationLoader(
                environment: ProcessInfo.processInfo.environment, file: config, overrides: overrides
            ).load()
        } catch let problems as ConfigurationProblems {
            throw Failure(problems.description)
        }
    }
}
