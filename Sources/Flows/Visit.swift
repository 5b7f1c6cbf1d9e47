import Domain

/// Where a request comes from.
public struct Visit: Sendable {
    public var address: String
    /// The browser's own description of itself, as it came.
    public var userAgent: String
    /// The value by which a browser is recognised that has signed somebody in before.
    public var browser: Token

    public init(address: String, userAgent: String, browser: Token) {
        self.address = address
        self.userAgent = userAgent
        self.browser = browser
    }

    /// Somebody who has not signed in.
    func stranger() -> Actor {
        Actor(interface: .web, address: address)
    }

    func actor(_ user: User, methods: AuthenticationMethods = []) -> Actor {
        Actor(interface: .web, userID: user.id, userName: user.name.text, address: address, methods: methods)
    }

    func actor(_ signedIn: SignedIn) -> Actor {
        actor(signedIn.user, methods: signedIn.session.methods)
    }
}
