public typealias GrantID = Identifier<AccessGrant>

/// What was given to an application: its tokens hang on it, and end with it.
public struct AccessGrant: Sendable {
    public var id: GrantID
    public var applicationID: ApplicationID
    public var scopes: [Scope]
    public var claims: RequestedClaims
    /// For whom; nil where the application acts by itself.
    public var subject: Subject?
    public var madeAt: Timestamp
    public var endsAt: Timestamp

    /// What the person has agreed to.
    public var revealed: Set<Scope> { Set(scopes).union(claims.scopes).union([.openID]) }

    /// Somebody who signed in to an application, and how: what ID tokens say of it for as long as the grant lasts.
    public struct Subject: Sendable, Equatable {
        public var userID: UserID
        /// Nil where the access outlasts the session.
        public var sessionID: SessionID?
        public var methods: AuthenticationMethods
        public var provenAt: Timestamp
        public var nonce: String?
        /// What the application knows the session by.
        public var sid: String
        /// From where the person asked: what the policy says of addresses is judged by it for as long as the grant lasts.
        public var address: String

        public init(
            userID: UserID, sessionID: SessionID?, methods: AuthenticationMethods, provenAt: Timestamp, nonce: String?,
            sid: String, address: String
        ) {
            self.userID = userID
            self.sessionID = sessionID
            self.methods = methods
            self.provenAt = provenAt
            self.nonce = nonce
            self.sid = sid
            self.address = address
        }
    }

    public init(
        id: GrantID, applicationID: ApplicationID, scopes: [Scope], claims: RequestedClaims, subject: Subject?,
        madeAt: Timestamp, endsAt: Timestamp
    ) {
        self.id = id
        self.applicationID = applicationID
        self.scopes = scopes
        self.claims = claims
        self.subject = subject
        self.madeAt = madeAt
        self.endsAt = endsAt
    }
}
