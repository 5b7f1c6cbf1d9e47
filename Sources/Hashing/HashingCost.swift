/// How much work one password hash is (Argon2id).
public struct HashingCost: Sendable, Equatable {
    /// The least that is allowed outside tests: OWASP's and ASVS 11.4.2's floor.
    public static let least = HashingCost(memoryKiB: 19_456, passes: 2)

    public var memoryKiB: Int
    public var passes: Int

    public init(memoryKiB: Int, passes: Int) {
        self.memoryKiB = memoryKiB
        self.passes = passes
    }
}
