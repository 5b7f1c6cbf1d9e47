public typealias ApplicationID = Identifier<Application>

/// What one can sign in to, or what acts and asks by itself: in standards a client, or relying party.
public struct Application: Sendable, Equatable {
    public var id: ApplicationID
    public var clientID: ClientID
    public var template: ApplicationTemplate
    public var details: ApplicationDetails
    public var createdAt: Timestamp
    /// When the file of declared applications began to hold it; nil for one that is kept in the pages.
    public var declaredAt: Timestamp?
    public var disabledSince: Timestamp?

    public init(
        id: ApplicationID, clientID: ClientID, template: ApplicationTemplate, details: ApplicationDetails,
        createdAt: Timestamp, declaredAt: Timestamp? = nil, disabledSince: Timestamp? = nil
    ) {
        self.id = id
        self.clientID = clientID
        self.template = template
        self.details = details
        self.createdAt = createdAt
        self.declaredAt = declaredAt
        self.disabledSince = disabledSince
    }

    public var isEnabled: Bool { disabledSince == nil }
    public var isDeclared: Bool { declaredAt != nil }

    /// Whether a request of this application may be answered at an address.
    public func isAnswered(at redirect: String) -> Bool {
        details.redirects.contains { $0.isMeant(by: redirect, anyPort: template.takesAnyLoopbackPort) }
    }
}

/// What may be changed of an application. Lists are in order and hold nothing twice.
public struct ApplicationDetails: Sendable, Equatable {
    public static let longestName = 100

    public var name: String
    public var ownership: Ownership
    /// Where signing in is answered.
    public var redirects: [RedirectAddress]
    /// Where a browser may go on to after it was signed out.
    public var postLogout: [RedirectAddress]
    /// Where the server says that a session has ended.
    public var logoutMessages: RedirectAddress?
    /// From where pages may call the server.
    public var origins: [WebOrigin]
    /// Where the application begins, for links to it.
    public var home: RedirectAddress?
    /// What it may ask for; it gets nothing beyond.
    public var scopes: [Scope]
    public var grantTypes: Set<GrantType>
    public var pkce: PKCE
    public var algorithm: SigningAlgorithm
    public var window: SignInWindow
    public var policy: ApplicationPolicy

    public init(
        name: String, ownership: Ownership, redirects: [RedirectAddress], postLogout: [RedirectAddress],
        logoutMessages: RedirectAddress?, origins: [WebOrigin], home: RedirectAddress?, scopes: [Scope],
        grantTypes: Set<GrantType>, pkce: PKCE, algorithm: SigningAlgorithm, window: SignInWindow,
        policy: ApplicationPolicy
    ) {
        self.name = name
        self.ownership = ownership
        self.redirects = redirects
        self.postLogout = postLogout
        self.logoutMessages = logoutMessages
        self.origins = origins
        self.home = home
        self.scopes = scopes
        self.grantTypes = grantTypes
        self.pkce = pkce
        self.algorithm = algorithm
        self.window = window
        self.policy = policy
    }
}

/// Whose an application is. Of one that is not the organisation's own, each person is asked first.
public enum Ownership: String, CaseIterable, Sendable {
    case own, foreign
}

/// What tokens are got by. The raw value is that of RFC 6749, and is stored.
public enum GrantType: String, CaseIterable, Sendable {
    case authorizationCode = "authorization_code"
    case refreshToken = "refresh_token"
    case clientCredentials = "client_credentials"
}

/// Whether a request must carry a challenge (RFC 7636, always S256). One that does is held to it either way.
public enum PKCE: String, CaseIterable, Sendable {
    case required, optional
}

/// Where the sign-in appears: a pop-up has to keep its way back to the page that opened it.
public enum SignInWindow: String, CaseIterable, Sendable {
    case page
    case popUp = "pop-up"
}
