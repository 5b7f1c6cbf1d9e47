public typealias SessionID = Identifier<Session>

/// A signed-in browser.
public struct Session: Sendable, Equatable {
    public var id: SessionID
    public var userID: UserID
    public var startedAt: Timestamp
    /// Recorded at most once a minute: see ``SessionLimits/recordingInterval``.
    public var lastUsedAt: Timestamp
    /// When every required factor was last proven: at sign-in or by step-up.
    public var provenAt: Timestamp
    public var methods: AuthenticationMethods
    public var address: String
    /// The browser's own description of itself, at most 200 characters.
    public var browser: String
    public var language: Language
    /// When the user had signed in the time before: shown to them, so that they notice a sign-in that was not theirs.
    public var previousSignInAt: Timestamp?

    public init(
        id: SessionID, userID: UserID, startedAt: Timestamp, lastUsedAt: Timestamp, provenAt: Timestamp,
        methods: AuthenticationMethods, address: String, browser: String, language: Language,
        previousSignInAt: Timestamp? = nil
    ) {
        self.id = id
        self.userID = userID
        self.startedAt = startedAt
        self.lastUsedAt = lastUsedAt
        self.provenAt = provenAt
        self.methods = methods
        self.address = address
        self.browser = browser
        self.language = language
        self.previousSignInAt = previousSignInAt
    }
}
