/// A sign-in whose password was right.
public struct SignIn: Sendable {
    public var token: TokenDigest
    public var user: User
    /// What the session's token is derived with.
    public var salt: [UInt8]
    public var startedAt: Timestamp
    /// The time step with which it was completed, and when.
    public var completion: (step: Int64, at: Timestamp)?

    public init(
        token: TokenDigest, user: User, salt: [UInt8], startedAt: Timestamp, completion: (step: Int64, at: Timestamp)?
    ) {
        self.token = token
        self.user = user
        self.salt = salt
        self.startedAt = startedAt
        self.completion = completion
    }
}
