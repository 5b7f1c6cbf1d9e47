import Domain
import Foundation
import Logging
import Storage

extension Database {
    /// The configured database, its schema up to date.
    ///
    /// Its key file is made with it, and never for one that is there already: its secrets could not be read any more.
    /// - Parameter making: whether to make it where there is none.
    /// - Throws: ``DatabaseUnavailable`` while it is away; otherwise a sentence.
    static func opened(_ configuration: Configuration, making: Bool) async throws -> Database {
        let database = try configured(configuration)
        let path = configuration.keyPath
        do {
            try await database.migrate {
                guard making else { throw Installation.missing(configuration) }
                if !FileManager.default.fileExists(atPath: path) { try KeyStore.create(path: path, random: .system) }
                _ = try KeyStore(path: path)
            }
        } catch let problem as MigrationProblem {
            throw Failure(problem.sentence)
        } catch let problem as KeyFileProblem {
            throw Failure(problem.sentence(path))
        }
        return database
    }

    /// The same for who does not wait.
    static func open(_ configuration: Configuration, making: Bool) async throws -> Database {
        do { return try await opened(configuration, making: making) } catch let fault as DatabaseUnavailable {
            throw Failure("The database cannot be used now: \(fault.code). \(configuration.advice)")
        }
    }

    /// The same for the server: waits until the database takes changes, and says what it waits for.
    static func awaited(_ configuration: Configuration, logger: Logger) async throws -> Database {
        var said = ""
        while true {
            do {
                let database = try await opened(configuration, making: true)
                try await database.rehearse()
                return database
            } catch let fault as DatabaseUnavailable {
                if fault.code != said {
                    logger.warning("waiting for the database: \(fault.code). \(configuration.advice)")
                }
                said = fault.code
                try await Task.sleep(for: .seconds(1))
            }
        }
    }

    private static func configured(_ configuration: Configuration) throws -> Database {
        let wait = Duration.seconds(configuration.database.waitSeconds)
        guard var address = configuration.database.address else {
            return try embedded(in: configuration.data.folder, wait: wait)
        }
        if let file = configuration.database.passwordFile {
            _ = try password(in: file)
            // Read again for each connection: it may be another by then.
            address.password = { try? password(in: file) }
        }
        return .postgres(address, connections: configuration.database.connections, wait: wait)
    }

    static func password(in file: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure(
                "The file with the database's password, \(file), cannot be read by \(Account.current): see database.passwordFile."
            )
        }
        // Some editors write a byte order mark before the text.
        let text = String(decoding: data, as: UTF8.self)
        return (text.first == "\u{FEFF}" ? String(text.dropFirst()) : text).trimmingCharacters(in: .newlines)
    }

    static func embedded(in folder: String, wait: Duration = .seconds(5)) throws -> Database {
        let path = DataSettings.databasePath(in: folder)
        do { return try Database.sqlite(path: path, wait: wait) } catch let fault as DatabaseUnavailable {
            throw fault
        } catch {
            throw Failure(
                "The database \(path) cannot be opened by \(Account.current): it is no database, or its permissions are wrong."
            )
        }
    }
}

extension Configuration {
    /// Where to look when the database cannot be used.
    fileprivate var advice: String {
        database.isEmbedded
            ? "It is \(data.databasePath)."
            : "Check \(Setting.label("database.address")), the password, and that it runs: psql with the same address tells more."
    }
}
