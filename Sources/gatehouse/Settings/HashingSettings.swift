import Domain

/// What a password hash costs, and how many are computed at once.
struct HashingSettings: Sendable {
    var memoryKiB = HashingCost.least.memoryKiB
    var passes = HashingCost.least.passes
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
            .number(
                "hashing.workers",
                "Password hashes at once, and as many again for strangers, who get what is left of the cores.",
                1...256, standard: "one for each core", \.hashing.workers),
            .number(
                "hashing.queue",
                "How many may wait for a password hash, of those who are known and of strangers each; past it, answers are 503. A quarter of the connections at the most.",
                1...30_000, standard: "a quarter of the connections", \.hashing.queue),
        ])
}
