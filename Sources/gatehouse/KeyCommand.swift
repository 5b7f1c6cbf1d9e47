import ArgumentParser
import Flows

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Works on the key under which secrets are sealed.", subcommands: [Rotate.self])

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Makes a new key and seals every secret anew, while servers run on. Interrupted, it is run again and goes on."
        )

        @OptionGroup var options: ConfigurationOptions

        func run() async throws {
            let installation = try await Installation.open(try await options.load())
            let count = try await installation.gatehouse.rotateKeys()
            Console.say("Sealed \(count) secrets under a new key. Back up the key file.")
        }
    }
}
