public typealias ActivityID = Identifier<Activity>

/// Through what somebody acted.
public enum Interface: String, Sendable {
    case web, shell, server
}

/// Who acts, from where: what every entry of the activity log says beside the act itself.
public struct Actor: Sendable {
    public var interface: Interface
    public var userID: UserID?
    public var userName: String
    public var address: String
    public var methods: AuthenticationMethods
    /// In which they act; nil without one.
    public var session: SessionID?

    public init(
        interface: Interface, userID: UserID? = nil, userName: String = "", address: String = "",
        methods: AuthenticationMethods = []
    ) {
        self.interface = interface
        self.userID = userID
        self.userName = userName
        self.address = address
        self.methods = methods
    }

    public static let server = Actor(interface: .server)
    public static let shell = Actor(interface: .shell)
}

/// One entry of the activity log: who did what, when, from where, to which record.
public struct Activity: Sendable {
    public static let retention = Span.days(365)

    public var actor: Actor
    public var action: Action
    /// The id of what was acted upon.
    public var record: String
    public var details: [ActivityDetail]

    public init(_ action: Action, by actor: Actor, record: String = "", _ details: ActivityDetail...) {
        self.actor = actor
        self.action = action
        self.record = record
        self.details = details
    }
}
