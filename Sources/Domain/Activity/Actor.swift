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
