import Domain

extension Transaction {
    public var passwordResets: PasswordResets { PasswordResets(transaction: self) }
}

/// One-time links by which a user sets a new password, one a user: table `password_reset`.
public struct PasswordResets {
    let transaction: Transaction

    /// Replaces an earlier link. - Returns: when the link stops working.
    public func issue(_ digest: TokenDigest, for user: UserID) throws -> Timestamp {
        let expiry = transaction.now + (try transaction.policy.passwords.resetLifetime)
        try transaction.run(
            """
            INSERT INTO password_reset (user_id, token_digest, expires_at) VALUES (\(user), \(digest), \(expiry))
            ON CONFLICT (user_id) DO UPDATE SET token_digest = excluded.token_digest, expires_at = excluded.expires_at
            """)
        return expiry
    }

    /// The active user whose link this is, while it works.
    public func user(of digest: TokenDigest) throws -> User? {
        try transaction.row(
            """
            SELECT \(Users.columns) FROM password_reset JOIN user_account ON user_account.id = password_reset.user_id
            WHERE token_digest = \(digest) AND \(isAlive) AND inactive_since IS NULL
            """
        ).map(User.init)
    }

    /// Uses the link up. - Returns: false when somebody else did, or it had expired.
    public func consume(_ digest: TokenDigest) throws -> Bool {
        try transaction.changes(
            """
            DELETE FROM password_reset WHERE token_digest = \(digest) AND \(isAlive)
            RETURNING user_id
            """)
    }

    /// A link that works for longer than one made now was made when the clock was ahead.
    private var isAlive: SQL {
        "expires_at > \(transaction.now) AND expires_at <= \(transaction.latest) + \(SecurityPolicies.resetLifetime)"
    }

    public func revoke(for user: UserID) throws {
        try transaction.run("DELETE FROM password_reset WHERE user_id = \(user)")
    }
}
