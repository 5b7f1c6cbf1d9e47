import Domain
import Foundation
import Storage

extension Database {
    /// The configured database, its schema up to date. Its key file is made with it, and never for one that is there already: its
    /// secrets could not be read any more.
    static func open(_ configuration: Configuration) async throws -> Database {
        let database = try configured(configuration)
        let path = configuration.keyPath
        do {
            try await database.migrate {
                if !FileManager.default.fileExists(atPath: path) { try KeyStore.create(path: path, random: .system) }
                _ = try KeyStore(path: path)
            }
        } catch let problem as MigrationProblem {
            throw Failure(problem.sentence)
        } catch let problem as KeyFileProblem {
            throw Failure(problem.sentence(path))
        } catch is DatabaseUnavailable {
            throw Failure(
                "The database does not answer. Check database (\(Setting.prefix)DATABASE), the password, and that it runs: "
                    + "psql with the same address tells more.")
        }
        return database
    }

    private static func configured(_ configuration: Configuration) throws -> Database {
        guard var address = configuration.database else { return try embedded(in: configuration.dataFolder) }
        if let file = configuration.databasePasswordFile { address.password = try password(in: file) }
        return .postgres(
            address, connections: configuration.databaseConnections, wait: .seconds(configuration.databaseWaitSeconds))
    }

    static func password(in file: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure("The file with the database's password cannot be read: see databasePasswordFile.")
        }
        // Some editors write a byte order mark before the text.
        let text = String(decoding: data, as: UTF8.self)
        return (text.first == "\u{FEFF}" ? String(text.dropFirst()) : text).trimmingCharacters(in: .newlines)
    }

    static func embedded(in folder: String) throws -> Database {
        do { return try Database.sqlite(path: Configuration.databasePath(in: folder)) } catch {
            throw Failure(
                "The database in the data folder cannot be opened: it is no database, or its permissions are wrong.")
        }
    }
}

extension MigrationProblem {
    var sentence: String {
        switch self {
        case .newerDatabase:
            "The database was written by a newer version of Gatehouse. Install that version, or restore a backup."
        case .alteredStep(let step):
            "The database was not made by this build of Gatehouse: its schema step \(step) differs."
        case .notAllowed:
            "The database's schema is not up to date, and this role may not change it: "
                + "run `gatehouse database migrate` with the role that owns it."
        case .wrongCollation:
            "The PostgreSQL database sorts texts in a way that Gatehouse cannot use. "
                + "Make it with: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"
        }
    }
}
