import ArgumentParser
import Domain
import Flows
import Web

struct SetupLinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup-link",
        abstract:
            "Prints a new one-time link behind which the first administrator is made; the earlier one stops working.")

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        let installation = try await Installation.existing(try await options.load())
        guard let token = try await installation.gatehouse.issueSetupLink(by: .shell) else {
            throw Failure("Set-up is done and stays closed. Administrators are added by administrators.")
        }
        Console.say(Site.setupURL(token, publicURL: installation.configuration.linkURL))
    }
}
