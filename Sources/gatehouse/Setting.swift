import Domain
import Hashing
import Storage

/// One setting: its name in the file, what it means, and how its text becomes a value.
struct Setting: Sendable {
    let name: String
    let help: String
    /// Shown in the reference.
    let standard: String
    /// Stores the value; false when the text is no such value.
    let apply: @Sendable (String, inout Configuration) -> Bool

    /// Its name in the environment: `publicUrl` is `GATEHOUSE_PUBLIC_URL`.
    var variable: String {
        Self.prefix + name.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
    }

    static let prefix = "GATEHOUSE_"
}

extension Setting {
    static let all: [Setting] = [
        text("host", "The address to listen on.", "127.0.0.1", \.host),
        number("port", "The port to listen on; 0 takes a free one.", 8080, 0...65_535, \.port),
        Setting(
            name: "publicUrl",
            help:
                "Scheme, host and port as browsers say them: in lower case, without the port that the scheme implies. Links are made with it. `https`, but for this machine itself.",
            standard: "http://HOST:PORT", apply: publicURL),
        text(
            "dataFolder",
            "Where the embedded database and the key file are kept. Made if missing, readable by its owner alone.",
            "data",
            \.dataFolder),
        Setting(
            name: "database",
            help:
                "The address of a PostgreSQL database, as `postgres://USER@HOST:PORT/NAME?sslmode=verify-full`; several hosts, separated by commas, and other parameters as libpq knows them. Without it the embedded database is used.",
            standard: "none"
        ) { text, configuration in
            configuration.database = PostgresAddress(text)
            return configuration.database != nil
        },
        optionalText(
            "databasePasswordFile", "A file with the password of the database's user, and nothing else.", "none",
            \.databasePasswordFile),
        number(
            "databaseConnections", "Connections to PostgreSQL at once.", 8, 1...200, \.databaseConnections),
        number(
            "databaseWaitSeconds", "How long a request waits for the database before its answer is 503.", 5, 1...10,
            \.databaseWaitSeconds),
        optionalText(
            "keyFile",
            "The key file, under which secrets are sealed. Made at the first start. Keep its backup apart from the database's.",
            "DATA-FOLDER/gatehouse.keys", \.keyFile),
        optionalText(
            "productName", "What the product is called, everywhere, also in authenticator apps.", "Gatehouse",
            \.productName),
        optionalText("organisationName", "Whose installation it is.", "none", \.organisationName),
        optionalText(
            "logoFile", "A PNG, JPEG, WebP or SVG picture, shown in the product's mark's stead.", "none", \.logoFile),
        Setting(name: "language", help: "The language of who has chosen none: `en` or `hu`.", standard: "en") {
            text, configuration in
            guard let language = Language(rawValue: text) else { return false }
            configuration.language = language
            return true
        },
        optionalText(
            "messagesFolder",
            "A folder with `en.properties` and `hu.properties`: an organisation's own texts, by their keys.", "none",
            \.messagesFolder),
        Setting(
            name: "trustedProxies",
            help: "Addresses and ranges, separated by commas, whose `X-Forwarded-For` is believed.", standard: "none"
        ) { ranges($0, \.trustedProxies, &$1) },
        Setting(
            name: "floorAddresses",
            help:
                "Addresses and ranges, separated by commas, from where people work on computers whose browsers forget. Each has a budget of guesses of its own for every user, which strangers from elsewhere cannot use up.",
            standard: "none"
        ) { ranges($0, \.floorAddresses, &$1) },
        number(
            "sessionIdleMinutes", "A session ends after so many minutes without use.", 30, 1...1440,
            \.sessionIdleMinutes),
        number("sessionHours", "A session ends so many hours after the sign-in.", 12, 1...24, \.sessionHours),
        number(
            "hashMemoryKib", "Memory of one password hash (Argon2id), in KiB.", 19_456, 19_456...1_048_576,
            \.hashMemoryKiB),
        number("hashPasses", "Passes of one password hash.", 2, 2...20, \.hashPasses),
        Setting(
            name: "hashingMemory",
            help:
                "`kept`: while others wait, a password hash hands its memory on to the next. `system`: each takes its own from the system, which takes nearly twice as long.",
            standard: "kept"
        ) { text, configuration in
            guard let memory = PasswordHasher.Memory(rawValue: text) else { return false }
            configuration.hashingMemory = memory
            return true
        },
        optionalNumber(
            "hashWorkers",
            "Password hashes at once, and as many again for strangers, who get what is left of the cores.",
            "one for each core", 1...256, \.hashWorkers),
        optionalNumber(
            "hashQueue",
            "How many may wait for a password hash in each of the three queues (who is known, the floor, strangers); past it, answers are 503. A quarter of the connections at the most.",
            "a quarter of the connections", 1...30_000, \.hashQueue),
        optionalNumber(
            "connections",
            "Connections at once. Near this number, the oldest idle ones of nobody who is signed in are closed first.",
            "10000, or what the limit on open files leaves room for", 32...60_000, \.connections),
        Setting(name: "logLevel", help: "`debug`, `info`, `notice`, `warning` or `error`.", standard: "notice") {
            text, configuration in
            configuration.logLevel = text
            return ["debug", "info", "notice", "warning", "error"].contains(text)
        },
    ]

    private static func text(
        _ name: String, _ help: String, _ standard: String,
        _ path: any WritableKeyPath<Configuration, String> & Sendable
    ) -> Setting {
        Setting(name: name, help: help, standard: standard) { text, configuration in
            configuration[keyPath: path] = text
            return !text.isEmpty
        }
    }

    private static func optionalText(
        _ name: String, _ help: String, _ standard: String,
        _ path: any WritableKeyPath<Configuration, String?> & Sendable
    ) -> Setting {
        Setting(name: name, help: help, standard: standard) { text, configuration in
            configuration[keyPath: path] = text
            return !text.isEmpty
        }
    }

    private static func number(
        _ name: String, _ help: String, _ standard: Int, _ range: ClosedRange<Int>,
        _ path: any WritableKeyPath<Configuration, Int> & Sendable
    ) -> Setting {
        Setting(name: name, help: "\(help) \(range.lowerBound) to \(range.upperBound).", standard: "\(standard)") {
            text, configuration in
            guard let number = Int(text), range.contains(number) else { return false }
            configuration[keyPath: path] = number
            return true
        }
    }

    private static func ranges(
        _ text: String, _ path: WritableKeyPath<Configuration, [AddressRange]>, _ configuration: inout Configuration
    ) -> Bool {
        let ranges = text.split(separator: ",").map { AddressRange(String($0.filter { !$0.isWhitespace })) }
        configuration[keyPath: path] = ranges.compactMap(\.self)
        return !ranges.contains(nil)
    }

    private static func optionalNumber(
        _ name: String, _ help: String, _ standard: String, _ range: ClosedRange<Int>,
        _ path: any WritableKeyPath<Configuration, Int?> & Sendable
    ) -> Setting {
        Setting(name: name, help: "\(help) \(range.lowerBound) to \(range.upperBound).", standard: standard) {
            text, configuration in
            guard let number = Int(text), range.contains(number) else { return false }
            configuration[keyPath: path] = number
            return true
        }
    }

    /// `https://host[:port]`; `http` is for loopback alone, because browsers keep secure cookies from it elsewhere.
    private static func publicURL(_ text: String, _ configuration: inout Configuration) -> Bool {
        configuration.publicURL = text
        guard let match = text.wholeMatch(of: /(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]{1,5})?/) else {
            return false
        }
        if (match.1 == "https" && match.3 == ":443") || (match.1 == "http" && match.3 == ":80") { return false }
        return match.1 == "https" || ["localhost", "127.0.0.1", "[::1]"].contains(match.2)
    }
}
