/// A session, its user, whether two-factor authentication is on, and the limits that held when it was read: what a signed-in request
/// needs to know.
public struct SignedIn: Sendable {
    public var session: Session
    public var user: User
    public var hasTwoFactor: Bool
    public var limits: SessionLimits

    public init(session: Session, user: User, hasTwoFactor: Bool, limits: SessionLimits) {
        self.session = session
        self.user = user
        self.hasTwoFactor = hasTwoFactor
        self.limits = limits
    }
}
