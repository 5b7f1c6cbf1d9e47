import Domain

/// A one-time link to set a password with; its token is shown once and not kept.
public struct PasswordResetLink: Sendable {
    public var token: Token
    public var expires: Timestamp
}
