/// A session, its user, whether two-factor authentication is on, and the limits that held when it was read: what a signed-in request
/// needs to know.
public struct SignedIn: Sendable {
    public var session: Session
    public var user: User
    public var hasTwoFactor: Bool
    /// Under which the session goes on: another one is dead, also for what was asked for while it lived.
    public var token: TokenDigest
    public var limits: SessionLimits

    public init(session: Session, user: User, hasTwoFactor: Bool, token: TokenDigest, limits: SessionLimits) {
        self.session = session
        self.user = user
        self.hasTwoFactor = hasTwoFactor
        self.token = token
        self.limits = limits
    }

    /// The same after it was given a new token.
    public func renewed(_ token: Token) -> SignedIn {
        var renewed = self
        renewed.token = token.digest
        return renewed
    }
}
