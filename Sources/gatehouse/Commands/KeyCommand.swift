import ArgumentParser
import Flows
import Storage

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
            let installation = try await Installation.existing(try options.load())
            let rotation = try await installation.rotateKeys()
            Console.say(
                rotation.madeKey
                    ? "Sealed \(rotation.resealed) secrets under a new key. Back up the key file."
                    : "Finished an earlier rotation: sealed \(rotation.resealed) secrets. Run it again for a new key.")
        }
    }
}

extension Installation {
    fileprivate func rotateKeys() async throws -> KeyRotation {
        do { return try await gatehouse.rotateKeys() } catch let problem as KeyFileProblem {
            throw Failure(problem.sentence(configuration.keyPath))
        }
    }
}
