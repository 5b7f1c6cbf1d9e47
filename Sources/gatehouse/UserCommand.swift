import ArgumentParser
import Domain
import Flows
import Web

/// The ways out when no administrator can sign in.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Lets a user in again, for when no administrator can.",
        subcommands: [Unlock.self, ClearTwoFactor.self])

    struct Unlock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Forgets the wrong attempts of a locked user.")

        @OptionGroup var options: ConfigurationOptions
        @Argument(help: "The user name.") var name: String

        func run() async throws {
            let installation = try await Installation.open(try await options.load())
            let outcome = try await installation.gatehouse.unlock(try sought(name))
            try outcome.tell(done: "Unlocked.", unchanged: "This user was not locked.")
        }
    }

    struct ClearTwoFactor: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Switches two-factor authentication off for a user: erases the key and ends the user's sessions.")

        @OptionGroup var options: ConfigurationOptions
        @Flag(help: "Leaves the password as it is also where 100 wrong codes had blocked the authenticator.")
        var keepPassword = false
        @Argument(help: "The user name.") var name: String

        func run() async throws {
            let installation = try await Installation.open(try await options.load())
            let outcome = try await installation.gatehouse.clearTwoFactor(
                of: try sought(name), keepingPassword: keepPassword)
            switch outcome {
            case .done(_, let link):
                Console.say("Two-factor authentication is off for this user.")
                if let link { tell(link, installation.configuration) }
            case .unchanged: Console.say("Two-factor authentication was off for this user.")
            case .notFound, .ownAccount: throw Failure("There is no such user.")
            }
        }

        private func tell(_ link: ResetLink, _ configuration: Configuration) {
            Console.say("100 wrong codes had blocked it, and whoever typed them knew the password: it works no more.")
            Console.say("A new one is chosen here (the link works once, for 24 hours):")
            Console.say(Site.resetURL(link.token, publicURL: configuration.siteURL))
        }
    }
}

private func sought(_ typed: String) throws -> UserName {
    guard let name = UserName(sought: typed) else { throw Failure("There is no such user.") }
    return name
}

extension ManageUserOutcome {
    fileprivate func tell(done: String, unchanged: String) throws {
        switch self {
        case .done: Console.say(done)
        case .unchanged: Console.say(unchanged)
        case .notFound, .ownAccount: throw Failure("There is no such user.")
        }
    }
}
