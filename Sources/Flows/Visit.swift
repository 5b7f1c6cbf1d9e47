import Domain

/// Where a request comes from.
public struct Visit: Sendable {
    public var address: String
    /// The browser's own description of itself, as it came.
    public var userAgent: String
    /// The values by which a browser is recognised that has signed somebody in before: one for each user it did.
    public var knownBrowsers: [Token]
    /// Whether somebody still waits for the answer.
    public var isPresent: @Sendable () -> Bool

    public init(
        address: String, userAgent: String, knownBrowsers: [Token], isPresent: @escaping @Sendable () -> Bool = { true }
    ) {
        self.address = address
        self.userAgent = userAgent
        self.knownBrowsers = knownBrowsers
        self.isPresent = isPresent
    }

    var knownDigests: [TokenDigest] { knownBrowsers.map(\.digest) }

    /// Somebody who has not signed in.
    func stranger() -> Actor {
        Actor(interface: .web, address: address)
    }

    func actor(_ user: User, methods: AuthenticationMethods = []) -> Actor {
        Actor(interface: .web, userID: user.id, userName: user.name.text, address: address, methods: methods)
    }

    func actor(_ signedIn: SignedIn) -> Actor {
        var actor = actor(signedIn.user, methods: signedIn.session.methods)
        actor.session = signedIn.session.id
        return actor
    }
}
