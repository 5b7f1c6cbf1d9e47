public typealias UserID = Identifier<User>

/// A person with an account.
public struct User: Sendable, Equatable {
    public var id: UserID
    public var name: UserName
    public var details: UserDetails
    public var administratorSince: Timestamp?
    public var inactiveSince: Timestamp?
    public var createdAt: Timestamp
    public var lastSignInAt: Timestamp?

    public init(
        id: UserID, name: UserName, details: UserDetails, administratorSince: Timestamp? = nil,
        inactiveSince: Timestamp? = nil, createdAt: Timestamp, lastSignInAt: Timestamp? = nil
    ) {
        self.id = id
        self.name = name
        self.details = details
        self.administratorSince = administratorSince
        self.inactiveSince = inactiveSince
        self.createdAt = createdAt
        self.lastSignInAt = lastSignInAt
    }

    public var isActive: Bool { inactiveSince == nil }
    public var isAdministrator: Bool { administratorSince != nil }

    public func has(_ right: Right) -> Bool { isActive && isAdministrator }
}
