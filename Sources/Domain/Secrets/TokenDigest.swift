/// The SHA-256 of a token: what the database keeps. Knowing it does not give the token.
public struct TokenDigest: Sendable, Hashable {
    public var bytes: [UInt8]

    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}
