/// Which users, in which order, and which part of them.
public struct UserQuery: Sendable, Equatable {
    public enum Order: String, CaseIterable, Sendable {
        case name, displayName, lastSignIn
    }

    public static let pageSize = 50

    public var search: String
    public var order: Order
    public var isDescending: Bool
    /// From 0.
    public var page: Int

    public init(search: String = "", order: Order = .name, isDescending: Bool = false, page: Int = 0) {
        self.search = search
        self.order = order
        self.isDescending = isDescending
        self.page = page
    }
}

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
