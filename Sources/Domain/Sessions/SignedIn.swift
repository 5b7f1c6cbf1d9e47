/// A session, its user, and whether two-factor authentication is on: what a signed-in request needs to know.
public struct SignedIn: Sendable {
    public var session: Session
    public var user: User
    public var hasTwoFactor: Bool

    public init(session: Session, user: User, hasTwoFactor: Bool) {
        self.session = session
        self.user = user
        self.hasTwoFactor = hasTwoFactor
    }
}
