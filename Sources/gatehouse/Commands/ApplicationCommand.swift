import ArgumentParser
import Domain
import Flows
import Web

/// The register of what one can sign in to, for scripts: all that the pages do. Answers are JSON.
struct ApplicationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "application", abstract: "Works on the applications that one can sign in to. Answers are JSON.",
        subcommands: [
            List.self, Show.self, Add.self, Change.self, Disable.self, Enable.self, Delete.self, Secret.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all applications, by name.")

        @OptionGroup var options: ConfigurationOptions

        func run() async throws {
            let installation = try await Installation.existing(try options.load())
            let applications = try await installation.gatehouse.listApplications(by: .shell)
            try Console.say(json: applications.map { ApplicationReport(application: $0) })
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows an application, and when its secrets were made.")

        @OptionGroup var options: ConfigurationOptions
        @Argument(help: "The client id.") var clientID: String

        func run() async throws {
            let installation = try await Installation.existing(try options.load())
            let id = try await installation.application(clientID).id
            guard let managed = try await installation.gatehouse.managedApplication(id, by: .shell) else {
                throw installation.lacksApplication(clientID)
            }
            try Console.say(json: ApplicationReport(application: managed.application, secrets: managed.secrets))
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds an application. Its secret, where it has one, is printed this once.")

        @OptionGroup var options: ConfigurationOptions
        @OptionGroup var fields: ApplicationOptions
        @Option(help: "What kind of program it is.") var template: ApplicationTemplate
        @Flag(help: "Judges it, prints what would be, and adds nothing.") var dryRun = false
        @Argument(help: "The client id; without one it is made of the name.") var clientID: String?

        func run() async throws {
            let installation = try await Installation.existing(try options.load())
            var draft = ApplicationDraft(template)
            draft.clientID = clientID ?? ""
            fields.apply(to: &draft)
            switch try await installation.gatehouse.addApplication(draft, by: .shell, isTrial: dryRun) {
            case .added(let application, let secret):
                try Console.say(json: ApplicationReport(application: application, secret: secret))
            case .unfit(let problems): throw try Failure(problems)
            }
        }
    }

    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Changes what is said, and leaves the rest as it is.")

        @OptionGroup var options: ConfigurationOptions
        @OptionGroup var fields: ApplicationOptions
        @Flag(help: "Judges it, prints what would be, and changes nothing.") var dryRun = false
        @Argument(help: "The client id.") var clientID: String

        func run() async throws {
            let installation = try await Installation.existing(try options.load())
            let application = try await installation.application(clientID)
            var draft = ApplicationDraft(application)
            fields.apply(to: &draft)
            let outcome = try await installation.gatehouse.changeApplication(
                application.id, to: draft, by: .shell, isTrial: dryRun)
            switch outcome {
            case .changed(let application): try Console.say(json: ApplicationReport(application: application))
            case .notFound: throw installation.lacksApplication(clientID)
            case .declared: throw installation.declares(clientID)
            case .unfit(let problems): throw try Failure(problems)
            }
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets nobody sign in to it any more. Nothing of it is lost.")

        @OptionGroup var options: ConfigurationOptions
        @Argument(help: "The client id.") var clientID: String

        func run() async throws {
            let installation = try await Installation.existing(try options.load())
            let id = try await installation.application(clientID).id
            try await installation.tell(
                installation.gatehouse.disableApplication(id, by: .shell), of: clientID)
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lets people sign in to it again.")

        @OptionGroup var options: ConfigurationOptions
        @Argument(help: "The client id.") var clientID: String

        func run() async throws {
            let installation = try await Installation.existing(try options.load())
            let id = try await installation.application(clientID).id
            try await installation.tell(installation.gatehouse.enableApplication(id, by: .shell), of: clientID)
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Deletes it, with its secrets and all access by it.")

        @OptionGroup var options: ConfigurationOptions
        @Argument(help: "The client id.") var clientID: String

        func run() async throws {
            let installation = try await Installation.existing(try options.load())
            let id = try await installation.application(clientID).id
            switch try await installation.gatehouse.deleteApplication(id, by: .shell) {
            case .done(let application): try Console.say(json: ApplicationReport(application: application))
            case .unchanged, .notFound: throw installation.lacksApplication(clientID)
            case .declared: throw installation.declares(clientID)
            }
        }
    }

    struct Secret: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a new secret, printed this once, beside the one there is; or ends one.")

        @OptionGroup var options: ConfigurationOptions
        @Option(help: "The id of a secret that is to end, as `show` prints it; none is made then.") var end: String?
        @Argument(help: "The client id.") var clientID: String

        func run() async throws {
            let installation = try await Installation.existing(try options.load())
            let application = try await installation.application(clientID)
            if let end { return try await self.end(end, of: application, installation) }
            switch try await installation.gatehouse.issueClientSecret(of: application.id, by: .shell) {
            case .issued(let application, let secret):
                try Console.say(json: ApplicationReport(application: application, secret: secret))
            case .notFound: throw installation.lacksApplication(clientID)
            case .declared: throw installation.declares(clientID)
            case .hasNone:
                throw Failure("Applications of the template \(application.template.rawValue) have no secret.")
            case .tooMany:
                throw Failure("\(clientID) has two secrets. End one first: --end, with an id that `show` prints.")
            }
        }

        private func end(_ text: String, of application: Application, _ installation: Installation) async throws {
            guard let id = ClientSecretID(text),
                let managed = try await installation.gatehouse.managedApplication(application.id, by: .shell),
                managed.secrets.contains(where: { $0.id == id })
            else { throw Failure("\(clientID) has no such secret. `show` prints the ids of those it has.") }
            switch try await installation.gatehouse.endClientSecret(id, by: .shell) {
            case .done, .unchanged, .notFound:
                let left = managed.secrets.filter { $0.id != id }
                try Console.say(json: ApplicationReport(application: application, secrets: left))
            case .declared: throw installation.declares(clientID)
            }
        }
    }
}

extension Installation {
    fileprivate func application(_ typed: String) async throws -> Application {
        guard let clientID = ClientID(typed),
            let application = try await gatehouse.application(called: clientID, by: .shell)
        else { throw lacksApplication(typed) }
        return application
    }

    fileprivate func lacksApplication(_ clientID: String) -> Failure {
        Failure("There is no application \(clientID) in \(configuration.place).")
    }

    fileprivate func declares(_ clientID: String) -> Failure {
        Failure(
            "\(clientID) is declared: it is changed in the file of \(Setting.label("applications.file")), which each start applies."
        )
    }

    /// Prints the application as it is after it was disabled or enabled.
    fileprivate func tell(_ outcome: ManageApplicationOutcome, of clientID: String) async throws {
        switch outcome {
        case .done, .unchanged: try Console.say(json: ApplicationReport(application: try await application(clientID)))
        case .notFound: throw lacksApplication(clientID)
        case .declared: throw declares(clientID)
        }
    }
}

extension Failure {
    /// Everything that is wrong with an application, by the names of the file's fields.
    fileprivate init(_ problems: ApplicationProblems) throws {
        let lines = try PageRenderer().sentences(about: problems).map { "  - \($0.field.key): \($0.sentence)" }
        self.init("The application cannot be so:\n" + lines.joined(separator: "\n"))
    }
}
