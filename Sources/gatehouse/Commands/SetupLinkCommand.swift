import ArgumentParser
import Flows

struct SetupLinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup-link",
        abstract:
            "Prints a new one-time link behind which the first administrator is made; the earlier one stops working.")

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        let installation = try await Installation.existing(try options.load())
        guard let link = try await installation.setupLink(by: .shell, at: installation.configuration.linkURL) else {
            throw Failure("Set-up is done and stays closed. Administrators are added by administrators.")
        }
        Console.say(link)
    }
}
