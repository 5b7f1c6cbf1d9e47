/// What an access token stands for at this moment.
public struct Bearer: Sendable {
    public var grantID: GrantID
    public var clientID: ClientID
    /// Nil for an application that acts by itself.
    public var user: User?
    public var scopes: [Scope]
    /// Asked for by name, beyond what the scopes say.
    public var claims: Set<UserClaim>
    public var sid: String?
    public var endsAt: Timestamp
    /// Nil where it hangs on none.
    public var session: SessionTimes?
    public var limits: SessionLimits

    public init(
        grantID: GrantID, clientID: ClientID, user: User?, scopes: [Scope], claims: Set<UserClaim>, sid: String?,
        endsAt: Timestamp, session: SessionTimes?, limits: SessionLimits
    ) {
        self.grantID = grantID
        self.clientID = clientID
        self.user = user
        self.scopes = scopes
        self.claims = claims
        self.sid = sid
        self.endsAt = endsAt
        self.session = session
        self.limits = limits
    }

    /// Whether the session that it hangs on is not over.
    public func isAlive(at now: Timestamp) -> Bool {
        session.map { limits.allow($0, at: now) } ?? true
    }

    /// What it may learn of the user.
    public var userClaims: Set<UserClaim> {
        claims.union(UserClaim.allCases.filter { scopes.contains($0.scope) })
    }
}
