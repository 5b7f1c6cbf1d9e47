/// How long sessions live (ASVS 7.3.1, 7.3.2; NIST SP 800-63B-4 §2.2.3), and what is open for a while within them. Checked at every use.
public struct SessionLimits: Sendable, Equatable {
    /// How long one may be left unused.
    public var idle: Span
    /// How long after the sign-in it ends in any case.
    public var absolute: Span
    /// How fresh a proof must be for something sensitive (ASVS 7.5.1); after it, step-up.
    public var recentProof: Span
    /// How long the second step may be left open (NIST: well under an authentication's lifetime).
    public var secondStep: Span
    /// How long a pending enrolment lives.
    public var enrolment: Span

    public init(idle: Span, absolute: Span, recentProof: Span, secondStep: Span, enrolment: Span) {
        self.idle = idle
        self.absolute = absolute
        self.recentProof = recentProof
        self.secondStep = secondStep
        self.enrolment = enrolment
    }

    public static let standard = SessionLimits(
        idle: .minutes(30), absolute: .hours(12), recentProof: .minutes(15), secondStep: .minutes(10),
        enrolment: .minutes(15))

    /// Uses closer together than this are recorded once, so a session may end this much early, never late.
    public static let recordingInterval = Span.seconds(60)
    /// How long a typed form waits for a step-up, and its longest text in bytes.
    public static let keptForm = Span.minutes(15)
    public static let longestKeptForm = 16_384

    /// A session that was begun or used after now is over as well: the clock was wrong then, and nobody knows how long it has lasted.
    public func allow(_ session: Session, at now: Timestamp) -> Bool {
        allow(session.times, at: now)
    }

    public func allow(_ session: SessionTimes, at now: Timestamp) -> Bool {
        let latest = now + TimeSource.tolerance
        return now - session.lastUsedAt <= idle && now - session.startedAt <= absolute
            && session.lastUsedAt <= latest && session.startedAt <= latest
    }

    public func isProofRecent(_ session: Session, at now: Timestamp) -> Bool {
        now - session.provenAt <= recentProof && session.provenAt <= now + TimeSource.tolerance
    }
}
