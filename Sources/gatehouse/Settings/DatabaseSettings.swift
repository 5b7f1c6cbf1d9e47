import Storage

/// Which database holds the installation, and how it is used.
struct DatabaseSettings: Sendable {
    /// Without one the embedded database is used.
    var address: PostgresAddress?
    var passwordFile: String?
    var connections = 8
    var waitSeconds = 5

    var isEmbedded: Bool { address == nil }

    static let section = SettingSection(
        name: "database", title: "The database",
        settings: [
            Setting(
                name: "database.address",
                help:
                    "The address of a PostgreSQL database, as `postgres://USER@HOST:PORT/NAME?sslmode=verify-full`; several hosts, separated by commas, and other parameters as libpq knows them. Without it the embedded database is used.",
                standard: "none"
            ) { text, configuration in
                configuration.database.address = PostgresAddress(text)
                return configuration.database.address != nil
            },
            .text(
                "database.passwordFile", "A file with the password of the database's user, and nothing else.",
                standard: "none", \.database.passwordFile),
            .number(
                "database.connections", "Connections to PostgreSQL at once.", 1...200, \.database.connections),
            .number(
                "database.waitSeconds", "How long a request waits for the database before its answer is 503.", 1...10,
                \.database.waitSeconds),
        ])
}
