import ArgumentParser
import Foundation
import Storage

struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database", abstract: "Works on the database as a whole.", subcommands: [Migrate.self])

    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Brings the schema up to date: for a role that owns it, where the service's own may not change it.")

        @OptionGroup var options: ConfigurationOptions

        func run() async throws {
            let configuration = try await options.load()
            try Installation.prepareDataFolder(configuration.dataFolder)
            _ = try await Database.open(configuration)
            Console.say("The schema is up to date.")
        }
    }
}
