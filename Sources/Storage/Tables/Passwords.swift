import Domain

extension Transaction {
    public var passwords: Passwords { Passwords(transaction: self) }
}

/// Password hashes, kept sealed, and the links that replace them: tables `password` and `password_reset`.
public struct Passwords {
    let transaction: Transaction

    public func exists(for user: UserID) throws -> Bool {
        try transaction.row("SELECT user_id FROM password WHERE user_id = \(user)") != nil
    }

    public func find(for user: UserID) throws -> PasswordHash? {
        try transaction.row("SELECT hash, key_id FROM password WHERE user_id = \(user)").map {
            try transaction.passwordHash(of: user, in: $0)
        }
    }

    public func set(_ hash: PasswordHash, for user: UserID) throws {
        let hash = try seal(hash, of: user)
        try transaction.run(
            """
            INSERT INTO password (user_id, hash, key_id, changed_at)
            VALUES (\(user), \(hash.box), \(hash.keyID), \(transaction.now))
            ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, key_id = excluded.key_id,
                changed_at = excluded.changed_at
            """)
    }

    /// Stores the same password hashed at another cost.
    public func renew(_ hash: PasswordHash, for user: UserID) throws {
        let hash = try seal(hash, of: user)
        try transaction.run(
            "UPDATE password SET hash = \(hash.box), key_id = \(hash.keyID) WHERE user_id = \(user)")
    }

    private func seal(_ hash: PasswordHash, of user: UserID) throws -> Sealed {
        try transaction.seal(hash.secret, in: .passwordHash, of: user.text)
    }

    public func delete(for user: UserID) throws {
        try transaction.run("DELETE FROM password WHERE user_id = \(user)")
    }

    /// Replaces an earlier link. - Returns: when the link stops working.
    public func issueReset(_ digest: TokenDigest, for user: UserID) throws -> Timestamp {
        let expiry = transaction.now + (try transaction.policy.passwords.resetLifetime)
        try transaction.run(
            """
            INSERT INTO password_reset (user_id, token_digest, expires_at) VALUES (\(user), \(digest), \(expiry))
            ON CONFLICT (user_id) DO UPDATE SET token_digest = excluded.token_digest, expires_at = excluded.expires_at
            """)
        return expiry
    }

    /// The active user whose link this is, while it works.
    public func userOfReset(_ digest: TokenDigest) throws -> User? {
        try transaction.row(
            """
            SELECT \(Users.columns) FROM password_reset JOIN user_account ON user_account.id = password_reset.user_id
            WHERE token_digest = \(digest) AND \(isAlive) AND inactive_since IS NULL
            """
        ).map(User.init)
    }

    /// Uses the link up. - Returns: false when somebody else did, or it had expired.
    public func consumeReset(_ digest: TokenDigest) throws -> Bool {
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

    public func revokeReset(for user: UserID) throws {
        try transaction.run("DELETE FROM password_reset WHERE user_id = \(user)")
    }
}

extension Transaction {
    /// - Parameter row: with the columns `hash` and `key_id`.
    func passwordHash(of user: UserID, in row: Row) throws -> PasswordHash {
        PasswordHash(unsealed: try open(.passwordHash, of: user.text, in: row))
    }
}
