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
            let installation = try await Installation.existing(try options.load())
            let outcome = try await installation.gatehouse.unlock(
                try await installation.user(named: name).id, by: .shell)
            switch outcome {
            case .done: Console.say("\(name) is unlocked.")
            case .unchanged: Console.say("\(name) was not locked.")
            case .notFound, .ownAccount: throw installation.lacks(name)
            }
        }
    }

    struct ClearTwoFactor: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Switches two-factor authentication off for a user: erases the key and ends the user's sessions.")

        @OptionGroup var options: ConfigurationOptions
        @Flag(help: "Leaves the password as it is also where wrong codes had blocked the authenticator.")
        var keepPassword = false
        @Argument(help: "The user name.") var name: String

        func run() async throws {
            let installation = try await Installation.existing(try options.load())
            let outcome = try await installation.gatehouse.clearAuthenticators(
                of: try await installation.user(named: name).id, keepingPassword: keepPassword, by: .shell)
            switch outcome {
            case .done(_, let link):
                Console.say("Two-factor authentication is off for \(name).")
                if let link { tell(link, installation) }
            case .unchanged: Console.say("Two-factor authentication was off for \(name).")
            case .notFound, .ownAccount: throw installation.lacks(name)
            }
        }

        private func tell(_ link: PasswordResetLink, _ installation: Installation) {
            let hours = ((link.expires - installation.gatehouse.now).wholeSeconds + 1800) / 3600
            Console.say("Wrong codes had blocked it, and whoever typed them knew the password: it works no more.")
            Console.say("A new one is chosen here (the link works once, for \(hours) hours):")
            Console.say(Site.passwordResetURL(link.token, publicURL: installation.configuration.linkURL))
        }
    }
}

extension Installation {
    fileprivate func user(named typed: String) async throws -> User {
        guard let name = UserName(sought: typed), let user = try await gatehouse.user(named: name, by: .shell) else {
            throw lacks(typed)
        }
        return user
    }

    fileprivate func lacks(_ name: String) -> Failure {
        Failure("There is no user \(name) in \(configuration.place).")
    }
}
