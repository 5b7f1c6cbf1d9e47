import ArgumentParser
import Domain
import Flows
import Foundation

struct SigningKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signing-key",
        abstract: "Works on the keys that sign tokens for applications. They rotate by themselves, every 90 days.",
        subcommands: [List.self, Rotate.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints all keys as JSON, and what each does: waiting, signing, retired, over.")

        @OptionGroup var options: ConfigurationOptions

        func run() async throws {
            try await Installation.existing(try options.load()).printSigningKeys()
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publishes new keys, which sign in a day. Prints all keys as JSON.",
            discussion: """
                --now is for when somebody else may have a key: new keys sign at once, and all others are not published and not believed any \
                more. An application that keeps the published keys believes the old ones until it fetches them again: after 5 minutes, where it \
                does what it is told.
                """)

        @OptionGroup var options: ConfigurationOptions
        @Flag(help: "Replaces every key at once, instead of in a day.") var now = false

        func run() async throws {
            let installation = try await Installation.existing(try options.load())
            if now {
                try await installation.gatehouse.replaceSigningKeys(by: .shell)
            } else {
                try await installation.gatehouse.rotateSigningKeys(by: .shell)
            }
            try await installation.printSigningKeys()
        }
    }
}

/// A key, as a script reads it. Times are UTC.
private struct SigningKeyReport: Encodable {
    let kid: String
    let algorithm: String
    let phase: String
    let publishedAt: String
    let signsAt: String
    let retiredAt: String?

    init(_ key: ScheduledKey, _ phase: SigningKeyPhase) {
        kid = key.publicKey.id
        algorithm = key.publicKey.algorithm.rawValue
        self.phase = phase.rawValue
        publishedAt = Self.text(key.publishedAt)
        signsAt = Self.text(key.signsAt)
        retiredAt = key.retiredAt.map(Self.text)
    }

    /// RFC 3339.
    private static func text(_ time: Timestamp) -> String {
        Date(timeIntervalSince1970: Double(time.seconds)).formatted(.iso8601)
    }
}

extension Installation {
    fileprivate func printSigningKeys() async throws {
        let keys = try await gatehouse.signingKeys(by: .shell)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Console.say(
            String(decoding: try encoder.encode(keys.map { SigningKeyReport($0.key, $0.phase) }), as: UTF8.self))
    }
}
