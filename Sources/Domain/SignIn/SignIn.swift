/// A sign-in under way: something was proven, and something is missing.
public struct SignIn: Sendable {
    public var token: TokenDigest
    public var user: User
    /// What the session's token is derived with.
    public var salt: [UInt8]
    public var startedAt: Timestamp
    /// Never nothing.
    public var proven: Set<Proof>
    /// With what it was completed: a digest of what was typed, under a key of the server. Nil while it is not.
    public var completedBy: TypedDigest?

    public init(
        token: TokenDigest, user: User, salt: [UInt8], startedAt: Timestamp, proven: Set<Proof>,
        completedBy: TypedDigest?
    ) {
        self.token = token
        self.user = user
        self.salt = salt
        self.startedAt = startedAt
        self.proven = proven
        self.completedBy = completedBy
    }
}
