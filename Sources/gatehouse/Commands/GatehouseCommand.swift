import ArgumentParser
import CProcess

@main
struct GatehouseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gatehouse", abstract: "Sign-in and two-factor authentication for people who work in shifts.",
        version: "0.1.0",
        subcommands: [
            ServeCommand.self, SetupLinkCommand.self, KeyCommand.self, SigningKeyCommand.self, UserCommand.self,
            ApplicationCommand.self,
            DatabaseCommand.self, ConfigurationCommand.self,
        ],
        defaultSubcommand: ServeCommand.self)

    static func main() async {
        processKeepsItsMemory()
        await main(nil)
    }
}
