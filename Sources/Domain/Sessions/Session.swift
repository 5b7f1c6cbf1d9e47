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

/// How long sessions live (ASVS 7.3.1, 7.3.2; NIST SP 800-63B-4 §2.2.3). Checked at every use.
public struct SessionLimits: Sendable {
    /// Uses closer together than this are recorded once, so a session may end this much early, never late.
    public static let recordingInterval = Span.seconds(60)
    /// How fresh a proof must be for something sensitive (ASVS 7.5.1); after it, step-up.
    public static let recentProof = Span.minutes(15)
    /// How long the second step may be left open (NIST: well under an authentication's lifetime).
    public static let secondStep = Span.minutes(10)
    /// How long a typed form waits for a step-up, and its longest text in bytes.
    public static let keptForm = Span.minutes(15)
    public static let longestKeptForm = 16_384
    /// How long a pending enrolment lives.
    public static let enrolment = Span.minutes(15)

    public var idle: Span
    public var absolute: Span

    public init(idle: Span = .minutes(30), absolute: Span = .hours(12)) {
        self.idle = idle
        self.absolute = absolute
    }

    /// A session that was begun or used after now is over as well: the clock was wrong then, and nobody knows how long it has lasted.
    public func allow(_ session: Session, at now: Timestamp) -> Bool {
        let latest = now + TimeSource.tolerance
        return now - session.lastUsedAt <= idle && now - session.startedAt <= absolute
            && session.lastUsedAt <= latest && session.startedAt <= latest
    }

    public func isProofRecent(_ session: Session, at now: Timestamp) -> Bool {
        now - session.provenAt <= Self.recentProof && session.provenAt <= now + TimeSource.tolerance
    }
}
