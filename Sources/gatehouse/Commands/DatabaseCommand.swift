import ArgumentParser
import Domain
import Foundation
import Storage

struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database", abstract: "Works on the database as a whole.", subcommands: [Migrate.self, Copy.self])

    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Brings the schema up to date: for a role that owns it, where the service's own may not change it.")

        @OptionGroup var options: ConfigurationOptions

        func run() async throws {
            let configuration = try options.load()
            try Installation.existingPlaces(configuration)
            // Of a PostgreSQL database the owner makes what the service's role may not, and the key file with it.
            if !configuration.database.isEmbedded, configuration.keys.file == nil {
                try DataFolder(path: configuration.data.folder).prepare()
            }
            _ = try await Database.open(configuration, making: !configuration.database.isEmbedded)
            Console.say("The schema is up to date.")
        }
    }

    struct Copy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Moves an installation to another database: everything or nothing, compared before it counts.",
            discussion: """
                A place is a data folder with an embedded database, or the address of a PostgreSQL database. The source may be in
                use, but what changes there afterwards is not copied: stop the servers first. The target must be empty. The key
                file stays the same: keep it.
                """)

        @Option(help: "Where the installation is.") var from: String
        @Option(help: "Where it is to be.") var to: String
        @Option(help: "A file with the password of the source's PostgreSQL user.") var fromPasswordFile: String?
        @Option(help: "A file with the password of the target's PostgreSQL user.") var toPasswordFile: String?

        func run() async throws {
            let source = try Place(from, passwordFile: fromPasswordFile).existing()
            let target = try Place(to, passwordFile: toPasswordFile).open()
            guard await source.isReachable(), await target.isReachable() else { throw Self.unreachable }
            do {
                try await target.migrate()
                let display = ProgressLine()
                let tables = try await source.copy(to: target) { display.show($0) }
                display.end()
                for table in tables { Console.say("\(table.name): \(table.rows)") }
                Console.say("Copied and compared \(tables.map(\.rows).reduce(0, +)) rows.")
            } catch let problem as CopyProblem {
                throw Failure(problem.sentence)
            } catch let problem as MigrationProblem {
                throw Failure(problem.sentence)
            } catch is DatabaseUnavailable {
                throw Self.unreachable
            }
        }

        private static let unreachable = Failure("One of the two databases does not answer. Nothing was copied.")
    }
}

/// A database as the command line names it.
private struct Place {
    private enum Kind {
        case folder(String)
        case server(PostgresAddress)
    }

    private let kind: Kind

    init(_ text: String, passwordFile: String?) throws {
        guard text.contains("://") else {
            kind = .folder(text)
            return
        }
        guard var address = PostgresAddress(text) else { throw Failure("This is no address of a PostgreSQL database.") }
        if let passwordFile {
            let password = try Database.password(in: passwordFile)
            address.password = { password }
        }
        kind = .server(address)
    }

    func existing() throws -> Database {
        guard case .folder(let path) = kind else { return try open() }
        let file = DataSettings.databasePath(in: path)
        try Account.mustOwn([path, file])
        guard FileManager.default.fileExists(atPath: file) else {
            throw Failure("There is no database in \(path), the folder of --from.")
        }
        return try Database.embedded(in: path)
    }

    func open() throws -> Database {
        switch kind {
        case .folder(let path):
            try Account.mustOwn([path, DataSettings.databasePath(in: path)])
            umask(0o077)
            try DataFolder(path: path).prepare()
            return try Database.embedded(in: path)
        case .server(let address): return .postgres(address)
        }
    }
}

/// How far it is, on one line that is written again and again; nothing where nobody looks at a terminal.
private final class ProgressLine: Sendable {
    private let isShown = isatty(STDERR_FILENO) == 1

    func show(_ progress: CopyProgress) {
        guard isShown else { return }
        let share = progress.total == 0 ? 100 : progress.rows * 100 / progress.total
        FileHandle.standardError.write(Data("\r\(progress.rows) of \(progress.total) rows, \(share) %".utf8))
    }

    func end() {
        if isShown { FileHandle.standardError.write(Data("\n".utf8)) }
    }
}

extension CopyProblem {
    fileprivate var sentence: String {
        switch self {
        case .sourceOutOfDate:
            "The source was written by another version: start this one on it once, then copy. Nothing was copied."
        case .targetNotEmpty: "The target holds data already. Nothing was copied."
        case .differs(let table): "What arrived in the table \(table) is not what was sent. Nothing was copied."
        }
    }
}
