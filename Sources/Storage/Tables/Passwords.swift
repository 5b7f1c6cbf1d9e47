import Domain

extension Transaction {
    public var passwords: Passwords { Passwords(transaction: self) }
}

/// Sealed password hashes and the links that replace them: tables `password` and `password_reset`.
public struct Passwords {
    public static let resetLifetime = Span.hours(24)

    let transaction: Transaction

    public static func place(of user: UserID) -> SealedPlace {
        SealedPlace(table: "password", column: "hash", row: user.text)
    }

    public func find(for user: UserID) throws -> Sealed? {
        try transaction.row("SELECT hash, key_id FROM password WHERE user_id = \(user)").map {
            Sealed(keyID: try $0.text("key_id"), box: try $0.bytes("hash"))
        }
    }

    public func set(_ hash: Sealed, for user: UserID) throws {
        try transaction.run(
            """
            INSERT INTO password (user_id, hash, key_id, changed_at)
            VALUES (\(user), \(hash.box), \(hash.keyID), \(transaction.now))
            ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, key_id = excluded.key_id,
                changed_at = excluded.changed_at
            """)
    }

    /// Stores the same password hashed at another cost, unless it was changed meanwhile.
    public func renew(_ hash: Sealed, for user: UserID, replacing old: Sealed) throws {
        try transaction.run(
            """
            UPDATE password SET hash = \(hash.box), key_id = \(hash.keyID)
            WHERE user_id = \(user) AND hash = \(old.box)
            """)
    }

    public func delete(for user: UserID) throws {
        try transaction.run("DELETE FROM password WHERE user_id = \(user)")
    }

    /// Replaces an earlier link. - Returns: when the link stops working.
    public func issueReset(_ digest: TokenDigest, for user: UserID) throws -> Timestamp {
        let expiry = transaction.now + Self.resetLifetime
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
        "expires_at > \(transaction.now) AND expires_at <= \(transaction.latest + Self.resetLifetime)"
    }

    public func revokeReset(for user: UserID) throws {
        try transaction.run("DELETE FROM password_reset WHERE user_id = \(user)")
    }
}
