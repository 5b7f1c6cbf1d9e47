/// An entry of the activity log, as read back.
public struct LoggedActivity: Sendable {
    public var id: ActivityID
    public var at: Timestamp
    public var interface: Logged<Interface>
    public var action: Logged<Action>
    public var userName: String
    public var address: String
    public var record: String
    public var methods: Logged<AuthenticationMethods>
    public var details: [ActivityDetail]
    /// Where the entry stands for many.
    public var repetition: Repetition?

    public init(
        id: ActivityID, at: Timestamp, interface: Logged<Interface>, action: Logged<Action>, userName: String,
        address: String, record: String, methods: Logged<AuthenticationMethods>, details: [ActivityDetail],
        repetition: Repetition? = nil
    ) {
        self.id = id
        self.at = at
        self.interface = interface
        self.action = action
        self.userName = userName
        self.address = address
        self.record = record
        self.methods = methods
        self.details = details
        self.repetition = repetition
    }
}

/// How often something happened that was not written down each time.
public struct Repetition: Sendable, Equatable {
    public var count: Int
    public var from: Timestamp
    public var until: Timestamp

    public init(count: Int, from: Timestamp, until: Timestamp) {
        self.count = count
        self.from = from
        self.until = until
    }
}
