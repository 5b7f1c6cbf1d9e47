import Domain

/// A browser that has signed a user in before, and where it did so last.
public struct KnownBrowser: Sendable {
    public var userID: UserID
    public var digest: TokenDigest
    public var address: String
}
