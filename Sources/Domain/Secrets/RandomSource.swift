import CSodium

/// Where secrets and identifiers come from. Only this file asks the system's generator (ASVS 6.5.3, 11.5.1).
public struct RandomSource: Sendable {
    public var bytes: @Sendable (_ count: Int) -> [UInt8]

    public init(bytes: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        self.bytes = bytes
    }

    /// The operating system's cryptographic generator.
    public static let system = {
        precondition(sodium_init() >= 0, "there is no generator")
        return RandomSource(bytes: fill)
    }()

    private static func fill(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }
}
