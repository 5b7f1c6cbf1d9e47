/// What an application learns about a sign-in (OpenID Connect Core §2). The claims about the person come beside it.
public struct IDToken: Sendable {
    public static let lifetime = Span.minutes(10)
    private static let reserved: Set<String> = [
        "iss", "sub", "aud", "exp", "iat", "nbf", "jti", "auth_time", "nonce", "acr", "amr", "azp", "sid", "at_hash",
        "c_hash",
    ]

    /// The house's own address.
    public var issuer: String
    /// Who signed in: an id that is never given to anybody else.
    public var subject: String
    /// The one application that it is for.
    public var audience: String
    public var issuedAt: Timestamp
    /// When the required factors were proven.
    public var authenticatedAt: Timestamp
    /// As the application sent it.
    public var nonce: String?
    /// The assurance level, `urn:gatehouse:1fa` or `urn:gatehouse:2fa`.
    public var level: String
    public var methods: AuthenticationMethods
    /// Which of the application's sessions it is, for its end to be told.
    public var sessionID: String

    public init(
        issuer: String, subject: String, audience: String, issuedAt: Timestamp, authenticatedAt: Timestamp,
        nonce: String?, level: String, methods: AuthenticationMethods, sessionID: String
    ) {
        self.issuer = issuer
        self.subject = subject
        self.audience = audience
        self.issuedAt = issuedAt
        self.authenticatedAt = authenticatedAt
        self.nonce = nonce
        self.level = level
        self.methods = methods
        self.sessionID = sessionID
    }

    /// - Parameter claims: about the person. One that has the name of something above is left out: nobody's profile speaks for the house.
    public func payload(with claims: [JSONMember] = []) -> JSONValue {
        let own: JSONValue = [
            "iss": .text(issuer), "sub": .text(subject), "aud": .text(audience),
            "exp": .integer((issuedAt + Self.lifetime).seconds), "iat": .integer(issuedAt.seconds),
            "auth_time": .integer(authenticatedAt.seconds), "nonce": nonce.map(JSONValue.text), "acr": .text(level),
            "amr": .list(methods.amr.map(JSONValue.text)), "sid": .text(sessionID),
        ]
        return own.adding(claims.filter { !Self.reserved.contains($0.name) })
    }
}

extension JSONValue {
    fileprivate func adding(_ members: [JSONMember]) -> JSONValue {
        guard case .object(let own) = self else { return self }
        return .object(own + members)
    }
}
