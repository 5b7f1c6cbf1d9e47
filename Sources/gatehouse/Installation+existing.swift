import Foundation

extension Installation {
    /// What a command works on: an installation that is there, and belongs to who runs the command. Only `serve` makes one.
    static func existing(_ configuration: Configuration) async throws -> Installation {
        try existingPlaces(configuration)
        let places = try OpenFiles.raised().places(for: configuration)
        return try make(configuration, places, database: try await .open(configuration, making: false))
    }

    /// - Throws: a sentence where there is no embedded database, or something belongs to somebody else.
    static func existingPlaces(_ configuration: Configuration) throws {
        umask(0o077)
        let file = configuration.data.databasePath
        guard configuration.database.isEmbedded else { return try Account.mustOwn([configuration.keyPath]) }
        try Account.mustOwn([configuration.data.folder, file, configuration.keyPath])
        guard access(configuration.data.folder, X_OK) == 0 || errno == ENOENT else {
            throw Failure("The data folder \(configuration.data.folder) cannot be looked into by \(Account.current).")
        }
        guard FileManager.default.fileExists(atPath: file) else { throw missing(configuration) }
    }

    static func missing(_ configuration: Configuration) -> Failure {
        Failure(
            "There is no installation in \(configuration.place), and only `gatehouse serve` makes one. "
                + "Say where it is: --data, --config, or \(Setting.prefix)DATA_FOLDER and \(Setting.prefix)DATABASE_ADDRESS."
        )
    }
}
