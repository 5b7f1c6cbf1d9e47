/// How strict the house is. What is in force is stored, and read in the transaction that acts by it; what the house is called is
/// ``Branding``.
///
/// Two-factor authentication is required of nobody yet, so nothing here says of whom.
public struct SecurityPolicy: Sendable, Equatable {
    public var passwords: PasswordRules
    public var guessing: GuessingLimits
    public var sessions: SessionLimits

    public init(passwords: PasswordRules, guessing: GuessingLimits, sessions: SessionLimits) {
        self.passwords = passwords
        self.guessing = guessing
        self.sessions = sessions
    }

    /// What a new installation begins with.
    public static let standard = SecurityPolicy(passwords: .standard, guessing: .standard, sessions: .standard)
}
