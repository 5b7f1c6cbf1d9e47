public typealias AuthenticatorID = Identifier<Authenticator>

/// What kinds of authenticators there are. The raw value is stored.
public enum AuthenticatorKind: String, CaseIterable, Sendable {
    /// An app that shows one-time codes by the time (RFC 6238).
    case totp
}

/// Something enrolled that proves who a user is beside the password: what all kinds have.
public struct Authenticator: Sendable {
    public var id: AuthenticatorID
    public var userID: UserID
    public var kind: AuthenticatorKind
    /// What its user calls it; empty where they gave it none.
    public var name: String
    public var enrolledAt: Timestamp
    public var lastUsedAt: Timestamp?
    /// Wrong proofs in a row.
    public var misses: Int
    /// Nil while it may be used; after too many misses it may not.
    public var disabledAt: Timestamp?

    public init(
        id: AuthenticatorID, userID: UserID, kind: AuthenticatorKind, name: String = "", enrolledAt: Timestamp,
        lastUsedAt: Timestamp? = nil, misses: Int = 0, disabledAt: Timestamp? = nil
    ) {
        self.id = id
        self.userID = userID
        self.kind = kind
        self.name = name
        self.enrolledAt = enrolledAt
        self.lastUsedAt = lastUsedAt
        self.misses = misses
        self.disabledAt = disabledAt
    }
}

extension [Authenticator] {
    /// Whether a user who has these has two-factor authentication.
    public var giveTwoFactor: Bool { !isEmpty }
}
