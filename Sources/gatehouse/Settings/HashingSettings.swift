import Domain
import Hashing

/// What a password hash costs, and how many are computed at once.
struct HashingSettings: Sendable {
    var memoryKiB = HashingCost.least.memoryKiB
    var passes = HashingCost.least.passes
    var memory = PasswordHasher.Memory.kept
    /// Without a number there is one for each core.
    var workers: Int?
    /// Without a number it follows from the connections.
    var queue: Int?

    static let section = SettingSection(
        name: "hashing", title: "Password hashes",
        settings: [
            .number(
                "hashing.memoryKib", "Memory of one password hash (Argon2id), in KiB.", 19_456...1_048_576,
                \.hashing.memoryKiB),
            .number("hashing.passes", "Passes of one password hash.", 2...20, \.hashing.passes),
            Setting(
                name: "hashing.memory",
                help:
                    "`kept`: while others wait, a password hash hands its memory on to the next. `system`: each takes its own from the system, which takes nearly twice as long.",
                standard: HashingSettings().memory.rawValue
            ) { text, configuration in
                guard let memory = PasswordHasher.Memory(rawValue: text) else { return false }
                configuration.hashing.memory = memory
                return true
            },
            .number(
                "hashing.workers",
                "Password hashes at once, and as many again for strangers, who get what is left of the cores.",
                1...256, standard: "one for each core", \.hashing.workers),
            .number(
                "hashing.queue",
                "How many may wait for a password hash in each of the three queues (who is known, the floor, strangers); past it, answers are 503. A quarter of the connections at the most.",
                1...30_000, standard: "a quarter of the connections", \.hashing.queue),
        ])
}
