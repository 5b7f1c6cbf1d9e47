/// A user as the list shows them.
public struct ListedUser: Sendable {
    public var user: User
    public var hasPassword: Bool
    public var hasTwoFactor: Bool
    public var isLocked: Bool
    /// Nil while locked: until an administrator unlocks.
    public var lockedUntil: Timestamp?

    public init(user: User, hasPassword: Bool, hasTwoFactor: Bool, isLocked: Bool, lockedUntil: Timestamp?) {
        self.user = user
        self.hasPassword = hasPassword
        self.hasTwoFactor = hasTwoFactor
        self.isLocked = isLocked
        self.lockedUntil = lockedUntil
    }
}
