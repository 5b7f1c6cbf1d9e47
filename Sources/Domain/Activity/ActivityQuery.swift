/// Which entries: absent values do not restrict.
public struct ActivityQuery: Sendable, Equatable {
    public static let pageSize = 100

    /// A name that somebody has or had: all that this person did and had done to them, under whichever name.
    public var user: UserName?
    public var action: Action?
    public var from: Timestamp?
    public var until: Timestamp?
    /// The entry after which (further back in time) to go on.
    public var before: ActivityID?

    public init(
        user: UserName? = nil, action: Action? = nil, from: Timestamp? = nil, until: Timestamp? = nil,
        before: ActivityID? = nil
    ) {
        self.user = user
        self.action = action
        self.from = from
        self.until = until
        self.before = before
    }
}
